package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.provider.OtherRule;
import dev.tieline.snapshot.AclEntry;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

class WireTest {
  private static final Scope SCOPE = new Scope("aws", "main", "eu-west-1");
  private static final Cidr EIGHT = Cidr.parse("10.0.0.0/8");

  private static software.amazon.awssdk.services.ec2.model.RouteTable table(
      Consumer<software.amazon.awssdk.services.ec2.model.Route.Builder> route) {
    var one = software.amazon.awssdk.services.ec2.model.Route.builder();
    route.accept(one);
    return software.amazon.awssdk.services.ec2.model.RouteTable.builder()
        .routeTableId("rtb-1")
        .vpcId("vpc-1")
        .routes(List.of(one.build()))
        .build();
  }

  private static Object rule(Consumer<SecurityGroupRule.Builder> how) {
    SecurityGroupRule.Builder rule =
        SecurityGroupRule.builder().securityGroupRuleId("sgr-1").groupId("sg-1").isEgress(false);
    how.accept(rule);
    return Wire.rule(SCOPE, rule.build());
  }

  private static VpcCidrBlockAssociation block(String cidr, String state) {
    return VpcCidrBlockAssociation.builder()
        .cidrBlock(cidr)
        .associationId("a-" + cidr)
        .cidrBlockState(s -> s.state(state))
        .build();
  }

  private static VpcIpv6CidrBlockAssociation block6(@Nullable String cidr, String state) {
    return VpcIpv6CidrBlockAssociation.builder()
        .ipv6CidrBlock(cidr)
        .associationId("a-" + cidr)
        .ipv6CidrBlockState(s -> s.state(state))
        .build();
  }

  @Test
  void vpc_blocksInAnyOrder_primaryFirst() {
    Vpc vpc =
        Wire.vpc(
            SCOPE,
            software.amazon.awssdk.services.ec2.model.Vpc.builder()
                .vpcId("vpc-1")
                .ownerId("111122223333")
                .state("available")
                .cidrBlock("10.20.0.0/16")
                .cidrBlockAssociationSet(
                    List.of(
                        block("10.0.0.0/16", "associating"), block("10.20.0.0/16", "associated")))
                .ipv6CidrBlockAssociationSet(
                    List.of(block6("2001:DB8:0::/56", "associated"), block6(null, "associating")))
                .build());
    assertThat(vpc.primary()).isEqualTo(Cidr.parse("10.20.0.0/16"));
    assertThat(vpc.cidrs())
        .containsExactly(Cidr.parse("10.20.0.0/16"), Cidr.parse("2001:db8::/56"));
    assertThat(vpc.blocks()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "CreateRouteTable, LOCAL",
    "CreateRoute, STATIC",
    "EnableVgwRoutePropagation, PROPAGATED",
    "Advertisement, PROPAGATED"
  })
  void routes_origin_isWhoMadeIt(String origin, Origin expected) {
    assertThat(
            Wire.routes(
                SCOPE,
                table(
                    r ->
                        r.destinationCidrBlock("10.0.0.0/8")
                            .gatewayId("vgw-1")
                            .state("active")
                            .origin(origin))))
        .extracting(Route::origin)
        .containsExactly(expected);
  }

  @Test
  void routes_peeringThatIsGone_isABlackhole() {
    assertThat(
            Wire.routes(
                SCOPE,
                table(
                    r ->
                        r.destinationCidrBlock("10.0.0.0/8")
                            .vpcPeeringConnectionId("pcx-1")
                            .state("blackhole")
                            .origin("CreateRoute"))))
        .containsExactly(
            new Route(
                SCOPE,
                "vpc-1",
                "rtb-1",
                EIGHT,
                "pcx-1",
                new NextHop.Peering("pcx-1"),
                true,
                Origin.STATIC));
  }

  @Test
  void routes_instance_leadsToItsInterface() {
    assertThat(
            Wire.routes(
                SCOPE,
                table(
                    r ->
                        r.destinationCidrBlock("10.0.0.0/8")
                            .instanceId("i-1")
                            .networkInterfaceId("eni-1")
                            .state("active"))))
        .extracting(Route::kind)
        .containsExactly(new NextHop.Interface("eni-1"));
  }

  @Test
  void routes_transitGateway_isUnmodelled() {
    assertThat(
            Wire.routes(
                SCOPE,
                table(
                    r ->
                        r.destinationCidrBlock("10.0.0.0/8")
                            .transitGatewayId("tgw-1")
                            .state("active"))))
        .extracting(Route::kind)
        .containsExactly(new NextHop.Unmodelled("tgw-1"));
  }

  @Test
  void table_prefixListOrFilteredRoute_isUnresolved() {
    var prefixList =
        table(r -> r.destinationPrefixListId("pl-1").gatewayId("vpce-1").state("active"));
    assertThat(Wire.routes(SCOPE, prefixList)).isEmpty();
    assertThat(Wire.table(SCOPE, prefixList).unresolved())
        .containsExactly(
            new OtherRoute(
                "pl-1", new NextHop.Unmodelled("vpce-1"), false, "pl-1 -> vpce-1 active"));
    var filtered =
        table(r -> r.destinationCidrBlock("10.0.0.0/8").gatewayId("vgw-1").state("filtered"));
    assertThat(Wire.table(SCOPE, filtered).unresolved())
        .containsExactly(
            new OtherRoute(
                "", new NextHop.Gateway("vgw-1"), false, "10.0.0.0/8 -> vgw-1 filtered"));
  }

