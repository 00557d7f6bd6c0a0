package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.testkit.QingCloudDelay;
import dev.tieline.testkit.QingCloudQuota;
import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** VPCs: made, described, changed, published and deleted ("VPC" API pages, read 2026-11). */
final class Routers {
  private static final Cidr CLASSIC = Cidr.parse("192.168.0.0/16");
  private static final Cidr PRIVATE = Cidr.parse("172.16.0.0/12");

  private Routers() {}

  static void register(Actions actions) {
    actions.writes(
        "CreateRouters",
        "router_name router_type:int vpc_network count:int security_group target_user",
        Routers::create);
    actions.reads(
        "DescribeRouters",
        "routers",
        "routers.N vxnet status.N search_word tags.N verbose:int offset:int limit:int",
        Routers::describe);
    actions.writes(
        "ModifyRouterAttributes",
        "router* eip security_group router_name description features:int vxnet dyn_ip_start"
            + " dyn_ip_end",
        Routers::modify);
    actions.writes("UpdateRouters", "routers.N*", Routers::update);
    actions.writes("DeleteRouters", "routers.N*", Routers::delete);
  }

  private static void create(Iaas call) {
    call.pay();
    int type = call.number("router_type", 1);
    if (type < 0 || type > Router.FREE) {
      throw QingError.bad("router_type", String.valueOf(type), "0 to " + Router.FREE);
    }
    Cidr network = network(call);
    String group = call.text("security_group");
    group =
        group.isEmpty()
            ? SecurityGroups.byDefault(call).id()
            : call.require(Kind.GROUP, group).id();
    Zones.take(call, QingCloudQuota.ROUTERS, call.number("count", 1));
    List<String> ids = call.times(20, () -> call.newId(Kind.ROUTER));
    Job job = call.job(QingCloudDelay.ROUTER_CREATING, ids);
    for (String id : ids) {
      Life life = call.born(job);
      call.put(
          Kind.ROUTER,
          new Router(
              call.account,
              call.zone,
              id,
              call.text("router_name"),
              null,
              type,
              network,
              group,
              "",
              1,
              job.reaches(id) ? life : life.end(job.done()),
              false,
              Published.nothing()));
      if (call.is(QingCloudSwitch.DEFAULT_TABLES)) {
        RouteTables.makeDefault(call, id);
      }
    }
    call.out.texts("routers", ids);
  }

  private static Cidr network(Iaas call) {
    String text = call.text("vpc_network");
    if (text.isEmpty()) {
      if (Zones.isRegion(call.zone)) {
        throw QingError.missing("vpc_network");
      }
      return CLASSIC;
    }
    Cidr network =
        Cidr.tryParse(text)
            .orElseThrow(() -> QingError.bad("vpc_network", text, "a block such as " + CLASSIC));
    boolean known =
        network.equals(CLASSIC) || (network.prefixLength() == 16 && PRIVATE.contains(network));
    if (!known && (call.is(QingCloudSwitch.OTHER_NETWORKS_REFUSED) || network.isV6())) {
      throw QingError.bad("vpc_network", text, CLASSIC + " or a /16 of " + PRIVATE);
    }
    return network;
  }

  private static void describe(Iaas call) {
    String vxnet = call.text("vxnet");
    List<Router> routers =
        Listing.of(call, Kind.ROUTER, "routers")
            .status(router -> router.status(call.now))
            .where(router -> vxnet.isEmpty() || RouterLinks.has(call, router, vxnet))
            .found();
    call.out.put("has_share", false);
    Listing.write(call, "router_set", routers, (json, router) -> write(call, json, router));
  }

  private static void write(Iaas call, Json json, Router router) {
    Instant now = call.now;
    String tail = router.id().substring(4);
    json.put("status", router.status(now))
        .put("base_vxnet", "vxnet-" + tail.substring(1))
        .put("is_applied", router.isApplied(now) ? 1 : 0)
        .put("features", router.features())
        .put("vpc_network", router.network().toString())
        .put("console_id", "qingcloud")
        .put("create_time", Times.iso(router.life().made()))
        .put("alarm_status", "")
        .put("private_ip", "10.120." + number(tail) % 250 + "." + (number(tail) / 250 % 250 + 2))
        .texts("resource_project_info", List.of())
        .put("owner", router.account())
        .put("place_group_id", "plg-00000000")
        .list(
            "security_groups",
            List.of(router.group()),
            (item, id) ->
                item.put("group_id", id).put("group_name", SecurityGroups.nameOf(call, id)))
        .put("l3vni", 10_000_000 + number(tail) % 1_000_000)
        .put("sub_code", 0)
        .put("security_group_id", router.group())
        .put("source", "self")
        .put("memory", 512)
        .put("status_time", Times.iso(router.life().since(now)))
        .put("router_id", router.id())
        .put("description", router.description());
    Tags.write(call, json, router.id());
    json.put("transition_status", router.life().transition(now))
        .put("is_default", 0)
        .put("controller", "self")
        .put("vpc_id", "vpc-" + tail)
        .put("vpc_ipv6_network", "")
        .nest("eip", eip -> Eips.brief(call, eip, router.eip()))
        .put("hypervisor", "lxc")
        .put("instance_id", "i-" + tail)
        .put("root_user_id", router.account())
        .texts("dns_aliases", List.of())
        .put("mode", 0)
        .put("router_type", router.type())
        .put("router_name", router.name())
        .put("cpu", 1);
    if (call.number("verbose", 0) > 0) {
      json.list(
          "vxnets",
          RouterLinks.of(call, router.id()),
          (item, vxnet) ->
              item.put("vxnet_id", vxnet.id()).put("nic_id", Instances.mac(vxnet.id())));
    }
  }

