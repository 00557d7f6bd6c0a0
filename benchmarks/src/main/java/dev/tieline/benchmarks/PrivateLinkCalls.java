package dev.tieline.benchmarks;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.Tieline;
import dev.tieline.aliyun.AliyunCredentials;
import dev.tieline.aliyun.AliyunDns;
import dev.tieline.aliyun.AliyunEndpoint;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.aliyun.AliyunService;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.apply.Outcome;
import dev.tieline.plan.Action;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.AliyunDelay;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.CallListener;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.testkit.Host;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The scenarios {@code matrixone-privatelink}, {@code matrixone-privatelink-hosts} and {@code
 * aliyun-service}: how many calls they make, against the least that would do, and how near their
 * makespan is to the critical path. Calls are counted by the fake, with pages, refusals and
 * rehearsals.
 *
 * <p>These calls are unavoidable:
 *
 * <ul>
 *   <li>A look: six lists of the region and two inside the network, as {@link AliyunCalls} says;
 *       one list of the endpoints, one of the wished service, one of the zones of PrivateZone that
 *       have the wished name; of an endpoint that is there its zones and its groups, of a zone its
 *       VPCs and its records, and the rules of a group of ours. Of who offers: one list of the
 *       services, and of one that is there its balancers, its users and its connections.
 *   <li>A plan is a look. The first plan also asks who the account is, whether it has opened
 *       PrivateLink and, where a zone is wished, PrivateZone, and which zones the region has, where
 *       a vSwitch is wished.
 *   <li>An apply is a look to see that the plan is still right, one write for each step that
 *       changes anything, one read for each thing that the cloud does not bring about at once, one
 *       of the list of VPCs before a binding replaces it, and a look to see that nothing is left to
 *       do, which shows the rules, too.
 * </ul>
 */
final class PrivateLinkCalls {
  private static final String OURS = "1000000000000001";
  private static final String THEIRS = "1000000000000002";
  private static final String REGION = "cn-hangzhou";
  private static final String H = "cn-hangzhou-h";
  private static final String I = "cn-hangzhou-i";
  private static final Duration LATENCY = Duration.ofMillis(200); // of each simulated call
  private static final Duration SETTLED = Duration.ofMinutes(1);
  private static final int PHASES = 3; // of a look: the region, its endpoints, what is in them
  private static final int LISTS = 6 + 2; // of a region, and of a network with a table and a group
  private static final double CALLS = 1.2;
  private static final double MAKESPAN = 1.1;
  private static final double SHORTER = 0.95; // of a path that were the critical one

  private final Goals goals;

  PrivateLinkCalls(Goals goals) {
    this.goals = goals;
  }

  /** A cloud with a provider's balancer and a consumer's network, both with one group. */
  private static final class World implements AutoCloseable {
    final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    final FakeAliyun cloud =
        FakeAliyun.builder()
            .regions(REGION)
            .account(OURS)
            .account(THEIRS)
            .time(time)
            .seed(7)
            .build();
    final AtomicInteger calls = new AtomicInteger();
    final AliyunConsole ours = cloud.console(OURS, REGION);
    final AliyunConsole theirs = cloud.console(THEIRS, REGION);
    final String db;
    final String balancer;
    final String app;
    final String group;

    World(String zone) {
      time.callLatency(LATENCY);
      db = vpc(theirs, "10.0.0.0/16");
      String inH = vSwitch(theirs, db, "10.0.1.0/24", H);
      String guard = theirs.createSecurityGroup(db, "db");
      Host database = theirs.runInstance(inH, guard);
      balancer = theirs.createNetworkBalancer(db, inH);
      theirs.forward(balancer, 6001, database, 3306);
      app = vpc(ours, "172.16.0.0/16");
      vSwitch(ours, app, "172.16.1.0/24", zone);
      group = ours.createSecurityGroup(app, "app");
      time.advance(SETTLED);
      cloud.observe(
          new CallListener() {
            @Override
            public void after(Call call) {
              calls.incrementAndGet();
            }
          });
    }

    private String vpc(AliyunConsole console, String block) {
      String vpc = console.createVpc(block);
      time.advance(SETTLED);
      return vpc;
    }

