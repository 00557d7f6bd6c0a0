package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.AliyunClient.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * 10.0.0.0/16 and 10.1.0.0/16 in Hangzhou, peered, each with a vSwitch and a host of a group of its
 * own; and the rules of groups, which the walk judges.
 */
class AliyunWalkTest {

  private final AliyunClouds clouds = new AliyunClouds();
  private final AliyunClient own = clouds.own();
  private final AliyunConsole console = clouds.console();
  private final String here = console.createVpc("10.0.0.0/16");
  private final String there = console.createVpc("10.1.0.0/16");
  private final String groupHere = console.createSecurityGroup(here, "clients");
  private final String groupThere = console.createSecurityGroup(there, "servers");
  private final String vswitchHere = console.createVSwitch(here, "10.0.1.0/24", "cn-hangzhou-h");
  private final String vswitchThere = console.createVSwitch(there, "10.1.1.0/24", "cn-hangzhou-i");
  private final Host client = console.runInstance(vswitchHere, groupHere);
  private final Host server = console.runInstance(vswitchThere, groupThere);
  private String peering = "";

  @BeforeEach
  void connect() {
    peering = console.createPeering(here, AliyunClouds.OWN, AliyunClouds.HANGZHOU, there);
  }

  private void route() {
    console.createRoute(console.systemTable(here), "10.1.0.0/16", "VpcPeer", peering);
    console.createRoute(console.systemTable(there), "10.0.0.0/16", "VpcPeer", peering);
  }

  private void open() {
    console.rule(groupThere, "accept", "TCP", "6001/6001", "10.0.0.0/16", 1);
  }

  private WalkResult walk(int port) {
    return clouds.aliyun.walk().connect(client, server.privateIp(), port);
  }

  @Test
  void walk_routedAndOpened_arrivesAndComesBack() {
    route();
    open();
    WalkResult result = walk(6001);
    assertThat(result.delivered()).as(result.stoppedAt()).isTrue();
    assertThat(result.hops()).contains(console.systemTable(here) + ": 10.1.0.0/16 -> " + peering);
    assertThat(walk(6002).stoppedAt()).contains("has no rule for tcp 6002");
  }

  @Test
  void walk_withoutRouteOneWay_stopsOnItsWayBack() {
    console.createRoute(console.systemTable(here), "10.1.0.0/16", "VpcPeer", peering);
    open();
    assertThat(walk(6001).stoppedAt())
        .isEqualTo(console.systemTable(there) + ": no route to " + client.privateIp());
  }

  @Test
  void walk_customTableOfTheVSwitch_ignoresTheSystems() {
    route();
    open();
    String custom = console.createRouteTable(here);
    console.associate(custom, vswitchHere);
    assertThat(walk(6001).stoppedAt()).startsWith(custom + ": no route");
  }

  @Test
  void walk_routeStillPending_doesNotWork() {
    open();
    console.createRoute(console.systemTable(there), "10.0.0.0/16", "VpcPeer", peering);
    own.call(
        "Vpc",
        "CreateRouteEntry",
        "RouteTableId",
        console.systemTable(here),
        "DestinationCidrBlock",
        "10.1.0.0/16",
        "NextHopType",
        "VpcPeer",
        "NextHopId",
        peering);
    assertThat(walk(6001).delivered()).isFalse();
    clouds.settle();
    assertThat(walk(6001).delivered()).isTrue();
  }

  @Test
  void walk_accountInArrears_stopsAtTheConnection() {
    route();
    open();
    clouds.aliyun.arrears(AliyunClouds.OWN, true);
    assertThat(walk(6001).stoppedAt()).contains("in arrears");
  }

  @Test
  void walk_ofPing_needsARuleOfIcmp() {
    route();
    assertThat(clouds.aliyun.walk().ping(client, server.privateIp()).delivered()).isFalse();
    console.rule(groupThere, "accept", "ICMP", "-1/-1", "10.0.0.0/16", 1);
    assertThat(clouds.aliyun.walk().ping(client, server.privateIp()).delivered()).isTrue();
  }

  @Test
  void walk_networkAclThatDrops_stopsInSpiteOfTheGroup() {
    route();
    open();
    String acl = console.guard(vswitchThere, "tcp", "6001/6001", "10.0.0.0/16");
    assertThat(walk(6001).stoppedAt()).startsWith(acl + " ingress");
  }

  @Test
  void walk_networkAclOfTheClient_judgesTheAnswersToo() {
    route();
    open();
    String acl = console.guard(vswitchHere, "tcp", "1024/65535", "10.1.0.0/16");
    assertThat(walk(6001).stoppedAt()).startsWith(acl + " ingress");
  }

