package dev.tieline.reach;

import static dev.tieline.net.Traffic.tcp;
import static dev.tieline.reach.World.tokyoAndSingapore;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Ip;
import dev.tieline.snapshot.PeeringConnection.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What was not read: the world of {@link World#tokyoAndSingapore} with something missing. In {@link
 * #customer} Tokyo is peered with a customer's VPC of 192.168.0.0/16, of which only the outside is
 * known.
 */
class UnreadTest {
  private static final Probe CUSTOMER = Probe.at(Ip.parse("192.168.7.7"));

  private static World customer() {
    return tokyoAndSingapore()
        .foreign("vpc-c", "192.168.0.0/16")
        .peering("pcx-c", "vpc-t", "vpc-c", State.ACTIVE)
        .table("rtb-t", "vpc-t", "10.20.0.0/16 local", "192.168.0.0/16 pcx-c")
        .group("sg-t", "vpc-t", "t1 in tcp/22 192.168.0.0/16", "t2 out all 0.0.0.0/0");
  }

  private static List<String> ids(List<Hop> hops) {
    return hops.stream().map(Hop::id).toList();
  }

  private static Trace toCustomer(World world) {
    return world.trace(Question.between(Probe.host("i-t"), CUSTOMER, tcp(22)));
  }

  private static Trace fromCustomer(World world) {
    return world.trace(Question.between(CUSTOMER, Probe.host("i-t"), tcp(22)));
  }

  @Test
  void trace_toAVpcKnownFromOutside_isUnknownWithOneReason() {
    Trace trace = toCustomer(customer().unreadable("route tables", "denied"));

    assertThat(trace.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(trace.blocks()).isEmpty();
    assertThat(trace.gaps())
        .containsExactly(
            new Gap(
                "vpc-c",
                "vpc-c is only known from outside: not all of its subnets, route tables, groups and"
                    + " ACLs were read (in test/2/elsewhere: route tables: denied)"));
    assertThat(ids(trace.forward()))
        .containsExactly("i-t", "sg-t", "acl-t", "rtb-t", "pcx-c", "vpc-c");
    assertThat(ids(trace.back())).containsExactly("vpc-c");
  }

  @Test
  void trace_toAVpcKnownFromOutside_blockOnThisSideDecides() {
    Trace trace = toCustomer(customer().table("rtb-t", "vpc-t", "10.20.0.0/16 local"));

    assertThat(trace.verdict()).isEqualTo(Verdict.NO_ROUTE);
    assertThat(trace.blocks().get(0).change()).isEqualTo("add a route for 192.168.0.0/16 to pcx-c");
  }

  @Test
  void trace_toAVpcKnownFromOutside_blockOfTheAnswerOnThisSideDecides() {
    World world = customer().acl("acl-t", "vpc-t", "out 100 allow all", "in 100 allow tcp/22");

    assertThat(toCustomer(world).verdict()).isEqualTo(Verdict.RETURN_ACL_BLOCKS);
  }

  @Test
  void trace_fromAVpcKnownFromOutside_isUnknown() {
    Trace trace = fromCustomer(customer());

    assertThat(trace.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(ids(trace.forward())).containsExactly("vpc-c");
    assertThat(trace.gaps()).hasSize(1);
  }

  @Test
  void trace_fromAVpcKnownFromOutside_closedGroupOnThisSideDecides() {
    World world = customer().group("sg-t", "vpc-t", "t1 in tcp/443 192.168.0.0/16");

    assertThat(fromCustomer(world).verdict()).isEqualTo(Verdict.INGRESS_GROUP_BLOCKS);
  }

  @Test
  void trace_ruleForMembersAndTheOthersGroupsAreUnknown_isUnknown() {
    World world = customer().group("sg-t", "vpc-t", "t1 in tcp/22 sg-c");

    Trace trace = fromCustomer(world);
    assertThat(trace.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(trace.blocks()).isEmpty();
  }

  @Test
  void trace_groupsOfTheOtherAreGiven_ruleForMembersIsDecided() {
    World world = customer().group("sg-t", "vpc-t", "t1 in tcp/22 sg-c");
    Probe stranger = Probe.at(Ip.parse("192.168.7.7")).withGroups("sg-other");

    assertThat(world.trace(Question.between(stranger, Probe.host("i-t"), tcp(22))).verdict())
        .isEqualTo(Verdict.INGRESS_GROUP_BLOCKS);
  }

  @Test
  void trace_peeringTheCustomerHasNotAccepted_isDecided() {
    World world = customer().peering("pcx-c", "vpc-t", "vpc-c", State.PENDING);

    assertThat(toCustomer(world).verdict()).isEqualTo(Verdict.PEERING_NOT_ACTIVE);
  }

  @Test
  void trace_partOfAForeignVpcWasRead_usesThatPart() {
    World world =
        customer()
            .subnet("subnet-c", "vpc-c", "rtb-c", "", "192.168.7.0/24")
            .table("rtb-c", "vpc-c", "192.168.0.0/16 local");

    Trace trace = toCustomer(world);
    assertThat(trace.verdict()).isEqualTo(Verdict.NO_RETURN_ROUTE);
    assertThat(trace.gaps()).extracting(Gap::id).containsExactly("vpc-c");
  }

  @Test
  void trace_hostThatWasNotRead_isUnknown() {
    Trace trace = tokyoAndSingapore().trace("i-t", "i-none", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(trace.gaps()).containsExactly(new Gap("i-none", "host i-none was not read"));
  }

  @Test
  void trace_subnetThatWasNotRead_isUnknown() {
    Question question = Question.between(Probe.in("subnet-none"), Probe.host("i-t"), tcp(22));

    assertThat(tokyoAndSingapore().trace(question).gaps())
        .containsExactly(new Gap("subnet-none", "subnet subnet-none was not read"));
  }

  @Test
  void trace_hostInASubnetThatWasNotRead_isUnknown() {
    Trace trace = tokyoAndSingapore().without("subnet-s1").trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(trace.gaps())
        .extracting(Gap::unknown)
        .contains("the subnet of 172.31.0.10 was not read");
  }

  @Test
  void trace_tableThatWasNotRead_isUnknownAndLosesTheWay() {
    Trace trace = tokyoAndSingapore().without("rtb-t").trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(ids(trace.forward())).containsExactly("i-t", "sg-t", "acl-t");
    assertThat(trace.gaps())
        .containsExactly(new Gap("i-t", "the route table of subnet-t was not read"));
  }

  @Test
  void trace_groupThatWasNotRead_isUnknown() {
    Trace trace = tokyoAndSingapore().without("sg-s").trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(trace.gaps()).containsExactly(new Gap("sg-s", "security group sg-s was not read"));
  }

  @Test
  void trace_groupThatWasNotReadBesideOneThatAllows_isReachable() {
    World world = tokyoAndSingapore().host("i-s1", "subnet-s1", "sg-unread,sg-s", "172.31.0.10");

    assertThat(world.trace("i-t", "i-s1", tcp(22)).verdict()).isEqualTo(Verdict.REACHABLE);
  }

  @Test
  void trace_aclThatWasNotRead_isUnknown() {
    Trace trace = tokyoAndSingapore().without("acl-s").trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(trace.gaps())
        .containsExactly(new Gap("subnet-s1", "the network ACL of subnet-s1 was not read"));
  }

  @Test
  void trace_peeringThatWasNotRead_isUnknown() {
    Trace trace = tokyoAndSingapore().without("pcx-1").trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(trace.gaps())
        .containsExactly(new Gap("pcx-1", "the peering connection pcx-1 was not read"));
  }

  @Test
  void trace_ruleForAPrefixList_isUnknown() {
    Trace trace =
        tokyoAndSingapore()
            .group("sg-s", "vpc-s", "s1 in tcp/22 pl-1")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(trace.gaps().get(0).unknown())
        .isEqualTo(
            "sg-s (name of sg-s) has rule s1 for tcp/22 from pl-1, and it is not known whether that"
                + " holds 10.20.1.10");
  }

  @Test
  void trace_ruleForAPrefixListOnAnotherPort_isDecided() {
    Trace trace =
        tokyoAndSingapore()
            .group("sg-s", "vpc-s", "s1 in tcp/80 pl-1")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.INGRESS_GROUP_BLOCKS);
  }

  @Test
  void trace_routeForAPrefixList_mayOverruleAShorterPrefix() {
    Trace trace =
        tokyoAndSingapore()
            .tableWithPrefixList("rtb-t", "vpc-t", "172.31.0.0/16 pcx-1")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(trace.gaps().get(0).unknown())
        .isEqualTo(
            "rtb-t has routes whose destinations were not read, and one of them may be for"
                + " 172.31.0.10: pl-1 -> tgw-1");
  }

  @Test
  void trace_routeForAPrefixListBesideAStaticRouteOfOneAddress_isDecided() {
    Trace trace =
        tokyoAndSingapore()
            .tableWithPrefixList("rtb-t", "vpc-t", "172.31.0.10/32 pcx-1")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.REACHABLE);
  }

  @Test
  void trace_routeForAPrefixListBesideAPropagatedRouteOfOneAddress_isUnknown() {
    Trace trace =
        tokyoAndSingapore()
            .tableWithPrefixList("rtb-t", "vpc-t", "172.31.0.10/32 vgw-1 propagated")
            .trace("i-t", "i-s1", tcp(22));

    assertThat(trace.verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void trace_addressInTwoVpcsKnownFromOutside_placeIsNotKnown() {
    Trace trace = toCustomer(customer().foreign("vpc-d", "192.168.0.0/16"));

    assertThat(trace.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(trace.gaps().get(0).unknown())
        .isEqualTo("192.168.7.7 lies in no subnet that was read");
  }

  @Test
  void trace_addressOfAHostOfAnotherNetwork_isNotThatHost() {
    World world = tokyoAndSingapore().host("i-x", "subnet-unread", "sg-s", "172.31.0.99");
    Question question =
        Question.between(Probe.host("i-t"), Probe.at(Ip.parse("172.31.0.99")), tcp(22));

    assertThat(world.trace(question).gaps()).extracting(Gap::id).containsExactly("subnet-s1");
  }

  @Test
  void trace_addressInSeveralSubnets_isUnknown() {
    World world =
        tokyoAndSingapore()
            .vpc("vpc-x", "172.31.0.0/16")
            .subnet("subnet-x", "vpc-x", "", "", "172.31.0.0/24");
    Question question =
        Question.between(Probe.host("i-t"), Probe.at(Ip.parse("172.31.0.10")), tcp(22));

    assertThat(world.trace(question).gaps())
        .containsExactly(
            new Gap("172.31.0.10", "172.31.0.10 lies in several subnets: subnet-s1, subnet-x"));
  }

  @Test
  void trace_addressWithoutHost_groupsAreUnknownUnlessGiven() {
    Probe.AtAddress probe = Probe.at(Ip.parse("172.31.0.99"));
    World world = tokyoAndSingapore();

    assertThat(world.trace(Question.between(Probe.host("i-t"), probe, tcp(22))).gaps())
        .containsExactly(new Gap("subnet-s1", "the security groups of 172.31.0.99 were not read"));
    assertThat(
            world
                .trace(Question.between(Probe.host("i-t"), probe.withGroups("sg-s"), tcp(22)))
                .verdict())
        .isEqualTo(Verdict.REACHABLE);
  }

  @Test
  void trace_addressInNoSubnet_isUnknownWhileTheWayIsOpen() {
    Question question =
        Question.between(Probe.host("i-t"), Probe.at(Ip.parse("172.31.200.1")), tcp(22));

    Trace trace = tokyoAndSingapore().trace(question);
    assertThat(trace.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(ids(trace.forward())).endsWith("rtb-t", "pcx-1");
    assertThat(trace.gaps().get(0).unknown())
        .isEqualTo("172.31.200.1 lies in no subnet that was read");
  }

  @Test
  void trace_addressInNoSubnetAndNoRouteThere_hasNoRoute() {
    Question question =
        Question.between(Probe.host("i-t"), Probe.at(Ip.parse("192.0.2.1")), tcp(22));

    assertThat(tokyoAndSingapore().trace(question).verdict()).isEqualTo(Verdict.NO_ROUTE);
  }

  @Test
  void trace_addressInNoSubnetOfItsOwnVpc_isUnknown() {
    Question question =
        Question.between(Probe.host("i-t"), Probe.at(Ip.parse("10.20.9.9")), tcp(22));

    assertThat(tokyoAndSingapore().trace(question).verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void toString_unknown_saysWhatIsNotKnown() {
    assertThat(tokyoAndSingapore().trace("i-t", "i-none", tcp(22)))
        .hasToString(
            """
            tcp/22 from i-t to i-none over IPv4: UNKNOWN
              not known
                - host i-none was not read""");
  }
}
