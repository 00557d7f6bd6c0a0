package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.QingCloudClient.Answer;
import org.junit.jupiter.api.Test;

/** Route tables, their rules, and what they serve. */
class QingCloudRouteTablesTest {
  private QingCloudClouds clouds = new QingCloudClouds();
  private QingCloudClient own = clouds.own();
  private String vpc = "";
  private String vxnet = "";

  private void with(QingCloudSwitch fact, boolean value) {
    clouds = new QingCloudClouds(fact, value);
    own = clouds.own();
  }

  private void network() {
    vpc = clouds.console().createVpc("172.16.0.0/16");
    vxnet = clouds.console().createVxnet(vpc, "172.16.1.0/24");
  }

  private String create(String resourceType) {
    return own.ok(
            "CreateRouteTable",
            "routing_table_name",
            "t",
            "routing_table_type",
            "0",
            "rtable_rtype",
            resourceType)
        .text("/routing_table");
  }

  private Answer add(String table, String network, String hop, String type) {
    return own.call(
        "AddRoutes",
        "routing_table",
        table,
        "rules.1.routing_table_rule_name",
        "r",
        "rules.1.network",
        network,
        "rules.1.nexthop",
        hop,
        "rules.1.nexthop_type",
        type);
  }

  private Answer bind(String table, String resource) {
    Answer answer = own.call("AssociateRouteTable", "routing_table", table, "resource", resource);
    clouds.settle();
    return answer;
  }

  private String defaultTable() {
    return own.ok("DescribeRoutingTableResources", "resources.1", vxnet)
        .text("/resource_user_group_set/0/rtable_id");
  }

  private String balancer() {
    return clouds.done(own, "CreateLoadBalancer", "vxnet", vxnet).text("/loadbalancer_id");
  }

  @Test
  void defaultTable_ofAVpc_servesItsNetworksAndStays() {
    network();
    String table = defaultTable();
    assertThat(table).startsWith("rt-");
    assertThat(own.call("DeleteRouteTables", "routing_tables.1", table).code()).isEqualTo(1400);
    assertThat(bind(create("2"), vxnet).code()).isEqualTo(1400);
  }

  @Test
  void defaultTable_whereItYields_isReplaced() {
    with(QingCloudSwitch.DEFAULT_TABLE_REPLACED, true);
    network();
    String table = create("2");
    assertThat(bind(table, vxnet).code()).isZero();
    assertThat(defaultTable()).isEqualTo(table);
    assertThat(own.call("DeleteRouteTables", "routing_tables.1", table).code()).isEqualTo(5400);
    clouds.done(own, "DissociateRouteTable", "routing_table", table, "resource", vxnet);
    assertThat(defaultTable()).isNotEqualTo(table).startsWith("rt-");
    assertThat(own.call("DeleteRouteTables", "routing_tables.1", table).code()).isZero();
  }

  @Test
  void defaultTable_ofAnOldVpc_isNone() {
    with(QingCloudSwitch.DEFAULT_TABLES, false);
    network();
    assertThat(defaultTable()).isEmpty();
    assertThat(bind(create("2"), vxnet).code()).isZero();
    assertThat(defaultTable()).isNotEmpty();
  }

  @Test
  void rules_added_arePublishedByUpdate() {
    network();
    String table = defaultTable();
    Answer added = add(table, "172.17.1.0/24", "172.16.1.254", "3");
    assertThat(added.text("/routing_table_rules/0")).startsWith("r-");
    Answer described = own.ok("DescribeRouteTables", "routing_tables.1", table, "verbose", "1");
    assertThat(described.text("/routing_table_set/0/is_applied")).isEqualTo("0");
    assertThat(
            described
                .json()
                .at("/routing_table_set/0/routing_table_rule_set/0/nexthop_type")
                .isInt())
        .isTrue();
    own.ok("UpdateRouteTable", "routing_table", table);
    assertThat(add(table, "172.18.1.0/24", "172.16.1.254", "3").code()).isEqualTo(1400);
    clouds.settle();
    assertThat(
            own.ok("DescribeRouteTables", "routing_tables.1", table)
                .text("/routing_table_set/0/is_applied"))
        .isEqualTo("1");
  }

