package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.apply.Outcome;
import dev.tieline.apply.Report;
import dev.tieline.aws.AwsPeering;
import dev.tieline.aws.AwsVpc;
import dev.tieline.check.Severity;
import dev.tieline.error.StalePlanException;
import dev.tieline.plan.Plan;
import dev.tieline.topology.Consent;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.PeeringBuilder;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A wish is edited after it has come true: a managed VPC in Tokyo peered with one in Singapore that
 * is there, and a second one there that some edits bring in.
 */
class EditsTest {
  private static final String TOKYO = PeeringWorld.TOKYO;
  private static final String SINGAPORE = PeeringWorld.SINGAPORE;

  private final PeeringWorld world = new PeeringWorld(false);
  private final String singapore = world.appVpc(SINGAPORE, 31);
  private final String third = world.appVpc(SINGAPORE, 32);
  private final String group = world.console(SINGAPORE).createSecurityGroup(singapore, "second");
  private final String before = world.dump();

  private final AwsVpc.Managed tokyo =
      AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
          .subnet("a", "10.20.1.0/24", TOKYO + "a")
          .routeTable("own", "a");

  private Topology.Builder base(AwsVpc.Managed managed) {
    return Topology.named("edits")
        .network("tokyo", managed)
        .network("singapore", AwsVpc.existing("main", SINGAPORE, singapore))
        .network("third", AwsVpc.existing("main", SINGAPORE, third));
  }

  private Topology wish(AwsVpc.Managed managed, Consumer<PeeringBuilder> link) {
    Topology.Builder builder = base(managed);
    builder.peer("tokyo", "singapore", p -> link.accept(p));
    return builder.build();
  }

  private Topology first() {
    return wish(tokyo, p -> p.allow(icmp(), tcp(22)).groups("singapore", "app"));
  }

  /** Applies the first wish, then the edited one; everything must come true and stay so. */
  private List<String> edit(Topology edited) {
    world.settle(first());
    Plan plan = world.tieline.plan(edited);
    world.settle(edited);
    int writes = world.mutations().size();
    world.tieline.apply(edited);
    assertThat(world.mutations()).hasSize(writes);
    Report report = world.tieline.verify(edited);
    assertThat(report.isGood()).as("%s", report).isTrue();
    return plan.steps().stream()
        .filter(s -> s.action().mutates())
        .map(s -> s.mark() + " " + s.address().replaceAll("(rtb|sg|vpc)-[0-9a-f]{17}", "$1"))
        .toList();
  }

  @AfterEach
  void destroyRestoresWhatWasThere() {
    Outcome outcome = world.tieline.destroy("edits");
    for (int i = 0; i < 3 && !outcome.isReady(); i++) {
      world.pass(Duration.ofMinutes(10));
      outcome = world.tieline.destroy("edits");
    }
    assertThat(outcome.isReady()).as("%s", outcome).isTrue();
    assertThat(world.dump()).isEqualTo(before);
    world.close();
  }

  /** A route that no wish makes, to a part of Tokyo's block, in Singapore. */
  private String routeByHand(String destination) {
    Outcome outcome = world.settle(first());
    String table = world.console(SINGAPORE).mainRouteTable(singapore);
    world
        .console(SINGAPORE)
        .createRoute(table, destination, outcome.ids().get("peering.tokyo-singapore"));
    world.pass(Duration.ofMinutes(10));
    return table;
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.20.1.0/24", "10.0.0.0/8"})
  void apply_othersRouteIntoOurConnection_leavesIt(String destination) {
    String table = routeByHand(destination);

    assertThat(world.tieline.plan(first()).isEmpty()).isTrue();

    world.console(SINGAPORE).deleteRoute(table, destination);
  }

  @Test
  void destroy_othersRouteIntoOurConnection_leavesTheLinkUntilItHasGone() {
    String table = routeByHand("10.20.1.0/24");

    Outcome outcome = world.tieline.destroy("edits");

    assertThat(outcome.findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("BUILT_UPON");
              assertThat(f.what()).contains("10.20.1.0/24 in " + table);
            });
    assertThat(outcome.notStarted()).extracting("part").contains("peering.tokyo-singapore");
    assertThat(world.mutations()).doesNotContain("DeleteVpcPeeringConnection", "DeleteRoute");
    world.console(SINGAPORE).deleteRoute(table, "10.20.1.0/24");
  }

  @Test
  void apply_linkRemovedWithConsent_leavesOthersRoutesBroken() {
    String table = routeByHand("10.20.1.0/24");

    Outcome outcome = world.tieline.apply(base(tokyo).consent(Consent.BREAK_DEPENDENTS).build());

    assertThat(outcome.isReady()).isTrue();
    assertThat(outcome.findings())
        .filteredOn(f -> f.code().equals("BUILT_UPON"))
        .allSatisfy(f -> assertThat(f.severity()).isEqualTo(Severity.WARNING));
    assertThat(world.mutations()).contains("DeleteVpcPeeringConnection");
    assertThat(world.aws.dump()).contains(table + "/route/10.20.1.0/24");
    world.console(SINGAPORE).deleteRoute(table, "10.20.1.0/24");
  }

