package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.QingCloudClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Public addresses and load balancers. A balancer in the first of two VPCs in Beijing serves an
 * instance of each, and an address in Guangdong behind SD-WAN.
 */
class QingCloudBalancersTest {
  private QingCloudClouds clouds = new QingCloudClouds();
  private QingCloudClient own = clouds.own();
  private String vpc1 = "";
  private String vxnet1 = "";
  private String vpc2 = "";
  private Host host1 = new Host("", "", "");
  private Host host2 = host1;
  private String border1 = "";
  private String balancer = "";
  private String listener = "";
  private String eip = "";

  private void with(QingCloudSwitch fact, boolean value) {
    clouds = new QingCloudClouds(fact, value);
    own = clouds.own();
  }

  private void network() {
    QingCloudConsole north = clouds.console();
    vpc1 = north.createVpc("172.16.0.0/16");
    vxnet1 = north.createVxnet(vpc1, "172.16.1.0/24", "172.16.1.253");
    host1 = north.createInstance(vxnet1, "172.16.1.2");
  }

  private void neighbours() {
    QingCloudConsole north = clouds.console();
    vpc2 = north.createVpc("172.17.0.0/16");
    String vxnet2 = north.createVxnet(vpc2, "172.17.1.0/24", "172.17.1.253");
    host2 = north.createInstance(vxnet2, "172.17.1.2");
    border1 = north.createBorder("north");
    north.joinBorder(border1, vxnet1);
    north.joinBorder(border1, vxnet2);
    north.addIntranetPolicy(vpc2, "back", "172.16.1.0/24", border1);
    north.applyRouter(vpc2);
    QingCloudConsole south = clouds.southConsole();
    String vpc3 = south.createVpc("192.168.0.0/16");
    String vxnet3 = south.createVxnet(vpc3, "192.168.211.0/24", "192.168.211.253");
    south.createInstance(vxnet3, "192.168.211.2");
    String border2 = south.createBorder("south");
    south.joinBorder(border2, vxnet3);
    south.addIntranetPolicy(vpc3, "back", "172.16.1.0/24", border2);
    south.applyRouter(vpc3);
    String net = north.createWanNet("company");
    north.createAccessPoint(net, border1, 5);
    south.createAccessPoint(net, border2, 5);
  }

  private void balancer() {
    eip = own.ok("AllocateEips", "bandwidth", "5", "eip_name", "web").text("/eips/0");
    balancer =
        clouds
            .done(
                own,
                "CreateLoadBalancer",
                "eips.1",
                eip,
                "vxnet",
                vxnet1,
                "loadbalancer_name",
                "web")
            .text("/loadbalancer_id");
    listener =
        own.ok(
                "AddLoadBalancerListeners",
                "loadbalancer",
                balancer,
                "listeners.1.listener_port",
                "80",
                "listeners.1.listener_protocol",
                "http",
                "listeners.1.backend_protocol",
                "http",
                "listeners.1.tunnel_timeout",
                "3600")
            .text("/loadbalancer_listeners/0");
  }

  private Answer backend(String resource) {
    return own.call(
        "AddLoadBalancerBackends",
        "loadbalancer_listener",
        listener,
        "backends.1.resource_id",
        resource,
        "backends.1.port",
        "80",
        "backends.1.weight",
        "1");
  }

  private void update() {
    clouds.done(own, "UpdateLoadBalancers", "loadbalancers.1", balancer);
  }

  /** Lets the default group, which the balancer has, admit port 80. */
  private void admit() {
    String group = own.ok("DescribeSecurityGroups").text("/security_group_set/0/security_group_id");
    own.ok(
        "AddSecurityGroupRules",
        "security_group",
        group,
        "rules.1.protocol",
        "tcp",
        "rules.1.priority",
        "3",
        "rules.1.val1",
        "80");
    clouds.done(own, "ApplySecurityGroup", "security_group", group);
  }

