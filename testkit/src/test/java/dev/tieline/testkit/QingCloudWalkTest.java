package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The packet walk. Two VPCs in Beijing with a border router, 172.16.1.0/24 and 172.17.1.0/24, and a
 * third in Guangdong with its own, 192.168.211.0/24, behind SD-WAN.
 */
class QingCloudWalkTest {
  private final QingCloudClouds clouds = new QingCloudClouds();
  private final QingCloudConsole north = clouds.console();
  private final QingCloudConsole south = clouds.southConsole();

  private final String vpc1 = north.createVpc("172.16.0.0/16");
  private final String vpc2 = north.createVpc("172.17.0.0/16");
  private final String vxnet1 = north.createVxnet(vpc1, "172.16.1.0/24", "172.16.1.253");
  private final String vxnet2 = north.createVxnet(vpc2, "172.17.1.0/24", "172.17.1.253");
  private final Host host1 = north.createInstance(vxnet1, "172.16.1.2");
  private final Host host2 = north.createInstance(vxnet2, "172.17.1.2");
  private final String border1 = north.createBorder("north");

  private void border() {
    north.joinBorder(border1, vxnet1);
    north.joinBorder(border1, vxnet2);
  }

  private void policies() {
    north.addIntranetPolicy(vpc1, "there", "172.17.1.0/24", border1);
    north.addIntranetPolicy(vpc2, "back", "172.16.1.0/24", border1);
  }

  private void linked() {
    border();
    policies();
    north.applyRouter(vpc1);
    north.applyRouter(vpc2);
  }

  private WalkResult ping(Host from, Host to) {
    return clouds.cloud.walk().ping(from, to.privateIp());
  }

  @Test
  void ping_withinAVpc_needsNothing() {
    Host neighbour = north.createInstance(vxnet1, "");
    String second = north.createVxnet(vpc1, "172.16.2.0/24");
    Host further = north.createInstance(second, "");
    assertThat(ping(host1, neighbour).delivered()).isTrue();
    assertThat(ping(host1, further).delivered()).isTrue();
  }

  @Test
  void ping_byPublishedPolicies_isDelivered() {
    linked();
    WalkResult there = ping(host1, host2);
    assertThat(there.stoppedAt()).isEmpty();
    assertThat(there.hops()).contains(border1).contains(vpc1 + ": 172.17.1.0/24 -> " + border1);
    assertThat(ping(host2, host1).delivered()).isTrue();
  }

  @Test
  void ping_byPoliciesThatNobodyApplied_isStopped() {
    border();
    policies();
    north.applyRouter(vpc1);
    assertThat(ping(host1, host2).stoppedAt())
        .isEqualTo(vpc2 + ": no way from " + host2.instanceId() + " to 172.16.1.2");
    north.applyRouter(vpc2);
    assertThat(ping(host1, host2).delivered()).isTrue();
  }

  @Test
  void ping_whileTheVpcIsUpdating_goesByTheRulesBefore() {
    border();
    policies();
    north.applyRouter(vpc1);
    clouds.own().ok("UpdateRouters", "routers.1", vpc2);
    assertThat(ping(host1, host2).delivered()).isFalse();
    clouds.settle();
    assertThat(ping(host1, host2).delivered()).isTrue();
  }

  @Test
  void ping_afterAPolicyWasStruckOut_goesOnUntilThatIsApplied() {
    linked();
    north.removeIntranetPolicy(vpc1, "172.17.1.0/24");
    assertThat(ping(host1, host2).delivered()).isTrue();
    north.applyRouter(vpc1);
    assertThat(ping(host1, host2).delivered()).isFalse();
  }

  @Test
  void ping_toABorderThatTheNetworkHasNotJoined_isStopped() {
    north.joinBorder(border1, vxnet1);
    policies();
    north.applyRouter(vpc1);
    assertThat(ping(host1, host2).stoppedAt()).isEqualTo(border1 + ": no way to 172.17.1.2");
  }

