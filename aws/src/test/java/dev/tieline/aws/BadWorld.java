package dev.tieline.aws;

import static dev.tieline.net.Traffic.tcp;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.apply.Failed;
import dev.tieline.apply.NotStarted;
import dev.tieline.apply.Outcome;
import dev.tieline.apply.PartOutcome;
import dev.tieline.apply.Ready;
import dev.tieline.apply.Waiting;
import dev.tieline.aws.internal.InProcessHttp;
import dev.tieline.plan.Plan;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.CallListener;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * A fake AWS of two accounts on virtual time, in which something is wrong. In Singapore there is a
 * VPC of 172.31.0.0/16 with a subnet and a group; Tokyo is empty. All that the library says is kept
 * as text: what people read to be compared with a file, and everything to be searched for secrets.
 */
final class BadWorld implements AutoCloseable {
  static final String ACCOUNT = "111122223333";
  static final String OTHER = "444455556666";
  static final String TOKYO = "ap-northeast-1";
  static final String SINGAPORE = "ap-southeast-1";
  private static final Duration SETTLED = Duration.ofMinutes(1);

  final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-01T12:00:00Z"));
  final FakeAws aws =
      FakeAws.builder()
          .account(ACCOUNT)
          .account(OTHER)
          .regions(TOKYO, SINGAPORE)
          .time(time::instant)
          .build();
  final Console tokyo = aws.console(ACCOUNT, TOKYO);
  final Console singapore = aws.console(ACCOUNT, SINGAPORE);
  final String vpc;
  final String group;
  private final Set<String> secrets = new LinkedHashSet<>();
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder everything = new StringBuilder();
  private @Nullable Tieline tieline;

  BadWorld() {
    vpc = vpc(singapore, "172.31.0.0/16", "172.31.0.0/20", SINGAPORE + "a");
    group = singapore.createSecurityGroup(vpc, "app");
    time.advance(SETTLED);
    for (String account : aws.accounts()) {
      secrets.add(aws.keys(account).accessKeyId());
      secrets.add(aws.keys(account).secretAccessKey());
    }
  }

  String vpc(Console console, String block, String subnet, String zone) {
    String id = console.createVpc(block);
    time.advance(SETTLED);
    console.createSubnet(id, subnet, zone);
    time.advance(SETTLED);
    return id;
  }

