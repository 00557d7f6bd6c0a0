package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Times;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of VPCs, of documented types and of the one that is not: the intranet routing policy,
 * here with the destination as first value and the border router as second.
 */
final class RouterStatics {
  private static final int LAST_DOCUMENTED = 8;
  private static final int VALUES = 6;

  private RouterStatics() {}

  static void register(Actions actions) {
    actions.writes(
        "AddRouterStatics",
        "router* vxnet statics.N.router_static_name statics.N.static_type**:int statics.N.val1**"
            + " statics.N.val2 statics.N.val3 statics.N.val4 statics.N.val5 statics.N.val6",
        RouterStatics::add);
    actions.writes(
        "ModifyRouterStaticAttributes",
        "router_static* router_static_name val1 val2 val3 val4 val5 val6 statics.N.val1"
            + " statics.N.val2 statics.N.val3 statics.N.val4 statics.N.val5 statics.N.val6",
        RouterStatics::modify);
    actions.writes("DeleteRouterStatics", "router_statics.N*", RouterStatics::delete);
    actions.reads(
        "DescribeRouterStatics",
        "router_statics",
        "router_statics.N router vxnet static_type verbose:int offset:int limit:int",
        RouterStatics::describe);
  }

  /** Returns the rules of a VPC as they are written down. */
  static List<RouterStatic> of(Iaas call, String router) {
    return call.all(Kind.ROUTER_STATIC).stream()
        .filter(entry -> entry.router().equals(router))
        .toList();
  }

  private static void add(Iaas call) {
    Router router = Routers.working(call, call.text("router"));
    List<String> ids = new ArrayList<>();
    for (Query one : call.query.structures("statics")) {
      int type = Integer.parseInt(one.get("static_type", "0"));
      List<String> values = values(one, List.of("", "", "", "", "", ""));
      check(call, type, values);
      ids.add(add(call, router.id(), one.get("router_static_name", ""), type, values));
    }
    call.put(Kind.ROUTER, router.touched());
    call.out.texts("router_statics", ids);
  }

  /** Writes a rule down; it works when it is published. */
  static String add(Iaas call, String router, String name, int type, List<String> values) {
    String id = call.newId(Kind.ROUTER_STATIC);
    call.put(
        Kind.ROUTER_STATIC,
        new RouterStatic(
            call.account, call.zone, id, router, call.text("vxnet"), name, type, values, call.now));
    return id;
  }

  private static List<String> values(Query from, List<String> otherwise) {
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= VALUES; i++) {
      values.add(from.get("val" + i, otherwise.get(i - 1)));
    }
    return values;
  }

  private static void check(Iaas call, int type, List<String> values) {
    if (type == call.config.policyType() && call.is(QingCloudSwitch.POLICY_BY_API)) {
      checkPolicy(call, values.get(0), values.get(1));
    } else if (type < 1 || type > LAST_DOCUMENTED || type == 5) {
      throw QingError.bad("static_type", String.valueOf(type), "a type that a VPC has");
    }
  }

  static void checkPolicy(Iaas call, String destination, String border) {
    if (Cidr.tryParse(destination).isEmpty()) {
      throw QingError.bad("val1", destination, "a network");
    }
    call.require(Kind.BORDER, border);
  }

  private static void modify(Iaas call) {
    RouterStatic entry = call.require(Kind.ROUTER_STATIC, call.text("router_static"));
    Router router = Routers.working(call, entry.router());
    List<Query> listed = call.query.structures("statics");
    List<String> values = values(listed.isEmpty() ? call.query : listed.get(0), entry.values());
    check(call, entry.type(), values);
    String name = call.query.get("router_static_name", entry.name());
    call.put(Kind.ROUTER_STATIC, entry.with(name, values));
    call.put(Kind.ROUTER, router.touched());
    call.out.put("router_static_id", entry.id());
  }

  private static void delete(Iaas call) {
    List<String> ids = call.some("router_statics");
    for (String id : ids) {
      RouterStatic entry = call.require(Kind.ROUTER_STATIC, id);
      Router router = Routers.working(call, entry.router());
      call.remove(Kind.ROUTER_STATIC, entry);
      call.put(Kind.ROUTER, router.touched());
    }
    call.out.texts("router_statics", ids);
  }

  private static void describe(Iaas call) {
    String router = call.text("router");
    String vxnet = call.text("vxnet");
    String type = call.text("static_type");
    if (!router.isEmpty()) {
      call.require(Kind.ROUTER, router);
    }
    List<RouterStatic> found =
        Listing.of(call, Kind.ROUTER_STATIC, "router_statics")
            .where(entry -> router.isEmpty() || entry.router().equals(router))
            .where(entry -> vxnet.isEmpty() || entry.vxnet().equals(vxnet))
            .where(entry -> type.isEmpty() || type.equals(String.valueOf(entry.type())))
            .found();
    Listing.write(call, "router_static_set", found, RouterStatics::write);
  }

  private static void write(Json json, RouterStatic entry) {
    json.put("router_id", entry.router())
        .put("vxnet_id", entry.vxnet())
        .put("static_type", entry.type())
        .put("router_static_id", entry.id())
        .put("router_static_name", entry.name())
        .put("create_time", Times.iso(entry.made()));
    for (int i = 1; i <= VALUES; i++) {
      if (!entry.value(i).isEmpty()) {
        json.put("val" + i, entry.value(i));
      }
    }
  }
}
