package dev.tieline.reach;

import static dev.tieline.net.Traffic.icmp;
import static dev.tieline.net.Traffic.tcp;
import static dev.tieline.net.Traffic.udp;
import static dev.tieline.reach.World.tokyoAndSingapore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.net.Ip;
import dev.tieline.snapshot.PeeringConnection.State;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The world of {@link World#tokyoAndSingapore}, and one change of it in each test: Tokyo asks
 * Singapore for TCP 22, unless the test says otherwise.
 */
class ReachabilityTest {
  private static final List<String> FORWARD =
      List.of("i-t", "sg-t", "acl-t", "rtb-t", "pcx-1", "acl-s", "sg-s", "i-s1");

  private static List<String> ids(List<Hop> hops) {
    return hops.stream().map(Hop::id).toList();
  }

  private static List<String> blocks(Trace trace) {
    return trace.blocks().stream().map(b -> b.verdict() + " " + b.id()).toList();
  }

  @Test
  void trace_allOpen_meetsEveryHopBothWays() {
    Trace trace = tokyoAndSingapore().trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.REACHABLE);
    assertThat(ids(trace.forward())).isEqualTo(FORWARD);
    assertThat(ids(trace.back()))
        .containsExactly("i-s1", "acl-s", "rtb-s", "pcx-1", "acl-t", "i-t");
    assertThat(trace.blocks()).isEmpty();
    assertThat(trace.gaps()).isEmpty();
  }

  @Test
  void trace_fromSingapore_goesThroughTheTableOfItsSubnet() {
    Trace trace = tokyoAndSingapore().trace("i-s2", "i-t", icmp());

    assertThat(trace.verdict()).isEqualTo(Verdict.REACHABLE);
    assertThat(ids(trace.forward()))
        .containsExactly("i-s2", "sg-s", "acl-s", "rtb-s2", "pcx-1", "acl-t", "sg-t", "i-t");
  }

  @Test
  void trace_overIpv6_usesTheAddressesAndRoutesOfThatFamily() {
    Trace trace =
        tokyoAndSingapore()
            .trace(Question.between(Probe.host("i-t"), Probe.host("i-s1"), tcp(22)).overIpv6());

    assertThat(trace.verdict()).isEqualTo(Verdict.REACHABLE);
    assertThat(trace.forward())
        .contains(
            new Hop(Hop.Kind.ROUTE_TABLE, "rtb-t", "2001:db8:31::/56 leads to pcx-1"),
            new Hop(Hop.Kind.HOST, "i-t", "2001:db8:20:1::10 sends tcp/22 to 2001:db8:31:1::10"));
  }

  @Test
  void trace_overIpv6OnlyIpv4RuleFits_isBlockedByTheGroup() {
    Trace trace =
        tokyoAndSingapore()
            .trace(Question.between(Probe.host("i-t"), Probe.host("i-s1"), icmp()).overIpv6());

    assertThat(blocks(trace)).containsExactly("INGRESS_GROUP_BLOCKS sg-s");
  }

  @Test
  void trace_hostWithoutAddressOfTheFamily_hasNoAddress() {
    Trace trace =
        tokyoAndSingapore()
            .trace(Question.between(Probe.host("i-t"), Probe.host("i-s2"), tcp(22)).overIpv6());

    assertThat(blocks(trace)).containsExactly("NO_ADDRESS i-s2");
    assertThat(trace.verdict()).isEqualTo(Verdict.NO_ADDRESS);
  }

  @Test
  void trace_subnetWithoutBlockOfTheFamily_hasNoAddress() {
    Trace trace =
        tokyoAndSingapore()
            .trace(Question.between(Probe.host("i-t"), Probe.in("subnet-s2"), tcp(22)).overIpv6());

    assertThat(blocks(trace)).containsExactly("NO_ADDRESS subnet-s2");
  }

  @Test
  void trace_portNotOpened_namesTheGroupAndTheMissingRule() {
    Trace trace = tokyoAndSingapore().trace("i-t", "i-s1", tcp(3306));

    assertThat(trace.verdict()).isEqualTo(Verdict.INGRESS_GROUP_BLOCKS);
    assertThat(trace.blocks())
        .containsExactly(
            new Block(
                Verdict.INGRESS_GROUP_BLOCKS,
                "sg-s",
                "sg-s (name of sg-s) has no ingress rule for tcp/3306 from 10.20.1.10",
                "add an ingress rule for tcp/3306 from 10.20.0.0/16 (vpc-t)"));
    assertThat(ids(trace.forward()))
        .containsExactly("i-t", "sg-t", "acl-t", "rtb-t", "pcx-1", "acl-s", "sg-s");
    assertThat(trace.back()).isEmpty();
  }

  @Test
  void trace_otherProtocolOfThePort_isBlocked() {
    assertThat(tokyoAndSingapore().trace("i-t", "i-s1", udp(22)).verdict())
        .isEqualTo(Verdict.INGRESS_GROUP_BLOCKS);
  }

  @Test
  void trace_noEgressRule_stopsAtTheSource() {
    Trace trace =
        tokyoAndSingapore()
            .group("sg-t", "vpc-t", "t1 out tcp/443 0.0.0.0/0")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.EGRESS_GROUP_BLOCKS);
    assertThat(ids(trace.forward())).containsExactly("i-t", "sg-t");
    assertThat(trace.blocks().get(0).change())
        .isEqualTo("add an egress rule for tcp/22 to 172.31.0.0/16 (vpc-s)");
  }

  @Test
  void trace_noIngressRuleAtTheSource_answersPassTheStatefulGroup() {
    Trace trace =
        tokyoAndSingapore()
            .group("sg-t", "vpc-t", "t1 out tcp/22 172.31.0.0/16")
            .group("sg-s", "vpc-s", "s1 in tcp/22 10.20.1.0/24")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.REACHABLE);
  }

  @Test
  void trace_severalGroups_allowWhatAnyOfThemAllows() {
    World world =
        tokyoAndSingapore()
            .group("sg-db", "vpc-s", "d1 in tcp/3306 10.20.0.0/16")
            .host("i-s1", "subnet-s1", "sg-s,sg-db", "172.31.0.10");

    assertThat(world.trace("i-t", "i-s1", tcp(3306)).verdict()).isEqualTo(Verdict.REACHABLE);
    assertThat(world.trace("i-t", "i-s1", tcp(80)).blocks().get(0).found())
        .isEqualTo(
            "none of sg-s (name of sg-s), sg-db (name of sg-db) has an ingress rule for tcp/80"
                + " from 10.20.1.10");
  }

  @Test
  void trace_hostInNoGroup_isBlocked() {
    Trace trace =
        tokyoAndSingapore()
            .host("i-s1", "subnet-s1", "", "172.31.0.10")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(blocks(trace)).containsExactly("INGRESS_GROUP_BLOCKS i-s1");
    assertThat(trace.forward())
        .last()
        .isEqualTo(
            new Hop(
                Hop.Kind.HOST,
                "i-s1",
                "i-s1 is in no security group, so that nothing lets tcp/22 in"));
  }

  @Test
  void trace_ruleForMembersOfThePeersGroup_letsMembersIn() {
    World world = tokyoAndSingapore().group("sg-s", "vpc-s", "s1 in tcp/22 sg-t");

    assertThat(world.trace("i-t", "i-s1", tcp(22)).verdict()).isEqualTo(Verdict.REACHABLE);
  }

  @Test
  void trace_ruleForMembersOfAGroup_keepsOthersOut() {
    World world =
        tokyoAndSingapore()
            .group("sg-s", "vpc-s", "s1 in tcp/22 sg-t")
            .group("sg-x", "vpc-t", "x1 out all 0.0.0.0/0")
            .host("i-t", "subnet-t", "sg-x", "10.20.1.10");

    assertThat(blocks(world.trace("i-t", "i-s1", tcp(22))))
        .containsExactly("INGRESS_GROUP_BLOCKS sg-s");
  }

  @Test
  void trace_ruleForMembersAfterThePeeringWasDeleted_isStale() {
    Trace trace =
        tokyoAndSingapore()
            .group("sg-s", "vpc-s", "s1 in tcp/22 sg-t")
            .peering("pcx-1", "vpc-t", "vpc-s", State.DEAD)
            .trace("i-t", "i-s1", tcp(22));

    assertThat(blocks(trace))
        .containsExactly("PEERING_NOT_ACTIVE pcx-1", "INGRESS_GROUP_BLOCKS sg-s");
    assertThat(trace.blocks().get(1).found()).endsWith("(rule s1 for members of sg-t is stale)");
  }

  @Test
  void trace_noRoute_saysWhichOneToAdd() {
    Trace trace =
        tokyoAndSingapore()
            .table("rtb-t", "vpc-t", "10.20.0.0/16 local")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.blocks())
        .containsExactly(
            new Block(
                Verdict.NO_ROUTE,
                "rtb-t",
                "rtb-t has no route for 172.31.0.10",
                "add a route for 172.31.0.0/16 to pcx-1"));
    assertThat(ids(trace.forward())).containsExactly("i-t", "sg-t", "acl-t", "rtb-t");
  }

  @Test
  void trace_noRouteAndOnlyADeadPeering_asksForANewOne() {
    Trace trace =
        tokyoAndSingapore()
            .peering("pcx-1", "vpc-t", "vpc-s", State.DEAD)
            .table("rtb-t", "vpc-t", "10.20.0.0/16 local")
            .table("rtb-s", "vpc-s", "172.31.0.0/16 local")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(blocks(trace)).containsExactly("NO_ROUTE rtb-t", "NO_RETURN_ROUTE rtb-s");
    assertThat(trace.blocks().get(0).change())
        .isEqualTo(
            "add a route for 172.31.0.0/16 to a peering connection that leads there (there is none"
                + " between vpc-t and vpc-s)");
  }

  @Test
  void trace_onlyOneSubnetsTableHasTheRouteBack_tellsTheSubnetsApart() {
    World world = tokyoAndSingapore().table("rtb-s2", "vpc-s", "172.31.0.0/16 local");

    assertThat(world.trace("i-t", "i-s1", tcp(22)).verdict()).isEqualTo(Verdict.REACHABLE);
    Trace trace = world.trace("i-t", "i-s2", tcp(22));
    assertThat(blocks(trace)).containsExactly("NO_RETURN_ROUTE rtb-s2");
    assertThat(ids(trace.back())).containsExactly("i-s2", "acl-s", "rtb-s2");
    assertThat(trace.blocks().get(0).change()).isEqualTo("add a route for 10.20.0.0/16 to pcx-1");
  }

  @Test
  void trace_routeMissesThePeersBlock_hasNoRoute() {
    Trace trace =
        tokyoAndSingapore()
            .table("rtb-t", "vpc-t", "172.16.0.0/24 pcx-1")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.NO_ROUTE);
  }

  @Test
  void trace_blackholeOfLongerPrefix_dropsInsteadOfFallingBack() {
    Trace trace =
        tokyoAndSingapore()
            .table("rtb-t", "vpc-t", "172.31.0.0/16 pcx-1", "172.31.0.0/20 pcx-0 blackhole")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.blocks())
        .containsExactly(
            new Block(
                Verdict.BLACKHOLE,
                "rtb-t",
                "rtb-t route 172.31.0.0/20 leads to pcx-0, which is a blackhole",
                "replace route 172.31.0.0/20 by one to pcx-1"));
  }

  @Test
  void trace_blackholeOnTheWayBack_isReturnBlackhole() {
    Trace trace =
        tokyoAndSingapore()
            .table("rtb-s", "vpc-s", "10.20.0.0/16 pcx-0 blackhole")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(blocks(trace)).containsExactly("RETURN_BLACKHOLE rtb-s");
  }

  @Test
  void trace_blackholeAtAPeeringThatWaits_listsBoth() {
    Trace trace =
        tokyoAndSingapore()
            .peering("pcx-1", "vpc-t", "vpc-s", State.PENDING)
            .table("rtb-t", "vpc-t", "172.31.0.0/16 pcx-1 blackhole")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(blocks(trace)).containsExactly("BLACKHOLE rtb-t", "PEERING_NOT_ACTIVE pcx-1");
  }

  @Test
  void trace_staticAndPropagatedRouteOfOneBlock_followsTheStaticOne() {
    World world =
        tokyoAndSingapore()
            .table("rtb-t", "vpc-t", "172.31.0.0/16 vgw-1 propagated", "172.31.0.0/16 pcx-1");

    assertThat(world.trace("i-t", "i-s1", tcp(22)).verdict()).isEqualTo(Verdict.REACHABLE);
  }

  @Test
  void trace_propagatedRouteInsideTheVpcsOwnBlock_staysLocal() {
    World world =
        tokyoAndSingapore()
            .host("i-t2", "subnet-t2", "sg-t", "10.20.2.10")
            .subnet("subnet-t2", "vpc-t", "rtb-t", "acl-t", "10.20.2.0/24")
            .group("sg-t", "vpc-t", "t1 in tcp/22 sg-t", "t2 out all 0.0.0.0/0")
            .table("rtb-t", "vpc-t", "10.20.0.0/16 local", "10.20.2.0/24 vgw-1 propagated");

    Trace trace = world.trace("i-t", "i-t2", tcp(22));
    assertThat(trace.verdict()).isEqualTo(Verdict.REACHABLE);
    assertThat(ids(trace.forward()))
        .containsExactly("i-t", "sg-t", "acl-t", "rtb-t", "acl-t", "sg-t", "i-t2");
  }

  @Test
  void trace_staticRouteInsideTheVpcsOwnBlock_leavesForTheMiddlebox() {
    World world =
        tokyoAndSingapore()
            .host("i-t2", "subnet-t2", "sg-t", "10.20.2.10")
            .subnet("subnet-t2", "vpc-t", "rtb-t2", "acl-t", "10.20.2.0/24")
            .group("sg-t", "vpc-t", "t1 in tcp/22 sg-t", "t2 out all 0.0.0.0/0")
            .table("rtb-t2", "vpc-t", "10.20.0.0/16 local")
            .table("rtb-t", "vpc-t", "10.20.0.0/16 local", "10.20.2.0/24 eni-1");

    assertThat(world.trace("i-t", "i-t2", tcp(22)).blocks())
        .containsExactly(
            new Block(
                Verdict.LEAVES_MODEL,
                "rtb-t",
                "rtb-t route 10.20.2.0/24 leads to interface eni-1, out of what is described here",
                "remove the route, so that 10.20.0.0/16 is local"));
  }

  @Test
  void trace_withinASubnet_meetsOnlyGroups() {
    World world =
        tokyoAndSingapore()
            .host("i-t2", "subnet-t", "sg-t", "10.20.1.11")
            .group("sg-t", "vpc-t", "t1 in tcp/22 sg-t", "t2 out all 0.0.0.0/0")
            .acl("acl-t", "vpc-t")
            .table("rtb-t", "vpc-t");

    Trace trace = world.trace("i-t", "i-t2", tcp(22));
    assertThat(trace.verdict()).isEqualTo(Verdict.REACHABLE);
    assertThat(ids(trace.forward())).containsExactly("i-t", "sg-t", "subnet-t", "sg-t", "i-t2");
    assertThat(ids(trace.back())).containsExactly("i-t2", "i-t");
  }

  @Test
  void trace_withinASubnetWithoutRule_isBlockedByTheGroup() {
    World world = tokyoAndSingapore().host("i-t2", "subnet-t", "sg-t", "10.20.1.11");

    assertThat(blocks(world.trace("i-t", "i-t2", tcp(22))))
        .containsExactly("INGRESS_GROUP_BLOCKS sg-t");
  }

  @Test
  void trace_defaultRouteToAGateway_leavesTheModel() {
    Trace trace =
        tokyoAndSingapore()
            .table("rtb-t", "vpc-t", "0.0.0.0/0 igw-1")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.blocks())
        .containsExactly(
            new Block(
                Verdict.LEAVES_MODEL,
                "rtb-t",
                "rtb-t route 0.0.0.0/0 leads to gateway igw-1, out of what is described here",
                "add a route for 172.31.0.0/16 to pcx-1"));
    assertThat(trace.verdict().isKnown()).isFalse();
  }

  @Test
  void trace_answerTakesAnotherWayOut_returnLeavesTheModel() {
    Trace trace =
        tokyoAndSingapore()
            .table("rtb-s", "vpc-s", "10.20.0.0/16 tgw-1", "0.0.0.0/0 igw-1")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(blocks(trace)).containsExactly("RETURN_LEAVES_MODEL rtb-s");
  }

  @Test
  void trace_peeringWaitsForAcceptance_isListedOnceForBothWays() {
    Trace trace =
        tokyoAndSingapore()
            .peering("pcx-1", "vpc-t", "vpc-s", State.PENDING)
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.blocks())
        .containsExactly(
            new Block(
                Verdict.PEERING_NOT_ACTIVE,
                "pcx-1",
                "pcx-1 is pending, so that it carries nothing",
                "have it accepted by vpc-s and wait until it is active"));
  }

  @Test
  void trace_answerIsRoutedToAnOlderPeering_returnPeeringIsNotActive() {
    Trace trace =
        tokyoAndSingapore()
            .peering("pcx-0", "vpc-s", "vpc-t", State.DEAD)
            .table("rtb-s", "vpc-s", "10.20.0.0/16 pcx-0")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(blocks(trace)).containsExactly("RETURN_PEERING_NOT_ACTIVE pcx-0");
    assertThat(trace.blocks().get(0).found()).contains("pcx-0 is deleted");
  }

  /** Tokyo - hub - Singapore, with routes that hope for transit. */
  private static World throughAHub() {
    return tokyoAndSingapore()
        .without("pcx-1")
        .vpc("vpc-h", "10.9.0.0/16")
        .peering("pcx-th", "vpc-t", "vpc-h", State.ACTIVE)
        .peering("pcx-hs", "vpc-h", "vpc-s", State.ACTIVE)
        .table("rtb-t", "vpc-t", "172.31.0.0/16 pcx-th")
        .table("rtb-s", "vpc-s", "10.20.0.0/16 pcx-hs");
  }

  @Test
  void trace_twoPeeringsInARow_areNotTransitive() {
    Trace trace = throughAHub().trace("i-t", "i-s1", tcp(22));

    assertThat(blocks(trace))
        .containsExactly("NOT_TRANSITIVE pcx-th", "RETURN_NOT_TRANSITIVE pcx-hs");
    assertThat(trace.blocks().get(0).found())
        .isEqualTo(
            "rtb-t sends 172.31.0.10 to pcx-th, which carries only the blocks of vpc-h:"
                + " [10.9.0.0/16]");
    assertThat(trace.blocks().get(0).change())
        .isEqualTo(
            "replace route 172.31.0.0/16 by one to a peering connection that leads there (there is"
                + " none between vpc-t and vpc-s)");
    assertThat(ids(trace.forward())).endsWith("rtb-t", "pcx-th");
  }

  @Test
  void trace_peeringToAnotherVpcOfTheSameBlock_isNotTransitive() {
    Trace trace = throughAHub().vpc("vpc-h", "172.31.0.0/16").trace("i-t", "i-s1", tcp(22));

    assertThat(trace.blocks().get(0).found()).endsWith("which leads to vpc-h, not to vpc-s");
  }

  @Test
  void trace_destinationInTheSourcesOwnBlocks_staysLocal() {
    Trace trace =
        tokyoAndSingapore()
            .vpc("vpc-t", "10.20.0.0/16", "172.31.0.0/20")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(blocks(trace)).containsExactly("STAYS_LOCAL rtb-t");
    assertThat(trace.blocks().get(0).found())
        .isEqualTo(
            "rtb-t keeps 172.31.0.10 in vpc-t, whose own block 172.31.0.0/20 overlaps vpc-s");
  }

  @Test
  void trace_sourceInTheDestinationsOwnBlocks_returnStaysLocal() {
    Trace trace =
        tokyoAndSingapore()
            .vpc("vpc-s", "172.31.0.0/16", "10.20.1.0/28")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(blocks(trace)).containsExactly("RETURN_STAYS_LOCAL rtb-s");
  }

  @Test
  void trace_aclWithoutEntry_stopsThePacketAtTheSubnet() {
    Trace trace =
        tokyoAndSingapore()
            .acl("acl-s", "vpc-s", "in 100 allow tcp/80", "out 100 allow all")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.blocks())
        .containsExactly(
            new Block(
                Verdict.ACL_BLOCKS,
                "acl-s",
                "acl-s has no entry that lets tcp/22 from 10.20.1.10 into subnet-s1",
                "add an allowing ingress entry for tcp/22 from 10.20.0.0/16 (vpc-t)"));
    assertThat(ids(trace.forward())).endsWith("pcx-1", "acl-s");
  }

  @Test
  void trace_aclDeniesBeforeItAllows_lowestNumberDecides() {
    Trace trace =
        tokyoAndSingapore()
            .acl(
                "acl-t",
                "vpc-t",
                "in 100 allow all",
                "out 100 allow all",
                "out 50 deny tcp/20-30 172.31.0.0/20")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.blocks())
        .containsExactly(
            new Block(
                Verdict.ACL_BLOCKS,
                "acl-t",
                "acl-t entry 50 denies tcp/22 to 172.31.0.10 out of subnet-t",
                "add an allowing egress entry with a number below 50 for tcp/22 to 172.31.0.0/16 (vpc-s)"));
  }

  @Test
  void trace_aclDeniesTheAnswersTwice_onlyTheDecidingEntryIsListed() {
    Trace trace =
        tokyoAndSingapore()
            .acl("acl-t", "vpc-t", "out 100 allow all", "in 10 deny all", "in 20 deny tcp/0-65535")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.blocks())
        .extracting(Block::found)
        .containsExactly(
            "acl-t entry 10 denies answers, tcp/1024-65535 from 172.31.0.10 into subnet-t");
  }

  @Test
  void trace_aclAllowsBeforeItDenies_passes() {
    World world =
        tokyoAndSingapore()
            .acl("acl-t", "vpc-t", "in 100 allow all", "out 40 allow all", "out 50 deny tcp/22");

    assertThat(world.trace("i-t", "i-s1", tcp(22)).verdict()).isEqualTo(Verdict.REACHABLE);
  }

  @Test
  void trace_aclDeniesAPartOfTheAnswersPorts_saysWhichPart() {
    Trace trace =
        tokyoAndSingapore()
            .acl(
                "acl-t",
                "vpc-t",
                "out 100 allow all",
                "in 10 allow tcp/32768-61000",
                "in 20 deny tcp/40000-62000",
                "in 30 allow tcp/1-65000")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.blocks())
        .containsExactly(
            new Block(
                Verdict.RETURN_ACL_BLOCKS,
                "acl-t",
                "acl-t entry 20 denies answers, tcp/61001-62000 from 172.31.0.10 into subnet-t",
                "add an allowing ingress entry with a number below 20 for tcp/61001-62000 from 172.31.0.0/16 (vpc-s)"),
            new Block(
                Verdict.RETURN_ACL_BLOCKS,
                "acl-t",
                "acl-t has no entry that lets answers, tcp/65001-65535 from 172.31.0.10 into"
                    + " subnet-t",
                "add an allowing ingress entry for tcp/65001-65535 from 172.31.0.0/16 (vpc-s)"));
    assertThat(ids(trace.back())).containsExactly("i-s1", "acl-s", "rtb-s", "pcx-1", "acl-t");
  }

  @Test
  void trace_aclLetsOutOnlyTheServicesPort_answersAreBlocked() {
    Trace trace =
        tokyoAndSingapore()
            .acl("acl-s", "vpc-s", "in 100 allow all", "out 100 allow tcp/22")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(blocks(trace)).containsExactly("RETURN_ACL_BLOCKS acl-s");
  }

  @Test
  void trace_aclAllowsOnlyIcmp_repliesToIcmpPass() {
    World world =
        tokyoAndSingapore().acl("acl-s", "vpc-s", "in 100 allow icmp", "out 100 allow icmp");

    assertThat(world.trace("i-t", "i-s1", icmp()).verdict()).isEqualTo(Verdict.REACHABLE);
    assertThat(blocks(world.trace("i-t", "i-s1", tcp(22))))
        .containsExactly("ACL_BLOCKS acl-s", "RETURN_ACL_BLOCKS acl-s");
  }

  @Test
  void trace_cloudWithoutAcls_needsNone() {
    Trace trace =
        tokyoAndSingapore()
            .subnet("subnet-t", "vpc-t", "rtb-t", "", "10.20.1.0/24")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.REACHABLE);
    assertThat(ids(trace.forward())).doesNotContain("acl-t");
  }

  @Test
  void trace_everythingIsWrong_listsEveryBlockInPathOrder() {
    Trace trace =
        tokyoAndSingapore()
            .group("sg-t", "vpc-t")
            .acl("acl-t", "vpc-t")
            .table("rtb-t", "vpc-t", "0.0.0.0/0 igw-1")
            .peering("pcx-1", "vpc-t", "vpc-s", State.PENDING)
            .acl("acl-s", "vpc-s")
            .group("sg-s", "vpc-s")
            .table("rtb-s", "vpc-s")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.EGRESS_GROUP_BLOCKS);
    assertThat(blocks(trace))
        .containsExactly(
            "EGRESS_GROUP_BLOCKS sg-t",
            "ACL_BLOCKS acl-t",
            "LEAVES_MODEL rtb-t",
            "PEERING_NOT_ACTIVE pcx-1",
            "ACL_BLOCKS acl-s",
            "INGRESS_GROUP_BLOCKS sg-s",
            "RETURN_ACL_BLOCKS acl-s",
            "NO_RETURN_ROUTE rtb-s",
            "RETURN_ACL_BLOCKS acl-t");
    assertThat(ids(trace.forward())).containsExactly("i-t", "sg-t");
  }

  @Test
  void trace_eachBlockChanged_leavesTheOthersUntilNoneIsLeft() {
    World world =
        tokyoAndSingapore()
            .table("rtb-t", "vpc-t")
            .table("rtb-s", "vpc-s")
            .group("sg-s", "vpc-s", "s3 out all 0.0.0.0/0");

    assertThat(blocks(world.trace("i-t", "i-s1", tcp(22)))).hasSize(3);
    world.table("rtb-t", "vpc-t", "172.31.0.0/16 pcx-1");
    assertThat(blocks(world.trace("i-t", "i-s1", tcp(22)))).hasSize(2);
    world.table("rtb-s", "vpc-s", "10.20.0.0/16 pcx-1");
    assertThat(blocks(world.trace("i-t", "i-s1", tcp(22)))).hasSize(1);
    world.group("sg-s", "vpc-s", "s1 in tcp/22 10.20.0.0/16");
    assertThat(world.trace("i-t", "i-s1", tcp(22)).verdict()).isEqualTo(Verdict.REACHABLE);
  }

  @Test
  void trace_imaginedHosts_haveTheGroupsTheyAreGiven() {
    World world = tokyoAndSingapore();
    Question question =
        Question.between(
            Probe.in("subnet-t").withGroups("sg-t"),
            Probe.in("subnet-s2").withGroups("sg-s"),
            tcp(22));

    Trace trace = world.trace(question);
    assertThat(trace.verdict()).isEqualTo(Verdict.REACHABLE);
    assertThat(trace.forward().get(0))
        .isEqualTo(new Hop(Hop.Kind.SUBNET, "subnet-t", "10.20.1.4 sends tcp/22 to 172.31.16.4"));
  }

  @Test
  void trace_imaginedHostWithoutGroup_isBlocked() {
    Question question = Question.between(Probe.host("i-t"), Probe.in("subnet-s1"), tcp(22));

    assertThat(tokyoAndSingapore().trace(question).blocks())
        .extracting(Block::found)
        .containsExactly(
            "a host at 172.31.0.4 is in no security group, so that nothing lets tcp/22 in");
  }

  @Test
  void trace_smallBlocks_imaginedHostIsInsideOfThem() {
    Stream.of("10.20.1.0/30", "10.20.1.0/31", "10.20.1.0/32", "10.20.1.8/29")
        .forEach(
            block -> {
              Trace trace =
                  tokyoAndSingapore()
                      .subnet("subnet-x", "vpc-t", "rtb-t", "acl-t", block)
                      .trace(
                          Question.between(
                              Probe.in("subnet-x").withGroups("sg-t"),
                              Probe.host("i-s1"),
                              tcp(22)));
              assertThat(trace.verdict()).as(block).isEqualTo(Verdict.REACHABLE);
            });
  }

  @Test
  void trace_imaginedHostAtAnAddress_isJudgedByIt() {
    World world = tokyoAndSingapore().group("sg-s", "vpc-s", "s1 in tcp/22 10.20.1.77/32");
    Probe.InSubnet client = Probe.in("subnet-t").withGroups("sg-t");

    assertThat(
            world
                .trace(
                    Question.between(
                        client.withIp(Ip.parse("10.20.1.77")), Probe.host("i-s1"), tcp(22)))
                .verdict())
        .isEqualTo(Verdict.REACHABLE);
    assertThat(world.trace(Question.between(client, Probe.host("i-s1"), tcp(22))).verdict())
        .isEqualTo(Verdict.INGRESS_GROUP_BLOCKS);
  }

  @Test
  void trace_imaginedHostOutsideOfItsSubnet_isRefused() {
    Question question =
        Question.between(
            Probe.in("subnet-t").withIp(Ip.parse("10.99.0.1")), Probe.host("i-s1"), tcp(22));

    assertThatThrownBy(() -> tokyoAndSingapore().trace(question))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "probe: subnet-t at 10.99.0.1 (expected: an address of [10.20.1.0/24,"
                + " 2001:db8:20:1::/64])");
  }

  @Test
  void trace_imaginedHostInAGroupOfAnotherVpc_isRefused() {
    Question question =
        Question.between(Probe.in("subnet-t").withGroups("sg-s"), Probe.host("i-s1"), tcp(22));

    assertThatThrownBy(() -> tokyoAndSingapore().trace(question))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("group: sg-s of vpc-s (expected: a group of vpc-t)");
  }

  @Test
  void trace_addressOfAHost_isThatHost() {
    Question question =
        Question.between(
            Probe.at(Ip.parse("10.20.1.10")), Probe.at(Ip.parse("172.31.0.10")), tcp(22));

    assertThat(ids(tokyoAndSingapore().trace(question).forward())).isEqualTo(FORWARD);
  }

  @Test
  void toString_blockedFlow_readsAsAStory() {
    Trace trace =
        tokyoAndSingapore()
            .table("rtb-s", "vpc-s", "172.31.0.0/16 local")
            .trace("i-t", "i-s1", tcp(3306));

    assertThat(trace)
        .hasToString(
            """
            tcp/3306 from i-t to i-s1 over IPv4: INGRESS_GROUP_BLOCKS
              forward
                host    i-t   10.20.1.10 sends tcp/3306 to 172.31.0.10
                group   sg-t  rule t3 lets all out to 0.0.0.0/0
                acl     acl-t entry 100 lets tcp/3306 out of subnet-t
                table   rtb-t 172.31.0.0/16 leads to pcx-1
                peering pcx-1 carries it from vpc-t to vpc-s
                acl     acl-s entry 100 lets tcp/3306 into subnet-s1
                group   sg-s  sg-s (name of sg-s) has no ingress rule for tcp/3306 from 10.20.1.10
              blocked by
                - INGRESS_GROUP_BLOCKS: sg-s (name of sg-s) has no ingress rule for tcp/3306 from 10.20.1.10
                  add an ingress rule for tcp/3306 from 10.20.0.0/16 (vpc-t)
                - NO_RETURN_ROUTE: rtb-s has no route for 10.20.1.10
                  add a route for 10.20.0.0/16 to pcx-1""");
  }

  @Test
  void toString_reachableFlow_showsTheReturnToo() {
    assertThat(tokyoAndSingapore().trace("i-t", "i-s1", tcp(22)).toString())
        .endsWith(
            """
            172.31.0.10 receives it
              return
                host    i-s1  172.31.0.10 answers 10.20.1.10
                acl     acl-s entry 100 lets tcp/1024-65535 out of subnet-s1
                table   rtb-s 10.20.0.0/16 leads to pcx-1
                peering pcx-1 carries it from vpc-s to vpc-t
                acl     acl-t entry 100 lets tcp/1024-65535 into subnet-t
                host    i-t   10.20.1.10 receives the answer""");
  }

  @Test
  void found_nameWithControlAndBidiCharacters_isCleaned() {
    assertThat(Wording.label("sg-1", "a\u001b[2Jb\u202ec\nd")).isEqualTo("sg-1 (a[2Jbc d)");
  }
}
