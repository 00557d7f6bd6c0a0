package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A host in 10.20.1.0/24 in Tokyo and one in 172.31.1.0/24 in Singapore; the networks are peered,
 * routed both ways in their main tables, and Singapore's group lets TCP 22 and ICMP in.
 */
class AwsWalkTest {

  private final Clouds clouds = new Clouds();
  private final Console tokyo = clouds.tokyoConsole();
  private final Console singapore = clouds.singaporeConsole();
  private String here;
  private String there;
  private String peering;
  private String group;
  private Host from;
  private Host to;

  @BeforeEach
  void set_up() {
    here = tokyo.createVpc("10.20.0.0/16");
    there = singapore.createVpc("172.31.0.0/16");
    String subnet = singapore.createSubnet(there, "172.31.1.0/24", "ap-southeast-1a");
    from = tokyo.runInstance(tokyo.createSubnet(here, "10.20.1.0/24", "ap-northeast-1a"));
    group = singapore.createSecurityGroup(there, "ssh");
    to = singapore.runInstance(subnet, group);
    peering = clouds.peer(here, there);
    tokyo.createRoute(tokyo.mainRouteTable(here), "172.31.0.0/16", peering);
    singapore.createRoute(singapore.mainRouteTable(there), "10.20.0.0/16", peering);
    singapore.authorizeIngress(group, "tcp", 22, 22, "10.20.0.0/16");
    singapore.authorizeIngress(group, "icmp", -1, -1, "10.20.0.0/16");
  }

  private WalkResult ssh() {
    return clouds.aws.walk().connect(from, to.privateIp(), 22);
  }

  @Test
  void connect_everythingRight_isDelivered() {
    WalkResult result = ssh();
    assertThat(result.delivered()).as(result.stoppedAt()).isTrue();
    assertThat(result.hops()).anyMatch(hop -> hop.contains("172.31.0.0/16 -> " + peering));
  }

  @Test
  void ping_everythingRight_isDelivered() {
    assertThat(clouds.aws.walk().ping(from, to.privateIp()).delivered()).isTrue();
  }

  @Test
  void connect_otherPort_isStoppedAtTheGroup() {
    WalkResult result = clouds.aws.walk().connect(from, to.privateIp(), 3306);
    assertThat(result.delivered()).isFalse();
    assertThat(result.stoppedAt()).startsWith(group + ": no ingress rule");
  }

  @Test
  void connect_noReturnRoute_isStoppedOnTheWayBack() {
    singapore.deleteRoute(singapore.mainRouteTable(there), "10.20.0.0/16");
    assertThat(ssh().stoppedAt())
        .isEqualTo(singapore.mainRouteTable(there) + ": no route to " + from.privateIp());
  }

  @Test
  void connect_deletedPeering_isStoppedAtTheBlackhole() {
    tokyo.deletePeering(peering);
    assertThat(ssh().stoppedAt()).endsWith("is a blackhole");
  }

  @Test
  void connect_subnetWithATableOfItsOwn_missesTheMainRoute() {
    tokyo.associate(
        tokyo.createRouteTable(here),
        tokyo.call("DescribeSubnets", Map.of()).text("subnetSet/item/subnetId").orElseThrow());
    assertThat(ssh().stoppedAt()).endsWith("no route to " + to.privateIp());
  }

  @Test
  void connect_moreSpecificRoute_wins() {
    String other = singapore.createVpc("192.168.0.0/16");
    String detour = clouds.peer(here, other);
    tokyo.createRoute(tokyo.mainRouteTable(here), "172.31.1.0/24", detour);
    assertThat(ssh().stoppedAt()).startsWith(detour + ": nobody has");
  }

  @Test
  void connect_aclWithoutEphemeralPorts_stopsTheAnswer() {
    String acl =
        singapore
            .call(
                "DescribeNetworkAcls", Map.of("Filter.1.Name", "vpc-id", "Filter.1.Value.1", there))
            .text("networkAclSet/item/networkAclId")
            .orElseThrow();
    singapore.call(
        "ReplaceNetworkAclEntry",
        Map.of(
            "NetworkAclId", acl,
            "RuleNumber", "100",
            "Egress", "true",
            "Protocol", "6",
            "RuleAction", "allow",
            "PortRange.From", "22",
            "PortRange.To", "22",
            "CidrBlock", "0.0.0.0/0"));
    assertThat(ssh().stoppedAt()).isEqualTo(acl + " egress 32767 denies tcp 49152");
  }

