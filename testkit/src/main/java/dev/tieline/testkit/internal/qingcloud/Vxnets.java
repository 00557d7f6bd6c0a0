package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.QingCloudQuota;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Times;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Private networks; they are made and deleted without a job. */
final class Vxnets {
  private Vxnets() {}

  static void register(Actions actions) {
    actions.writes(
        "CreateVxnets", "vxnet_name vxnet_type*:int count:int target_user mode", Vxnets::create);
    actions.reads(
        "DescribeVxnets",
        "vxnets",
        "vxnets.N vxnet_type:int search_word tags.N verbose:int offset:int limit:int mode",
        Vxnets::describe);
    actions.writes("ModifyVxnetAttributes", "vxnet* vxnet_name description", Vxnets::modify);
    actions.writes("DeleteVxnets", "vxnets.N*", Vxnets::delete);
  }

  private static void create(Iaas call) {
    int type = call.number("vxnet_type", Vxnet.MANAGED);
    if (type != 0 && type != Vxnet.MANAGED) {
      throw QingError.bad("vxnet_type", String.valueOf(type), "0 or 1");
    }
    Zones.take(call, QingCloudQuota.VXNETS, call.number("count", 1));
    List<String> ids = call.times(50, () -> call.newId(Kind.VXNET.prefix(), 7));
    for (String id : ids) {
      call.put(
          Kind.VXNET,
          new Vxnet(
              call.account, call.zone, id, call.text("vxnet_name"), null, type, call.now, null));
    }
    call.out.texts("vxnets", ids);
  }

  private static void describe(Iaas call) {
    String type = call.text("vxnet_type");
    List<Vxnet> found =
        Listing.of(call, Kind.VXNET, "vxnets")
            .where(vxnet -> type.isEmpty() || type.equals(String.valueOf(vxnet.type())))
            .found();
    Listing.write(call, "vxnet_set", found, (json, vxnet) -> write(call, json, vxnet));
  }

  private static void write(Iaas call, Json json, Vxnet vxnet) {
    Vxnet.@Nullable Join join = vxnet.joined(call.now);
    json.put("vxnet_type", vxnet.type())
        .put("vxnet_id", vxnet.id())
        .texts("instance_ids", Instances.in(call, vxnet.id()).stream().map(Thing::id).toList())
        .put("vxnet_name", vxnet.name())
        .put("create_time", Times.iso(vxnet.made()))
        .put("vpc_router_id", join == null ? "" : join.router())
        .put("description", vxnet.description())
        .put("owner", vxnet.account());
    Tags.write(call, json, vxnet.id());
    json.nest(
        "router",
        router -> {
          if (join != null) {
            Router vpc = call.find(Kind.ROUTER, join.router());
            router
                .put("router_id", join.router())
                .put("router_name", vpc == null ? "" : vpc.name())
                .put("manager_ip", join.manager().toString())
                .put("ip_network", join.network().toString())
                .put("dyn_ip_end", join.dynEnd().toString())
                .put("dyn_ip_start", join.dynStart().toString())
                .put("mode", 0);
          }
        });
  }

  private static void modify(Iaas call) {
    Vxnet vxnet = call.require(Kind.VXNET, call.text("vxnet"));
    String name = Objects.requireNonNullElse(call.changed("vxnet_name", vxnet.name()), "");
    call.put(Kind.VXNET, vxnet.named(name, call.changed("description", vxnet.description())));
  }

  private static void delete(Iaas call) {
    List<String> ids = call.some("vxnets");
    for (String id : ids) {
      Vxnet vxnet = call.require(Kind.VXNET, id);
      if (vxnet.joined(call.now) != null) {
        throw call.inUse("vxnet [" + id + "] has joined a router");
      }
      List<Addresses.Holder> inside = Addresses.in(call, id);
      if (!inside.isEmpty()) {
        throw call.inUse("vxnet [" + id + "] still has [" + inside.get(0).id() + "]");
      }
      RouteTables.unbind(call, id);
      call.remove(Kind.VXNET, vxnet);
    }
    call.out.texts("vxnets", ids);
  }
}
