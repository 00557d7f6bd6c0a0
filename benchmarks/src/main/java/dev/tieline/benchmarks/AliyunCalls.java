package dev.tieline.benchmarks;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;

import dev.tieline.Tieline;
import dev.tieline.aliyun.AliyunCredentials;
import dev.tieline.aliyun.AliyunPeering;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.apply.Outcome;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.AliyunDelay;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.CallListener;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The scenarios {@code emqx-aliyun} and {@code emqx-aliyun-two-accounts}: how many calls they make,
 * against the least that would do, and how near their makespan is to the critical path. Calls are
 * counted by the fake, with pages, refusals and rehearsals.
 *
 * <p>These calls are unavoidable:
 *
 * <ul>
 *   <li>A look: where there are networks, six lists of the region (VPCs, vSwitches, route tables,
 *       network ACLs, security groups, peerings), since marks are found in no other way; a list of
 *       entries for each table and one of rules for each group, since the cloud has none of
 *       several.
 *   <li>A plan is a look. The first plan also asks who each account is, and whether it has opened
 *       Cloud Data Transfer.
 *   <li>An apply is a look to see that the plan is still right, one write for each step, one read
 *       for each connection and acceptance and for each table with new entries, to see that they
 *       are ready, and a look to see that nothing is left to do, which shows the rules, too. A
 *       second apply is one look.
 * </ul>
 *
 * <p>The rehearsal that precedes the first write, retries and reads of what is not ready yet could
 * all be done without.
 */
final class AliyunCalls {
  private static final String OURS = "1000000000000001";
  private static final String CUSTOMER = "1000000000000002";
  private static final String HANGZHOU = "cn-hangzhou";
  private static final String SHANGHAI = "cn-shanghai";
  private static final Duration LATENCY = Duration.ofMillis(200); // of each simulated call
  private static final int LISTS_OF_REGION = 6;
  private static final int LISTS_OF_NETWORK = 2; // it has one route table and one group
  private static final double CALLS = 1.2;
  private static final double MAKESPAN = 1.1;
  private static final double SHORTER = 0.95; // of a path that were the critical one

  private final Goals goals;

  AliyunCalls(Goals goals) {
    this.goals = goals;
  }

  /** Where a network is. */
  private record Place(String account, String region) {}

  private static String alias(String account) {
    return account.equals(OURS) ? "main" : "customer";
  }

  /** A network with one vSwitch, one route table and one group. */
  private record Net(Place place, String vpc, String group) {
    AliyunVpc existing() {
      return AliyunVpc.existing(alias(place.account()), place.region(), vpc);
    }
  }

  void measure() {
    Place home = new Place(OURS, HANGZHOU);
    Place away = new Place(OURS, SHANGHAI);
    measure("emqx-aliyun, one region", home);
    measure("emqx-aliyun, across regions", away);
    measure("emqx-aliyun, both", home, away);
    measure("emqx-aliyun-two-accounts", new Place(CUSTOMER, HANGZHOU));
  }

  private void measure(String name, Place... applications) {
    List<Place> places =
        Stream.concat(Stream.of(new Place(OURS, HANGZHOU)), Stream.of(applications)).toList();
    VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    time.callLatency(LATENCY);
    String[] regions = places.stream().map(Place::region).distinct().toArray(String[]::new);
    FakeAliyun.Builder builder = FakeAliyun.builder().regions(regions).time(time).seed(7);
    places.stream().map(Place::account).distinct().forEach(builder::account);
    try (FakeAliyun aliyun = builder.build()) {
      Topology topology = wish(aliyun, places, time);
      AtomicInteger calls = new AtomicInteger();
      aliyun.observe(
          new CallListener() {
            @Override
            public void after(Call call) {
              calls.incrementAndGet();
            }
          });
      AliyunProvider.Builder provider =
          AliyunProvider.builder().regions(regions).endpoint(aliyun.serve());
      for (String account : aliyun.accounts()) {
        FakeAliyun.Keys keys = aliyun.keys(account);
        provider.account(
            alias(account),
            AliyunCredentials.of(keys.accessKeyId(), keys.accessKeySecret()),
            account);
      }
      try (Tieline tieline =
          Tieline.builder().namespace("bench").provider(provider.build()).time(time).build()) {
        measure(name, places, tieline, topology, calls);
      }
    }
  }