  @Test
  void apply_linkRemoved_removesItAndKeepsTheNetworks() {
    assertThat(edit(base(tokyo).build()))
        .isNotEmpty()
        .allSatisfy(s -> assertThat(s).matches("- (peering\\..*|network\\.tokyo/group)"));
  }

  @Test
  void apply_networkAndLinkRemoved_removesBoth() {
    Topology without =
        Topology.named("edits")
            .network("singapore", AwsVpc.existing("main", SINGAPORE, singapore))
            .build();
    assertThat(edit(without)).contains("- network.tokyo", "- network.tokyo/subnet.a");
  }

  @Test
  void apply_linkRenamed_rebuildsNothing() {
    assertThat(
            edit(
                wish(
                    tokyo,
                    p -> p.named("renamed").allow(icmp(), tcp(22)).groups("singapore", "app"))))
        .contains("~ peering.renamed")
        .allSatisfy(s -> assertThat(s).startsWith("~"));
  }

  @Test
  void apply_networkRenamed_rebuildsNothing() {
    Topology renamed =
        Topology.named("edits")
            .network("japan", tokyo)
            .network("singapore", AwsVpc.existing("main", SINGAPORE, singapore))
            .network("third", AwsVpc.existing("main", SINGAPORE, third))
            .peer("japan", "singapore", p -> p.allow(icmp(), tcp(22)).groups("singapore", "app"))
            .build();
    List<String> steps = edit(renamed);
    assertThat(steps).as("%s", steps).noneMatch(s -> s.contains("network.") && !s.startsWith("~"));
  }

  @Test
  void apply_networkWithFreeBlocksRenamed_rebuildsNothing() {
    AwsVpc.Managed free =
        AwsVpc.managed("main", TOKYO, FreeBlock.of(16).within("10.20.0.0/14"))
            .subnet("a", FreeBlock.of(24), TOKYO + "a");
    Topology named = Topology.named("edits").network("tokyo", free).build();
    world.settle(named);
    Topology renamed = Topology.named("edits").network("japan", free).build();

    assertThat(world.tieline.plan(renamed).steps())
        .isNotEmpty()
        .allSatisfy(s -> assertThat(s.mark()).as("%s", s).isEqualTo('~'));
    world.settle(renamed);
  }

  @Test
  void apply_trafficNarrowed_closesTheRest() {
    assertThat(edit(wish(tokyo, p -> p.allow(tcp(22)).groups("singapore", "app"))))
        .hasSize(2)
        .allSatisfy(s -> assertThat(s).startsWith("- ").contains("icmp"));
  }

  @Test
  void apply_trafficWidened_opensOnlyThat() {
    assertThat(
            edit(wish(tokyo, p -> p.allow(icmp(), tcp(22), tcp(443)).groups("singapore", "app"))))
        .hasSize(2)
        .allSatisfy(s -> assertThat(s).startsWith("+ ").contains("tcp-443"));
  }

  @Test
  void apply_subnetAddedAndRenamed_keepsItsRange() {
    AwsVpc.Managed more =
        AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
            .subnet("a", "10.20.1.0/24", TOKYO + "a")
            .subnet("b", "10.20.2.0/24", TOKYO + "a")
            .routeTable("own", "a", "b");
    edit(wish(more, p -> p.allow(tcp(22)).groups("singapore", "app")));
    AwsVpc.Managed renamed =
        AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
            .subnet("z", "10.20.1.0/24", TOKYO + "a")
            .subnet("b", "10.20.2.0/24", TOKYO + "a")
            .routeTable("own", "z", "b");
    Topology wish = wish(renamed, p -> p.allow(tcp(22)).groups("singapore", "app"));
    assertThat(world.tieline.plan(wish).steps())
        .extracting(s -> s.mark() + " " + s.address())
        .contains("~ network.tokyo/subnet.z")
        .doesNotContain("- network.tokyo/subnet.a", "+ network.tokyo/subnet.z");
    world.settle(wish);
  }

  @Test
  void apply_subnetRemoved_removesItAndItsTable() {
    AwsVpc.Managed two =
        AwsVpc.managed("main", TOKYO, "10.20.0.0/16").subnet("b", "10.20.2.0/24", TOKYO + "a");
    assertThat(edit(wish(two, p -> p.allow(icmp(), tcp(22)).groups("singapore", "app"))))
        .contains("- network.tokyo/subnet.a", "- network.tokyo/table.own");
  }

