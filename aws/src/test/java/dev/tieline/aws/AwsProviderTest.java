package dev.tieline.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import dev.tieline.aws.internal.InProcessHttp;
import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.InvalidTopologyException;
import dev.tieline.error.TielineException;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Scope;
import dev.tieline.testkit.FakeAws;
import dev.tieline.topology.Topology;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;

class AwsProviderTest {
  private static final String TOKYO = "ap-northeast-1";
  private static final String ACCOUNT = "111122223333";

  private static AwsProvider.Builder builder() {
    return AwsProvider.builder()
        .account("main", AwsCredentials.of("AKIAEXAMPLE", "wJalrSECRET"))
        .regions(TOKYO);
  }

  private static Topology one(AwsVpc vpc) {
    return Topology.named("one").network("tokyo", vpc).build();
  }

  private static void refused(Topology topology, String message) {
    try (AwsProvider provider = builder().build()) {
      assertThatExceptionOfType(InvalidTopologyException.class)
          .isThrownBy(() -> provider.check(topology))
          .withMessage(message);
    }
  }

  @Test
  void check_unknownAlias_namesNetworkFoundAndExpected() {
    refused(
        one(AwsVpc.managed("mian", TOKYO, "10.0.0.0/16")),
        "network tokyo names account \"mian\" (expected one of: main)");
  }

  @Test
  void check_twoPartitions_isRefused() {
    refused(
        Topology.named("two")
            .network("tokyo", AwsVpc.managed("main", TOKYO, "10.0.0.0/16"))
            .network("beijing", AwsVpc.managed("main", "cn-north-1", "10.1.0.0/16"))
            .peer("tokyo", "beijing", p -> {})
            .build(),
        "link tokyo-beijing joins tokyo in partition aws with beijing in partition aws-cn"
            + " (expected: two networks of one partition)");
  }

  @Test
  void check_twoForeignNetworks_isRefused() {
    refused(
        Topology.named("two")
            .network("a", AwsVpc.foreign("444455556666", TOKYO, "vpc-1", "10.0.0.0/16"))
            .network("b", AwsVpc.foreign("777788889999", TOKYO, "vpc-2", "10.1.0.0/16"))
            .peer("a", "b", p -> {})
            .build(),
        "link a-b joins two foreign networks (expected: one with an account of the provider)");
  }

  @Test
  void check_dnsOfAnotherNetwork_isRefused() {
    refused(
        Topology.named("two")
            .network("a", AwsVpc.existing("main", TOKYO, "vpc-1"))
            .network("b", AwsVpc.existing("main", TOKYO, "vpc-2"))
            .peer("a", "b", p -> p.with(AwsPeering.dnsOf("c")))
            .build(),
        "link a-b has option dns-of:c (expected one of: a, b)");
  }

  @Test
  void check_requestedByPeerWithoutForeignNetwork_isRefused() {
    refused(
        Topology.named("two")
            .network("a", AwsVpc.existing("main", TOKYO, "vpc-1"))
            .network("b", AwsVpc.existing("main", TOKYO, "vpc-2"))
            .peer("a", "b", p -> p.with(AwsPeering.REQUESTED_BY_PEER))
            .build(),
        "link a-b has option requested-by-peer (expected: a foreign network at one end)");
  }

  @Test
  void check_regionThatIsNotDeclared_isFine() {
    try (AwsProvider provider = builder().build()) {
      assertThatCode(() -> provider.check(one(AwsVpc.managed("main", "eu-west-1", "10.0.0.0/16"))))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void build_withoutAccountOrRegion_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> AwsProvider.builder().regions(TOKYO).build())
        .withMessageContaining("accounts: none");
    assertThatIllegalStateException()
        .isThrownBy(
            () -> AwsProvider.builder().account("main", AwsCredentials.defaultChain()).build())
        .withMessageContaining("regions: none");
  }

