package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsPeering;
import dev.tieline.aws.AwsVpc;
import dev.tieline.plan.Plan;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.XmlElement;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A world with a wish, for tests that break things: the faults are theirs, what must come of it in
 * the end is here. Each form sets up what is there before and says what is wished.
 */
final class Play implements AutoCloseable {
  private static final String TOKYO = PeeringWorld.TOKYO;
  private static final String SINGAPORE = PeeringWorld.SINGAPORE;
  private static final Duration QUIET = Duration.ofMinutes(10); // more than Q

  /** What is wished. */
  enum Form {
    /** A VPC of our own and one that is there. */
    TOKYO_SINGAPORE(false, Play::tokyoSingapore),
    /** Two accounts, DNS both ways, attributes changed with consent. */
    TWO_ACCOUNTS(true, Play::twoAccounts),
    /** A connection made by hand: claims on tables, an option changed with consent. */
    ADOPTED(false, Play::adopted),
    /** IPv6 and secondary blocks. */
    SIX(false, Play::six),
    /** Somebody else accepts. */
    CUSTOMER(false, Play::customer),
    /** Three VPCs, each peered with each. */
    MESH(false, Play::mesh);

    private final boolean both;
    private final Function<PeeringWorld, Topology> wish;

    Form(boolean both, Function<PeeringWorld, Topology> wish) {
      this.both = both;
      this.wish = wish;
    }
  }

  final Form form;
  final PeeringWorld world;
  final Topology topology;
  final String before;

  Play(Form form) {
    this.form = form;
    world = new PeeringWorld(form.both);
    topology = form.wish.apply(world);
    before = world.dump();
    world.aws.resetCalls();
  }

  /** Makes a VPC with a subnet and a group named {@code app}; returns its id. */
  static String vpc(PeeringWorld world, Console console, String region, int second) {
    String prefix = "172." + second + ".0.0/";
    String vpc = world.vpc(console, region, prefix + "16", prefix + "20");
    console.createSecurityGroup(vpc, "app");
    world.pass(Duration.ofMinutes(1));
    return vpc;
  }

  private static Topology tokyoSingapore(PeeringWorld world) {
    String there = vpc(world, world.console(SINGAPORE), SINGAPORE, 31);
    return Topology.named("play")
        .network(
            "tokyo",
            AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
                .subnet("a", "10.20.1.0/24", TOKYO + "a")
                .subnet("b", "10.20.2.0/24", TOKYO + "a")
                .routeTable("own", "b")
                .dnsHostnames())
        .network("singapore", AwsVpc.existing("main", SINGAPORE, there))
        .peer("tokyo", "singapore", p -> p.allow(icmp(), tcp(22)).groups("singapore", "app"))
        .build();
  }

