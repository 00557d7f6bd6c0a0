package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Client.Answer;
import org.junit.jupiter.api.Test;

/**
 * The whole guide "Tokyo to Singapore" as a client plays it over the wire, forth and back: a new
 * network in Tokyo, the default network in Singapore, one host on each side.
 */
class AwsGuideTest {

  private final Clouds clouds = new Clouds();
  private final Client tokyo = clouds.tokyo();
  private final Client singapore = clouds.singapore();

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  @Test
  void guide_playedAndUndone_connectsNarrowlyAndRestoresTheCloud() {
    Console there = clouds.singaporeConsole();
    String peer = there.createDefaultVpc();
    String group = there.createSecurityGroup(peer, "ssh");
    String peerSubnet =
        there
            .call("DescribeSubnets", java.util.Map.of())
            .text("subnetSet/item/subnetId")
            .orElseThrow();
    Host target = there.runInstance(peerSubnet, group);
    String peerTable = there.mainRouteTable(peer);
    String before = clouds.aws.dump();

    String vpc = ok(tokyo.call("CreateVpc", "CidrBlock", "10.20.0.0/16")).first("vpc/vpcId");
    String subnet =
        ok(tokyo.call("CreateSubnet", "VpcId", vpc, "CidrBlock", "10.20.1.0/24"))
            .first("subnet/subnetId");
    String peering =
        ok(tokyo.call(
                "CreateVpcPeeringConnection",
                "VpcId",
                vpc,
                "PeerVpcId",
                peer,
                "PeerRegion",
                Clouds.SINGAPORE))
            .first("vpcPeeringConnection/vpcPeeringConnectionId");
    clouds.settle();
    ok(singapore.call("AcceptVpcPeeringConnection", "VpcPeeringConnectionId", peering));
    clouds.settle();
    String table = clouds.tokyoConsole().mainRouteTable(vpc);
    ok(route(tokyo, table, "172.31.0.0/16", peering));
    ok(route(singapore, peerTable, "10.20.0.0/16", peering));
    String rule =
        ok(singapore.call(
                "AuthorizeSecurityGroupIngress",
                "GroupId",
                group,
                "IpProtocol",
                "tcp",
                "FromPort",
                "22",
                "ToPort",
                "22",
                "CidrIp",
                "10.20.0.0/16"))
            .first("securityGroupRuleSet/item/securityGroupRuleId");
    Host source = clouds.tokyoConsole().runInstance(subnet);

    Walk walk = clouds.aws.walk();
    assertThat(walk.connect(source, target.privateIp(), 22).delivered()).isTrue();
    assertThat(walk.connect(source, target.privateIp(), 3306).delivered()).isFalse();

    ok(tokyo.call("TerminateInstances", "InstanceId.1", source.instanceId()));
    ok(
        singapore.call(
            "RevokeSecurityGroupIngress", "GroupId", group, "SecurityGroupRuleId.1", rule));
    ok(
        singapore.call(
            "DeleteRoute", "RouteTableId", peerTable, "DestinationCidrBlock", "10.20.0.0/16"));
    ok(tokyo.call("DeleteVpcPeeringConnection", "VpcPeeringConnectionId", peering));
    ok(tokyo.call("DeleteSubnet", "SubnetId", subnet));
    ok(tokyo.call("DeleteVpc", "VpcId", vpc));
    assertThat(clouds.aws.dump()).isEqualTo(before);
  }

  private static Answer route(Client client, String table, String to, String peering) {
    return client.call(
        "CreateRoute",
        "RouteTableId",
        table,
        "DestinationCidrBlock",
        to,
        "VpcPeeringConnectionId",
        peering);
  }
}
