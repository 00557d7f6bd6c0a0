package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tieline.Tieline;
import dev.tieline.apply.Outcome;
import dev.tieline.apply.Waiting;
import dev.tieline.aws.AwsPeering;
import dev.tieline.aws.AwsVpc;
import dev.tieline.check.Finding;
import dev.tieline.plan.Action;
import dev.tieline.plan.Opening;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Trait;
import dev.tieline.spi.Call;
import dev.tieline.spi.CallObserver;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.Host;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Peerings through the whole library against the fake AWS: a VPC of 172.31.0.0/16 is there in
 * Singapore, with a subnet in its main table and a group; the other side differs by test.
 */
class PeeringRunTest {
  private static final String ACCOUNT = PeeringWorld.ACCOUNT;
  private static final String CUSTOMER = PeeringWorld.CUSTOMER;
  private static final String TOKYO = PeeringWorld.TOKYO;
  private static final String SINGAPORE = PeeringWorld.SINGAPORE;
  private static final Duration ANSWERED = Duration.ofMinutes(1);

  /** A VPC with a subnet and a group. */
  private record Net(Console console, String vpc, String table, String group) {}

  private static Net net(PeeringWorld world, Console console, String region, int second) {
    String vpc =
        world.vpc(console, region, "172." + second + ".0.0/16", "172." + second + ".0.0/20");
    String group = console.createSecurityGroup(vpc, "app");
    world.pass(ANSWERED);
    return new Net(console, vpc, console.mainRouteTable(vpc), group);
  }

  private static Topology managed(Net singapore) {
    return Topology.named("tokyo-singapore")
        .network(
            "tokyo",
            AwsVpc.managed("main", TOKYO, "10.20.0.0/16").subnet("a", "10.20.1.0/24", TOKYO + "a"))
        .network("singapore", AwsVpc.existing("main", SINGAPORE, singapore.vpc()))
        .peer(
            "tokyo",
            "singapore",
            p -> p.allow(icmp(), tcp(22)).groups("singapore", singapore.group()))
        .build();
  }

  private static Topology existing(Net tokyo, Net singapore, AwsPeering... options) {
    return existing("link", tokyo, singapore, options);
  }

  private static Topology existing(String name, Net tokyo, Net singapore, AwsPeering... options) {
    return existing(name, tokyo, singapore, List.of(), options);
  }

  private static Topology existing(
      String name, Net tokyo, Net singapore, List<Consent> consents, AwsPeering... options) {
    Topology.Builder topology =
        Topology.named("two")
            .network("tokyo", AwsVpc.existing("main", TOKYO, tokyo.vpc()))
            .network("singapore", AwsVpc.existing("main", SINGAPORE, singapore.vpc()))
            .consent(consents.toArray(Consent[]::new));
    topology.peer(
        "tokyo",
        "singapore",
        p -> {
          p.named(name)
              .allow(tcp(443))
              .groups("tokyo", tokyo.group())
              .groups("singapore", singapore.group());
          for (AwsPeering option : options) {
            p.with(option);
          }
        });
    return topology.build();
  }

  private static String handMade(PeeringWorld world, Net tokyo, Net singapore) {
    String pcx = tokyo.console().createPeering(tokyo.vpc(), ACCOUNT, SINGAPORE, singapore.vpc());
    world.pass(ANSWERED);
    singapore.console().acceptPeering(pcx);
    world.pass(ANSWERED);
    return pcx;
  }

  private static List<String> codes(Plan plan) {
    return plan.findings().stream().map(Finding::code).toList();
  }

