package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Times;
import java.util.ArrayList;
import java.util.List;

/** The rules of route tables; they work when their table was published. */
final class Routes {
  private Routes() {}

  static void register(Actions actions) {
    actions.writes(
        "AddRoutes",
        "routing_table* rules.N.routing_table_rule_name rules.N.routing_table_name"
            + " rules.N.network** rules.N.nexthop** rules.N.nexthop_type",
        Routes::add);
    actions.reads(
        "DescribeRoutes",
        "routing_table_rules",
        "nexthop nexthop_type routing_table_rules.N routing_table",
        Routes::describe);
    actions.writes(
        "ModifyRouteAttributes",
        "routing_table_rule* disable:int network nexthop nexthop_type route_table_rule_name",
        Routes::modify);
    actions.writes("RemoveRoutes", "routing_table_rules.N*", Routes::remove);
  }

  static List<RouteRule> of(Iaas call, String table) {
    return call.all(Kind.RULE).stream().filter(rule -> rule.table().equals(table)).toList();
  }

  private static void add(Iaas call) {
    RouteTable table = RouteTables.working(call, call.text("routing_table"));
    boolean forBalancers = table.resourceType() == RouteTable.FOR_BALANCERS;
    if (forBalancers
        && call.is(QingCloudSwitch.RULES_NEED_BINDING)
        && !RouteTables.isBound(call, table.id())) {
      throw QingError.denied("routing table [" + table.id() + "] is not associated yet");
    }
    List<String> ids = new ArrayList<>();
    for (Query one : call.query.structures("rules")) {
      String name = one.get("routing_table_rule_name", one.get("routing_table_name", ""));
      if (name.isEmpty()) {
        throw QingError.missing("rules.1.routing_table_rule_name");
      }
      int type = type(one.get("nexthop_type", ""), RouteRule.TO_ROUTER);
      String hop = one.require("nexthop");
      boolean takesAddress =
          call.is(
              forBalancers
                  ? QingCloudSwitch.BALANCER_TABLE_TAKES_ADDRESS
                  : QingCloudSwitch.VXNET_TABLE_TAKES_ADDRESS);
      checkHop(call, type, hop, takesAddress);
      Cidr network = network(one.require("network"));
      free(call, table, network, "");
      String id = call.newId(Kind.RULE);
      ids.add(id);
      call.put(
          Kind.RULE,
          new RouteRule(
              call.account,
              call.zone,
              id,
              table.id(),
              name,
              network,
              hop,
              type,
              false,
              call.now,
              call.now));
    }
    call.put(Kind.TABLE, table.touched(call.now));
    call.out.texts("routing_table_rules", ids);
  }

  private static int type(String text, int otherwise) {
    return switch (text) {
      case "" -> otherwise;
      case "2", "3", "4" -> Integer.parseInt(text);
      default -> throw QingError.bad("nexthop_type", text, "2, 3 or 4");
    };
  }

  private static Cidr network(String text) {
    return Cidr.tryParse(text.contains("/") ? text : text + "/32")
        .orElseThrow(() -> QingError.bad("network", text, "a network"));
  }

  private static void checkHop(Iaas call, int type, String hop, boolean takesAddress) {
    switch (type) {
      case RouteRule.TO_ROUTER -> call.require(Kind.ROUTER, hop);
      case RouteRule.TO_ADDRESS -> {
        if (!takesAddress || Ip.tryParse(hop).isEmpty()) {
          throw QingError.bad("nexthop", hop, takesAddress ? "an address" : "a router");
        }
      }
      default -> throw QingError.notFound(hop); // there are no NAT gateways here
    }
  }

  private static void free(Iaas call, RouteTable table, Cidr network, String but) {
    for (RouteRule other : of(call, table.id())) {
      if (other.network().equals(network) && !other.id().equals(but)) {
        throw QingError.exists("a rule for [" + network + "] is in [" + table.id() + "] already");
      }
    }
  }

  private static void describe(Iaas call) {
    String table = call.text("routing_table");
    String hop = call.text("nexthop");
    String type = call.text("nexthop_type");
    if (!table.isEmpty()) {
      call.require(Kind.TABLE, table);
    }
    List<RouteRule> found =
        Listing.of(call, Kind.RULE, "routing_table_rules")
            .where(rule -> table.isEmpty() || rule.table().equals(table))
            .where(rule -> hop.isEmpty() || rule.hop().equals(hop))
            .where(rule -> type.isEmpty() || type.equals(String.valueOf(rule.hopType())))
            .found();
    Listing.writeAll(call, "routing_table_rule_set", found, Routes::write);
  }

  static void write(Json json, RouteRule rule) {
    json.put("rtable_rule_id", rule.id())
        .put("network", rule.network().toString())
        .put("nexthop", rule.hop())
        .put("disabled", rule.disabled() ? 1 : 0)
        .put("root_user_id", rule.account())
        .put("create_time", Times.iso(rule.made()))
        .put("rtable_rule_name", rule.name())
        .put("owner", rule.account())
        .put("status_time", Times.iso(rule.changed()))
        .put("nexthop_type", rule.hopType())
        .put("rtable_id", rule.table());
  }

  private static void modify(Iaas call) {
    RouteRule rule = call.require(Kind.RULE, call.text("routing_table_rule"));
    RouteTable table = RouteTables.working(call, rule.table());
    int type = type(call.text("nexthop_type"), rule.hopType());
    String hop = call.query.get("nexthop", rule.hop());
    boolean forBalancers = table.resourceType() == RouteTable.FOR_BALANCERS;
    checkHop(call, type, hop, forBalancers || call.is(QingCloudSwitch.VXNET_TABLE_TAKES_ADDRESS));
    Cidr network = network(call.query.get("network", rule.network().toString()));
    free(call, table, network, rule.id());
    call.put(
        Kind.RULE,
        new RouteRule(
            rule.account(),
            rule.zone(),
            rule.id(),
            rule.table(),
            call.query.get("route_table_rule_name", rule.name()),
            network,
            hop,
            type,
            call.number("disable", rule.disabled() ? 1 : 0) == 1,
            rule.made(),
            call.now));
    call.put(Kind.TABLE, table.touched(call.now));
  }

  private static void remove(Iaas call) {
    List<String> ids = call.some("routing_table_rules");
    for (String id : ids) {
      RouteRule rule = call.require(Kind.RULE, id);
      RouteTable table = RouteTables.working(call, rule.table());
      call.remove(Kind.RULE, rule);
      call.put(Kind.TABLE, table.touched(call.now));
    }
    call.out.texts("routing_table_rules", ids);
  }
}