  private void measure(
      String name, List<Place> places, Tieline tieline, Topology topology, AtomicInteger calls) {
    int look = LISTS_OF_REGION * Set.copyOf(places).size() + LISTS_OF_NETWORK * places.size();
    int accounts = (int) places.stream().map(Place::account).distinct().count();
    Plan plan = tieline.plan(topology);
    calls(name + ", cold plan", calls.getAndSet(0), look + 2 * accounts);
    Outcome outcome = tieline.apply(plan).orThrow();
    calls(name + ", apply", calls.getAndSet(0), 2 * look + plan.steps().size() + waits(plan));
    Duration critical = LATENCY.multipliedBy(2 * 2).plus(longestChain(plan)); // looks ask twice
    System.out.println("# makespan " + outcome.took() + ", critical path " + critical);
    goals.within(
        name + ", makespan",
        "times the critical path",
        outcome.took().toMillis() / (double) critical.toMillis(),
        SHORTER,
        MAKESPAN,
        "x");
    tieline.apply(topology).orThrow();
    calls(name + ", second apply", calls.getAndSet(0), look);
  }

  private void calls(String goal, int made, int least) {
    goals.within(
        goal,
        "%d calls, times the least number of %d".formatted(made, least),
        made / (double) least,
        1, // fewer would prove that the least is none
        CALLS,
        "x");
  }

  private static Topology wish(FakeAliyun aliyun, List<Place> places, VirtualTime time) {
    Net emqx = net(aliyun, places.get(0), "10.100", "-h", time);
    Topology.Builder wish = Topology.named("emqx").network("emqx", emqx.existing());
    for (int i = 1; i < places.size(); i++) {
      Place place = places.get(i);
      boolean far = !place.region().equals(HANGZHOU);
      Net app = net(aliyun, place, "172." + (15 + i), far ? "-f" : "-i", time);
      String name = "app" + i;
      wish.network(name, app.existing())
          .peer(
              "emqx",
              name,
              p -> {
                p.allow(icmp())
                    .allowFrom(name, tcp(1883), tcp(8883))
                    .groups("emqx", emqx.group())
                    .groups(name, app.group());
                if (far) {
                  p.with(AliyunPeering.bandwidth(100));
                }
              });
    }
    return wish.build();
  }

  private static Net net(
      FakeAliyun aliyun, Place place, String begin, String zone, VirtualTime time) {
    AliyunConsole console = aliyun.console(place.account(), place.region());
    String vpc = console.createVpc(begin + ".0.0/16");
    time.advance(Duration.ofMinutes(1));
    console.createVSwitch(vpc, begin + ".1.0/24", place.region() + zone);
    time.advance(Duration.ofMinutes(1));
    return new Net(place, vpc, console.createSecurityGroup(vpc, "app"));
  }

  /** The reads that see what the cloud does not bring about at once. */
  private static int waits(Plan plan) {
    Set<String> awaited = new HashSet<>();
    for (Step step : plan.steps()) {
      switch (step.kind()) {
        case "peering connection", "peering acceptance" -> awaited.add(step.address());
        // the last one's read shows them all
        case "route entry" -> awaited.add(table(step));
        default -> {}
      }
    }
    return awaited.size();
  }

  /** An entry's address ends in {@code route.TABLE.BLOCK}. */
  private static String table(Step route) {
    String last =
        route.address().substring(route.address().indexOf("/route.") + "/route.".length());
    return last.substring(0, last.indexOf('.'));
  }

  /**
   * The longest chain of steps: a call each, and for what the cloud brings about by itself its
   * delay and one call to see it. Entries of one VPC, which has one table here, are five seconds
   * apart, as the cloud demands.
   */
  private static Duration longestChain(Plan plan) {
    boolean oneAccount = plan.steps().stream().noneMatch(s -> s.kind().endsWith("acceptance"));
    Map<String, Duration> ends = new HashMap<>();
    Map<String, Duration> free = new HashMap<>();
    Duration longest = Duration.ZERO;
    for (Step step : plan.steps()) {
      Duration start = Duration.ZERO;
      for (String need : step.after()) {
        start = later(start, ends.getOrDefault(need, Duration.ZERO));
      }
      if (step.kind().equals("route entry")) {
        start = later(start, free.getOrDefault(table(step), Duration.ZERO));
        free.put(table(step), start.plus(AliyunDelay.ROUTE.byDefault()));
      }
      Duration end = start.plus(LATENCY).plus(settling(step.kind(), oneAccount));
      ends.put(step.address(), end);
      longest = later(longest, end);
    }
    return longest;
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** What the fake takes until an object can be used, and the call that sees it. */
  private static Duration settling(String kind, boolean oneAccount) {
    Duration usable = AliyunDelay.PEERING_USABLE.byDefault(); // from when it is active
    return switch (kind) {
      case "peering connection" ->
          AliyunDelay.PEERING_CREATING
              .byDefault()
              .plus(oneAccount ? usable : Duration.ZERO)
              .plus(LATENCY);
      case "peering acceptance" ->
          AliyunDelay.PEERING_UPDATING.byDefault().plus(usable).plus(LATENCY);
      case "route entry" -> AliyunDelay.ROUTE.byDefault().plus(LATENCY);
      default -> Duration.ZERO;
    };
  }
}