  private static Topology twoAccounts(PeeringWorld world) {
    String ours = vpc(world, world.console(TOKYO), TOKYO, 30);
    String theirs = vpc(world, world.customer(TOKYO), TOKYO, 31);
    return Topology.named("play")
        .network("ours", AwsVpc.existing("main", TOKYO, ours))
        .network("theirs", AwsVpc.existing("customer", TOKYO, theirs))
        .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES)
        .peer(
            "ours",
            "theirs",
            p ->
                p.allow(tcp(80))
                    .groups("ours", "app")
                    .groups("theirs", "app")
                    .with(AwsPeering.DNS_BOTH_WAYS))
        .build();
  }

  private static Topology adopted(PeeringWorld world) {
    Console tokyo = world.console(TOKYO);
    String a = vpc(world, tokyo, TOKYO, 30);
    String b = vpc(world, world.console(SINGAPORE), SINGAPORE, 31);
    String pcx = tokyo.createPeering(a, PeeringWorld.ACCOUNT, SINGAPORE, b);
    world.pass(Duration.ofMinutes(1));
    world.console(SINGAPORE).acceptPeering(pcx);
    world.pass(Duration.ofMinutes(1));
    return Topology.named("play")
        .network("tokyo", AwsVpc.existing("main", TOKYO, a))
        .network("singapore", AwsVpc.existing("main", SINGAPORE, b))
        .consent(Consent.CHANGE_FOREIGN_ATTRIBUTES)
        .peer(
            "tokyo",
            "singapore",
            p ->
                p.allow(tcp(443))
                    .groups("tokyo", "app")
                    .groups("singapore", "app")
                    .with(AwsPeering.DNS_BOTH_WAYS))
        .build();
  }

  private static Topology six(PeeringWorld world) {
    Console singapore = world.console(SINGAPORE);
    String there = vpc(world, singapore, SINGAPORE, 31);
    singapore.call(
        "AssociateVpcCidrBlock", Map.of("VpcId", there, "AmazonProvidedIpv6CidrBlock", "true"));
    world.pass(Duration.ofMinutes(1));
    return Topology.named("play")
        .network(
            "tokyo",
            AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
                .secondaryBlock("100.64.0.0/20")
                .ipv6()
                .subnet("a", "10.20.1.0/24", TOKYO + "a"))
        .network("singapore", AwsVpc.existing("main", SINGAPORE, there))
        .peer("tokyo", "singapore", p -> p.allow(icmp()).groups("singapore", "app"))
        .build();
  }

  private static Topology customer(PeeringWorld world) {
    String ours = vpc(world, world.console(TOKYO), TOKYO, 30);
    String theirs = vpc(world, world.customer(SINGAPORE), SINGAPORE, 31);
    return Topology.named("play")
        .network("ours", AwsVpc.existing("main", TOKYO, ours))
        .network(
            "theirs", AwsVpc.foreign(PeeringWorld.CUSTOMER, SINGAPORE, theirs, "172.31.0.0/16"))
        .peer("ours", "theirs", p -> p.allow(tcp(443)).groups("ours", "app"))
        .build();
  }

  private static Topology mesh(PeeringWorld world) {
    String b = vpc(world, world.console(TOKYO), TOKYO, 30);
    String c = vpc(world, world.console(SINGAPORE), SINGAPORE, 31);
    return Topology.named("play")
        .network(
            "a",
            AwsVpc.managed("main", TOKYO, "10.20.0.0/16").subnet("a", "10.20.1.0/24", TOKYO + "a"))
        .network("b", AwsVpc.existing("main", TOKYO, b))
        .network("c", AwsVpc.existing("main", SINGAPORE, c))
        .peer("a", "b", p -> p.allow(tcp(22)).groups("b", "app"))
        .peer("b", "c", p -> p.allow(tcp(22)).groups("b", "app").groups("c", "app"))
        .peer("a", "c", p -> p.allow(tcp(22)).groups("c", "app"))
        .build();
  }

  /** The customer accepts whatever is asked of them. */
  void customerAccepts() {
    Console customer = world.customer(SINGAPORE);
    for (XmlElement pcx :
        customer
            .call("DescribeVpcPeeringConnections", Map.of())
            .elements("vpcPeeringConnectionSet/item")) {
      if (pcx.text("status/code").orElse("").equals("pending-acceptance")
          && pcx.text("accepterVpcInfo/ownerId").orElse("").equals(PeeringWorld.CUSTOMER)) {
        customer.acceptPeering(pcx.text("vpcPeeringConnectionId").orElseThrow());
      }
    }
  }

  /** Applies until the wish is true, and checks that it stays so without a further write. */
  void converge(Topology wish) {
    Outcome outcome = world.tieline.apply(wish);
    for (int i = 0; i < 4 && !outcome.isReady(); i++) {
      world.pass(QUIET);
      customerAccepts();
      world.pass(QUIET);
      outcome = world.tieline.apply(wish);
    }
    assertThat(outcome.isReady()).as("%s\n%s", outcome, outcome.findings()).isTrue();
    Plan again = world.tieline.plan(wish);
    assertThat(again.isEmpty()).as("%s", again).isTrue();
    int writes = world.mutations().size();
    world.tieline.apply(wish);
    List<String> all = world.mutations();
    assertThat(all.subList(writes, all.size())).as("writes of a further apply").isEmpty();
    var report = world.tieline.verify(wish);
    assertThat(report.isBlocked()).as("%s", report).isFalse();
  }

  void converge() {
    converge(topology);
  }

  /** Destroys until that is done, and checks that nothing is left of it. */
  void destroy() {
    destroyRest();
    assertThat(world.dump()).isEqualTo(before);
  }

  /** Destroys; a network of ours may stay because of what strangers put into it, and only that. */
  void destroyAround() {
    Outcome outcome = world.tieline.destroy(topology.name());
    world.pass(QUIET);
    outcome = world.tieline.destroy(topology.name());
    world.pass(QUIET);
    outcome = world.tieline.destroy(topology.name());
    assertThat(outcome.failed())
        .as("%s", outcome)
        .allSatisfy(f -> assertThat(f.why()).contains("DependencyViolation"));
    assertThat(outcome.isReady() || !outcome.failed().isEmpty()).as("%s", outcome).isTrue();
  }

  /** Destroys until that is done, and checks that no tag of ours is left; strangers made more. */
  void destroyRest() {
    destroyAll();
    assertThat(world.dump()).doesNotContain("key=tieline");
  }

  /** As {@link #destroyRest}, but for tags on objects whose ids begin so. */
  void destroyBut(String prefix) {
    destroyAll();
    assertThat(world.dump().lines().filter(l -> l.contains("key=tieline")))
        .allSatisfy(l -> assertThat(l).contains(" " + prefix));
  }

  private void destroyAll() {
    Outcome outcome = world.tieline.destroy(topology.name());
    for (int i = 0; i < 3 && !outcome.isReady(); i++) {
      world.pass(QUIET);
      outcome = world.tieline.destroy(topology.name());
    }
    assertThat(outcome.isReady()).as("%s\n%s", outcome, outcome.findings()).isTrue();
  }

  @Override
  public void close() {
    world.close();
  }
}