  @Test
  void apply_managedAndExisting_carriesTheWishedTrafficOnlyAndDestroyRestoresAll() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      String before = world.dump();
      Outcome outcome = world.settle(managed(singapore));
      Console tokyo = world.console(TOKYO);
      String subnet = outcome.id("network.tokyo/subnet.a").orElseThrow();
      Host a = tokyo.runInstance(subnet, outcome.id("network.tokyo/group").orElseThrow());
      assertThat(outcome.id("peering.tokyo-singapore").orElseThrow()).startsWith("pcx-");
      String far =
          singapore
              .console()
              .call(
                  "DescribeSubnets",
                  Map.of("Filter.1.Name", "vpc-id", "Filter.1.Value.1", singapore.vpc()))
              .text("subnetSet/item/subnetId")
              .orElseThrow();
      Host b = singapore.console().runInstance(far, singapore.group());
      world.pass(ANSWERED);
      assertThat(world.aws.walk().connect(a, b.privateIp(), 22).delivered()).isTrue();
      assertThat(world.aws.walk().connect(b, a.privateIp(), 22).delivered()).isTrue();
      assertThat(world.aws.walk().connect(a, b.privateIp(), 3306).delivered()).isFalse();
      tokyo.call("TerminateInstances", Map.of("InstanceId.1", a.instanceId()));
      singapore.console().call("TerminateInstances", Map.of("InstanceId.1", b.instanceId()));
      world.pass(Duration.ofHours(2));
      assertThat(world.tieline.destroy("tokyo-singapore").failed()).isEmpty();
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_twoAccounts_marksBothSides() {
    try (PeeringWorld world = new PeeringWorld(true)) {
      Net ours = net(world, world.console(TOKYO), TOKYO, 30);
      Net theirs = net(world, world.customer(TOKYO), TOKYO, 31);
      String before = world.dump();
      Topology topology =
          Topology.named("accounts")
              .network("ours", AwsVpc.existing("main", TOKYO, ours.vpc()))
              .network("theirs", AwsVpc.existing("customer", TOKYO, theirs.vpc()))
              .peer(
                  "ours",
                  "theirs",
                  p -> p.allow(tcp(80)).groups("ours", "app").groups("theirs", "app"))
              .build();
      String pcx = world.settle(topology).id("peering.ours-theirs").orElseThrow();
      assertThat(ours.console().tags(pcx))
          .containsEntry("tieline/acme/accounts", "peering.ours-theirs");
      assertThat(theirs.console().tags(pcx))
          .containsEntry("tieline/acme/accounts", "peering.ours-theirs");
      assertThat(world.tieline.destroy("accounts").failed()).isEmpty();
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_foreignAccepter_waitsWithHandoverAndGoesOnAfterAcceptance() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = net(world, world.console(TOKYO), TOKYO, 30);
      Net theirs = net(world, world.customer(SINGAPORE), SINGAPORE, 31);
      String before = world.dump();
      Topology topology =
          Topology.named("customer")
              .network("ours", AwsVpc.existing("main", TOKYO, ours.vpc()))
              .network("theirs", AwsVpc.foreign(CUSTOMER, SINGAPORE, theirs.vpc(), "172.31.0.0/16"))
              .peer("ours", "theirs", p -> p.allow(tcp(443)).groups("ours", "app"))
              .build();
      Outcome first = world.tieline.apply(topology);
      assertThat(first.waiting()).hasSize(1);
      Waiting waiting = first.waiting().get(0);
      String pcx = PcxId.in(waiting.handover().markdown(Locale.ENGLISH));
      assertThat(waiting.party()).contains(CUSTOMER);
      assertThat(waiting.expires()).isNotNull();
      assertThat(ours.console().tags(ours.table())).isEmpty();
      theirs.console().acceptPeering(pcx);
      world.pass(ANSWERED);
      assertThat(world.settle(topology).id("peering.ours-theirs")).contains(pcx);
      assertThat(world.tieline.destroy("customer").failed()).isEmpty();
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_requestedByPeer_acceptsTheirRequestAndLeavesTheConnection() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = net(world, world.console(TOKYO), TOKYO, 30);
      Net theirs = net(world, world.customer(SINGAPORE), SINGAPORE, 31);
      Topology topology = requested(ours, theirs, "172.31.0.0/16");
      Outcome first = world.tieline.apply(topology);
      assertThat(first.waiting())
          .singleElement()
          .extracting(Waiting::party)
          .asString()
          .contains(CUSTOMER);
      String pcx = theirs.console().createPeering(theirs.vpc(), ACCOUNT, TOKYO, ours.vpc());
      world.pass(ANSWERED);
      Plan plan = world.tieline.plan(topology);
      assertThat(plan.steps())
          .filteredOn(s -> s.action() == Action.ACCEPT)
          .singleElement()
          .satisfies(s -> assertThat(s.traits()).contains(Trait.PERMANENT));
      world.settle(topology);
      assertThat(ours.console().tags(ours.table()))
          .containsEntry("tieline-claim/acme/asked/172.31.0.0/16", pcx + "/peering.ours-theirs");
      assertThat(world.tieline.destroy("asked").failed()).isEmpty();
      assertThat(ours.console().tags(ours.table())).isEmpty();
      assertThat(status(ours.console(), pcx)).isEqualTo("active");
    }
  }