  @Test
  void ping_fromAVpcThatIsNotAtTheBorder_isStopped() {
    north.joinBorder(border1, vxnet2);
    policies();
    north.applyRouter(vpc1);
    assertThat(ping(host1, host2).stoppedAt()).contains("no network of " + vpc1);
  }

  @Test
  void ping_byAnAssociatedVpc_isDelivered() {
    north.joinBorder(border1, vxnet2);
    north.call("AssociateBorder", Map.of("border", border1, "router", vpc1));
    policies();
    north.applyRouter(vpc1);
    north.applyRouter(vpc2);
    assertThat(ping(host1, host2).delivered()).isTrue();
  }

  @Test
  void ping_whereAnInstanceHasTheBordersAddress_isStopped() {
    String open = north.createVxnet(vpc1, "172.16.3.0/24");
    Host host3 = north.createInstance(open, "172.16.3.2");
    border();
    north.joinBorder(border1, open);
    policies();
    north.addIntranetPolicy(vpc2, "back", "172.16.3.0/24", border1);
    north.applyRouter(vpc1);
    north.applyRouter(vpc2);
    assertThat(ping(host3, host2).delivered()).isTrue();
    north.createInstance(open, "172.16.3.254");
    assertThat(ping(host3, host2).stoppedAt()).contains("both have the address 172.16.3.254");
  }

  @Test
  void ping_toANetworkThatTwoAtTheBorderHave_isStopped() {
    linked();
    String twin = north.createVpc("172.17.0.0/16");
    north.joinBorder(border1, north.createVxnet(twin, "172.17.1.0/24"));
    assertThat(ping(host1, host2).stoppedAt()).contains("both have 172.17.1.2");
  }

  private String table(String vxnet) {
    return north
        .call("DescribeRoutingTableResources", Map.of("resources.1", vxnet))
        .replaceAll(".*\"rtable_id\":\"([^\"]*)\".*", "$1");
  }

  private void route(String vxnet, String network, String hop) {
    north.call(
        "AddRoutes",
        Map.of(
            "routing_table",
            table(vxnet),
            "rules.1.routing_table_rule_name",
            "r",
            "rules.1.network",
            network,
            "rules.1.nexthop",
            hop,
            "rules.1.nexthop_type",
            "3"));
  }

  @Test
  void ping_byDefaultTables_isDeliveredWhenTheyArePublished() {
    border();
    route(vxnet1, "172.17.1.0/24", "172.16.1.254");
    route(vxnet2, "172.16.1.0/24", "172.17.1.254");
    assertThat(ping(host1, host2).delivered()).isFalse();
    north.call("UpdateRouteTable", Map.of("routing_table", table(vxnet1)));
    north.call("UpdateRouteTable", Map.of("routing_table", table(vxnet2)));
    assertThat(ping(host1, host2).delivered()).isTrue();
  }

  @Test
  void ping_byAnAddressThatIsNoBorders_isStopped() {
    border();
    route(vxnet1, "172.17.1.0/24", "172.16.1.77");
    north.call("UpdateRouteTable", Map.of("routing_table", table(vxnet1)));
    assertThat(ping(host1, host2).stoppedAt()).contains("nobody there passes packets on");
  }

  @Test
  void ping_byABorderStatic_reachesNetworksBehindAnotherVpc() {
    String behind = north.createVxnet(vpc2, "172.17.9.0/24");
    Host hidden = north.createInstance(behind, "172.17.9.2");
    linked();
    north.addIntranetPolicy(vpc1, "hidden", "172.17.9.0/24", border1);
    north.applyRouter(vpc1);
    assertThat(ping(host1, hidden).delivered()).isFalse();
    north.call(
        "AddBorderStatics",
        Map.of(
            "border",
            border1,
            "statics.1.border_static_name",
            "s",
            "statics.1.static_type",
            "0",
            "statics.1.type",
            "0",
            "statics.1.val1",
            "172.17.9.0/24",
            "statics.1.val2",
            vpc2,
            "statics.1.val3",
            "0"));
    assertThat(ping(host1, hidden).delivered()).isFalse();
    north.call("ConfigBorder", Map.of("border", border1, "operation", "ConfigRoute"));
    assertThat(ping(host1, hidden).delivered()).isTrue();
  }

