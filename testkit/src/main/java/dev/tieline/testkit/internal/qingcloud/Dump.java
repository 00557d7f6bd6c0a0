package dev.tieline.testkit.internal.qingcloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes a world as text by asking it what any user could ask, so that nothing is forgotten. */
public final class Dump {

  /** A listing call: the member with its objects, and what they are called. */
  private record Listed(String action, String set, String id) {}

  private static final List<Listed> LISTS =
      List.of(
          new Listed("DescribeRouters", "router_set", "router_id"),
          new Listed("DescribeRouterStatics", "router_static_set", "router_static_id"),
          new Listed("DescribeVxnets", "vxnet_set", "vxnet_id"),
          new Listed("DescribeVpcBorders", "vpc_border_set", "vpc_border_id"),
          new Listed("DescribeBorderVxnets", "border_vxnet_set", "border_id"),
          new Listed("DescribeBorderStatics", "border_static_set", "border_static_id"),
          new Listed("DescribeRouteTables", "routing_table_set", "rtable_id"),
          new Listed("DescribeRoutes", "routing_table_rule_set", "rtable_rule_id"),
          new Listed("DescribeRoutingTableResources", "resource_user_group_set", "rtable_id"),
          new Listed("DescribeSecurityGroups", "security_group_set", "security_group_id"),
          new Listed(
              "DescribeSecurityGroupRules", "security_group_rule_set", "security_group_rule_id"),
          new Listed("DescribeInstances", "instance_set", "instance_id"),
          new Listed("DescribeEips", "eip_set", "eip_id"),
          new Listed("DescribeLoadBalancers", "loadbalancer_set", "loadbalancer_id"),
          new Listed(
              "DescribeLoadBalancerListeners",
              "loadbalancer_listener_set",
              "loadbalancer_listener_id"),
          new Listed(
              "DescribeLoadBalancerBackends",
              "loadbalancer_backend_set",
              "loadbalancer_backend_id"),
          new Listed("DescribeTags", "tag_set", "tag_id"),
          new Listed("DescribeWanAccesss", "wan_access_set", "wan_access_id"));

  /** What differs between two clouds that are the same. */
  private static final SortedSet<String> LEFT_OUT =
      new TreeSet<>(List.of("create_time", "status_time"));

  /** The states of what is no more; lists show it for a while. */
  private static final List<String> DEAD = List.of("deleted", "ceased", "terminated", "released");

  private final QingCloud cloud;
  private final World world;
  private final Instant settled;
  private final List<String> lines = new ArrayList<>();

  private Dump(QingCloud cloud, World world, Instant settled) {
    this.cloud = cloud;
    this.world = world;
    this.settled = settled;
  }

  /** Writes one line for each object of each account and zone, sorted. */
  public static String of(QingCloud cloud, World world, Instant now) {
    Config config = cloud.config();
    Dump dump = new Dump(cloud, world, now.plus(config.longestTransition().multipliedBy(4)));
    for (String account : config.accounts()) {
      for (String zone : config.zones()) {
        LISTS.forEach(list -> dump.list(new Caller(account, zone), list));
      }
    }
    dump.lines.sort(null);
    return String.join("\n", dump.lines) + (dump.lines.isEmpty() ? "" : "\n");
  }

  private void list(Caller caller, Listed list) {
    SortedMap<String, String> parameters = new TreeMap<>(Map.of("limit", "100"));
    JsonNode items;
    int offset = 0;
    do {
      parameters.put("offset", String.valueOf(offset));
      items =
          cloud
              .run(world, caller, cloud.request(list.action(), parameters), settled)
              .out()
              .path(list.set());
      for (JsonNode item : items) {
        String line = caller.account() + " " + caller.zone() + " ";
        if (!DEAD.contains(item.path("status").asText()) && isHere(caller, item)) {
          lines.add(line + item.path(list.id()).asText() + " " + Json.flat(item, LEFT_OUT));
        }
      }
      offset += items.size();
    } while (items.size() == 100 && isPaged(list));
  }

  /** Access points may be listed in all zones. */
  private static boolean isHere(Caller caller, JsonNode item) {
    return !item.has("wan_access_id")
        || Zones.inner(caller.zone()).equals(item.path("border_zone_id").asText());
  }

  private static boolean isPaged(Listed list) {
    return !list.action().contains("Rout") || list.action().contains("Router");
  }
}