  @Test
  void apply_blockOfManagedNetworkChanged_isRefusedAndHarmsNothing() {
    world.settle(first());
    String settled = world.aws.dump();
    AwsVpc.Managed other =
        AwsVpc.managed("main", TOKYO, "10.21.0.0/16").subnet("a", "10.21.1.0/24", TOKYO + "a");
    Topology wish = wish(other, p -> p.allow(icmp(), tcp(22)).groups("singapore", "app"));
    Outcome outcome = world.tieline.apply(wish);
    assertThat(outcome.isReady()).isFalse();
    assertThat(outcome.findings()).extracting("code").contains("CANNOT_CHANGE");
    assertThat(world.aws.dump()).isEqualTo(settled);
  }

  @Test
  void apply_blockOfSubnetChanged_isRefusedOrRebuiltWithoutLoss() {
    world.settle(first());
    AwsVpc.Managed other =
        AwsVpc.managed("main", TOKYO, "10.20.0.0/16")
            .subnet("a", "10.20.9.0/24", TOKYO + "a")
            .routeTable("own", "a");
    Topology wish = wish(other, p -> p.allow(icmp(), tcp(22)).groups("singapore", "app"));
    Outcome outcome = world.tieline.apply(wish);
    if (outcome.isReady()) {
      assertThat(world.tieline.plan(wish).isEmpty()).isTrue();
    } else {
      assertThat(outcome.findings()).extracting("code").contains("CANNOT_CHANGE");
    }
  }

  @Test
  void apply_optionAddedAndRemoved_turnsItOnAndOff() {
    edit(
        wish(
            tokyo.dnsHostnames(),
            p ->
                p.allow(icmp(), tcp(22)).groups("singapore", "app").with(AwsPeering.DNS_BOTH_WAYS)),
        Consent.CHANGE_FOREIGN_ATTRIBUTES);
    Topology off =
        wish(tokyo.dnsHostnames(), p -> p.allow(icmp(), tcp(22)).groups("singapore", "app"));
    world.settle(off);
    assertThat(world.aws.dump()).doesNotContain("allowDnsResolutionFromRemoteVpc=true");
  }

  private void edit(Topology topology, Consent consent) {
    Topology.Builder builder = Topology.named(topology.name()).consent(consent);
    topology.networks().forEach(builder::network);
    Assertions.assertThat(consent).isNotNull();
    builder.peer(
        "tokyo",
        "singapore",
        p -> p.allow(icmp(), tcp(22)).groups("singapore", "app").with(AwsPeering.DNS_BOTH_WAYS));
    edit(builder.build());
  }

  @Test
  void apply_otherGroup_movesTheRules() {
    List<String> steps =
        edit(wish(tokyo, p -> p.allow(icmp(), tcp(22)).groups("singapore", group)));
    assertThat(steps).hasSize(4).allSatisfy(s -> assertThat(s).contains("rule.sg"));
  }

  @Test
  void apply_otherTables_movesTheRoutes() {
    List<String> steps =
        edit(
            wish(
                tokyo,
                p ->
                    p.allow(icmp(), tcp(22))
                        .groups("singapore", "app")
                        .routeTables("tokyo", "own")));
    assertThat(steps).allSatisfy(s -> assertThat(s).contains("/route."));
  }

  @Test
  void apply_linkToAnotherNetwork_movesIt() {
    Topology.Builder moved = base(tokyo);
    moved.peer(
        "tokyo",
        "third",
        p -> p.named("tokyo-third").allow(icmp(), tcp(22)).groups("third", "app"));
    edit(moved.build());
  }

  @Test
  void apply_sameLinkNameToAnotherNetwork_isAFindingAndHarmsNothing() {
    world.settle(first());
    String settled = world.aws.dump();
    Topology.Builder moved = base(tokyo);
    moved.peer(
        "tokyo",
        "third",
        p -> p.named("tokyo-singapore").allow(icmp(), tcp(22)).groups("third", "app"));
    Outcome outcome = world.tieline.apply(moved.build());
    assertThat(outcome.findings()).extracting("code").contains("MARK_ON_OTHER_SHAPE");
    assertThat(world.aws.dump()).isEqualTo(settled);
  }

  @Test
  void applyPlan_worldChangedSince_isStaleOrDoesOnlyWhatWasApproved() {
    Plan plan = world.tieline.plan(first());
    world.settle(first());
    String pcx = world.tieline.apply(first()).id("peering.tokyo-singapore").orElseThrow();
    world.console(SINGAPORE).deletePeering(pcx);
    world.pass(Duration.ofMinutes(10));
    int writes = world.mutations().size();
    try {
      Outcome outcome = world.tieline.apply(plan);
      assertThat(outcome.isReady()).as("%s", outcome).isTrue();
    } catch (StalePlanException stale) {
      assertThat(world.mutations()).hasSize(writes);
      assertThat(stale).hasMessageContaining("route");
    }
  }
}
