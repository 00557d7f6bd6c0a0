package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.testkit.QingCloudClient.Answer;
import dev.tieline.testkit.internal.qingcloud.QingCloudOfficial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every action's answer, held against the official tables and examples of members: one story that
 * calls all of them with success.
 */
class QingCloudOfficialAnswersTest {

  /** Members that answers have beyond the tables and examples: told by notes, pages and clients. */
  private static final Map<String, List<String>> MORE =
      Map.ofEntries(
          Map.entry("DescribeJobs", List.of("job_set.job_action")),
          Map.entry(
              "DescribeRouters",
              List.of("router_set.vxnets", "router_set.tags.tag_id", "router_set.tags.tag_name")),
          Map.entry(
              "DescribeVxnets",
              List.of("vxnet_set.vpc_router_id", "vxnet_set.owner", "vxnet_set.tags")),
          Map.entry("DescribeInstances", List.of("instance_set.tags")),
          Map.entry("DescribeRouterStatics", List.of("router_static_set.router_static_name")),
          Map.entry("DescribeEips", List.of("eip_set.tags")),
          Map.entry(
              "DescribeLoadBalancers",
              List.of(
                  "loadbalancer_set.vxnet_id",
                  "loadbalancer_set.private_ips",
                  "loadbalancer_set.loadbalancer_type",
                  "loadbalancer_set.tags",
                  "loadbalancer_set.eips.eip_id",
                  "loadbalancer_set.eips.eip_name",
                  "loadbalancer_set.eips.eip_addr",
                  "loadbalancer_set.listeners.listener_option",
                  "loadbalancer_set.listeners.tunnel_timeout")),
          Map.entry(
              "DescribeLoadBalancerListeners",
              List.of(
                  "loadbalancer_listener_set.controller",
                  "loadbalancer_listener_set.tunnel_timeout",
                  "loadbalancer_listener_set.backends.status",
                  "loadbalancer_listener_set.backends.disabled",
                  "loadbalancer_listener_set.backends.loadbalancer_policy_id")),
          Map.entry(
              "DescribeLoadBalancerBackends",
              List.of(
                  "loadbalancer_backend_set.status",
                  "loadbalancer_backend_set.disabled",
                  "loadbalancer_backend_set.loadbalancer_policy_id")),
          Map.entry("DescribeRouteTables", List.of("routing_table_set.routing_table_rule_set")));

  /** Members of the examples that the fake does not answer: it has nothing of what they tell. */
  private static final Map<String, List<String>> FEWER =
      Map.of(
          "DescribeInstances",
          List.of(
              "instance_set.eip",
              "instance_set.image.processor_type",
              "instance_set.image.image_size",
              "instance_set.image.image_name",
              "instance_set.image.os_family",
              "instance_set.image.provider"),
          "DescribeWanAccesss",
          List.of("wan_access_set.wan_cpe"));

  private final QingCloudClouds clouds = new QingCloudClouds();
  private final SortedMap<String, List<JsonNode>> answers = new TreeMap<>();
  private final QingCloudConsole console = clouds.console();
  private QingCloudClient own = clouds.own();

  @BeforeEach
  void needTables() {
    assumeTrue(QingCloudOfficial.isHere(), "the official tables are not here");
    FakeQingCloud.Keys keys = clouds.cloud.keys(QingCloudClouds.OWN);
    own =
        new QingCloudClient(
            ask -> {
              Reply reply = clouds.cloud.handle(ask);
              JsonNode json = json(reply);
              String action = json.path("action").asText().replace("Response", "");
              answers.computeIfAbsent(action, any -> new ArrayList<>()).add(json);
              return reply;
            },
            keys.accessKeyId(),
            keys.secretAccessKey(),
            QingCloudClouds.BEIJING);
  }