    private String vSwitch(AliyunConsole console, String vpc, String block, String zone) {
      String vSwitch = console.createVSwitch(vpc, block, zone);
      time.advance(SETTLED);
      return vSwitch;
    }

    /** Offers the balancer by hand, and returns the service's id. */
    String offered(boolean acceptsAll) {
      String service = theirs.createService(balancer, H, acceptsAll);
      time.advance(SETTLED);
      theirs.share(service, OURS);
      return service;
    }

    Tieline tieline(String account) {
      FakeAliyun.Keys keys = cloud.keys(account);
      return Tieline.builder()
          .namespace("bench")
          .provider(
              AliyunProvider.builder()
                  .regions(REGION)
                  .endpoint(cloud.serve())
                  .account(
                      "main",
                      AliyunCredentials.of(keys.accessKeyId(), keys.accessKeySecret()),
                      account)
                  .build())
          .time(time)
          .build();
    }

    AliyunVpc.Existing network() {
      return AliyunVpc.existing("main", REGION, app);
    }

    @Override
    public void close() {
      cloud.close();
    }
  }

  void measure() {
    privateZone();
    hosts();
    service();
  }

  private static AliyunEndpoint endpoint(String service) {
    return AliyunEndpoint.service("com.aliyuncs.privatelink." + REGION + "." + service);
  }

  private void privateZone() {
    try (World world = new World(I);
        Tieline tieline = world.tieline(OURS)) {
      Topology topology =
          Topology.named("matrixone")
              .network("app", world.network().vSwitch("link", "172.16.9.0/24", H))
              .endpoint(
                  "matrixone",
                  "app",
                  endpoint(world.offered(true)).zones(H).dns(AliyunDns.privateZone()),
                  e -> e.allow(tcp(6001)).clients(world.group))
              .build();
      // endpoints, service, zones of PrivateZone
      int before = LISTS + 3;
      // zones and groups of the endpoint, VPCs and records of the zone, rules of our group
      int after = before + 2 + 2 + 1;
      world.calls.set(0);
      measure("matrixone-privatelink", world, tieline, topology, before, after, 4);
    }
  }

  private void hosts() {
    try (World world = new World(H);
        Tieline tieline = world.tieline(OURS)) {
      String service = world.offered(false);
      Topology topology =
          Topology.named("matrixone-hosts")
              .network("app", world.network())
              .endpoint(
                  "matrixone",
                  "app",
                  endpoint(service).dns(AliyunDns.hosts()),
                  e -> e.allow(tcp(6001)).clients(world.group))
              .build();
      int before = LISTS + 2; // endpoints and service
      int after = before + 2 + 1; // zones and groups of the endpoint, rules of our group
      world.calls.set(0);
      Outcome asked =
          measure("matrixone-privatelink-hosts", world, tieline, topology, before, after, 2);
      world.theirs.connect(service, asked.endpoint("matrixone").id(), true);
      world.time.advance(SETTLED);
      measure("matrixone-privatelink-hosts, accepted", world, tieline, topology, after, after, 0);
    }
  }

  private void service() {
    try (World world = new World(H);
        Tieline vendor = world.tieline(THEIRS);
        Tieline customer = world.tieline(OURS)) {
      int before = LISTS + 1; // services
      int after = before + 4; // balancers, users by number and by name, connections
      world.calls.set(0);
      Outcome offered =
          measure("aliyun-service, offer", world, vendor, offer(world, ""), before, after, 2);
      Topology used =
          Topology.named("app")
              .network("app", world.network())
              .endpoint(
                  "db",
                  "app",
                  offered.offer("pg", OURS),
                  e -> e.allow(tcp(6001)).clients(world.group))
              .build();
      int bare = LISTS + 2; // endpoints and service
      int held = bare + 2 + 1; // zones and groups of the endpoint, rules of our group
      world.calls.set(0);
      Outcome asked = measure("aliyun-service, request", world, customer, used, bare, held, 2);
      String endpoint = asked.endpoint("db").id();
      world.time.advance(SETTLED);
      world.calls.set(0);
      measure("aliyun-service, acceptance", world, vendor, offer(world, endpoint), after, after, 0);
      world.time.advance(SETTLED);
      world.calls.set(0);
      measure("aliyun-service, connected", world, customer, used, held, held, 0);
    }
  }

