package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.contract.Monitor;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The monitor objects to each kind of bad call, and to no good one. */
class AwsMonitorTest {
  private static final String MARK = "tieline/acme/shop";
  private static final String CLAIM = "tieline-claim/acme/shop/";
  private static final String BEFORE = "tieline-before/acme/shop/";

  private final Clouds clouds = new Clouds();
  private final Console tokyo = clouds.tokyoConsole();
  private final Console singapore = clouds.singaporeConsole();
  private final List<String> wrong = new ArrayList<>();
  private String here = "";
  private String there = "";
  private String pcx = "";
  private String table = "";
  private String group = "";
  private String subnet = "";
  private AwsMonitor monitor;

  /** Two VPCs of others with a connection of theirs between them; the wish lets 22 in here. */
  @BeforeEach
  void watch() {
    here = tokyo.createVpc("10.1.0.0/16");
    there = singapore.createVpc("10.2.0.0/16");
    clouds.settle();
    subnet = tokyo.createSubnet(here, "10.1.1.0/24", "ap-northeast-1a");
    group = tokyo.createSecurityGroup(here, "app");
    pcx = clouds.peer(here, there);
    table = tokyo.mainRouteTable(here);
    begin();
    clouds.aws.observe(
        new CallListener() {
          @Override
          public void before(Call call, SortedMap<String, String> parameters) {
            String why = call.mutating() ? monitor.judge(call, parameters) : "";
            if (!why.isEmpty()) {
              wrong.add(why);
            }
          }

          @Override
          public void after(Call call) {
            wrong.addAll(monitor.effects());
          }
        });
  }

  /** What is marked by now is ours; what somebody marks later is not. */
  private void begin() {
    monitor =
        AwsMonitor.of(
            clouds.aws,
            "acme",
            List.of(
                new Monitor.Link(
                    new Monitor.Network(here, Set.of()),
                    new Monitor.Network(there, Set.of(Cidr.parse("10.3.0.0/16"))),
                    Set.of(Traffic.tcp(22)),
                    Set.of())),
            Set.of("shop"));
  }

  private Client.Answer call(String action, String... parameters) {
    return clouds.tokyo().call(action, parameters);
  }

  private void isGood(String action, String... parameters) {
    assertThat(call(action, parameters).status()).isEqualTo(200);
    assertThat(wrong).isEmpty();
  }

  private void isBad(String why, String action, String... parameters) {
    call(action, parameters);
    assertThat(wrong).anySatisfy(w -> assertThat(w).contains(why));
  }

  private static String[] marked(String type, String... parameters) {
    List<String> all = new ArrayList<>(List.of(parameters));
    all.addAll(
        List.of(
            "TagSpecification.1.ResourceType",
            type,
            "TagSpecification.1.Tag.1.Key",
            MARK,
            "TagSpecification.1.Tag.1.Value",
            "network.a"));
    return all.toArray(String[]::new);
  }

  @Test
  void create_withMark_isGood() {
    isGood("CreateVpc", marked("vpc", "CidrBlock", "10.9.0.0/16"));
  }

  @Test
  void create_withoutMark_isBad() {
    isBad("without a mark", "CreateVpc", "CidrBlock", "10.9.0.0/16");
  }

  @Test
  void create_withMarkOfAnotherNamespace_isBad() {
    isBad(
        "without a mark",
        "CreateSecurityGroup",
        "GroupName",
        "g",
        "GroupDescription",
        "g",
        "VpcId",
        here,
        "TagSpecification.1.ResourceType",
        "security-group",
        "TagSpecification.1.Tag.1.Key",
        "tieline/other/shop");
  }

  @Test
  void createRouteTable_withoutToken_isBad() {
    isBad("without a token", "CreateRouteTable", marked("route-table", "VpcId", here));
  }

  @Test
  void createRouteTable_withToken_isGood() {
    isGood("CreateRouteTable", marked("route-table", "VpcId", here, "ClientToken", "t1"));
  }

  @Test
  void delete_ofUnmarked_isBadThoughTheCloudRefuses() {
    Client.Answer answer = call("DeleteVpc", "VpcId", here);
    assertThat(answer.code()).isEqualTo("DependencyViolation");
    assertThat(wrong).anySatisfy(w -> assertThat(w).contains("bears no mark"));
  }

  @Test
  void delete_ofMarked_isGood() {
    tokyo.tag(subnet, MARK, "network.a/subnet.b");
    isGood("DeleteSubnet", "SubnetId", subnet);
  }