  @ParameterizedTest
  @CsvSource({"1, 2, true", "2, 1, false", "1, 1, false"})
  void walk_rulesThatContradict_areJudgedByPriorityThenForTheDrop(
      int accept, int drop, boolean delivered) {
    route();
    console.rule(groupThere, "accept", "TCP", "1/65535", "10.0.0.0/16", accept);
    console.rule(groupThere, "drop", "TCP", "6001/6001", "10.0.0.0/16", drop);
    assertThat(walk(6001).delivered()).isEqualTo(delivered);
  }

  @Test
  void walk_egressRuleThatDrops_stopsAtTheSender() {
    route();
    open();
    own.call(
        "Ecs",
        "AuthorizeSecurityGroupEgress",
        "SecurityGroupId",
        groupHere,
        "Permissions.1.Policy",
        "drop",
        "Permissions.1.IpProtocol",
        "ALL",
        "Permissions.1.PortRange",
        "-1/-1",
        "Permissions.1.DestCidrIp",
        "10.1.0.0/16");
    assertThat(walk(6001).stoppedAt()).startsWith(groupHere + " egress");
  }

  @Test
  void walk_withinABasicGroup_isOpen() {
    Host neighbour = console.runInstance(vswitchHere, groupHere);
    assertThat(clouds.aliyun.walk().connect(client, neighbour.privateIp(), 22).delivered())
        .isTrue();
  }

  @Test
  void walk_withinAnEnterpriseGroup_isClosed() {
    String group =
        own.call("Ecs", "CreateSecurityGroup", "VpcId", here, "SecurityGroupType", "enterprise")
            .text("/SecurityGroupId");
    Host one = console.runInstance(vswitchHere, group);
    Host two = console.runInstance(vswitchHere, group);
    assertThat(clouds.aliyun.walk().connect(one, two.privateIp(), 22).delivered()).isFalse();
  }

  @Test
  void walk_toWhatLooksPublic_leavesByTheInternetWithoutAUserCidr() {
    for (String userCidr : List.of("", "30.0.0.0/8")) {
      String a =
          own.call("Vpc", "CreateVpc", "CidrBlock", "10.5.0.0/16", "UserCidr", userCidr)
              .text("/VpcId");
      String b = own.call("Vpc", "CreateVpc", "CidrBlock", "30.0.0.0/16").text("/VpcId");
      clouds.settle();
      String group = console.createSecurityGroup(b, "all");
      console.rule(group, "accept", "TCP", "1/65535", "0.0.0.0/0", 1);
      String from = console.createVSwitch(a, "10.5.1.0/24", "cn-hangzhou-h");
      String to = console.createVSwitch(b, "30.0.1.0/24", "cn-hangzhou-h");
      Host sender = console.runInstance(from, console.createSecurityGroup(a, "none"));
      Host receiver = console.runInstance(to, group);
      String link = console.createPeering(a, AliyunClouds.OWN, AliyunClouds.HANGZHOU, b);
      console.createRoute(console.systemTable(a), "30.0.0.0/16", "VpcPeer", link);
      console.createRoute(console.systemTable(b), "10.5.0.0/16", "VpcPeer", link);
      WalkResult result = clouds.aliyun.walk().connect(sender, receiver.privateIp(), 80);
      assertThat(result.delivered()).as(result.stoppedAt()).isEqualTo(!userCidr.isEmpty());
    }
  }

  @Test
  void rule_asDescribed_isNormalised() {
    own.call(
        "Ecs",
        "AuthorizeSecurityGroup",
        "SecurityGroupId",
        groupThere,
        "Permissions.1.IpProtocol",
        "tcp",
        "Permissions.1.PortRange",
        "22/22",
        "Permissions.1.SourceCidrIp",
        "10.0.0.7",
        "Permissions.1.Description",
        "mine");
    Answer answer =
        own.call(
            "Ecs",
            "DescribeSecurityGroupAttribute",
            "SecurityGroupId",
            groupThere,
            "Direction",
            "ingress");
    assertThat(answer.json().at("/Permissions/Permission")).hasSize(1);
    String rule = "/Permissions/Permission/0/";
    assertThat(answer.text(rule + "IpProtocol")).isEqualTo("TCP");
    assertThat(answer.text(rule + "Policy")).isEqualTo("Accept");
    assertThat(answer.text(rule + "SourceCidrIp")).isEqualTo("10.0.0.7/32");
    assertThat(answer.text(rule + "Priority")).isEqualTo("1");
    assertThat(answer.text(rule + "Description")).isEqualTo("mine");
  }