  private static Topology offer(World world, String endpoint) {
    return Topology.named("offer")
        .network("db", AliyunVpc.existing("main", REGION, world.db))
        .service(
            "pg",
            "db",
            AliyunService.nlb(world.balancer, H).listening(tcp(6001)),
            s -> {
              s.sharedWith(OURS);
              if (!endpoint.isEmpty()) {
                s.accept(endpoint);
              }
            })
        .build();
  }

  /**
   * Plans, applies and applies again.
   *
   * @param before the calls of a look when nothing is there yet
   * @param after those of one when all is
   * @param once the calls that are made once for a provider
   */
  private Outcome measure(
      String name,
      World world,
      Tieline tieline,
      Topology topology,
      int before,
      int after,
      int once) {
    Plan plan = tieline.plan(topology);
    calls(name + ", plan", world.calls.getAndSet(0), before + once);
    Outcome outcome = tieline.apply(plan);
    List<Step> done = done(plan, outcome);
    int steps = done.stream().mapToInt(PrivateLinkCalls::calls).sum();
    calls(name + ", apply", world.calls.getAndSet(0), before + steps + after);
    Duration critical = LATENCY.multipliedBy(2L * PHASES).plus(longestChain(done));
    System.out.println("# makespan " + outcome.took() + ", critical path " + critical);
    goals.within(
        name + ", makespan",
        "times the critical path",
        outcome.took().toMillis() / (double) critical.toMillis(),
        SHORTER,
        MAKESPAN,
        "x");
    if (outcome.isReady()) {
      tieline.apply(topology).orThrow();
      calls(name + ", second apply", world.calls.getAndSet(0), after);
    }
    return outcome;
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

  /** The calls of a step: its write, and the reads that it can not do without. */
  private static int calls(Step step) {
    return switch (step.kind()) {
      // they come with the endpoint, or with the service; whether it is connected its list tells
      case "endpoint group", "endpoint connection", "service resource", "system table" -> 0;
      case "endpoint zone" -> step.action() == Action.COME ? 1 : 0; // a read
      case "vSwitch", "endpoint", "endpoint service", "service connection" -> 2; // shown as there
      case "DNS binding" -> 2; // the list of VPCs is read first
      default -> step.action().mutates() ? 1 : 0;
    };
  }

  /** The steps that are not after one that waits for somebody else. */
  private static List<Step> done(Plan plan, Outcome outcome) {
    if (outcome.waiting().isEmpty()) {
      return plan.steps();
    }
    Set<String> held = new HashSet<>();
    List<Step> done = new ArrayList<>();
    for (Step step : plan.steps()) {
      if (step.action() == Action.WAIT || step.after().stream().anyMatch(held::contains)) {
        held.add(step.address());
      } else {
        done.add(step);
      }
    }
    return done;
  }

  private static Duration longestChain(List<Step> steps) {
    Map<String, Duration> ends = new HashMap<>();
    Duration longest = Duration.ZERO;
    for (Step step : steps) {
      Duration start = Duration.ZERO;
      for (String need : step.after()) {
        start = later(start, ends.getOrDefault(need, Duration.ZERO));
      }
      Duration end = start.plus(LATENCY.multipliedBy(calls(step))).plus(settling(step.kind()));
      ends.put(step.address(), end);
      longest = later(longest, end);
    }
    return longest;
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** What the fake takes until an object is as wished. */
  private static Duration settling(String kind) {
    return switch (kind) {
      case "vSwitch" -> AliyunDelay.VSWITCH.byDefault();
      case "endpoint" -> AliyunDelay.ENDPOINT.byDefault();
      case "endpoint connection", "service connection" -> AliyunDelay.CONNECTION.byDefault();
      case "endpoint service" -> AliyunDelay.SERVICE.byDefault();
      case "DNS zone" -> AliyunDelay.ZONE_VISIBLE.byDefault();
      default -> Duration.ZERO;
    };
  }
}
