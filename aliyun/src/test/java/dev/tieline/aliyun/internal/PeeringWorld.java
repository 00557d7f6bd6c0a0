package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.aliyun.AliyunCredentials;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.aliyun.AliyunTransport;
import dev.tieline.apply.Outcome;
import dev.tieline.check.Finding;
import dev.tieline.plan.Plan;
import dev.tieline.spi.CallObserver;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.testkit.Host;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A fake Alibaba Cloud of two accounts and three regions on virtual time, and a Tieline that uses
 * it, without sockets.
 */
final class PeeringWorld implements AutoCloseable {
  static final String ACCOUNT = "1000000000000001";
  static final String CUSTOMER = "1000000000000002";

  /** An account of the international site. */
  static final String ABROAD = "5000000000000005";

  static final String HANGZHOU = "cn-hangzhou";
  static final String SHANGHAI = "cn-shanghai";
  static final String SINGAPORE = "ap-southeast-1";

  private static final Map<String, String> ZONES =
      Map.of(HANGZHOU, "-h", SHANGHAI, "-f", SINGAPORE, "-a");

  final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-01T12:00:00Z"));
  final FakeAliyun cloud;
  final Tieline tieline;
  final List<AliyunTransport.Request> sent = new CopyOnWriteArrayList<>();
  private final boolean both;

  /** What becomes of each answer of the cloud, for states that the fake has only for a moment. */
  UnaryOperator<String> answered = UnaryOperator.identity();

  /** A VPC with a vSwitch in its system table, a group and a host in both. */
  record Net(
      AliyunConsole console,
      String region,
      String vpc,
      String vSwitch,
      String table,
      String group,
      Host host) {}

  /** Opens the world; with both accounts, or with ours alone. */
  PeeringWorld(boolean both, AliyunSwitch... turned) {
    this.both = both;
    FakeAliyun.Builder builder =
        FakeAliyun.builder()
            .account(ACCOUNT)
            .account(CUSTOMER)
            .internationalAccount(ABROAD)
            .regions(HANGZHOU, SHANGHAI, SINGAPORE)
            .time(time::instant);
    for (AliyunSwitch fact : turned) {
      builder.set(fact, !fact.byDefault());
    }
    cloud = builder.build();
    tieline = open(new CallObserver() {});
  }

  /** Opens another process that uses the same cloud. */
  Tieline open(CallObserver observer) {
    AliyunProvider.Builder provider =
        AliyunProvider.builder()
            .account("main", credentials(ACCOUNT), ACCOUNT)
            .regions(HANGZHOU, SHANGHAI)
            .transport(this::send);
    if (both) {
      provider.account("customer", credentials(CUSTOMER), CUSTOMER);
    }
    return open(provider, observer);
  }

  /** Opens one whose accounts are told otherwise. */
  Tieline openWith(Consumer<AliyunProvider.Builder> accounts) {
    AliyunProvider.Builder provider =
        AliyunProvider.builder().regions(HANGZHOU, SHANGHAI).transport(this::send);
    accounts.accept(provider);
    return open(provider, new CallObserver() {});
  }

  /** Opens one that knows our account under two aliases. */
  Tieline openTwice() {
    AliyunProvider.Builder provider =
        AliyunProvider.builder()
            .account("main", credentials(ACCOUNT))
            .account("again", credentials(ACCOUNT))
            .regions(HANGZHOU)
            .transport(this::send);
    return open(provider, new CallObserver() {});
  }

  private Tieline open(AliyunProvider.Builder provider, CallObserver observer) {
    return Tieline.builder()
        .namespace("acme")
        .provider(provider.build())
        .time(time)
        .callObserver(observer)
        .build();
  }

  private AliyunTransport.Reply send(AliyunTransport.Request request) throws IOException {
    sent.add(request);
    AliyunTransport.Reply reply = new InProcessAliyun(cloud).send(request);
    return new AliyunTransport.Reply(reply.status(), reply.headers(), answered.apply(reply.body()));
  }

  AliyunCredentials credentials(String account) {
    FakeAliyun.Keys keys = cloud.keys(account);
    return AliyunCredentials.of(keys.accessKeyId(), keys.accessKeySecret());
  }

  void pass(Duration by) {
    time.advance(by);
  }

  /** Lets everything that is under way come to its end. */
  void rest() {
    pass(Duration.ofMinutes(1));
  }

  Net net(String account, String region, int second) {
    AliyunConsole console = cloud.console(account, region);
    String vpc = console.createVpc("172." + second + ".0.0/16");
    rest();
    String vSwitch =
        console.createVSwitch(vpc, "172." + second + ".1.0/24", region + ZONES.get(region));
    rest();
    String group = console.createSecurityGroup(vpc, "app");
    Host host = console.runInstance(vSwitch, group);
    return new Net(console, region, vpc, vSwitch, console.systemTable(vpc), group, host);
  }

  /** Applies, and checks that everything is as wished and stays so. */
  Outcome settle(Topology topology) {
    Outcome outcome = tieline.apply(topology);
    assertThat(outcome.isReady()).as("%s", outcome).isTrue();
    settled(topology);
    return outcome;
  }

  /** Checks that a second apply makes no call that changes anything. */
  void settled(Topology topology) {
    Plan again = tieline.plan(topology);
    assertThat(again.isEmpty()).as("%s", again).isTrue();
    cloud.resetCalls();
    assertThat(tieline.apply(topology).isReady()).isTrue();
    assertThat(mutations()).isEmpty();
  }

  /** Destroys, until nothing of the topology is left. */
  void destroy(String topology) {
    Outcome outcome = tieline.destroy(topology);
    assertThat(outcome.failed()).as("%s", outcome).isEmpty();
    // what a lost call may still bring about is waited for, and then evidence of it goes
    for (int look = 0; look < 2 && !outcome.isReady(); look++) {
      pass(Duration.ofHours(1));
      outcome = tieline.destroy(topology);
      assertThat(outcome.failed()).as("%s", outcome).isEmpty();
    }
    assertThat(outcome.isReady()).as("%s", outcome).isTrue();
  }

  /** The mutating calls of Tieline since the last reset, by name. */
  List<String> mutations() {
    return cloud.calls().stream()
        .filter(c -> c.mutating() && !c.dryRun())
        .map(Call::action)
        .toList();
  }

  static List<String> codes(Plan plan) {
    return plan.findings().stream().map(Finding::code).toList();
  }

  /** What is there when the dead have gone. */
  String dump() {
    pass(Duration.ofDays(8));
    return cloud.dump();
  }

  boolean connects(Net from, Net to, int port) {
    return cloud.walk().connect(from.host(), to.host().privateIp(), port).delivered();
  }

  @Override
  public void close() {
    tieline.close();
    cloud.close();
  }
}
