package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.QingCloudDelay;
import dev.tieline.testkit.QingCloudQuota;
import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Settings;
import dev.tieline.testkit.internal.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Route tables and what they serve ("Routing table" API pages, read 2026-11). */
final class RouteTables {
  private RouteTables() {}

  static void register(Actions actions) {
    actions.writes(
        "CreateRouteTable",
        "routing_table_name routing_table_type*:int rtable_rtype*:int",
        RouteTables::create);
    actions.reads(
        "DescribeRouteTables",
        "routing_tables",
        "routing_tables.N routing_table_types.N rtable_rtype:int verbose:int",
        RouteTables::describe);
    actions.writes(
        "ModifyRouteTableAttributes", "routing_table* routing_table_name", RouteTables::modify);
    actions.writes("DeleteRouteTables", "routing_tables.N*", RouteTables::delete);
    actions.writes("UpdateRouteTable", "routing_table*", RouteTables::update);
    actions.writes("AssociateRouteTable", "resource* routing_table*", RouteTables::associate);
    actions.writes("DissociateRouteTable", "resource* routing_table*", RouteTables::dissociate);
    actions.reads(
        "DescribeRoutingTableResources", "", "rtables.N resources.N", RouteTables::resources);
  }

  private static RouteTable fresh(Iaas call, String name, String vpc, int type, int resourceType) {
    return new RouteTable(
        call.account,
        call.zone,
        call.newId(Kind.TABLE),
        name,
        vpc,
        type,
        resourceType,
        call.now,
        call.now,
        call.now,
        false,
        Published.nothing());
  }

  static void makeDefault(Iaas call, String router) {
    call.put(Kind.TABLE, fresh(call, "default", router, 1, RouteTable.FOR_VXNETS));
  }

  static void removeDefault(Iaas call, String router) {
    for (RouteTable table : call.all(Kind.TABLE)) {
      if (table.vpc().equals(router)) {
        remove(call, table);
      }
    }
  }

  private static void remove(Iaas call, RouteTable table) {
    Routes.of(call, table.id()).forEach(rule -> call.remove(Kind.RULE, rule));
    call.remove(Kind.TABLE, table);
  }

  /** Returns how many tables are not the default of a VPC. */
  static int own(Iaas call) {
    return (int) call.all(Kind.TABLE).stream().filter(table -> !table.isDefault()).count();
  }

  private static void create(Iaas call) {
    int resourceType = call.number("rtable_rtype", 0);
    if (resourceType != RouteTable.FOR_BALANCERS && resourceType != RouteTable.FOR_VXNETS) {
      throw QingError.bad("rtable_rtype", String.valueOf(resourceType), "1 or 2");
    }
    int type = call.number("routing_table_type", 0);
    if (type != 0) {
      throw QingError.bad("routing_table_type", String.valueOf(type), "0");
    }
    Zones.take(call, QingCloudQuota.ROUTE_TABLES, 1);
    RouteTable table = fresh(call, call.text("routing_table_name"), "", type, resourceType);
    call.put(Kind.TABLE, table);
    call.out.put("routing_table", table.id());
  }

  /** Returns a table that no job works on. */
  static RouteTable working(Iaas call, String id) {
    RouteTable table = call.require(Kind.TABLE, id);
    if (call.now.isBefore(table.until()) && !call.config.isHurried()) {
      throw QingError.denied("routing table [" + id + "] is being updated, try later");
    }
    return table;
  }

  private static void describe(Iaas call) {
    List<String> types = call.query.list("routing_table_types");
    String resourceType = call.text("rtable_rtype");
    List<RouteTable> found =
        Listing.of(call, Kind.TABLE, "routing_tables")
            .where(t -> types.isEmpty() || types.contains(String.valueOf(t.type())))
            .where(
                t ->
                    resourceType.isEmpty() || resourceType.equals(String.valueOf(t.resourceType())))
            .found();
    Listing.writeAll(call, "routing_table_set", found, (json, table) -> write(call, json, table));
  }

  private static void write(Iaas call, Json json, RouteTable table) {
    json.put("is_applied", table.isApplied(call.now) ? 1 : 0)
        .put("rtable_rtype", table.resourceType())
        .put("rtable_name", table.name())
        .put("root_user_id", table.account())
        .put("create_time", Times.iso(table.made()))
        .put("rtable_type", table.type())
        .put("owner", table.account())
        .put("status_time", Times.iso(table.changed()));
    if (call.number("verbose", 0) > 0) {
      json.list("routing_table_rule_set", Routes.of(call, table.id()), Routes::write);
    }
    json.put("rtable_id", table.id());
  }

  private static void modify(Iaas call) {
    RouteTable table = call.require(Kind.TABLE, call.text("routing_table"));
    call.put(Kind.TABLE, table.named(call.query.get("routing_table_name", table.name())));
    call.out.put("routing_table", table.id());
  }

