package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsCredentials;
import dev.tieline.aws.AwsProvider;
import dev.tieline.plan.Plan;
import dev.tieline.spi.CallObserver;
import dev.tieline.testkit.AwsMonitor;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.CallListener;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A fake AWS of two accounts and three regions on virtual time, and a Tieline that uses it. */
final class PeeringWorld implements AutoCloseable {
  static final String ACCOUNT = "111122223333";
  static final String CUSTOMER = "444455556666";
  static final String TOKYO = "ap-northeast-1";
  static final String SINGAPORE = "ap-southeast-1";

  private final List<VirtualTime> others = new CopyOnWriteArrayList<>();
  final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-01T12:00:00Z"));
  final FakeAws aws =
      FakeAws.builder()
          .account(ACCOUNT)
          .account(CUSTOMER)
          .regions(TOKYO, SINGAPORE)
          .time(this::now)
          .build();
  final Tieline tieline;
  private final AwsMonitor monitor = AwsMonitor.of(aws, "acme");
  private final List<String> breaches = new CopyOnWriteArrayList<>();
  private final boolean both;

  /** Opens the world; with both accounts, or with ours alone. */
  PeeringWorld(boolean both) {
    this.both = both;
    aws.observe(
        new CallListener() {
          @Override
          public void before(Call call, SortedMap<String, String> parameters) {
            if (call.mutating() && !call.dryRun()) {
              String wrong = monitor.judge(call, parameters);
              if (!wrong.isEmpty()) {
                breaches.add(call.action() + " " + parameters + ": " + wrong);
              }
            }
          }
        });
    tieline = open(new CallObserver() {});
  }

  /** Opens another process that uses the same cloud. */
  Tieline open(CallObserver observer) {
    return open(observer, time);
  }

  private Tieline open(CallObserver observer, VirtualTime time) {
    AwsProvider.Builder provider =
        AwsProvider.builder()
            .account("main", credentials(ACCOUNT), ACCOUNT)
            .regions(TOKYO, SINGAPORE)
            .httpClient(new InProcessHttp(aws));
    if (both) {
      provider.account("customer", credentials(CUSTOMER), CUSTOMER);
    }
    return Tieline.builder()
        .namespace("acme")
        .provider(provider.build())
        .time(time)
        .callObserver(observer)
        .build();
  }

  /**
   * Lets another process do a job from beginning to end, even while a call of the first one is out;
   * the first one's time goes on to when that was done.
   */
  void meanwhile(Consumer<Tieline> job) {
    VirtualTime own = VirtualTime.startingAt(now());
    others.add(own);
    try (Tieline other = open(new CallObserver() {}, own)) {
      job.accept(other);
    }
    Duration later = Duration.between(time.instant(), own.instant());
    time.advance(later.isNegative() ? Duration.ZERO : later);
    others.remove(own);
  }

  private Instant now() {
    return others.stream()
        .map(VirtualTime::instant)
        .reduce(time.instant(), (a, b) -> a.isAfter(b) ? a : b);
  }

  private AwsCredentials credentials(String account) {
    FakeAws.Keys keys = aws.keys(account);
    return AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey());
  }

  Console console(String region) {
    return aws.console(ACCOUNT, region);
  }

  Console customer(String region) {
    return aws.console(CUSTOMER, region);
  }

  void pass(Duration by) {
    time.advance(by);
  }

  /** Makes a VPC with one subnet, and waits until it is there. */
  String vpc(Console console, String region, String block, String subnet) {
    String vpc = console.createVpc(block);
    pass(Duration.ofMinutes(1));
    console.createSubnet(vpc, subnet, region + "a");
    pass(Duration.ofMinutes(1));
    return vpc;
  }

  /**
   * Makes a VPC 172.n.0.0/16 of ours with a subnet and a group named {@code app}; returns its id.
   */
  String appVpc(String region, int second) {
    String prefix = "172." + second + ".0.0/";
    String vpc = vpc(console(region), region, prefix + "16", prefix + "20");
    console(region).createSecurityGroup(vpc, "app");
    pass(Duration.ofMinutes(1));
    return vpc;
  }

  /** Applies, and checks that everything is as wished and stays so. */
  Outcome settle(Topology topology) {
    Outcome outcome = tieline.apply(topology);
    assertThat(outcome.isReady()).as("%s", outcome).isTrue();
    Plan again = tieline.plan(topology);
    assertThat(again.isEmpty()).as("%s", again).isTrue();
    return outcome;
  }

  /** The mutating calls of Tieline since the last reset, by name. */
  List<String> mutations() {
    return aws.calls().stream().filter(c -> c.mutating() && !c.dryRun()).map(Call::action).toList();
  }

  /** What is there when the dead have gone. */
  String dump() {
    pass(Duration.ofDays(7));
    return aws.dump();
  }

  @Override
  public void close() {
    tieline.close();
    aws.close();
    assertThat(breaches).as("what no call may ask for").isEmpty();
    assertThat(monitor.effects()).as("what no call may do").isEmpty();
  }
}