  private static JsonNode json(Reply reply) {
    try {
      return new ObjectMapper().readTree(reply.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer call(String action, String... parameters) {
    return clouds.done(own, action, parameters);
  }

  private void story() {
    String vpc =
        call("CreateRouters", "vpc_network", "172.16.0.0/16", "router_name", "n")
            .text("/routers/0");
    String vxnet = call("CreateVxnets", "vxnet_type", "1").text("/vxnets/0");
    call("JoinRouter", "vxnet", vxnet, "router", vpc, "ip_network", "172.16.1.0/24");
    String border = call("CreateVpcBorders", "border_type", "1").text("/vpc_borders/0");
    call("JoinBorder", "border", border, "vxnets.1", vxnet);
    call("AssociateBorder", "border", border, "router", vpc);
    String entry =
        call(
                "AddRouterStatics",
                "router",
                vpc,
                "statics.1.static_type",
                "1",
                "statics.1.val1",
                "80",
                "statics.1.val2",
                "172.16.1.2",
                "statics.1.val3",
                "80",
                "statics.1.val4",
                "tcp")
            .text("/router_statics/0");
    call("UpdateRouters", "routers.1", vpc);
    String[] route = {
      "border",
      border,
      "statics.0.border_static_name",
      "r",
      "statics.0.static_type",
      "0",
      "statics.0.type",
      "0",
      "statics.0.val1",
      "3.3.3.3",
      "statics.0.val2",
      vpc,
      "statics.0.val3",
      "0"
    };
    String borderStatic = call("AddBorderStatics", route).text("/border_statics/0");
    call("ConfigBorder", "border", border, "operation", "ConfigRoute");
    call("ModifyBorderStaticAttributes", "border_static", borderStatic, "disabled", "1");
    String group = call("CreateSecurityGroup").text("/security_group_id");
    call(
        "AddSecurityGroupRules",
        "security_group",
        group,
        "rules.1.protocol",
        "tcp",
        "rules.1.priority",
        "1");
    call("ApplySecurityGroup", "security_group", group);
    String instance =
        call(
                "RunInstances",
                "image_id",
                "i",
                "instance_type",
                "small_b",
                "login_mode",
                "passwd",
                "login_passwd",
                "Secret123",
                "vxnets.1",
                vxnet)
            .text("/instances/0");
    call("ApplySecurityGroup", "security_group", group, "instances.1", instance);
    String outer = call("AllocateEips", "bandwidth", "1").text("/eips/0");
    call("ModifyRouterAttributes", "router", vpc, "eip", outer);
    String access = console.createAccessPoint(console.createWanNet("w"), border, 5);
    call("UpgradeWanAccess", "wan_accesss.1", access, "bandwidth", "9");
    call(
        "ChangeWanAccessBandwidth",
        "wan_access",
        access,
        "bandwidth_type",
        "elastic",
        "bandwidth",
        "1");
    String eip = call("AllocateEips", "bandwidth", "1").text("/eips/0");
    String balancer =
        call("CreateLoadBalancer", "eips.1", eip, "vxnet", vxnet).text("/loadbalancer_id");
    String listener =
        call(
                "AddLoadBalancerListeners",
                "loadbalancer",
                balancer,
                "listeners.1.listener_port",
                "80",
                "listeners.1.listener_protocol",
                "http",
                "listeners.1.backend_protocol",
                "http")
            .text("/loadbalancer_listeners/0");
    String backend =
        call(
                "AddLoadBalancerBackends",
                "loadbalancer_listener",
                listener,
                "backends.1.resource_id",
                instance,
                "backends.1.port",
                "80",
                "backends.1.weight",
                "1")
            .text("/loadbalancer_backends/0");
    call("UpdateLoadBalancers", "loadbalancers.1", balancer);
    String table =
        call("CreateRouteTable", "routing_table_type", "0", "rtable_rtype", "1")
            .text("/routing_table");
    call("AssociateRouteTable", "routing_table", table, "resource", balancer);
    String hop =
        call(
                "AddRoutes",
                "routing_table",
                table,
                "rules.1.routing_table_rule_name",
                "r",
                "rules.1.network",
                "172.17.1.0/24",
                "rules.1.nexthop",
                vpc,
                "rules.1.nexthop_type",
                "2")
            .text("/routing_table_rules/0");
    call("ModifyRouteAttributes", "routing_table_rule", hop, "disable", "0");
    call("UpdateRouteTable", "routing_table", table);
    reads(vpc);
    call("RemoveRoutes", "routing_table_rules.1", hop);
    call("DissociateRouteTable", "routing_table", table, "resource", balancer);
    call("DeleteRouteTables", "routing_tables.1", table);
    call("DeleteLoadBalancerBackends", "loadbalancer_backends.1", backend);
    call("DeleteLoadBalancerListeners", "loadbalancer_listeners.1", listener);
    call("DeleteLoadBalancers", "loadbalancers.1", balancer);
    call("ReleaseEips", "eips.1", eip);
    call("TerminateInstances", "instances.1", instance, "direct_cease", "1");
    call("DeleteRouterStatics", "router_statics.1", entry);
    call("CancelBorderStaticChanges", "border", border);
    call("DeleteBorderStatics", "border", border, "border_statics.0", borderStatic);
    console.deleteAccessPoint(access);
    call("LeaveBorder", "border", border, "vxnets.1", vxnet);
    call("DissociateBorder", "border", border, "router", vpc);
    call("DeleteVpcBorders", "vpc_borders.1", border);
    call("LeaveRouter", "router", vpc, "vxnets.1", vxnet);
    call("DeleteVxnets", "vxnets.1", vxnet);
    call("DeleteRouters", "routers.1", vpc);
  }

  private void reads(String vpc) {
    for (String action : QingCloudOfficial.actions()) {
      if (action.startsWith("Describe") && !action.equals("DescribeRouterVxnets")) {
        call(action, "verbose", "1");
      }
    }
    call("DescribeRouterVxnets", "router", vpc);
  }

  @Test
  void answers_ofEveryAction_haveOfficialMembersAndAllOfThem() {
    story();
    List<String> wrong = new ArrayList<>();
    QingCloudOfficial.tables()
        .forEach(
            (action, table) -> {
              SortedSet<String> official = new TreeSet<>();
              members("", table.path("example_response"), official);
              table.path("response_elements").forEach(e -> official.add(e.path("name").asText()));
              SortedSet<String> own = new TreeSet<>();
              answers.getOrDefault(action, List.of()).forEach(a -> members("", a, own));
              compare(action, official, own, wrong);
            });
    assertThat(wrong).isEmpty();
  }

  private static void compare(
      String action, SortedSet<String> official, SortedSet<String> own, List<String> wrong) {
    List<String> more = MORE.getOrDefault(action, List.of());
    for (String member : own) {
      if (!official.contains(member) && more.stream().noneMatch(m -> isIn(member, m))) {
        wrong.add(action + " answers " + member);
      }
    }
    List<String> fewer = FEWER.getOrDefault(action, List.of());
    for (String member : official) {
      boolean left = fewer.stream().anyMatch(f -> isIn(member, f)) || isSlip(action, member);
      if (!own.contains(member) && !left) {
        wrong.add(action + " does not answer " + member);
      }
    }
  }

  private static boolean isIn(String member, String outer) {
    return member.equals(outer) || member.startsWith(outer + ".");
  }

  /** What a table says and the example beside it does not. */
  private static boolean isSlip(String action, String member) {
    return (action.equals("LeaveBorder") && member.equals("vxnet_id"))
        || (action.startsWith("DeleteLoadBalancer") && member.equals("ret_code"));
  }

  /** Collects the members of an object, those of the objects in lists too. */
  private static void members(String path, JsonNode node, SortedSet<String> all) {
    if (node.isArray()) {
      node.forEach(item -> members(path, item, all));
    } else if (node.isObject()) {
      node.properties()
          .forEach(
              field -> {
                String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                all.add(name);
                members(name, field.getValue(), all);
              });
    }
  }
}