  private final String vpc3 = south.createVpc("192.168.0.0/16");
  private final String vxnet3 = south.createVxnet(vpc3, "192.168.211.0/24", "192.168.211.253");
  private final Host host3 = south.createInstance(vxnet3, "192.168.211.2");

  private String border2() {
    linked();
    String border2 = south.createBorder("south");
    south.joinBorder(border2, vxnet3);
    south.addIntranetPolicy(vpc3, "back", "172.16.1.0/24", border2);
    south.applyRouter(vpc3);
    north.addIntranetPolicy(vpc1, "south", "192.168.211.0/24", border1);
    north.applyRouter(vpc1);
    return border2;
  }

  @Test
  void ping_acrossZones_needsAccessPointsOfOneNet() {
    String border2 = border2();
    assertThat(ping(host1, host3).stoppedAt()).isEqualTo(border1 + ": no way to 192.168.211.2");
    String net = north.createWanNet("company");
    north.createAccessPoint(net, border1, 5);
    assertThat(ping(host1, host3).delivered()).isFalse();
    String access = south.createAccessPoint(net, border2, 5);
    WalkResult there = ping(host1, host3);
    assertThat(there.stoppedAt()).isEmpty();
    assertThat(there.hops()).contains(net, access, border2);
    south.deleteAccessPoint(access);
    assertThat(ping(host1, host3).delivered()).isFalse();
    south.createAccessPoint(north.createWanNet("another"), border2, 5);
    assertThat(ping(host1, host3).delivered()).isFalse();
  }

  @Test
  void ping_acrossZonesWithoutContract_isStopped() {
    String border2 = border2();
    String net = north.createWanNet("company");
    String near = north.createAccessPoint(net, border1, "near", 5, 1);
    String far = south.createAccessPoint(net, border2, 5);
    assertThat(ping(host1, host3).delivered()).isTrue();
    south.stopAccessPoint(far);
    assertThat(ping(host1, host3).stoppedAt()).isEqualTo(far + ": it is stopped");
    clouds.pass(Duration.ofDays(31));
    assertThat(ping(host1, host3).stoppedAt()).isEqualTo(near + ": it is suspended");
    north.renewContract(near, 1);
    south.renewContract(far, 1);
    assertThat(ping(host1, host3).delivered()).isTrue();
    north.expireContract(near);
    assertThat(ping(host1, host3).delivered()).isFalse();
  }

  @Test
  void connect_toAnInstanceWithAGroup_needsAnAppliedRule() {
    linked();
    QingCloudClient own = clouds.own();
    String group = own.ok("CreateSecurityGroup").text("/security_group_id");
    clouds.done(
        own, "ApplySecurityGroup", "security_group", group, "instances.1", host2.instanceId());
    QingCloudWalk walk = clouds.cloud.walk();
    assertThat(walk.connect(host1, host2.privateIp(), 80).stoppedAt()).contains("no rule");
    own.ok(
        "AddSecurityGroupRules",
        "security_group",
        group,
        "rules.1.protocol",
        "tcp",
        "rules.1.priority",
        "5",
        "rules.1.action",
        "accept",
        "rules.1.val1",
        "80",
        "rules.1.val3",
        "172.16.1.0/24");
    assertThat(walk.connect(host1, host2.privateIp(), 80).delivered()).isFalse();
    clouds.done(own, "ApplySecurityGroup", "security_group", group);
    assertThat(walk.connect(host1, host2.privateIp(), 80).delivered()).isTrue();
    assertThat(walk.connect(host1, host2.privateIp(), 81).delivered()).isFalse();
    assertThat(walk.connect(host2, host1.privateIp(), 80).delivered()).isTrue();
  }
}