  /** Makes a number of an id, for what nobody may choose. */
  static long number(String id) {
    return Integer.toUnsignedLong(id.hashCode());
  }

  private static void modify(Iaas call) {
    Router router = call.require(Kind.ROUTER, call.text("router"));
    call.idle(router);
    String group = call.text("security_group");
    if (!group.isEmpty()) {
      call.require(Kind.GROUP, group);
    }
    String eip = Objects.requireNonNullElse(call.changed("eip", router.eip()), "");
    boolean rebound = !eip.equals(router.eip());
    if (rebound) {
      Eips.rebind(call, router, eip);
    }
    if (!call.text("vxnet").isEmpty()) {
      serve(call, router);
    }
    String name = Objects.requireNonNullElse(call.changed("router_name", router.name()), "");
    boolean serves = call.query.has("features");
    call.put(
        Kind.ROUTER,
        router
            .named(name, call.changed("description", router.description()))
            .with(
                group.isEmpty() ? router.group() : group,
                eip,
                call.number("features", router.features()),
                router.dirty() || rebound || serves));
  }

  /** Changes which addresses DHCP hands out in one of the VPC's networks. */
  private static void serve(Iaas call, Router router) {
    Vxnet vxnet = call.require(Kind.VXNET, call.text("vxnet"));
    Vxnet.Join join = vxnet.joined(call.now);
    if (join == null || !join.router().equals(router.id())) {
      throw QingError.denied("vxnet [" + vxnet.id() + "] has not joined [" + router.id() + "]");
    }
    Ip start = RouterLinks.address(call, "dyn_ip_start", join.network(), join.dynStart());
    Ip end = RouterLinks.address(call, "dyn_ip_end", join.network(), join.dynEnd());
    int features = call.number("features", join.features());
    call.put(Kind.VXNET, vxnet.joining(join.with(features, start, end)));
  }

  /** Publishes all pending rules, whoever wrote them. */
  private static void update(Iaas call) {
    List<Router> routers = new ArrayList<>();
    for (String id : call.some("routers")) {
      routers.add(working(call, id));
    }
    Job job = call.job(QingCloudDelay.ROUTER_UPDATING, routers.stream().map(Router::id).toList());
    for (Router router : routers) {
      Life busy = router.life().busy("updating", job.done());
      call.put(
          Kind.ROUTER,
          job.reaches(router.id())
              ? router.with(
                  busy,
                  false,
                  router.statics().next(RouterStatics.of(call, router.id()), call.now, job.done()))
              : router.living(busy));
    }
  }

  /** Returns a VPC that works and waits for a change. */
  static Router working(Iaas call, String id) {
    Router router = call.require(Kind.ROUTER, id);
    call.idle(router);
    return router;
  }

  /** Lets a job work on a VPC. */
  static void occupy(Iaas call, String id, Job job) {
    Router router = call.require(Kind.ROUTER, id);
    call.put(Kind.ROUTER, router.living(router.life().busy("updating", job.done())));
  }

  private static void delete(Iaas call) {
    List<String> ids = call.some("routers");
    for (String id : ids) {
      Router router = working(call, id);
      call.leased(router);
      if (!RouterLinks.of(call, id).isEmpty()) {
        throw call.inUse("router [" + id + "] still has vxnets");
      }
      if (call.all(Kind.BORDER).stream().anyMatch(b -> id.equals(b.router(call.now)))) {
        throw call.inUse("router [" + id + "] is still associated with a border");
      }
    }
    Job job = call.job(QingCloudDelay.ROUTER_DELETING, ids);
    for (String id : ids) {
      Router router = call.require(Kind.ROUTER, id);
      if (job.reaches(id)) {
        Eips.release(call, router.eip());
        RouterStatics.of(call, id).forEach(entry -> call.remove(Kind.ROUTER_STATIC, entry));
        RouteTables.removeDefault(call, id);
        call.put(Kind.ROUTER, router.living(router.life().end(job.done())));
      } else {
        call.put(Kind.ROUTER, router.living(router.life().busy("deleting", job.done())));
      }
    }
    call.out.texts("routers", ids);
  }
}