  @Test
  void connect_throughASecondPeering_isNotTransitive() {
    String third = tokyo.createVpc("10.99.0.0/16");
    Host stranger = tokyo.runInstance(tokyo.createSubnet(third, "10.99.1.0/24", "ap-northeast-1a"));
    String hop = tokyo.createPeering(third, Clouds.OWN, Clouds.TOKYO, here);
    clouds.settle();
    tokyo.acceptPeering(hop);
    clouds.settle();
    tokyo.createRoute(tokyo.mainRouteTable(third), "172.31.0.0/16", hop);
    assertThat(clouds.aws.walk().connect(stranger, to.privateIp(), 22).stoppedAt())
        .startsWith(hop + ": nobody has " + to.privateIp());
  }

  @Test
  void ping_ipv6_needsRoutesAndRulesOfItsOwn() {
    Host a = ipv6Host(tokyo, "10.30.0.0/16", "10.30.1.0/24", "ap-northeast-1a");
    Host b = ipv6Host(singapore, "10.40.0.0/16", "10.40.1.0/24", "ap-southeast-1a");
    String to6 = ipv6(singapore, b);
    String vpcA = vpcOf(tokyo, a);
    String vpcB = vpcOf(singapore, b);
    String link = clouds.peer(vpcA, vpcB);
    Walk walk = clouds.aws.walk();
    assertThat(walk.ping(a, to6).stoppedAt()).endsWith("no route to " + to6);
    tokyo.createRoute(tokyo.mainRouteTable(vpcA), to6 + "/128", link);
    singapore.createRoute(singapore.mainRouteTable(vpcB), ipv6(tokyo, a) + "/128", link);
    assertThat(walk.ping(a, to6).stoppedAt()).contains("no ingress rule for icmpv6");
    String groupB =
        singapore
            .call("DescribeNetworkInterfaces", Map.of("NetworkInterfaceId.1", b.eniId()))
            .text("networkInterfaceSet/item/groupSet/item/groupId")
            .orElseThrow();
    singapore.authorizeIngress(groupB, "icmpv6", -1, -1, "::/0");
    assertThat(walk.ping(a, to6).delivered()).isTrue();
  }

  private static Host ipv6Host(Console console, String block, String subnetBlock, String zone) {
    XmlElement vpc =
        console.call(
            "CreateVpc", Map.of("CidrBlock", block, "AmazonProvidedIpv6CidrBlock", "true"));
    String ipv6 = vpc.text("vpc/ipv6CidrBlockAssociationSet/item/ipv6CidrBlock").orElseThrow();
    String subnet =
        console
            .call(
                "CreateSubnet",
                Map.of(
                    "VpcId",
                    vpc.text("vpc/vpcId").orElseThrow(),
                    "CidrBlock",
                    subnetBlock,
                    "Ipv6CidrBlock",
                    ipv6.replace("/56", "/64"),
                    "AvailabilityZone",
                    zone))
            .text("subnet/subnetId")
            .orElseThrow();
    console.call(
        "ModifySubnetAttribute",
        Map.of("SubnetId", subnet, "AssignIpv6AddressOnCreation.Value", "true"));
    return console.runInstance(subnet);
  }

  private static String ipv6(Console console, Host host) {
    return of(console, host, "ipv6AddressesSet/item/ipv6Address");
  }

  private static String vpcOf(Console console, Host host) {
    return of(console, host, "vpcId");
  }

  private static String of(Console console, Host host, String path) {
    return console
        .call("DescribeNetworkInterfaces", Map.of("NetworkInterfaceId.1", host.eniId()))
        .text("networkInterfaceSet/item/" + path)
        .orElseThrow();
  }

  @Test
  void connect_unknownSource_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clouds.aws.walk().connect("10.1.1.1", to.privateIp(), 22))
        .withMessageContaining("found 0");
  }
}
