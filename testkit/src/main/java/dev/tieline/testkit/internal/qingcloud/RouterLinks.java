package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.testkit.QingCloudDelay;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Settings;
import dev.tieline.testkit.internal.Times;
import dev.tieline.testkit.internal.qingcloud.Vxnet.Join;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How private networks join VPCs, and leave them. */
final class RouterLinks {
  private RouterLinks() {}

  static void register(Actions actions) {
    actions.writes(
        "JoinRouter",
        "vxnet* router* ip_network* features:int manager_ip dyn_ip_start dyn_ip_end",
        RouterLinks::join);
    actions.writes("LeaveRouter", "vxnets.N* router*", RouterLinks::leave);
    actions.reads(
        "DescribeRouterVxnets",
        "",
        "router* vxnet verbose:int offset:int limit:int",
        RouterLinks::describe);
  }

  /** Returns the networks of a VPC, also those on their way. */
  static List<Vxnet> of(Iaas call, String router) {
    return call.all(Kind.VXNET).stream().filter(v -> isOf(v, router, call.now)).toList();
  }

  private static boolean isOf(Vxnet vxnet, String router, Instant now) {
    Join join = vxnet.joined(now);
    return join != null && join.router().equals(router);
  }

  static boolean has(Iaas call, Router router, String vxnet) {
    return of(call, router.id()).stream().anyMatch(v -> v.id().equals(vxnet));
  }

  private static void join(Iaas call) {
    Vxnet vxnet = call.require(Kind.VXNET, call.text("vxnet"));
    Router router = Routers.working(call, call.text("router"));
    if (vxnet.type() != Vxnet.MANAGED) {
      throw QingError.denied("vxnet [" + vxnet.id() + "] is not managed, and can not join");
    }
    if (vxnet.joined(call.now) != null) {
      throw QingError.denied("vxnet [" + vxnet.id() + "] has joined a router already");
    }
    Cidr network = network(call, router);
    Ip manager = address(call, "manager_ip", network, network.first().plus(1));
    Ip start = address(call, "dyn_ip_start", network, network.first().plus(2));
    Ip end = address(call, "dyn_ip_end", network, network.last().previous());
    if (start.compareTo(end) > 0) {
      throw QingError.bad("dyn_ip_end", end.toString(), "an address after " + start);
    }
    Job job = call.job(QingCloudDelay.ROUTER_UPDATING, List.of(router.id(), vxnet.id()));
    boolean done = job.end().status().equals("successful");
    Join join =
        new Join(
            router.id(),
            network,
            manager,
            start,
            end,
            call.number("features", 1),
            call.now,
            done ? job.done() : Instant.MAX,
            done ? null : job.done());
    call.put(Kind.VXNET, vxnet.joining(join));
    Routers.occupy(call, router.id(), job);
    call.out.put("router_id", router.id()).put("vxnet_id", vxnet.id());
  }

  private static Cidr network(Iaas call, Router router) {
    String text = call.text("ip_network");
    Cidr network =
        Cidr.tryParse(text)
            .filter(c -> c.isV4() && c.prefixLength() == 24)
            .orElseThrow(() -> QingError.bad("ip_network", text, "a /24 such as 192.168.1.0/24"));
    if (!router.network().contains(network)) {
      throw QingError.bad("ip_network", text, "inside of " + router.network());
    }
    for (Vxnet other : of(call, router.id())) {
      Join join = other.joined(call.now);
      if (join != null && join.network().overlaps(network)) {
        throw QingError.bad("ip_network", text, "free: vxnet [" + other.id() + "] has it");
      }
    }
    return network;
  }

  /** Reads an address of a network that a host may have. */
  static Ip address(Iaas call, String name, Cidr network, Ip otherwise) {
    String text = call.text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    return Ip.tryParse(text)
        .filter(network::contains)
        .filter(ip -> !ip.equals(network.first()) && !ip.equals(network.last()))
        .orElseThrow(() -> QingError.bad(name, text, "an address in " + network));
  }

  private static void leave(Iaas call) {
    Router router = Routers.working(call, call.text("router"));
    List<String> ids = call.some("vxnets");
    for (String id : ids) {
      Vxnet vxnet = call.require(Kind.VXNET, id);
      if (!isOf(vxnet, router.id(), call.now)) {
        throw QingError.denied("vxnet [" + id + "] has not joined router [" + router.id() + "]");
      }
      if (BorderLinks.all(call).stream().anyMatch(m -> m.vxnet().equals(id))) {
        throw call.inUse("vxnet [" + id + "] has joined a border");
      }
    }
    Job job = call.job(QingCloudDelay.ROUTER_UPDATING, ids);
    for (String id : ids) {
      Vxnet vxnet = call.require(Kind.VXNET, id);
      Join join = vxnet.joined(call.now);
      if (join != null && job.reaches(id)) {
        call.put(Kind.VXNET, vxnet.joining(join.ending(job.done())));
      }
    }
    Routers.occupy(call, router.id(), job);
    call.out.put("router_id", router.id()).texts("vxnets", ids);
  }

  private static void describe(Iaas call) {
    Router router = call.require(Kind.ROUTER, call.text("router"));
    String wanted = call.text("vxnet");
    List<Vxnet> found =
        of(call, router.id()).stream()
            .filter(vxnet -> wanted.isEmpty() || vxnet.id().equals(wanted))
            .filter(vxnet -> !Settings.hides(call.world(), vxnet.id()))
            .toList();
    Listing.write(call, "router_vxnet_set", found, (json, vxnet) -> write(call, json, vxnet));
  }

  private static void write(Iaas call, Json json, Vxnet vxnet) {
    @Nullable Join join = vxnet.joined(call.now);
    if (join != null) {
      json.put("router_id", join.router())
          .put("manager_ip", join.manager().toString())
          .put("ip_network", join.network().toString())
          .put("dyn_ip_end", join.dynEnd().toString())
          .put("vxnet_id", vxnet.id())
          .put("dyn_ip_start", join.dynStart().toString())
          .put("vxnet_name", vxnet.name())
          .put("create_time", Times.iso(join.made()))
          .put("features", join.features());
    }
  }
}