  @Test
  void rules_ofOneNetworkTwice_are2110() {
    network();
    add(defaultTable(), "172.17.1.0/24", "172.16.1.254", "3");
    assertThat(add(defaultTable(), "172.17.1.0/24", vpc, "2").code()).isEqualTo(2110);
  }

  @Test
  void rules_modifiedAndRemoved_areDirty() {
    network();
    String table = defaultTable();
    String rule = add(table, "172.17.1.0/24", vpc, "2").text("/routing_table_rules/0");
    own.ok(
        "ModifyRouteAttributes",
        "routing_table_rule",
        rule,
        "nexthop_type",
        "3",
        "nexthop",
        "172.16.1.254",
        "disable",
        "1");
    Answer found = own.ok("DescribeRoutes", "routing_table", table, "nexthop", "172.16.1.254");
    assertThat(found.text("/routing_table_rule_set/0/disabled")).isEqualTo("1");
    clouds.done(own, "UpdateRouteTable", "routing_table", table);
    own.ok("RemoveRoutes", "routing_table_rules.1", rule);
    assertThat(own.ok("DescribeRouteTables").text("/routing_table_set/0/is_applied"))
        .isEqualTo("0");
    assertThat(own.ok("DescribeRoutes").text("/total_count")).isEqualTo("0");
  }

  @Test
  void rules_namedAsInTheExample_areAccepted() {
    network();
    Answer added =
        own.ok(
            "AddRoutes",
            "routing_table",
            defaultTable(),
            "rules.1.routing_table_name",
            "test1",
            "rules.1.network",
            "172.31.0.2",
            "rules.1.nexthop",
            vpc);
    Answer found =
        own.ok("DescribeRoutes", "routing_table_rules.1", added.text("/routing_table_rules/0"));
    assertThat(found.text("/routing_table_rule_set/0/rtable_rule_name")).isEqualTo("test1");
    assertThat(found.text("/routing_table_rule_set/0/nexthop_type")).isEqualTo("2");
  }

  @Test
  void rules_ofABalancersTable_needItsBinding() {
    network();
    String table = create("1");
    assertThat(add(table, "172.17.1.0/24", "172.16.1.254", "3").code()).isEqualTo(1400);
    assertThat(bind(table, vxnet).code()).isEqualTo(2100);
    assertThat(bind(table, balancer()).code()).isZero();
    assertThat(add(table, "172.17.1.0/24", "172.16.1.254", "3").code()).isZero();
  }

  @Test
  void rules_ofABalancersTable_needNoBindingWhereNobodyLooks() {
    with(QingCloudSwitch.RULES_NEED_BINDING, false);
    network();
    assertThat(add(create("1"), "172.17.1.0/24", "172.16.1.254", "3").code()).isZero();
  }

  @Test
  void hop_addressRefusedAtFirst_canBeReachedByAChange() {
    with(QingCloudSwitch.BALANCER_TABLE_TAKES_ADDRESS, false);
    network();
    String table = create("1");
    bind(table, balancer());
    assertThat(add(table, "172.17.1.0/24", "172.16.1.254", "3").code()).isEqualTo(1101);
    String rule = add(table, "172.17.1.0/24", vpc, "2").text("/routing_table_rules/0");
    assertThat(
            own.call(
                    "ModifyRouteAttributes",
                    "routing_table_rule",
                    rule,
                    "nexthop_type",
                    "3",
                    "nexthop",
                    "172.16.1.254")
                .code())
        .isZero();
  }

  @Test
  void hop_addressInANetworksTable_needsItsSwitch() {
    with(QingCloudSwitch.VXNET_TABLE_TAKES_ADDRESS, false);
    network();
    assertThat(add(defaultTable(), "172.17.1.0/24", "172.16.1.254", "3").code()).isEqualTo(1101);
    assertThat(add(defaultTable(), "172.17.1.0/24", vpc, "2").code()).isZero();
  }

  @Test
  void table_named_keepsIt() {
    network();
    String table = create("2");
    own.ok("ModifyRouteTableAttributes", "routing_table", table, "routing_table_name", "new");
    Answer found = own.ok("DescribeRouteTables", "routing_tables.1", table);
    assertThat(found.text("/routing_table_set/0/rtable_name")).isEqualTo("new");
    assertThat(found.text("/routing_table_set/0/rtable_rtype")).isEqualTo("2");
  }
}