  @Test
  void delete_ofWhatOthersMarkedAsWell_isBad() {
    tokyo.tag(subnet, MARK, "network.a/subnet.b");
    tokyo.tag(subnet, "tieline/acme/other", "network.a/subnet.b");
    isBad("tieline/acme/other", "DeleteSubnet", "SubnetId", subnet);
  }

  @Test
  void tag_onForeign_isBad() {
    isBad(
        "not ours",
        "CreateTags",
        "ResourceId.1",
        here,
        "Tag.1.Key",
        MARK,
        "Tag.1.Value",
        "peering.x");
  }

  @Test
  void tag_onSeveralObjects_isBad() {
    isBad(
        "several",
        "CreateTags",
        "ResourceId.1",
        table,
        "ResourceId.2",
        here,
        "Tag.1.Key",
        CLAIM + "10.2.0.0/16",
        "Tag.1.Value",
        pcx);
  }

  @Test
  void tag_overAnOldValue_isBad() {
    tokyo.tag(here, BEFORE + "enableDnsHostnames", "false");
    isBad(
        "another value",
        "CreateTags",
        "ResourceId.1",
        here,
        "Tag.1.Key",
        BEFORE + "enableDnsHostnames",
        "Tag.1.Value",
        "true");
  }

  @Test
  void untag_ofOthersTags_isBad() {
    tokyo.tag(here, "owner", "them");
    isBad("not ours to take off", "DeleteTags", "ResourceId.1", here, "Tag.1.Key", "owner");
  }

  private void isBadRoute(String why, String action, String to, String target) {
    isBad(
        why,
        action,
        "RouteTableId",
        table,
        "DestinationCidrBlock",
        to,
        target.startsWith("igw-") ? "GatewayId" : "VpcPeeringConnectionId",
        target);
  }

  @Test
  void route_beforeItsClaim_isBad() {
    isBadRoute("before it is claimed", "CreateRoute", "10.2.0.0/16", pcx);
  }

  @Test
  void route_afterItsClaim_isGood() {
    tokyo.tag(table, CLAIM + "10.2.0.0/16", pcx);
    isGood(
        "CreateRoute",
        "RouteTableId",
        table,
        "DestinationCidrBlock",
        "10.2.0.0/16",
        "VpcPeeringConnectionId",
        pcx);
  }

  @Test
  void route_toABlockThatTheWishGives_isGood() {
    tokyo.tag(pcx, MARK, "peering.x");
    begin();
    isGood(
        "CreateRoute",
        "RouteTableId",
        table,
        "DestinationCidrBlock",
        "10.3.0.0/16",
        "VpcPeeringConnectionId",
        pcx);
  }

  @Test
  void route_widerThanTheLinkedBlock_isBad() {
    tokyo.tag(pcx, MARK, "peering.x");
    isBadRoute("nobody wished the route", "CreateRoute", "10.0.0.0/8", pcx);
  }

  @Test
  void route_toAGateway_isBad() {
    String igw =
        tokyo
            .call("CreateInternetGateway", Map.of())
            .text("internetGateway/internetGatewayId")
            .orElseThrow();
    tokyo.call("AttachInternetGateway", Map.of("InternetGatewayId", igw, "VpcId", here));
    isBadRoute("no connection", "CreateRoute", "10.2.0.0/16", igw);
  }

  @Test
  void routeOfOthers_isBadToDelete() {
    tokyo.createRoute(table, "10.2.0.0/16", pcx);
    isBad("not ours", "DeleteRoute", "RouteTableId", table, "DestinationCidrBlock", "10.2.0.0/16");
  }

  @Test
  void routeIntoWhatIsNoMore_isGoodToDelete() {
    tokyo.createRoute(table, "10.2.0.0/16", pcx);
    tokyo.deletePeering(pcx);
    clouds.settle();
    isGood("DeleteRoute", "RouteTableId", table, "DestinationCidrBlock", "10.2.0.0/16");
  }

  @Test
  void routeThatWasOurs_isGoodToDeleteAfterAStrangerTookTheClaim() {
    tokyo.tag(table, CLAIM + "10.2.0.0/16", pcx);
    tokyo.createRoute(table, "10.2.0.0/16", pcx);
    isGood("CreateTags", "ResourceId.1", table, "Tag.1.Key", CLAIM + "10.3.0.0/16");
    tokyo.untag(table, CLAIM + "10.2.0.0/16");
    isGood("DeleteRoute", "RouteTableId", table, "DestinationCidrBlock", "10.2.0.0/16");
  }

  private String[] rule(String port, String cidr) {
    return marked(
        "security-group-rule",
        "GroupId",
        group,
        "IpPermissions.1.IpProtocol",
        "tcp",
        "IpPermissions.1.FromPort",
        port,
        "IpPermissions.1.ToPort",
        port,
        "IpPermissions.1.IpRanges.1.CidrIp",
        cidr);
  }