  AwsCredentials credentials(String account) {
    FakeAws.Keys keys = aws.keys(account);
    return AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey());
  }

  /** Says how the provider reaches AWS, if not with the right credentials for the account. */
  BadWorld with(Consumer<AwsProvider.Builder> provider) {
    return with(new InProcessHttp(aws), provider);
  }

  BadWorld with(SdkHttpClient http, Consumer<AwsProvider.Builder> provider) {
    if (tieline != null) {
      tieline.close();
    }
    AwsProvider.Builder builder =
        AwsProvider.builder().regions(TOKYO, SINGAPORE).httpClient(new Watched(http));
    provider.accept(builder);
    tieline = Tieline.builder().namespace("acme").provider(builder.build()).time(time).build();
    return this;
  }

  Tieline tieline() {
    if (tieline == null) {
      with(b -> b.account("main", credentials(ACCOUNT), ACCOUNT));
    }
    return requireNonNull(tieline);
  }

  /** A wish that is fine: a new VPC in Tokyo, linked with the one in Singapore. */
  Topology.Builder fine() {
    return Topology.named("two")
        .network(
            "tokyo",
            AwsVpc.managed("main", TOKYO, "10.20.0.0/16").subnet("a", "10.20.1.0/24", TOKYO + "a"))
        .network("singapore", AwsVpc.existing("main", SINGAPORE, vpc))
        .peer("tokyo", "singapore", p -> p.allow(tcp(22)).groups("singapore", group));
  }

  /** Two networks that are there, linked. */
  Topology.Builder bothThere() {
    String id = vpc(tokyo, "10.20.0.0/16", "10.20.1.0/24", TOKYO + "a");
    return Topology.named("two")
        .network("tokyo", AwsVpc.existing("main", TOKYO, id))
        .network("singapore", AwsVpc.existing("main", SINGAPORE, vpc))
        .peer("tokyo", "singapore", p -> p.allow(tcp(22)).groups("singapore", group));
  }

  /** Two networks that are there, which somebody has joined by a connection that is to be used. */
  Topology.Builder adopted() {
    String id = vpc(tokyo, "10.20.0.0/16", "10.20.1.0/24", TOKYO + "a");
    String pcx = tokyo.createPeering(id, ACCOUNT, SINGAPORE, vpc);
    time.advance(SETTLED);
    singapore.acceptPeering(pcx);
    time.advance(SETTLED);
    return Topology.named("two")
        .network("tokyo", AwsVpc.existing("main", TOKYO, id))
        .network("singapore", AwsVpc.existing("main", SINGAPORE, vpc))
        .peer("tokyo", "singapore", p -> {});
  }

  /** A new VPC of two blocks. */
  Topology.Builder twoBlocks() {
    return Topology.named("two")
        .network(
            "tokyo", AwsVpc.managed("main", TOKYO, "10.20.0.0/16").secondaryBlock("10.21.0.0/16"));
  }

  /** A wish that takes every kind of object. */
  Topology full() {
    return Topology.named("full")
        .network(
            "tokyo",
            AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
                .secondaryBlock("10.21.0.0/16")
                .subnet("a", "10.20.1.0/24", TOKYO + "a")
                .subnet("b", "10.21.1.0/24", TOKYO + "a")
                .routeTable("own", "b"))
        .network("singapore", AwsVpc.existing("main", SINGAPORE, vpc))
        .peer(
            "tokyo",
            "singapore",
            p -> p.allow(tcp(22)).groups("singapore", group).with(AwsPeering.DNS_BOTH_WAYS))
        .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES)
        .build();
  }

  /** Keys of a session that ends in an hour. */
  Map<String, String> session() {
    String role = "arn:aws:iam::" + ACCOUNT + ":role/tieline";
    aws.role(role, OTHER, "external");
    FakeAws.Keys keys = aws.keys(OTHER);
    try (StsClient sts =
        StsClient.builder()
            .region(Region.of(TOKYO))
            .httpClient(new InProcessHttp(aws))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())))
            .build()) {
      Credentials session =
          sts.assumeRole(r -> r.roleArn(role).roleSessionName("s").externalId("external"))
              .credentials();
      secrets.add(session.accessKeyId());
      secrets.add(session.secretAccessKey());
      return Map.of(
          "id", session.accessKeyId(),
          "secret", session.secretAccessKey(),
          "token", session.sessionToken());
    }
  }

  /** Does something after the first call of an action. */
  void onceCreated(String action, Runnable then) {
    AtomicBoolean done = new AtomicBoolean();
    aws.observe(
        new CallListener() {
          @Override
          public void after(Call call) {
            if (call.action().equals(action) && !call.dryRun() && done.compareAndSet(false, true)) {
              then.run();
            }
          }
        });
  }

  String onlyVpc(Console console) {
    return console.call("DescribeVpcs", Map.of()).text("vpcSet/item/vpcId").orElseThrow();
  }

  // ---- what comes out ----

  Plan plan(Topology topology) {
    Plan plan = tieline().plan(topology);
    everything.append(plan).append(plan.toJson()).append(plan.findings());
    lines.add("plan");
    plan.findings().forEach(finding -> lines.add("  " + finding));
    return plan;
  }

  Outcome apply(Topology topology) {
    return tell("apply", tieline().apply(topology));
  }

  Outcome destroy(String topology) {
    return tell("destroy", tieline().destroy(topology));
  }

  private Outcome tell(String what, Outcome outcome) {
    everything.append(outcome).append(outcome.findings()).append(outcome.parts());
    try {
      outcome.orThrow();
    } catch (RuntimeException e) {
      trace(e);
    }
    lines.add(what);
    for (PartOutcome part : outcome.parts()) {
      if (part instanceof Ready) {
        lines.add("  ready " + part.part());
      } else if (part instanceof Waiting w) {
        lines.add("  waiting " + part.part() + ": for " + w.party() + ", " + w.what());
        everything.append(w.handover().markdown(Locale.ENGLISH));
      } else if (part instanceof Failed f) {
        lines.add("  FAILED " + f.address() + ": " + f.why());
      } else if (part instanceof NotStarted n) {
        lines.add("  not started " + n.part() + ": because of " + n.because());
      }
    }
    return outcome;
  }

  /** Keeps what an exception says, with its causes. */
  void thrown(Throwable thrown) {
    trace(thrown);
    lines.add(thrown.getClass().getSimpleName());
    lines.add("  " + thrown.getMessage());
  }

  private void trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    everything.append(trace);
  }

  /** What the library said, without what differs from run to run; no secret is in any of it. */
  String said() {
    assertThat(everything.toString().toLowerCase(Locale.ROOT))
        .doesNotContain("authorization:", "authorization=", "aws4-hmac", "x-amz-security-token");
    for (String secret : secrets) {
      assertThat(everything).doesNotContain(secret);
    }
    return String.join("\n", lines)
        .replaceAll("requestId=[0-9a-f-]+", "requestId=...")
        .replaceAll("\\b[0-9]{8}T[0-9]{6}Z", "<stamp>");
  }

  // ---- what was done ----

  /** The calls since the last reset that changed something. */
  List<String> writes() {
    return aws.calls().stream()
        .filter(c -> c.mutating() && c.status() / 100 == 2)
        .map(Call::action)
        .toList();
  }

  /** What is there when the dead have gone. */
  String dump() {
    time.advance(Duration.ofDays(7));
    return aws.dump();
  }

  @Override
  public void close() {
    if (tieline != null) {
      tieline.close();
    }
    aws.close();
  }

  /** Notes the secrets that are sent, so that none comes back. */
  private final class Watched implements SdkHttpClient {
    private final SdkHttpClient http;

    Watched(SdkHttpClient http) {
      this.http = http;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      synchronized (secrets) {
        request.httpRequest().firstMatchingHeader("X-Amz-Security-Token").ifPresent(secrets::add);
        request
            .httpRequest()
            .firstMatchingHeader("Authorization")
            .map(header -> header.substring(header.indexOf("Signature=") + "Signature=".length()))
            .ifPresent(secrets::add);
      }
      return http.prepareRequest(request);
    }

    @Override
    public void close() {
      http.close();
    }
  }

  /** A network in which nobody listens. */
  static SdkHttpClient nobody() {
    return new SdkHttpClient() {
      @Override
      public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
          @Override
          public software.amazon.awssdk.http.HttpExecuteResponse call() throws IOException {
            throw new java.net.ConnectException("Connection refused");
          }

          @Override
          public void abort() {
            // nothing is under way
          }
        };
      }

      @Override
      public void close() {
        // nothing is open
      }
    };
  }
}