  @Test
  void rule_portsOfTcp_areKept() {
    assertThat(rule(r -> r.ipProtocol("tcp").fromPort(80).toPort(90).cidrIpv4("10.0.0.0/8")))
        .isInstanceOfSatisfying(
            GroupRule.class,
            r -> {
              assertThat(r.traffic()).isEqualTo(Traffic.tcp(80, 90));
              assertThat(r.peer()).isEqualTo(new RulePeer.Block(EIGHT));
              assertThat(r.ingress()).isTrue();
            });
  }

  @Test
  void rule_everything_ignoresPorts() {
    assertThat(rule(r -> r.ipProtocol("-1").fromPort(-1).toPort(-1).cidrIpv4("10.0.0.0/8")))
        .isInstanceOfSatisfying(
            GroupRule.class, r -> assertThat(r.traffic()).isEqualTo(Traffic.all()));
  }

  @Test
  void rule_icmpOfItsFamily_isIcmp() {
    assertThat(rule(r -> r.ipProtocol("icmp").fromPort(-1).toPort(-1).cidrIpv4("10.0.0.0/8")))
        .isInstanceOf(GroupRule.class);
    assertThat(rule(r -> r.ipProtocol("icmpv6").fromPort(-1).toPort(-1).cidrIpv6("::/0")))
        .isInstanceOf(GroupRule.class);
    assertThat(rule(r -> r.ipProtocol("icmp").fromPort(-1).toPort(-1).cidrIpv6("::/0")))
        .isInstanceOf(OtherRule.class);
  }

  @Test
  void rule_someIcmpTypes_isNoSureAnswer() {
    assertThat(rule(r -> r.ipProtocol("icmp").fromPort(8).toPort(0).cidrIpv4("10.0.0.0/8")))
        .isInstanceOfSatisfying(
            GroupRule.class, r -> assertThat(r.peer()).isInstanceOf(RulePeer.Unresolved.class));
  }

  @Test
  void rule_protocolThatIsNotModelled_isKeptApart() {
    assertThat(rule(r -> r.ipProtocol("50").cidrIpv4("10.0.0.0/8")))
        .isEqualTo(new OtherRule("sgr-1", SCOPE, "sg-1", true, "protocol 50 10.0.0.0/8"));
  }

  @Test
  void rule_groupOrPrefixList_isItsPeer() {
    assertThat(
            rule(
                r ->
                    r.ipProtocol("tcp")
                        .fromPort(1)
                        .toPort(1)
                        .referencedGroupInfo(g -> g.groupId("sg-2"))))
        .isInstanceOfSatisfying(
            GroupRule.class, r -> assertThat(r.peer()).isEqualTo(new RulePeer.Members("sg-2")));
    assertThat(rule(r -> r.ipProtocol("tcp").fromPort(1).toPort(1).prefixListId("pl-1")))
        .isInstanceOfSatisfying(
            GroupRule.class, r -> assertThat(r.peer()).isEqualTo(new RulePeer.Unresolved("pl-1")));
  }

  @Test
  void acl_icmpTypes_countAgainstTheFlow() {
    NetworkAclEntry some =
        NetworkAclEntry.builder()
            .ruleNumber(100)
            .protocol("1")
            .egress(false)
            .cidrBlock("0.0.0.0/0")
            .icmpTypeCode(t -> t.type(8).code(-1))
            .ruleAction("allow")
            .build();
    NetworkAcl acl =
        NetworkAcl.builder()
            .networkAclId("acl-1")
            .vpcId("vpc-1")
            .entries(some, some.toBuilder().ruleNumber(90).ruleAction("deny").build())
            .build();
    assertThat(Wire.acl(SCOPE, acl).entries())
        .containsExactly(new AclEntry(90, true, false, Traffic.icmp(), Cidr.ofAny4()));
  }

  @Test
  void pcx_foreignSideBeforeAcceptance_hasNoBlocksAndNoOptions() {
    Pcx pcx =
        Wire.pcx(
            SCOPE,
            VpcPeeringConnection.builder()
                .vpcPeeringConnectionId("pcx-1")
                .requesterVpcInfo(
                    i -> i.vpcId("vpc-1").ownerId("1").region("eu-west-1").cidrBlock("10.0.0.0/8"))
                .accepterVpcInfo(i -> i.vpcId("vpc-2").ownerId("2").region("eu-west-1"))
                .status(s -> s.code("pending-acceptance").message("Pending Acceptance by 2"))
                .build());
    assertThat(pcx.side("vpc-1").cidrs()).containsExactly(EIGHT);
    assertThat(pcx.side("vpc-2").cidrs()).isEmpty();
    assertThat(pcx.side("vpc-2").dnsFromRemote()).isNull();
    assertThat(pcx.dead()).isFalse();
  }

  @Test
  void tags_emptyValue_isKept() {
    assertThat(AwsTags.of(List.of(Tag.builder().key("k").build())).get("k")).contains("");
  }
}