  @Test
  void rule_ofTheWish_isGood() {
    isGood("AuthorizeSecurityGroupIngress", rule("22", "10.2.0.0/16"));
  }

  @Test
  void rule_ofAnotherPort_isBad() {
    isBad("nobody wished the rule", "AuthorizeSecurityGroupIngress", rule("23", "10.2.0.0/16"));
  }

  @Test
  void rule_widerThanTheNetwork_isBad() {
    isBad("nobody wished the rule", "AuthorizeSecurityGroupIngress", rule("22", "10.0.0.0/8"));
  }

  @Test
  void rule_inTheOtherDirection_isBad() {
    isBad("nobody wished the rule", "AuthorizeSecurityGroupEgress", rule("22", "10.2.0.0/16"));
  }

  @Test
  void revoke_byContent_isBad() {
    tokyo.authorizeIngress(group, "tcp", 22, 22, "10.2.0.0/16");
    isBad(
        "by content",
        "RevokeSecurityGroupIngress",
        "GroupId",
        group,
        "IpPermissions.1.IpProtocol",
        "tcp",
        "IpPermissions.1.FromPort",
        "22",
        "IpPermissions.1.ToPort",
        "22",
        "IpPermissions.1.IpRanges.1.CidrIp",
        "10.2.0.0/16");
  }

  @Test
  void revoke_ofOthersRule_isBad() {
    String rule = tokyo.authorizeIngress(group, "tcp", 22, 22, "10.2.0.0/16");
    isBad(
        "bears no mark",
        "RevokeSecurityGroupIngress",
        "GroupId",
        group,
        "SecurityGroupRuleId.1",
        rule);
  }

  @Test
  void attribute_withoutOldValue_isBad() {
    isBad(
        "enableDnsHostnames is not kept",
        "ModifyVpcAttribute",
        "VpcId",
        here,
        "EnableDnsHostnames.Value",
        "true");
  }

  @Test
  void attribute_withTheOldValueOfAnother_isBad() {
    tokyo.tag(here, BEFORE + "enableDnsSupport", "true");
    isBad(
        "enableDnsHostnames is not kept",
        "ModifyVpcAttribute",
        "VpcId",
        here,
        "EnableDnsHostnames.Value",
        "true");
  }

  @Test
  void attribute_withOldValue_isGood() {
    tokyo.tag(here, BEFORE + "enableDnsHostnames", "false");
    isGood("ModifyVpcAttribute", "VpcId", here, "EnableDnsHostnames.Value", "true");
  }

  @Test
  void attribute_thatIsSoAlready_isGood() {
    isGood("ModifyVpcAttribute", "VpcId", here, "EnableDnsHostnames.Value", "false");
  }

  private static final String OPTION = "PeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc";

  @Test
  void option_withoutOldValue_isBad() {
    isBad(
        "is not kept",
        "ModifyVpcPeeringConnectionOptions",
        "VpcPeeringConnectionId",
        pcx,
        "Requester" + OPTION,
        "true");
  }

  @Test
  void association_ofOthersSubnet_isBad() {
    isBad(
        "route-table is not kept",
        "AssociateRouteTable",
        "SubnetId",
        subnet,
        "RouteTableId",
        table);
  }

  @Test
  void association_withOldValue_isGood() {
    tokyo.tag(subnet, BEFORE + "route-table", "main");
    isGood("AssociateRouteTable", "SubnetId", subnet, "RouteTableId", table);
  }

  @Test
  void association_ofOthers_isBadToTakeOff() {
    String id =
        tokyo
            .call("AssociateRouteTable", Map.of("SubnetId", subnet, "RouteTableId", table))
            .text("associationId")
            .orElseThrow();
    isBad("route-table is not kept", "DisassociateRouteTable", "AssociationId", id);
  }

  @Test
  void block_ofOthersVpc_isBad() {
    isBad("not ours", "AssociateVpcCidrBlock", "VpcId", here, "CidrBlock", "10.8.0.0/16");
  }

  @Test
  void block_beforeItsClaim_isBad() {
    tokyo.tag(here, MARK, "network.a");
    begin();
    isBad(
        "before it is claimed", "AssociateVpcCidrBlock", "VpcId", here, "CidrBlock", "10.8.0.0/16");
  }

  @Test
  void accept_ofWhatNobodyWished_isBad() {
    String other = tokyo.createVpc("10.7.0.0/16");
    clouds.settle();
    String request = singapore.createPeering(there, Clouds.OWN, Clouds.TOKYO, other);
    clouds.settle();
    isBad("nobody wished", "AcceptVpcPeeringConnection", "VpcPeeringConnectionId", request);
  }