  private static void delete(Iaas call) {
    List<String> ids = call.some("routing_tables");
    for (String id : ids) {
      RouteTable table = working(call, id);
      if (table.isDefault()) {
        throw QingError.denied("routing table [" + id + "] is a default one");
      }
      if (bindings(call).stream().anyMatch(b -> b.table().equals(id))) {
        throw call.inUse("routing table [" + id + "] is still associated");
      }
      remove(call, table);
    }
    call.out.texts("routing_tables", ids);
  }

  /** Publishes all pending rules, whoever wrote them. */
  private static void update(Iaas call) {
    RouteTable table = working(call, call.text("routing_table"));
    Job job = call.job(QingCloudDelay.ROUTE_TABLE, List.of(table.id()));
    call.put(
        Kind.TABLE,
        job.reaches(table.id())
            ? table.with(
                call.now,
                job.done(),
                false,
                table.rules().next(Routes.of(call, table.id()), call.now, job.done()))
            : table.busy(job.done()));
  }

  private static List<Binding> bindings(Iaas call) {
    return call.all(Kind.BINDING).stream().filter(b -> !b.isOver(call.now)).toList();
  }

  /** Returns the explicit binding of a resource, also one on its way, or null. */
  private static @Nullable Binding binding(Iaas call, String resource) {
    return bindings(call).stream()
        .filter(b -> b.resource().equals(resource))
        .findAny()
        .orElse(null);
  }

  static boolean isBound(Iaas call, String table) {
    return bindings(call).stream().anyMatch(b -> b.table().equals(table));
  }

  /** Forgets what served a resource that has gone. */
  static void unbind(Iaas call, String resource) {
    Binding binding = call.find(Kind.BINDING, resource);
    if (binding != null) {
      call.remove(Kind.BINDING, binding);
    }
  }

  private static @Nullable RouteTable defaultOf(Iaas call, String vxnetId) {
    Vxnet vxnet = call.find(Kind.VXNET, vxnetId);
    Vxnet.Join join = vxnet == null ? null : vxnet.joined(call.now);
    return join == null
        ? null
        : call.all(Kind.TABLE).stream()
            .filter(table -> table.vpc().equals(join.router()))
            .findAny()
            .orElse(null);
  }

  /** Returns the table by which packets of a resource go, or null. */
  static @Nullable RouteTable serving(Iaas call, String resource) {
    Binding binding = binding(call, resource);
    if (binding != null && binding.isUp(call.now)) {
      return call.find(Kind.TABLE, binding.table());
    }
    return defaultOf(call, resource);
  }

  private static void associate(Iaas call) {
    String resource = call.text("resource");
    RouteTable table = working(call, call.text("routing_table"));
    boolean forVxnets = table.resourceType() == RouteTable.FOR_VXNETS;
    if (forVxnets) {
      call.require(Kind.VXNET, resource);
    } else {
      Balancers.checkRoutable(call, resource);
    }
    boolean served = binding(call, resource) != null;
    boolean byDefault = defaultOf(call, resource) != null;
    if (served || (byDefault && !call.is(QingCloudSwitch.DEFAULT_TABLE_REPLACED))) {
      throw QingError.denied("resource [" + resource + "] has a routing table already");
    }
    Job job = call.job(QingCloudDelay.ROUTE_TABLE, List.of(table.id()));
    if (job.reaches(table.id())) {
      call.put(
          Kind.BINDING,
          new Binding(call.account, call.zone, resource, table.id(), job.done(), null));
    }
    call.put(Kind.TABLE, table.busy(job.done()));
  }

  private static void dissociate(Iaas call) {
    String resource = call.text("resource");
    RouteTable table = working(call, call.text("routing_table"));
    Binding binding = binding(call, resource);
    if (binding == null || !binding.table().equals(table.id())) {
      throw QingError.denied(
          "routing table [" + table.id() + "] is not associated with [" + resource + "]");
    }
    Job job = call.job(QingCloudDelay.ROUTE_TABLE, List.of(table.id()));
    if (job.reaches(table.id())) {
      Instant from = binding.from();
      call.put(
          Kind.BINDING,
          new Binding(call.account, call.zone, resource, table.id(), from, job.done()));
    }
    call.put(Kind.TABLE, table.busy(job.done()));
  }

  private static void resources(Iaas call) {
    List<Binding> all = new ArrayList<>(bindings(call));
    for (Vxnet vxnet : call.all(Kind.VXNET)) {
      RouteTable table = defaultOf(call, vxnet.id());
      if (table != null && binding(call, vxnet.id()) == null) {
        all.add(new Binding(call.account, call.zone, vxnet.id(), table.id(), Instant.EPOCH, null));
      }
    }
    List<String> tables = call.query.list("rtables");
    List<String> wanted = call.query.list("resources");
    all.removeIf(b -> !tables.isEmpty() && !tables.contains(b.table()));
    all.removeIf(b -> !wanted.isEmpty() && !wanted.contains(b.resource()));
    all.removeIf(b -> Settings.hides(call.world(), b.resource()));
    Listing.writeAll(
        call,
        "resource_user_group_set",
        all,
        (json, b) -> json.put("rtable_id", b.table()).put("resource_id", b.resource()));
  }
}