  private Answer authorize(AliyunClient by, String group, String source) {
    return by.call(
        "Ecs",
        "AuthorizeSecurityGroup",
        "SecurityGroupId",
        group,
        "Permissions.1.IpProtocol",
        "TCP",
        "Permissions.1.PortRange",
        "22/22",
        "Permissions.1.SourceCidrIp",
        source);
  }

  private int rules(String group) {
    return own.call("Ecs", "DescribeSecurityGroupAttribute", "SecurityGroupId", group)
        .json()
        .at("/Permissions/Permission")
        .size();
  }

  @Test
  void rule_repeated_succeedsInSilence() {
    assertThat(authorize(own, groupThere, "10.0.0.0/16").code()).isEmpty();
    assertThat(authorize(own, groupThere, "10.0.0.0/16").code()).isEmpty();
    assertThat(rules(groupThere)).isEqualTo(1);
  }

  @Test
  void rule_repeatedWhereTheSwitchSaysSo_isRefused() {
    AliyunClouds world = new AliyunClouds(AliyunSwitch.SAME_RULE_REFUSED, true);
    String group =
        world.console().createSecurityGroup(world.console().createVpc("10.0.0.0/16"), "g");
    authorize(world.own(), group, "10.0.0.0/16");
    assertThat(authorize(world.own(), group, "10.0.0.0/16").code())
        .isEqualTo("InvalidPermission.Duplicate");
  }

  @Test
  void rule_revokedByItsId_isGone() {
    authorize(own, groupThere, "10.0.0.0/16");
    String id =
        own.call("Ecs", "DescribeSecurityGroupAttribute", "SecurityGroupId", groupThere)
            .text("/Permissions/Permission/0/SecurityGroupRuleId");
    String[] revoke = {"SecurityGroupId", groupThere, "SecurityGroupRuleId.1", id};
    assertThat(own.call("Ecs", "RevokeSecurityGroup", revoke).code()).isEmpty();
    assertThat(rules(groupThere)).isZero();
    assertThat(own.call("Ecs", "RevokeSecurityGroup", revoke).code()).isEmpty();
  }

  @Test
  void rules_beyondTheQuota_areRefusedAltogether() {
    clouds.aliyun.quota(AliyunClouds.OWN, AliyunClouds.HANGZHOU, AliyunQuota.RULES_PER_GROUP, 1);
    authorize(own, groupThere, "10.0.0.0/16");
    assertThat(authorize(own, groupThere, "10.9.0.0/16").code())
        .isEqualTo("AuthorizationLimitExceed");
    assertThat(rules(groupThere)).isEqualTo(1);
  }

  @Test
  void group_inUse_cannotBeDeleted() {
    assertThat(own.call("Ecs", "DeleteSecurityGroup", "SecurityGroupId", groupThere).code())
        .isEqualTo("DependencyViolation");
  }

  @Test
  void host_asDescribed_hasItsInterface() {
    Answer answer =
        own.call("Ecs", "DescribeInstances", "InstanceIds", "[\"" + client.instanceId() + "\"]");
    assertThat(answer.text("/Instances/Instance/0/VpcAttributes/PrivateIpAddress/IpAddress/0"))
        .isEqualTo("10.0.1.1");
    assertThat(
            own.call("Ecs", "DescribeNetworkInterfaces", "VSwitchId", vswitchHere)
                .text("/NetworkInterfaceSets/NetworkInterfaceSet/0/NetworkInterfaceId"))
        .isEqualTo(client.eniId());
  }

  @Test
  void vswitch_withAHost_hasOneAddressLessAndStays() {
    assertThat(
            own.call("Vpc", "DescribeVSwitchAttributes", "VSwitchId", vswitchHere)
                .text("/AvailableIpAddressCount"))
        .isEqualTo("251");
    assertThat(own.call("Vpc", "DeleteVSwitch", "VSwitchId", vswitchHere).code())
        .isEqualTo("DependencyViolation");
  }

  @Test
  void fork_changed_leavesItsOriginAlone() {
    String before = clouds.aliyun.dump();
    FakeAliyun fork = clouds.aliyun.fork();
    fork.console(AliyunClouds.OWN, AliyunClouds.HANGZHOU).deletePeering(peering);
    assertThat(fork.dump()).isNotEqualTo(before);
    assertThat(clouds.aliyun.dump()).isEqualTo(before);
  }
}