  @Test
  void anyOtherAction_isBad() {
    isBad("not an action", "CreateInternetGateway");
  }

  @Test
  void changeOfWhatTheCallDoesNotName_isBad() {
    Host machine = tokyo.runInstance(subnet, group);
    isBad("which is not ours, changes", "TerminateInstances", "InstanceId.1", machine.instanceId());
  }

  /** It is judged by what it does, whenever that is. */
  @Test
  void lateEffect_isJudgedWhenItComes() {
    clouds.aws.faults().on("AuthorizeSecurityGroupIngress").lateEffect(Duration.ofMinutes(1));
    try {
      call("AuthorizeSecurityGroupIngress", rule("23", "10.2.0.0/16"));
    } catch (UncheckedIOException reset) {
      assertThat(wrong).isEmpty();
    }
    clouds.pass(Duration.ofMinutes(2));
    call("DescribeVpcs");
    assertThat(wrong).anySatisfy(w -> assertThat(w).contains("nobody wished the rule"));
  }

  @Test
  void strangersMove_isNotJudged() {
    tokyo.authorizeIngress(group, "tcp", 1, 65535, "0.0.0.0/0");
    isGood("CreateVpc", marked("vpc", "CidrBlock", "10.9.0.0/16"));
  }

  @Test
  void untag_ofTheLastMarkOfWhatIsThere_isBad() {
    tokyo.tag(subnet, MARK, "network.a/subnet.b");
    begin();
    isBad("goes before", "DeleteTags", "ResourceId.1", subnet, "Tag.1.Key", MARK);
  }

  @Test
  void untag_ofOneMarkOfTwo_isGood() {
    tokyo.tag(subnet, MARK, "network.a/subnet.b");
    tokyo.tag(subnet, "tieline/acme/other", "network.a/subnet.b");
    begin();
    isGood("DeleteTags", "ResourceId.1", subnet, "Tag.1.Key", MARK);
  }

  @Test
  void untag_ofAnotherTopology_isBad() {
    tokyo.tag(subnet, MARK, "network.a/subnet.b");
    tokyo.tag(subnet, "tieline/acme/other", "network.a/subnet.b");
    begin();
    isBad(
        "nobody works for",
        "DeleteTags",
        "ResourceId.1",
        subnet,
        "Tag.1.Key",
        "tieline/acme/other");
  }

  @Test
  void untag_ofAClaimBeforeItsRoute_isBad() {
    tokyo.tag(table, CLAIM + "10.2.0.0/16", pcx + "/peering.x");
    tokyo.createRoute(table, "10.2.0.0/16", pcx);
    begin();
    isBad("goes before", "DeleteTags", "ResourceId.1", table, "Tag.1.Key", CLAIM + "10.2.0.0/16");
  }

  @Test
  void untag_ofAClaimWithoutARoute_isGood() {
    tokyo.tag(table, CLAIM + "10.2.0.0/16", pcx + "/peering.x");
    begin();
    isGood("DeleteTags", "ResourceId.1", table, "Tag.1.Key", CLAIM + "10.2.0.0/16");
  }

  @Test
  void untag_ofAnOldValueThatIsNotRestored_isBad() {
    tokyo.tag(here, BEFORE + "enableDnsSupport", "false/true"); // it is on
    begin();
    isBad(
        "goes before",
        "DeleteTags",
        "ResourceId.1",
        here,
        "Tag.1.Key",
        BEFORE + "enableDnsSupport");
  }

  @Test
  void mark_bySomebodyElse_makesNothingOurs() {
    tokyo.tag(subnet, MARK, "network.a/subnet.b");
    isBad("not ours", "CreateTags", "ResourceId.1", subnet, "Tag.1.Key", MARK, "Tag.1.Value", "x");
  }

  @Test
  void mark_takenOffLongAgo_countsNoMore() {
    tokyo.tag(subnet, MARK, "network.a/subnet.b");
    begin();
    tokyo.untag(subnet, MARK);
    monitor.noticed();
    clouds.pass(Duration.ofMinutes(10));
    isGood("CreateTags", "ResourceId.1", subnet, "Tag.1.Key", MARK, "Tag.1.Value", "x");
    tokyo.untag(subnet, MARK);
    monitor.noticed();
    clouds.pass(Duration.ofMinutes(10).plusMillis(1));
    isBad("not ours", "CreateTags", "ResourceId.1", subnet, "Tag.1.Key", MARK, "Tag.1.Value", "x");
  }
}
