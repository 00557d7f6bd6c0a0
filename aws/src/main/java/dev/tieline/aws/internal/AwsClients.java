package dev.tieline.aws.internal;

import dev.tieline.provider.KnownCallers;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Scope;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The SDK's clients: one for each account, region and service, made when first asked for. Retries
 * are off, since ours count; what files and the environment say about endpoints and retries does
 * not reach them.
 */
public final class AwsClients implements AutoCloseable {
  // IAM calls each session by a name, which its audit log shows
  private static final String SESSION = "tieline";

  /** How calls are sent, alike for all accounts. */
  public record Transport(
      @Nullable URI endpoint,
      @Nullable SdkHttpClient given,
      Duration connectTimeout,
      Duration attemptTimeout) {}

  private record Key(Scope scope, Class<?> type, boolean rehearsing) {}

  private final Transport transport;
  private final SdkHttpClient http;
  // the time-outs of all clients' attempts: each client would start five threads of its own for
  // them
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(1, AwsClients::timerThread);
  private final Map<String, CredentialForm> accounts;
  private final KnownCallers known;
  private final Map<String, AwsCredentialsProvider> credentials = new ConcurrentHashMap<>();
  private final Map<Key, SdkClient> clients = new ConcurrentHashMap<>();
  // what credentials hold open, the last first: a role's client is closed after its credentials
  private final Deque<SdkAutoCloseable> opened = new ConcurrentLinkedDeque<>();

  public AwsClients(Transport transport, Map<String, CredentialForm> accounts, KnownCallers known) {
    this.transport = transport;
    this.known = known;
    this.http = http(transport);
    this.accounts = Map.copyOf(accounts);
  }

  private static Thread timerThread(Runnable work) {
    Thread thread = new Thread(work, "tieline-aws-timer");
    thread.setDaemon(true);
    return thread;
  }

  /** The one HTTP client of a transport. */
  private static SdkHttpClient http(Transport transport) {
    if (transport.given() != null) {
      return transport.given();
    }
    return ApacheHttpClient.builder()
        .connectionTimeout(transport.connectTimeout())
        .socketTimeout(transport.attemptTimeout())
        .maxConnections(64)
        .build();
  }

  /** The clients of a scope. */
  public Clients in(Scope scope) {
    return in(scope, false);
  }

  /** The clients of a scope that have what they are asked for rehearsed, and nothing done. */
  public Clients rehearsing(Scope scope) {
    return in(scope, true);
  }

  private Clients in(Scope scope, boolean rehearsing) {
    return new Clients() {
      @Override
      public <C> C client(Class<C> type) {
        return type.cast(
            clients.computeIfAbsent(new Key(scope, type, rehearsing), AwsClients.this::make));
      }
    };
  }

  private SdkClient make(Key key) {
    AwsCredentialsProvider provider = credentials(key.scope());
    Region region = Region.of(key.scope().region());
    if (key.type() == Ec2Client.class) {
      ExecutionInterceptor[] interceptors =
          key.rehearsing()
              ? new ExecutionInterceptor[] {AnswerGuard.xml(), new Rehearsals.Marking()}
              : new ExecutionInterceptor[] {AnswerGuard.xml()};
      return configure(Ec2Client.builder(), region, Ec2Client.serviceMetadata(), interceptors)
          .credentialsProvider(provider)
          .build();
    }
    if (key.rehearsing()) {
      throw new IllegalArgumentException(
          "client that rehearses: " + key.type().getName() + " (expected: Ec2Client)");
    }
    if (key.type() == StsClient.class) {
      return configure(StsClient.builder(), region, StsClient.serviceMetadata(), AnswerGuard.xml())
          .credentialsProvider(provider)
          .build();
    }
    if (key.type() == ServiceQuotasClient.class) {
      return configure(
              ServiceQuotasClient.builder(),
              region,
              ServiceQuotasClient.serviceMetadata(),
              AnswerGuard.json())
          .credentialsProvider(provider)
          .build();
    }
    throw new IllegalArgumentException(
        "client: "
            + key.type().getName()
            + " (expected one of: Ec2Client, StsClient, ServiceQuotasClient)");
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(
      B builder, Region region, ServiceMetadata service, ExecutionInterceptor... interceptors) {
    // The endpoint is always set: otherwise AWS_ENDPOINT_URL and profiles could redirect calls.
    URI endpoint =
        transport.endpoint() != null
            ? transport.endpoint()
            : URI.create("https://" + service.endpointFor(region));
    return builder
        .region(region)
        .endpointOverride(endpoint)
        .fipsEnabled(false)
        .dualstackEnabled(false)
        .httpClient(http)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .apiCallAttemptTimeout(transport.attemptTimeout())
                .scheduledExecutorService(timer)
                .defaultProfileFileSupplier(() -> ProfileFile.aggregator().build())
                .executionInterceptors(List.of(interceptors))
                .build());
  }

  private AwsCredentialsProvider credentials(Scope scope) {
    CredentialForm form = accounts.get(scope.account());
    if (form == null) {
      throw new IllegalArgumentException(
          "account alias: "
              + scope.account()
              + " (expected one of: "
              + String.join(", ", accounts.keySet().stream().sorted().toList())
              + ")");
    }
    return credentials.computeIfAbsent(
        scope.account(), alias -> telling(alias, resolve(form, Region.of(scope.region()))));
  }

  /** Notes the key of every signature: whose it is may change while a provider lives. */
  private AwsCredentialsProvider telling(String alias, AwsCredentialsProvider provider) {
    return () -> {
      AwsCredentials now = provider.resolveCredentials();
      known.signing(alias, now.accessKeyId());
      return now;
    };
  }

  private AwsCredentialsProvider resolve(CredentialForm form, Region region) {
    if (form instanceof CredentialForm.Fixed fixed) {
      String session = fixed.sessionToken();
      return StaticCredentialsProvider.create(
          session == null
              ? AwsBasicCredentials.create(fixed.accessKeyId(), fixed.secretAccessKey())
              : AwsSessionCredentials.create(
                  fixed.accessKeyId(), fixed.secretAccessKey(), session));
    }
    if (form instanceof CredentialForm.Role role) {
      StsClient sts =
          configure(StsClient.builder(), region, StsClient.serviceMetadata(), AnswerGuard.xml())
              .credentialsProvider(resolve(role.base(), region))
              .build();
      opened.push(sts);
      // renewed by the call that needs it, not by a thread of its own
      StsAssumeRoleCredentialsProvider assumed =
          StsAssumeRoleCredentialsProvider.builder()
              .stsClient(sts)
              .asyncCredentialUpdateEnabled(false)
              .refreshRequest(
                  r -> r.roleArn(role.arn()).externalId(role.externalId()).roleSessionName(SESSION))
              .build();
      opened.push(assumed);
      return assumed;
    }
    DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
    opened.push(chain);
    return chain;
  }

  @Override
  public void close() {
    clients.values().forEach(SdkClient::close);
    opened.forEach(SdkAutoCloseable::close);
    timer.shutdownNow();
    if (transport.given() == null) {
      http.close(); // one that was given is its giver's
    }
  }
}