  @Test
  void account_aliasTwice_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().account("main", AwsCredentials.defaultChain()))
        .withMessage("account alias: main (expected: an alias used once)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "http://10.0.0.1:8080",
        "http://localhost.example.com",
        "ftp://x",
        "http://127.0.0.1.example.com"
      })
  void endpoint_plainHttpOffTheLoopback_isRefused(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().endpoint(URI.create(endpoint)))
        .withMessageContaining("https");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1", "https://gw.corp"})
  void endpoint_loopbackOrHttps_isTaken(String endpoint) {
    assertThatCode(() -> builder().endpoint(URI.create(endpoint)).build().close())
        .doesNotThrowAnyException();
  }

  @Test
  void texts_ofProviderAndCredentials_holdNoSecret() {
    AwsCredentials base = AwsCredentials.of("AKIAEXAMPLE", "wJalrSECRET", "TOKENSECRET");
    AwsCredentials role =
        AwsCredentials.assumeRole("arn:aws:iam::111122223333:role/x", "EXTERNALSECRET", base);
    try (AwsProvider provider =
        AwsProvider.builder().account("main", role).regions(TOKYO).build()) {
      assertThat(List.of(base.toString(), role.toString(), provider.toString()))
          .noneMatch(t -> t.contains("SECRET"));
      assertThat(role.toString()).contains("role/x");
    }
  }

  @Test
  void credentials_blankSecret_isRefusedWithoutShowingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AwsCredentials.of("AKIAEXAMPLE", " "))
        .withMessage("secret access key: blank (expected: some text)");
  }

  @Test
  void credentials_roleThatIsNone_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AwsCredentials.assumeRole(
                    "arn:aws:iam::1:user/x", "e", AwsCredentials.defaultChain()))
        .withMessageContaining("role");
  }

  @Test
  void clients_sameScopeAndType_areMadeOnce() {
    try (AwsProvider provider = builder().build()) {
      Clients clients = provider.clients(new Scope("aws", "main", TOKYO));
      List<Ec2Client> made =
          IntStream.range(0, 16)
              .parallel()
              .mapToObj(
                  i -> provider.clients(new Scope("aws", "main", TOKYO)).client(Ec2Client.class))
              .toList();
      assertThat(made).allMatch(c -> c == clients.client(Ec2Client.class));
    }
  }

  @Test
  void clients_unknownType_isRefused() {
    try (AwsProvider provider = builder().build()) {
      Clients clients = provider.clients(new Scope("aws", "main", TOKYO));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> clients.client(String.class))
          .withMessageContaining("Ec2Client");
    }
  }

  @Test
  void close_httpClientThatWasGiven_staysOpen() {
    try (FakeAws aws = FakeAws.builder().account(ACCOUNT).regions(TOKYO).build()) {
      InProcessHttp http = new InProcessHttp(aws);
      AwsProvider provider = builder().httpClient(http).build();
      assertThat(provider.clients(new Scope("aws", "main", TOKYO)).client(Ec2Client.class))
          .isNotNull();
      provider.close();
      assertThat(http.closed()).isZero();
    }
  }

  @Test
  void calls_ofSeveralClients_areTimedByOneThread() throws InterruptedException {
    ThreadGroup group = new ThreadGroup("calls");
    List<String> timers = new ArrayList<>();
    Thread caller = new Thread(group, () -> timers.addAll(timersOfCalls(group)));
    caller.start();
    caller.join();
    assertThat(timers).containsExactly("tieline-aws-timer");
  }

  /** The threads that calls have started, while the provider is open. */
  private static List<String> timersOfCalls(ThreadGroup group) {
    try (FakeAws aws = FakeAws.builder().account(ACCOUNT).regions(TOKYO, "eu-west-1").build()) {
      FakeAws.Keys keys = aws.keys(ACCOUNT);
      try (AwsProvider provider =
          AwsProvider.builder()
              .account("main", AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey()))
              .regions(TOKYO)
              .httpClient(new InProcessHttp(aws))
              .build()) {
        for (String region : List.of(TOKYO, "eu-west-1", TOKYO)) {
          Clients clients = provider.clients(new Scope("aws", "main", region));
          clients.client(Ec2Client.class).describeVpcs();
          clients.client(StsClient.class).getCallerIdentity();
        }
        Thread[] threads = new Thread[group.activeCount() + 10];
        return Arrays.stream(threads, 0, group.enumerate(threads))
            .filter(thread -> thread != Thread.currentThread())
            .map(Thread::getName)
            .toList();
      }
    }
  }

  @Test
  void assumeRole_againstTheFake_actsInTheRolesAccount() {
    try (FakeAws aws =
        FakeAws.builder().account(ACCOUNT).account("444455556666").regions(TOKYO).build()) {
      String role = "arn:aws:iam::444455556666:role/tieline";
      aws.role(role, ACCOUNT, "ext-1");
      FakeAws.Keys keys = aws.keys(ACCOUNT);
      AwsCredentials base = AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey());
      try (AwsProvider provider =
          AwsProvider.builder()
              .account("partner", AwsCredentials.assumeRole(role, "ext-1", base))
              .account("wrong", AwsCredentials.assumeRole(role, "ext-2", base))
              .regions(TOKYO)
              .httpClient(new InProcessHttp(aws))
              .build()) {
        StsClient sts =
            provider.clients(new Scope("aws", "partner", TOKYO)).client(StsClient.class);
        assertThat(sts.getCallerIdentity().account()).isEqualTo("444455556666");
        TielineException denied = explain(provider, "wrong");
        assertThat(denied)
            .isInstanceOfSatisfying(
                CloudCallException.class, e -> assertThat(e.category()).isEqualTo(Category.DENIED));
      }
    }
  }

  private static TielineException explain(AwsProvider provider, String alias) {
    try {
      Ec2Client ec2 = provider.clients(new Scope("aws", alias, TOKYO)).client(Ec2Client.class);
      throw new AssertionError("answered: " + ec2.describeVpcs());
    } catch (RuntimeException e) {
      return provider.explain(new CallSite("aws", alias, TOKYO, "DescribeVpcs"), true, e);
    }
  }

  @Test
  void call_nobodyListens_isUnavailableSinceNothingWasSent() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (AwsProvider provider =
        builder().endpoint(URI.create("http://127.0.0.1:" + port)).build()) {
      assertThat(explain(provider, "main"))
          .isInstanceOfSatisfying(
              CloudCallException.class,
              e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE))
          .hasMessageContaining("can not be reached");
    }
  }

  @Test
  void call_redirectAndFailures_areNeitherFollowedNorRetried() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        });
    server.start();
    try (AwsProvider provider =
        builder()
            .endpoint(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .build()) {
      assertThat(explain(provider, "main")).hasMessageContaining("answer is empty");
      assertThat(asked).hasValue(1);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void call_endpointInTheEnvironment_isNotHeeded() {
    try (FakeAws aws = FakeAws.builder().account(ACCOUNT).regions(TOKYO).build()) {
      List<String> hosts = new ArrayList<>();
      SdkHttpClient http = new InProcessHttp(aws);
      SdkHttpClient watched =
          new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
              hosts.add(request.httpRequest().host());
              return http.prepareRequest(request);
            }

            @Override
            public void close() {
              http.close();
            }
          };
      System.setProperty("aws.endpointUrl", "https://evil.example.com");
      try (AwsProvider provider = builder().httpClient(watched).build()) {
        assertThat(explain(provider, "main")).hasMessageContaining("AuthFailure");
      } finally {
        System.clearProperty("aws.endpointUrl");
      }
      assertThat(hosts).containsExactly("ec2.ap-northeast-1.amazonaws.com");
    }
  }

  @Test
  void call_serverError_isMadeOnceOnly() {
    try (FakeAws aws = FakeAws.builder().account(ACCOUNT).regions(TOKYO).build()) {
      FakeAws.Keys keys = aws.keys(ACCOUNT);
      aws.faults().on("DescribeVpcs").always().throttle();
      try (AwsProvider provider =
          AwsProvider.builder()
              .account("main", AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey()))
              .regions(TOKYO)
              .httpClient(new InProcessHttp(aws))
              .build()) {
        assertThat(explain(provider, "main")).hasMessageContaining("RequestLimitExceeded");
        assertThat(aws.calls()).hasSize(1);
      }
    }
  }

  @Test
  void call_clockSkew_saysWhatToDo() {
    try (FakeAws aws = FakeAws.builder().account(ACCOUNT).regions(TOKYO).build()) {
      FakeAws.Keys keys = aws.keys(ACCOUNT);
      aws.clockSkew(Duration.ofHours(1));
      try (AwsProvider provider =
          AwsProvider.builder()
              .account("main", AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey()))
              .regions(TOKYO)
              .httpClient(new InProcessHttp(aws))
              .build()) {
        assertThat(explain(provider, "main")).hasMessageContaining("clock");
      }
    }
  }
}
