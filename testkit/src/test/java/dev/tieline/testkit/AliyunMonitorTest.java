package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.AliyunClient.Answer;
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
class AliyunMonitorTest {
  private static final String MARK = "tieline/acme/shop";
  private static final String CLAIM = "tieline-claim/acme/shop/";

  private final AliyunClouds clouds = new AliyunClouds();
  private final AliyunConsole console = clouds.console();
  private final List<String> wrong = new ArrayList<>();
  private String here = "";
  private String there = "";
  private String pcc = "";
  private String table = "";
  private AliyunMonitor monitor;
  private String group = "";
  private String vSwitch = "";

  /** Two VPCs of others with a connection of theirs between them; the wish lets 22 in here. */
  @BeforeEach
  void watch() {
    here = console.createVpc("10.1.0.0/16");
    there = console.createVpc("10.2.0.0/16");
    vSwitch = console.createVSwitch(here, "10.1.1.0/24", "cn-hangzhou-h");
    group = console.createSecurityGroup(here, "app");
    pcc = console.createPeering(here, AliyunClouds.OWN, AliyunClouds.HANGZHOU, there);
    table = console.systemTable(here);
    clouds.settle();
    begin();
    clouds.aliyun.observe(
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
        AliyunMonitor.of(
            clouds.aliyun,
            "acme",
            List.of(
                new Monitor.Link(
                    new Monitor.Network(here, Set.of()),
                    new Monitor.Network(there, Set.of(Cidr.parse("10.3.0.0/16"))),
                    Set.of(Traffic.tcp(22)),
                    Set.of())));
  }

  private Answer call(String product, String action, String... parameters) {
    return clouds.own().call(product, action, parameters);
  }

  private void isGood(String product, String action, String... parameters) {
    Answer answer = call(product, action, parameters);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(wrong).isEmpty();
  }

  private void isBad(String why, String product, String action, String... parameters) {
    call(product, action, parameters);
    assertThat(wrong).anySatisfy(w -> assertThat(w).contains(why));
  }

  private static String[] with(String[] parameters, String... more) {
    List<String> all = new ArrayList<>(List.of(parameters));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static String[] marked(String... parameters) {
    return with(parameters, "Tag.1.Key", MARK, "Tag.1.Value", "network.a");
  }

  private void tag(String product, String type, String id, String key, String value) {
    console.call(
        product,
        "TagResources",
        Map.of("ResourceType", type, "ResourceId.1", id, "Tag.1.Key", key, "Tag.1.Value", value));
  }

  private void tagPeering(String value) {
    tag("VpcPeer", "PeerConnection", pcc, MARK, value);
  }

  private void tagVpc(String vpc, String value) {
    tag("Vpc", "VPC", vpc, MARK, value);
  }

  @Test
  void create_withMarkAndToken_isGood() {
    isGood("Vpc", "CreateVpc", marked("CidrBlock", "10.9.0.0/16", "ClientToken", "t1"));
  }

  @Test
  void create_withoutToken_isBad() {
    isBad("without a token", "Vpc", "CreateVpc", marked("CidrBlock", "10.9.0.0/16"));
  }

  @Test
  void create_withoutMark_isBad() {
    isBad("without a mark", "Vpc", "CreateVpc", "CidrBlock", "10.9.0.0/16", "ClientToken", "t1");
  }

  @Test
  void create_withMarkOfAnotherNamespace_isBad() {
    isBad(
        "without a mark",
        "Vpc",
        "CreateVSwitch",
        "VpcId",
        here,
        "CidrBlock",
        "10.1.2.0/24",
        "ZoneId",
        "cn-hangzhou-h",
        "Tag.1.Key",
        "tieline/other/shop");
  }

  @Test
  void createVSwitch_withMark_isGood() {
    isGood(
        "Vpc",
        "CreateVSwitch",
        marked("VpcId", here, "CidrBlock", "10.1.2.0/24", "ZoneId", "cn-hangzhou-h"));
  }

  @Test
  void request_thatNobodyWished_isBad() {
    String other = console.createVpc("10.9.0.0/16");
    isBad(
        "nobody wished",
        "VpcPeer",
        "CreateVpcPeerConnection",
        marked(
            "VpcId",
            here,
            "AcceptingAliUid",
            AliyunClouds.OWN,
            "AcceptingRegionId",
            AliyunClouds.HANGZHOU,
            "AcceptingVpcId",
            other));
  }

  @Test
  void accept_ofWhatNobodyWished_isBad() {
    String theirs = clouds.otherConsole().createVpc("10.8.0.0/16");
    String asked =
        clouds.otherConsole().createPeering(theirs, AliyunClouds.OWN, AliyunClouds.HANGZHOU, here);
    clouds.settle();
    isBad("nobody wished", "VpcPeer", "AcceptVpcPeerConnection", "InstanceId", asked);
  }

  @Test
  void delete_ofUnmarked_isBadThoughTheCloudRefuses() {
    assertThat(call("Vpc", "DeleteVpc", "VpcId", here).code()).startsWith("DependencyViolation");
    assertThat(wrong).anySatisfy(w -> assertThat(w).contains("bears no mark"));
  }

  @Test
  void delete_ofMarked_isGood() {
    tag("Vpc", "VSWITCH", vSwitch, MARK, "network.a/vswitch.b");
    isGood("Vpc", "DeleteVSwitch", "VSwitchId", vSwitch);
  }

  @Test
  void delete_ofWhatIsUsedOnly_isBad() {
    tagVpc(there, "use:network.a");
    isBad("bears no mark", "Vpc", "DeleteVpc", "VpcId", there);
  }

  @Test
  void delete_ofWhatOthersMarkedAsWell_isBad() {
    tagPeering("peering.x");
    tag("VpcPeer", "PeerConnection", pcc, "tieline/acme/other", "use:peering.y");
    isBad("bears [tieline/", "VpcPeer", "DeleteVpcPeerConnection", "InstanceId", pcc);
  }

  @Test
  void delete_withForce_isBad() {
    tagPeering("peering.x");
    isBad("not ours", "VpcPeer", "DeleteVpcPeerConnection", "InstanceId", pcc, "Force", "true");
  }

  @Test
  void terms_ofOthersConnection_areBadToChange() {
    isBad("not ours", "VpcPeer", "ModifyVpcPeerConnection", "InstanceId", pcc, "Name", "n");
  }

  private static String[] tagging(String type, String id, String key, String value) {
    return new String[] {
      "ResourceType", type, "ResourceId.1", id, "Tag.1.Key", key, "Tag.1.Value", value
    };
  }

  @Test
  void mark_onForeignVpcAsUsed_isGood() {
    isGood("Vpc", "TagResources", tagging("VPC", here, MARK, "use:network.a"));
  }

  @Test
  void mark_onForeignVpcAsOurs_isBad() {
    isBad("not ours", "Vpc", "TagResources", tagging("VPC", here, MARK, "network.a"));
  }

  @Test
  void mark_onVpcThatTheWishDoesNotName_isBad() {
    String other = console.createVpc("10.9.0.0/16");
    isBad("not ours", "Vpc", "TagResources", tagging("VPC", other, MARK, "use:network.a"));
  }

  @Test
  void mark_onForeignConnection_isBad() {
    isBad(
        "not ours",
        "VpcPeer",
        "TagResources",
        tagging("PeerConnection", pcc, MARK, "use:peering.x"));
  }

  @Test
  void tag_onSeveralObjects_isBad() {
    isBad(
        "several objects",
        "Vpc",
        "TagResources",
        with(tagging("VPC", here, MARK, "use:network.a"), "ResourceId.2", there));
  }

  @Test
  void untag_ofOthersTags_isBad() {
    tag("Vpc", "VPC", here, "owner", "them");
    isBad(
        "not ours to take off",
        "Vpc",
        "UnTagResources",
        "ResourceType",
        "VPC",
        "ResourceId.1",
        here,
        "TagKey.1",
        "owner");
  }

  @Test
  void untag_ofAll_isBad() {
    isBad(
        "all tags",
        "Vpc",
        "UnTagResources",
        "ResourceType",
        "VPC",
        "ResourceId.1",
        here,
        "All",
        "true");
  }

  private String[] route(String to, String description) {
    return new String[] {
      "RouteTableId",
      table,
      "DestinationCidrBlock",
      to,
      "NextHopType",
      "VpcPeer",
      "NextHopId",
      pcc,
      "Description",
      description
    };
  }

  @Test
  void route_ofTheWish_isGood() {
    tagVpc(here, "use:network.a");
    isGood("Vpc", "CreateRouteEntry", route("10.2.0.0/16", MARK + " peering.x/route.y"));
  }

  @Test
  void route_toABlockThatTheWishGives_isGood() {
    tagVpc(here, "use:network.a");
    isGood("Vpc", "CreateRouteEntry", route("10.3.0.0/16", MARK + " peering.x/route.y"));
  }

  @Test
  void route_beforeTheMarkOfItsVpc_isBad() {
    isBad("before its mark", "Vpc", "CreateRouteEntry", route("10.2.0.0/16", MARK + " peering.x"));
  }

  @Test
  void route_withoutMark_isBad() {
    tagVpc(here, "use:network.a");
    isBad("without a mark", "Vpc", "CreateRouteEntry", route("10.2.0.0/16", "mine"));
  }

  @Test
  void route_widerThanTheLinkedBlock_isBad() {
    tagVpc(here, "use:network.a");
    isBad("nobody wished", "Vpc", "CreateRouteEntry", route("10.0.0.0/8", MARK + " peering.x"));
  }

  @Test
  void routeOfOthers_isBadToDelete() {
    String entry = console.createRoute(table, "10.2.0.0/16", "VpcPeer", pcc);
    clouds.settle();
    isBad("bears no mark", "Vpc", "DeleteRouteEntry", "RouteEntryId", entry);
  }

  @Test
  void routeOfOthers_isBadToChange() {
    String entry = console.createRoute(table, "10.2.0.0/16", "VpcPeer", pcc);
    clouds.settle();
    isBad(
        "not ours to change",
        "Vpc",
        "ModifyRouteEntry",
        "RouteEntryId",
        entry,
        "Description",
        MARK + " peering.x");
  }

  @Test
  void route_deletedByContent_isBad() {
    isBad(
        "by content",
        "Vpc",
        "DeleteRouteEntry",
        "RouteTableId",
        table,
        "DestinationCidrBlock",
        "10.2.0.0/16");
  }

  private String[] rule(String port, String cidr, String description) {
    return new String[] {
      "SecurityGroupId",
      group,
      "Permissions.1.IpProtocol",
      "TCP",
      "Permissions.1.PortRange",
      port + "/" + port,
      "Permissions.1.SourceCidrIp",
      cidr,
      "Permissions.1.Description",
      description
    };
  }

  private void isBadRule(String why, String port, String cidr, String description) {
    tagVpc(here, "use:network.a");
    isBad(why, "Ecs", "AuthorizeSecurityGroup", rule(port, cidr, description));
  }

  @Test
  void rule_ofTheWish_isGood() {
    tagVpc(here, "use:network.a");
    isGood("Ecs", "AuthorizeSecurityGroup", rule("22", "10.2.0.0/16", MARK + " peering.x"));
  }

  @Test
  void rule_beforeTheMarkOfItsVpc_isBad() {
    isBad(
        "before its mark",
        "Ecs",
        "AuthorizeSecurityGroup",
        rule("22", "10.2.0.0/16", MARK + " peering.x"));
  }

  @Test
  void rule_withoutMark_isBad() {
    isBadRule("without a mark", "22", "10.2.0.0/16", "mine");
  }

  @Test
  void rule_ofAnotherPort_isBad() {
    isBadRule("nobody wished the rule", "23", "10.2.0.0/16", MARK + " peering.x");
  }

  @Test
  void rule_widerThanTheNetwork_isBad() {
    isBadRule("nobody wished the rule", "22", "10.0.0.0/8", MARK + " peering.x");
  }

  @Test
  void rule_thatKeepsOut_isBad() {
    tagVpc(here, "use:network.a");
    isBad(
        "nobody wished the rule",
        "Ecs",
        "AuthorizeSecurityGroup",
        with(rule("22", "10.2.0.0/16", MARK + " peering.x"), "Permissions.1.Policy", "drop"));
  }

  @Test
  void revoke_byContent_isBad() {
    isBad("by content", "Ecs", "RevokeSecurityGroup", rule("22", "10.2.0.0/16", ""));
  }

  @Test
  void revoke_ofOthersRule_isBad() {
    console.rule(group, "accept", "TCP", "22/22", "10.2.0.0/16", 1);
    String id =
        call("Ecs", "DescribeSecurityGroupAttribute", "SecurityGroupId", group)
            .text("/Permissions/Permission/0/SecurityGroupRuleId");
    isBad(
        "bears no mark",
        "Ecs",
        "RevokeSecurityGroup",
        "SecurityGroupId",
        group,
        "SecurityGroupRuleId.1",
        id);
  }

  @Test
  void block_ofOthersVpc_isBad() {
    isBad(
        "not ours",
        "Vpc",
        "AssociateVpcCidrBlock",
        "VpcId",
        here,
        "SecondaryCidrBlock",
        "10.9.0.0/16");
  }

  @Test
  void block_beforeItsClaim_isBad() {
    tagVpc(here, "network.a");
    begin();
    isBad(
        "before it is claimed",
        "Vpc",
        "AssociateVpcCidrBlock",
        "VpcId",
        here,
        "SecondaryCidrBlock",
        "10.9.0.0/16");
  }

  @Test
  void block_afterItsClaim_isGood() {
    tagVpc(here, "network.a");
    begin();
    tag("Vpc", "VPC", here, CLAIM + "10.9.0.0/16", "network.a/block.10.9.0.0-16");
    isGood("Vpc", "AssociateVpcCidrBlock", "VpcId", here, "SecondaryCidrBlock", "10.9.0.0/16");
  }

  @Test
  void binding_ofOthersVSwitch_isBad() {
    isBad(
        "not ours",
        "Vpc",
        "AssociateRouteTable",
        "RouteTableId",
        console.createRouteTable(here),
        "VSwitchId",
        vSwitch);
  }

  @Test
  void service_opened_isBad() {
    clouds.aliyun.service(AliyunClouds.OWN, AliyunOpening.CDT, false);
    isBad("CDT, made without a mark", "CDT", "OpenCdtService");
    assertThat(wrong).anySatisfy(w -> assertThat(w).contains("not an action"));
  }

  @Test
  void changeOfWhatTheCallDoesNotName_isBad() {
    tagPeering("peering.x");
    console.createRoute(table, "10.2.0.0/16", "VpcPeer", pcc);
    clouds.settle();
    isBad(
        "which is not ours, changes",
        "VpcPeer",
        "DeleteVpcPeerConnection",
        "InstanceId",
        pcc,
        "Force",
        "true");
  }

  @Test
  void lateEffect_isJudgedWhenItComes() {
    tagVpc(here, "use:network.a");
    clouds.aliyun.faults().on("CreateRouteEntry").lateEffect(Duration.ofSeconds(3));
    try {
      call("Vpc", "CreateRouteEntry", route("10.0.0.0/8", MARK + " peering.x"));
    } catch (UncheckedIOException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
    assertThat(wrong).isEmpty();
    clouds.settle();
    isBad("nobody wished the route", "Vpc", "DescribeVpcs");
  }

  @Test
  void strangersMove_isNotJudged() {
    console.deletePeering(pcc);
    isGood("Vpc", "DescribeVpcs");
  }

  @Test
  void mark_bySomebodyElse_makesNothingOurs() {
    tagVpc(here, "network.a");
    isBad(
        "not ours",
        "Vpc",
        "AssociateVpcCidrBlock",
        "VpcId",
        here,
        "SecondaryCidrBlock",
        "10.9.0.0/16");
  }

  @Test
  void untag_ofTheLastMarkOfWhatIsThere_isBad() {
    tagVpc(here, "network.a");
    begin();
    isBad(
        "goes before",
        "Vpc",
        "UnTagResources",
        "ResourceType",
        "VPC",
        "ResourceId.1",
        here,
        "TagKey.1",
        MARK);
  }
}