  private String table() {
    String table =
        own.ok("CreateRouteTable", "routing_table_type", "0", "rtable_rtype", "1")
            .text("/routing_table");
    clouds.done(own, "AssociateRouteTable", "routing_table", table, "resource", balancer);
    own.ok(
        "AddRoutes",
        "routing_table",
        table,
        "rules.1.routing_table_rule_name",
        "south",
        "rules.1.network",
        "192.168.211.0/24",
        "rules.1.nexthop",
        "172.16.1.254",
        "rules.1.nexthop_type",
        "3",
        "rules.2.routing_table_rule_name",
        "neighbour",
        "rules.2.network",
        "172.17.1.0/24",
        "rules.2.nexthop",
        "172.16.1.254",
        "rules.2.nexthop_type",
        "3");
    return table;
  }

  private List<String> health() {
    return own.ok("DescribeLoadBalancerBackends", "loadbalancer", balancer)
        .texts("/loadbalancer_backend_set", "status");
  }

  private String address() {
    return own.ok("DescribeEips", "eips.1", eip).text("/eip_set/0/eip_addr");
  }

  private QingCloudWalk.Served http() {
    return clouds.cloud.walk().http(address(), 80);
  }

  @Test
  void http_wholeGuide_takesTurnsOverAllThreeBackends() {
    network();
    neighbours();
    balancer();
    backend(host1.instanceId());
    backend(host2.instanceId());
    clouds.console().addAddressBackend(listener, "192.168.211.2", 80, 1);
    assertThat(health()).containsOnly("down");
    update();
    assertThat(health()).containsExactlyInAnyOrder("up", "down", "down");
    String table = table();
    assertThat(health()).containsExactlyInAnyOrder("up", "down", "down");
    clouds.done(own, "UpdateRouteTable", "routing_table", table);
    assertThat(health()).containsOnly("up").hasSize(3);
    assertThat(http().result().stoppedAt()).contains("no rule");
    admit();
    List<String> answered = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      answered.add(http().backend());
    }
    assertThat(answered.subList(0, 3))
        .containsExactlyInAnyOrder(host1.instanceId(), host2.instanceId(), "192.168.211.2")
        .isEqualTo(answered.subList(3, 6));
  }

  @Test
  void http_passingTheClientsAddressOn_worksInTheOwnVpcAlone() {
    network();
    neighbours();
    balancer();
    backend(host2.instanceId());
    own.ok(
        "ModifyLoadBalancerListenerAttributes",
        "loadbalancer_listener",
        listener,
        "listener_option",
        "2");
    update();
    clouds.done(own, "UpdateRouteTable", "routing_table", table());
    admit();
    assertThat(health()).containsExactly("up");
    assertThat(http().result().stoppedAt()).contains("answers the client itself");
    backend(host1.instanceId());
    update();
    assertThat(List.of(http().backend(), http().backend())).contains(host1.instanceId());
  }

  @Test
  void http_withOneBackendDown_goesToTheOthers() {
    network();
    balancer();
    Host second = clouds.console().createInstance(vxnet1, "");
    backend(host1.instanceId());
    backend(second.instanceId());
    update();
    admit();
    clouds.console().deleteInstance(second.instanceId());
    assertThat(health()).containsExactlyInAnyOrder("up", "abnormal");
    assertThat(http().backend()).isEqualTo(host1.instanceId());
    assertThat(http().backend()).isEqualTo(host1.instanceId());
  }

  @Test
  void http_beforeListenersArePublished_isStopped() {
    network();
    balancer();
    backend(host1.instanceId());
    admit();
    assertThat(http().result().stoppedAt()).contains("no listener of port 80");
    Answer described = own.ok("DescribeLoadBalancers", "loadbalancers.1", balancer, "verbose", "1");
    assertThat(described.text("/loadbalancer_set/0/is_applied")).isEqualTo("0");
    assertThat(described.text("/loadbalancer_set/0/listeners/0/listener_port")).isEqualTo("80");
    own.ok("UpdateLoadBalancers", "loadbalancers.1", balancer);
    assertThat(backend(host1.instanceId()).code()).isEqualTo(1400);
    clouds.settle();
    assertThat(http().backend()).isEqualTo(host1.instanceId());
  }

  @Test
  void balancer_thatTakesSeveralChanges_refusesNone() {
    with(QingCloudSwitch.BALANCER_SERIALISED, false);
    network();
    balancer();
    own.ok("UpdateLoadBalancers", "loadbalancers.1", balancer);
    assertThat(backend(host1.instanceId()).code()).isZero();
  }

  @Test
  void backends_beyondTheQuota_are2500() {
    network();
    balancer();
    clouds.cloud.quota(QingCloudClouds.OWN, "pek3", QingCloudQuota.BACKENDS_PER_LISTENER, 1);
    assertThat(backend(host1.instanceId()).code()).isZero();
    assertThat(backend(host1.instanceId()).code()).isEqualTo(2500);
  }

  @Test
  void backend_byAddress_needsItsSwitchOrTheConsole() {
    network();
    balancer();
    assertThat(backend("192.168.211.2").code()).isEqualTo(2100);
    String added = clouds.console().addAddressBackend(listener, "192.168.211.2", 80, 1);
    assertThat(
            own.ok("DescribeLoadBalancerBackends").text("/loadbalancer_backend_set/0/resource_id"))
        .isEqualTo("192.168.211.2");
    clouds.console().removeBackend(added);
    assertThat(own.ok("DescribeLoadBalancerBackends").text("/total_count")).isEqualTo("0");
    with(QingCloudSwitch.ADDRESS_BACKEND_BY_API, true);
    network();
    balancer();
    assertThat(backend("192.168.211.2").code()).isZero();
  }

  @Test
  void backends_deleted_areAnsweredWithoutACode() {
    network();
    balancer();
    String backend = backend(host1.instanceId()).text("/loadbalancer_backends/0");
    Answer deleted = own.ok("DeleteLoadBalancerBackends", "loadbalancer_backends.1", backend);
    assertThat(deleted.json().has("ret_code")).isFalse();
    assertThat(deleted.text("/zone")).isEqualTo("pek3");
    Answer gone = own.ok("DeleteLoadBalancerListeners", "loadbalancer_listeners.1", listener);
    assertThat(gone.json().has("ret_code")).isFalse();
    with(QingCloudSwitch.RET_CODE_OMITTED, false);
    network();
    balancer();
    Answer usual = own.ok("DeleteLoadBalancerListeners", "loadbalancer_listeners.1", listener);
    assertThat(usual.json().has("ret_code")).isTrue();
  }

  @Test
  void listener_badOrTaken_isRefused() {
    network();
    balancer();
    String[] one = {
      "loadbalancer",
      balancer,
      "listeners.1.listener_port",
      "80",
      "listeners.1.listener_protocol",
      "http",
      "listeners.1.backend_protocol",
      "http"
    };
    assertThat(own.call("AddLoadBalancerListeners", one).code()).isEqualTo(2110);
    one[3] = "22";
    assertThat(own.call("AddLoadBalancerListeners", one).code()).isEqualTo(1101);
    one[3] = "8080";
    one[5] = "HTTP";
    assertThat(own.call("AddLoadBalancerListeners", one).code()).isEqualTo(1101);
  }

  @Test
  void listenerAndBackend_modified_areDirty() {
    network();
    balancer();
    String backend = backend(host1.instanceId()).text("/loadbalancer_backends/0");
    update();
    own.ok("ModifyLoadBalancerBackendAttributes", "loadbalancer_backend", backend, "weight", "7");
    assertThat(health()).containsExactly("up");
    own.ok(
        "ModifyLoadBalancerListenerAttributes",
        "loadbalancer_listener",
        listener,
        "balance_mode",
        "leastconn");
    Answer found =
        own.ok("DescribeLoadBalancerListeners", "loadbalancers.1", balancer, "verbose", "1");
    assertThat(found.text("/loadbalancer_listener_set/0/balance_mode")).isEqualTo("leastconn");
    assertThat(found.text("/loadbalancer_listener_set/0/backends/0/weight")).isEqualTo("7");
    assertThat(own.ok("DescribeLoadBalancers").text("/loadbalancer_set/0/is_applied"))
        .isEqualTo("0");
  }

  @Test
  void create_withNeitherAddressNorNetwork_isRefused() {
    assertThat(own.call("CreateLoadBalancer").code()).isEqualTo(1100);
    with(QingCloudSwitch.BALANCER_TAKES_BOTH, false);
    network();
    eip = own.ok("AllocateEips", "bandwidth", "5").text("/eips/0");
    assertThat(own.call("CreateLoadBalancer", "eips.1", eip, "vxnet", vxnet1).code())
        .isEqualTo(1101);
    assertThat(own.call("CreateLoadBalancer", "eips.1", eip).code()).isZero();
  }

  @Test
  void create_done_hasAddressesOfBothSides() {
    network();
    balancer();
    Answer found = own.ok("DescribeLoadBalancers");
    assertThat(found.text("/loadbalancer_set/0/status")).isEqualTo("active");
    assertThat(found.text("/loadbalancer_set/0/vxnet_id")).isEqualTo(vxnet1);
    assertThat(found.text("/loadbalancer_set/0/private_ips/0")).startsWith("172.16.1.");
    assertThat(found.text("/loadbalancer_set/0/eips/0/eip_addr")).isEqualTo(address());
    Answer bound = own.ok("DescribeEips", "instance_id", balancer);
    assertThat(bound.text("/eip_set/0/status")).isEqualTo("associated");
    assertThat(bound.text("/eip_set/0/resource/resource_type")).isEqualTo("loadbalancer");
    assertThat(own.call("ReleaseEips", "eips.1", eip).code()).isEqualTo(1400);
  }

  @Test
  void delete_done_isInTheRecycleBinAndFreesItsAddress() {
    network();
    balancer();
    own.ok("DeleteLoadBalancers", "loadbalancers.1", balancer);
    assertThat(own.ok("DescribeLoadBalancers").text("/loadbalancer_set/0/transition_status"))
        .isEqualTo("deleting");
    clouds.settle();
    assertThat(own.ok("DescribeLoadBalancers").text("/loadbalancer_set/0/status"))
        .isEqualTo("deleted");
    assertThat(own.ok("DescribeEips").text("/eip_set/0/status")).isEqualTo("available");
    clouds.pass(Duration.ofHours(2));
    assertThat(own.ok("DescribeLoadBalancers").text("/loadbalancer_set/0/status"))
        .isEqualTo("ceased");
    clouds.done(own, "ReleaseEips", "eips.1", eip);
    assertThat(own.ok("DescribeEips").text("/eip_set/0/status")).isEqualTo("released");
    assertThat(own.call("ReleaseEips", "eips.1", eip).code()).isEqualTo(2100);
  }

  @Test
  void delete_withATableBound_isLetGoOfIt() {
    network();
    balancer();
    neighbours();
    String table = table();
    assertThat(own.call("DeleteRouteTables", "routing_tables.1", table).code()).isEqualTo(5400);
    clouds.done(own, "DeleteLoadBalancers", "loadbalancers.1", balancer);
    assertThat(own.call("DeleteRouteTables", "routing_tables.1", table).code()).isZero();
  }

  @Test
  void vxnet_withABinnedBalancer_isHeldWhereTheBinHolds() {
    with(QingCloudSwitch.BINNED_BALANCER_HOLDS_VXNET, true);
    network();
    balancer();
    clouds.console().deleteInstance(host1.instanceId());
    clouds.done(own, "DeleteLoadBalancers", "loadbalancers.1", balancer);
    clouds.done(own, "LeaveRouter", "router", vpc1, "vxnets.1", vxnet1);
    assertThat(own.call("DeleteVxnets", "vxnets.1", vxnet1).code()).isEqualTo(5400);
    clouds.pass(Duration.ofHours(2));
    assertThat(own.call("DeleteVxnets", "vxnets.1", vxnet1).code()).isZero();
  }

  @Test
  void eip_ofAVpc_isBoundAndDissociated() {
    network();
    eip = own.ok("AllocateEips", "bandwidth", "5").text("/eips/0");
    own.ok("ModifyRouterAttributes", "router", vpc1, "eip", eip);
    assertThat(own.ok("DescribeRouters").text("/router_set/0/eip/eip_id")).isEqualTo(eip);
    clouds.done(own, "DissociateEips", "eips.1", eip);
    assertThat(own.ok("DescribeRouters").json().at("/router_set/0/eip").isEmpty()).isTrue();
    String free = clouds.console().createFreeVpc("172.18.0.0/16");
    assertThat(own.call("ModifyRouterAttributes", "router", free, "eip", eip).code())
        .isEqualTo(1400);
    own.ok("ModifyEipAttributes", "eip", eip, "eip_name", "x");
    assertThat(own.ok("DescribeEips").text("/eip_set/0/eip_name")).isEqualTo("x");
  }
}