  @Test
  void apply_requestOfOtherBlocks_isNeverAccepted() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = net(world, world.console(TOKYO), TOKYO, 30);
      Net theirs = net(world, world.customer(SINGAPORE), SINGAPORE, 31);
      String pcx = theirs.console().createPeering(theirs.vpc(), ACCOUNT, TOKYO, ours.vpc());
      world.pass(ANSWERED);
      Topology topology = requested(ours, theirs, "172.31.0.0/17");
      assertThat(codes(world.tieline.plan(topology))).contains("REQUEST_DIFFERS");
      world.tieline.apply(topology);
      assertThat(world.mutations()).isEmpty();
      assertThat(status(ours.console(), pcx)).isEqualTo("pending-acceptance");
    }
  }

  @Test
  void apply_foreignRequestThatNobodyWished_isNotAccepted() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net ours = net(world, world.console(TOKYO), TOKYO, 30);
      Net theirs = net(world, world.customer(SINGAPORE), SINGAPORE, 31);
      theirs.console().createPeering(theirs.vpc(), ACCOUNT, TOKYO, ours.vpc());
      world.pass(ANSWERED);
      Topology topology =
          Topology.named("asked")
              .network("ours", AwsVpc.existing("main", TOKYO, ours.vpc()))
              .network("theirs", AwsVpc.foreign(CUSTOMER, SINGAPORE, theirs.vpc(), "172.31.0.0/16"))
              .peer("ours", "theirs", p -> {})
              .build();
      assertThat(codes(world.tieline.plan(topology))).contains("PEERING_DIFFERS");
      world.tieline.apply(topology);
      assertThat(world.mutations()).isEmpty();
    }
  }

  private static Topology requested(Net ours, Net theirs, String block) {
    return Topology.named("asked")
        .network("ours", AwsVpc.existing("main", TOKYO, ours.vpc()))
        .network("theirs", AwsVpc.foreign(CUSTOMER, SINGAPORE, theirs.vpc(), block))
        .peer(
            "ours",
            "theirs",
            p -> p.allow(tcp(443)).groups("ours", "app").with(AwsPeering.REQUESTED_BY_PEER))
        .build();
  }

  private static String status(Console console, String pcx) {
    return console
        .call("DescribeVpcPeeringConnections", Map.of("VpcPeeringConnectionId.1", pcx))
        .text("vpcPeeringConnectionSet/item/status/code")
        .orElseThrow();
  }

  @Test
  void apply_connectionMadeByHand_isUsedAndLeftAlone() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net tokyo = net(world, world.console(TOKYO), TOKYO, 30);
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      String pcx = handMade(world, singapore, tokyo, SINGAPORE);
      String before = world.dump();
      Topology topology = existing(tokyo, singapore);
      assertThat(codes(world.tieline.plan(topology))).contains("ADOPTED");
      world.aws.resetCalls();
      world.settle(topology);
      assertThat(world.mutations())
          .contains("CreateTags", "CreateRoute")
          .doesNotContain("CreateVpcPeeringConnection", "AcceptVpcPeeringConnection");
      assertThat(world.mutations().indexOf("CreateTags"))
          .isLessThan(world.mutations().indexOf("CreateRoute"));
      assertThat(tokyo.console().tags(pcx)).isEmpty();
      assertThat(world.tieline.destroy("two").failed()).isEmpty();
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  private static String handMade(
      PeeringWorld world, Net requester, Net accepter, String requesterRegion) {
    String region = requesterRegion.equals(TOKYO) ? SINGAPORE : TOKYO;
    String pcx =
        requester.console().createPeering(requester.vpc(), ACCOUNT, region, accepter.vpc());
    world.pass(ANSWERED);
    accepter.console().acceptPeering(pcx);
    world.pass(ANSWERED);
    return pcx;
  }

  @Test
  void apply_routeThatSomebodyMadeIntoAnAdoptedConnection_isNeitherClaimedNorDeleted() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net tokyo = net(world, world.console(TOKYO), TOKYO, 30);
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      String pcx = handMade(world, tokyo, singapore);
      tokyo.console().createRoute(tokyo.table(), "172.31.0.0/16", pcx);
      String before = world.dump();
      world.settle(existing(tokyo, singapore));
      assertThat(tokyo.console().tags(tokyo.table())).isEmpty();
      assertThat(world.tieline.destroy("two").failed()).isEmpty();
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_connectionDeletedByHand_isMadeAnewAndItsBlackholesReplaced() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net tokyo = net(world, world.console(TOKYO), TOKYO, 30);
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      Topology topology = existing(tokyo, singapore);
      String first = world.settle(topology).id("peering.link").orElseThrow();
      tokyo.console().deletePeering(first);
      world.pass(ANSWERED);
      assertThat(codes(world.tieline.plan(topology))).contains("DEAD_PEERING");
      world.aws.resetCalls();
      assertThat(world.settle(topology).id("peering.link").orElseThrow()).isNotEqualTo(first);
      assertThat(world.mutations()).contains("ReplaceRoute").doesNotContain("CreateRoute");
    }
  }

  @Test
  void apply_routeTakenByAnother_isAFindingAndNothingIsMade() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net tokyo = net(world, world.console(TOKYO), TOKYO, 30);
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      Net third = net(world, world.console(SINGAPORE), SINGAPORE, 29);
      String other = handMade(world, tokyo, third);
      tokyo.console().createRoute(tokyo.table(), "172.31.0.0/16", other);
      Plan plan = world.tieline.plan(existing(tokyo, singapore));
      assertThat(plan.findings())
          .filteredOn(f -> f.code().equals("ROUTE_DESTINATION_TAKEN"))
          .singleElement()
          .satisfies(f -> assertThat(f.what()).contains(tokyo.table(), "172.31.0.0/16", other));
      world.tieline.apply(existing(tokyo, singapore));
      assertThat(world.mutations()).isEmpty();
    }
  }

  @Test
  void apply_foreignBlackhole_isReplacedOnlyWithConsent() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net tokyo = net(world, world.console(TOKYO), TOKYO, 30);
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      String dead = handMade(world, tokyo, singapore);
      tokyo.console().createRoute(tokyo.table(), "172.31.0.0/16", dead);
      tokyo.console().deletePeering(dead);
      world.pass(ANSWERED);
      assertThat(codes(world.tieline.plan(existing(tokyo, singapore))))
          .contains("ROUTE_DESTINATION_TAKEN");
      world.settle(existing("link", tokyo, singapore, List.of(Consent.REPLACE_BLACKHOLES)));
      assertThat(world.mutations()).contains("ReplaceRoute");
    }
  }

  @Test
  void apply_renamedLink_isMarkedAnewAndNotRebuilt() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net tokyo = net(world, world.console(TOKYO), TOKYO, 30);
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      String pcx = world.settle(existing("old", tokyo, singapore)).id("peering.old").orElseThrow();
      world.aws.resetCalls();
      world.settle(existing("new", tokyo, singapore));
      assertThat(world.mutations()).isNotEmpty().containsOnly("CreateTags");
      assertThat(tokyo.console().tags(pcx)).containsEntry("tieline/acme/two", "peering.new");
      assertThat(singapore.console().tags(pcx)).containsEntry("tieline/acme/two", "peering.new");
    }
  }

  @Test
  void apply_linkGone_removesWhatItMade() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net tokyo = net(world, world.console(TOKYO), TOKYO, 30);
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      String before = world.dump();
      world.settle(existing(tokyo, singapore));
      world.settle(
          Topology.named("two")
              .network("tokyo", AwsVpc.existing("main", TOKYO, tokyo.vpc()))
              .network("singapore", AwsVpc.existing("main", SINGAPORE, singapore.vpc()))
              .build());
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_dnsBothWays_setsEachSideByItsOwnCall() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net tokyo = net(world, world.console(TOKYO), TOKYO, 30);
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      String before = world.dump();
      world.settle(existing(tokyo, singapore, AwsPeering.DNS_BOTH_WAYS));
      assertThat(world.mutations())
          .filteredOn("ModifyVpcPeeringConnectionOptions"::equals)
          .hasSize(2);
      world.aws.resetCalls();
      world.settle(existing(tokyo, singapore, AwsPeering.dnsOf("tokyo")));
      assertThat(world.mutations()).containsExactly("ModifyVpcPeeringConnectionOptions");
      assertThat(world.tieline.destroy("two").failed()).isEmpty();
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_dnsOnAdoptedConnectionOfTwoTopologies_isRestoredByTheLast() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net tokyo = net(world, world.console(TOKYO), TOKYO, 30);
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      handMade(world, tokyo, singapore);
      String before = world.dump();
      Topology one =
          existing(
              "link",
              tokyo,
              singapore,
              List.of(Consent.CHANGE_FOREIGN_ATTRIBUTES),
              AwsPeering.dnsOf("tokyo"));
      Topology other =
          Topology.parse(one.toJson().replace("\"name\": \"two\"", "\"name\": \"other\""));
      world.settle(one);
      world.settle(other);
      world.aws.resetCalls();

      assertThat(world.tieline.destroy("two").failed()).isEmpty();

      assertThat(world.mutations()).doesNotContain("ModifyVpcPeeringConnectionOptions");
      assertThat(world.tieline.apply(other).writes()).isZero();
      assertThat(world.tieline.destroy("other").failed()).isEmpty();
      assertThat(world.mutations())
          .filteredOn("ModifyVpcPeeringConnectionOptions"::equals)
          .hasSize(1);
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_dnsOnAdoptedConnection_needsConsentAndIsRestored() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net tokyo = net(world, world.console(TOKYO), TOKYO, 30);
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      handMade(world, tokyo, singapore);
      String before = world.dump();
      Topology without = existing(tokyo, singapore, AwsPeering.dnsOf("tokyo"));
      assertThat(codes(world.tieline.plan(without))).contains("CONSENT_NEEDED");
      Topology with =
          existing(
              "link",
              tokyo,
              singapore,
              List.of(Consent.CHANGE_FOREIGN_ATTRIBUTES),
              AwsPeering.dnsOf("tokyo"));
      world.settle(with);
      assertThat(world.mutations()).contains("ModifyVpcPeeringConnectionOptions");
      assertThat(world.tieline.destroy("two").failed()).isEmpty();
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_groupWithoutEgress_isGivenTheEgressRuleToo() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net tokyo = net(world, world.console(TOKYO), TOKYO, 30);
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      tokyo
          .console()
          .call(
              "RevokeSecurityGroupEgress",
              Map.of(
                  "GroupId",
                  tokyo.group(),
                  "IpPermissions.1.IpProtocol",
                  "-1",
                  "IpPermissions.1.IpRanges.1.CidrIp",
                  "0.0.0.0/0"));
      assertThat(world.tieline.plan(existing(tokyo, singapore)).openings())
          .filteredOn(o -> o.direction() == Opening.Direction.OUT)
          .singleElement()
          .extracting(Opening::network, Opening::group, Opening::peer)
          .containsExactly("tokyo", tokyo.group(), "172.31.0.0/16");
      world.settle(existing(tokyo, singapore));
      assertThat(world.mutations()).filteredOn("AuthorizeSecurityGroupEgress"::equals).hasSize(1);
    }
  }

  @Test
  void apply_equalRuleOfSomebodyElse_isUsedAndLeftAlone() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net tokyo = net(world, world.console(TOKYO), TOKYO, 30);
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      tokyo.console().authorizeIngress(tokyo.group(), "tcp", 443, 443, "172.31.0.0/16");
      String before = world.dump();
      world.settle(existing(tokyo, singapore));
      assertThat(world.mutations()).filteredOn("AuthorizeSecurityGroupIngress"::equals).hasSize(1);
      assertThat(world.tieline.destroy("two").failed()).isEmpty();
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void destroy_connectionOfTwoTopologies_goesWithTheLast() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net tokyo = net(world, world.console(TOKYO), TOKYO, 30);
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      String before = world.dump();
      String pcx = world.settle(existing(tokyo, singapore)).id("peering.link").orElseThrow();
      Topology second =
          Topology.named("second")
              .network("a", AwsVpc.existing("main", TOKYO, tokyo.vpc()))
              .network("b", AwsVpc.existing("main", SINGAPORE, singapore.vpc()))
              .peer("a", "b", p -> p.allow(tcp(443)).groups("a", "app").groups("b", "app"))
              .build();
      world.settle(second);
      assertThat(world.tieline.destroy("two").failed()).isEmpty();
      assertThat(status(tokyo.console(), pcx)).isEqualTo("active");
      assertThat(world.tieline.plan(second).isEmpty()).isTrue();
      assertThat(world.tieline.destroy("second").failed()).isEmpty();
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void plan_markOnConnectionOfOtherVpcs_isAFindingAndNothingIsDeleted() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net tokyo = net(world, world.console(TOKYO), TOKYO, 30);
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      Net third = net(world, world.console(SINGAPORE), SINGAPORE, 29);
      String other = handMade(world, tokyo, third);
      tokyo.console().tag(other, "tieline/acme/two", "peering.link");
      assertThat(codes(world.tieline.plan(existing(tokyo, singapore))))
          .contains("MARK_ON_OTHER_SHAPE");
      world.tieline.apply(existing(tokyo, singapore));
      assertThat(world.mutations()).isEmpty();
    }
  }

  @Test
  void plan_tokyoDown_leavesTheLinkAsItIs() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net tokyo = net(world, world.console(TOKYO), TOKYO, 30);
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      world.settle(existing(tokyo, singapore));
      world.aws.resetCalls();
      world.aws.regionDown(TOKYO, true);
      Outcome outcome = world.tieline.apply(existing(tokyo, singapore));
      assertThat(outcome.isReady()).isFalse();
      assertThat(world.mutations()).isEmpty();
    }
  }

  /** Dies after a number of mutating calls. */
  private static final class Doom implements CallObserver {
    private final AtomicInteger left;

    Doom(int after) {
      left = new AtomicInteger(after);
    }

    @Override
    public void after(Call<?> call, @Nullable Throwable thrown) {
      if (call.mutating() && left.decrementAndGet() <= 0) {
        throw new Crash();
      }
    }
  }

  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Returns whether the process died. */
  private static boolean dies(PeeringWorld world, int after, Consumer<Tieline> job) {
    try (Tieline doomed = world.open(new Doom(after))) {
      job.accept(doomed);
      return false;
    } catch (Crash dead) {
      return true;
    }
  }

  /**
   * Dies after every mutating call of an apply, then of a destroy; each time, the next one comes to
   * the wish, and the destroy to what was before.
   */
  private static void crashEverywhere(String name, Function<PeeringWorld, Topology> setUp) {
    int deaths = 0;
    boolean died = true;
    for (int after = 1; died; after++) {
      try (PeeringWorld world = new PeeringWorld(false)) {
        Topology topology = setUp.apply(world);
        String before = world.dump();
        died = dies(world, after, t -> t.apply(topology));
        world.settle(topology);
        boolean diedAgain = dies(world, after, t -> t.destroy(name));
        deaths += (died ? 1 : 0) + (diedAgain ? 1 : 0);
        died |= diedAgain;
        Outcome outcome = null;
        for (int look = 0;
            look < 3;
            look++) { // what a lost call may still bring about is waited for
          world.pass(Duration.ofMinutes(10));
          outcome = world.tieline.destroy(name);
          assertThat(outcome.failed()).as("after %d", after).isEmpty();
        }
        assertThat(outcome.isReady()).as("after %d: %s", after, outcome).isTrue();
        assertThat(world.dump()).as("after %d", after).isEqualTo(before);
      }
    }
    assertThat(deaths).isGreaterThan(8);
  }

  @Test
  void apply_managedNetworkThatOverlaps_isNotMade() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      String before = world.dump();
      Topology topology =
          Topology.named("overlap")
              .network("tokyo", AwsVpc.managed("main", TOKYO, "172.31.0.0/16"))
              .network("singapore", AwsVpc.existing("main", SINGAPORE, singapore.vpc()))
              .peer("tokyo", "singapore", p -> p.allow(tcp(22)))
              .build();
      Outcome outcome = world.tieline.apply(topology);
      assertThat(outcome.isReady()).isFalse();
      assertThat(outcome.notStarted()).hasSize(2);
      assertThat(world.tieline.plan(topology).toString()).startsWith("nothing can be done");
      assertThat(world.dump()).isEqualTo(before);
    }
  }

  @Test
  void apply_crashAfterAnyCall_isResumedAndLeavesNothing() {
    crashEverywhere("tokyo-singapore", w -> managed(net(w, w.console(SINGAPORE), SINGAPORE, 31)));
  }

  @Test
  void apply_crashAfterAnyCallOnAnAdoptedConnection_isResumedAndLeavesNothing() {
    crashEverywhere(
        "two",
        w -> {
          Net tokyo = net(w, w.console(TOKYO), TOKYO, 30);
          Net singapore = net(w, w.console(SINGAPORE), SINGAPORE, 31);
          handMade(w, tokyo, singapore);
          return existing(
              "link",
              tokyo,
              singapore,
              List.of(Consent.CHANGE_FOREIGN_ATTRIBUTES),
              AwsPeering.DNS_BOTH_WAYS);
        });
  }

  @Test
  void apply_ipv6AndSecondaryBlocks_routesAllFamilies() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net singapore = net(world, world.console(SINGAPORE), SINGAPORE, 31);
      singapore
          .console()
          .call(
              "AssociateVpcCidrBlock",
              Map.of("VpcId", singapore.vpc(), "AmazonProvidedIpv6CidrBlock", "true"));
      world.pass(ANSWERED);
      String before = world.dump();
      Topology topology =
          Topology.named("six")
              .network(
                  "tokyo",
                  AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
                      .secondaryBlock("100.64.0.0/20")
                      .ipv6()
                      .subnet("a", "10.20.1.0/24", TOKYO + "a"))
              .network("singapore", AwsVpc.existing("main", SINGAPORE, singapore.vpc()))
              .peer("tokyo", "singapore", p -> p.allow(icmp()).groups("singapore", "app"))
              .build();
      Plan plan = world.tieline.plan(topology);
      assertThat(plan.openings())
          .filteredOn(o -> o.network().equals("singapore"))
          .extracting(Opening::direction, Opening::peer)
          .containsExactly(
              tuple(Opening.Direction.IN, "10.20.0.0/16"),
              tuple(Opening.Direction.IN, "100.64.0.0/20"),
              tuple(Opening.Direction.IN, "(block of network.tokyo/block.ipv6)"),
              tuple(Opening.Direction.OUT, "(block of network.tokyo/block.ipv6)"));
      assertThat(Plan.parse(plan.toJson()).openings()).isEqualTo(plan.openings());
      Outcome outcome = world.settle(topology);
      assertThat(outcome.id("peering.tokyo-singapore/route.tokyo.main.172.31.0.0-16")).isPresent();
      assertThat(world.mutations()).filteredOn("CreateRoute"::equals).hasSize(5);
      assertThat(world.tieline.destroy("six").failed()).isEmpty();
      assertThat(world.dump()).isEqualTo(before);
    }
  }
}
