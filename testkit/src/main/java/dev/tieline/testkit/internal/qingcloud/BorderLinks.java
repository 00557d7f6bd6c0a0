package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Ip;
import dev.tieline.testkit.QingCloudDelay;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Settings;
import dev.tieline.testkit.internal.Times;
import dev.tieline.testkit.internal.qingcloud.Vxnet.Join;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How private networks, or whole VPCs, come to a border router and leave it. */
final class BorderLinks {
  private BorderLinks() {}

  static void register(Actions actions) {
    actions.writes(
        "JoinBorder",
        "border* vxnets.N* border_private_ips.N.vxnet_id border_private_ips.N.border_private_ip",
        BorderLinks::join);
    actions.writes("LeaveBorder", "border* vxnets.N* force:int", BorderLinks::leave);
    actions.reads(
        "DescribeBorderVxnets",
        "",
        "border vxnet owner offset:int limit:int include_vpc_vxnet console",
        BorderLinks::describe);
    actions.writes("AssociateBorder", "router* border*", BorderLinks::associate);
    actions.writes("DissociateBorder", "router* border*", BorderLinks::dissociate);
  }

  /** Returns all places at border routers, also those on their way. */
  static List<Membership> all(Iaas call) {
    return call.all(Kind.MEMBERSHIP).stream().filter(m -> !m.isOver(call.now)).toList();
  }

  private static void join(Iaas call) {
    Border border = Borders.working(call, call.text("border"));
    SortedMap<String, String> given = new TreeMap<>();
    for (Query one : call.query.structures("border_private_ips")) {
      given.put(one.require("vxnet_id"), one.require("border_private_ip"));
    }
    List<String> ids = call.some("vxnets");
    if (!ids.containsAll(given.keySet())) {
      throw QingError.bad("border_private_ips", given.firstKey(), "for one of the vxnets");
    }
    List<Membership> joining = new ArrayList<>();
    for (String id : ids) {
      Join place = place(call, border, id);
      Ip address = address(call, id, place, given.getOrDefault(id, ""));
      joining.add(
          new Membership(
              call.account, call.zone, border.id(), id, address, call.now, call.now, null));
    }
    Job job = call.job(QingCloudDelay.BORDER_JOINING, ids);
    for (Membership one : joining) {
      boolean reached = job.reaches(one.vxnet());
      Membership made =
          new Membership(
              call.account,
              call.zone,
              one.border(),
              one.vxnet(),
              one.address(),
              call.now,
              reached ? job.done() : Instant.MAX,
              reached ? null : job.done());
      call.put(Kind.MEMBERSHIP, made);
      Routers.occupy(call, place(call, one.vxnet()).router(), job);
    }
    Borders.occupy(call, border.id(), job);
    call.out.put("border_id", border.id()).put("vxnet_id", ids.get(0));
  }

  private static Join place(Iaas call, String vxnet) {
    Join join = call.require(Kind.VXNET, vxnet).working(call.now);
    if (join == null) {
      throw QingError.denied("vxnet [" + vxnet + "] has not joined a router");
    }
    return join;
  }

  private static Join place(Iaas call, Border border, String vxnet) {
    Join join = place(call, vxnet);
    if (Routers.working(call, join.router()).isFree()) {
      throw QingError.denied("router [" + join.router() + "] is free, and can not use borders");
    }
    if (all(call).stream()
        .anyMatch(m -> m.border().equals(border.id()) && m.vxnet().equals(vxnet))) {
      throw QingError.denied("vxnet [" + vxnet + "] has joined border [" + border.id() + "]");
    }
    return join;
  }

  /** The border's address is the last of the network unless told otherwise; nobody may have it. */
  private static Ip address(Iaas call, String vxnet, Join join, String text) {
    Ip last = join.network().last().previous();
    Ip address = text.isEmpty() ? last : Ip.tryParse(text).orElse(join.network().first());
    boolean host =
        join.network().contains(address)
            && !address.equals(join.network().first())
            && !address.equals(join.network().last());
    if (!host) {
      throw QingError.bad("border_private_ip", text, "an address in " + join.network());
    }
    boolean taken =
        address.equals(join.manager())
            || Addresses.isTaken(call, vxnet, address)
            || all(call).stream()
                .anyMatch(m -> m.vxnet().equals(vxnet) && m.address().equals(address));
    if (taken) {
      throw QingError.denied("border private ip [" + address + "] is already in use");
    }
    return address;
  }

  private static void leave(Iaas call) {
    Border border = Borders.working(call, call.text("border"));
    List<String> ids = call.some("vxnets");
    List<Membership> leaving = new ArrayList<>();
    for (String id : ids) {
      Membership found =
          all(call).stream()
              .filter(m -> m.border().equals(border.id()) && m.vxnet().equals(id))
              .findAny()
              .orElseThrow(
                  () ->
                      QingError.denied(
                          "vxnet [" + id + "] has not joined border [" + border.id() + "]"));
      Routers.working(call, place(call, id).router());
      leaving.add(found);
    }
    Job job = call.job(QingCloudDelay.BORDER_JOINING, ids);
    for (Membership one : leaving) {
      if (job.reaches(one.vxnet())) {
        call.put(Kind.MEMBERSHIP, one.ending(job.done()));
      }
      Routers.occupy(call, place(call, one.vxnet()).router(), job);
    }
    Borders.occupy(call, border.id(), job);
    call.out.put("border_id", border.id()).texts("vxnets", ids);
  }

  private static void describe(Iaas call) {
    String border = call.text("border");
    String vxnet = call.text("vxnet");
    if (!border.isEmpty()) {
      call.require(Kind.BORDER, border);
    }
    List<Membership> found =
        all(call).stream()
            .filter(m -> border.isEmpty() || m.border().equals(border))
            .filter(m -> vxnet.isEmpty() || m.vxnet().equals(vxnet))
            .filter(m -> !Settings.hides(call.world(), m.vxnet()))
            .toList();
    Listing.write(call, "border_vxnet_set", found, (json, m) -> write(call, json, m));
  }

  private static void write(Iaas call, Json json, Membership one) {
    Vxnet vxnet = call.find(Kind.VXNET, one.vxnet());
    Join join = vxnet == null ? null : vxnet.joined(call.now);
    json.put("vxnet_id", one.vxnet())
        .put("dyn_ip_start", join == null ? "" : join.dynStart().toString())
        .put("dyn_ipv6_end", "")
        .put("console_id", "qingcloud")
        .put("create_time", Times.iso(one.made()))
        .put("owner", one.account())
        .put("dhcp_server_ip", "")
        .put("features", join == null ? 0 : join.features())
        .put("manager_ip", join == null ? "" : join.manager().toString())
        .put("border_id", one.border())
        .put("ipv6_network", "")
        .put("vxnet_name", vxnet == null ? "" : vxnet.name())
        .put("border_private_ip", one.address().toString())
        .put("dhcp_server_ipv6", "")
        // another router's id than the VPC's: one inside of the border, as far as anybody knows
        .put("router_id", "rtr-" + one.border().substring(4))
        .put("ip_network", join == null ? "" : join.network().toString())
        .put("dyn_ip_end", join == null ? "" : join.dynEnd().toString())
        .put("transition_status", one.transition(call.now))
        .put("controller", "self")
        .put("domain_servers", "")
        .put("border_zone_id", Zones.inner(one.zone()))
        .put("dyn_ipv6_start", "")
        .put("manager_ipv6", "")
        .put("vpc_router_id", join == null ? "" : join.router())
        .put("vxnet_zone_id", one.zone())
        .put("root_user_id", one.account())
        .put("mode", 1);
  }

  private static void associate(Iaas call) {
    Border border = Borders.working(call, call.text("border"));
    Router router = Routers.working(call, call.text("router"));
    if (!border.router(call.now).isEmpty()) {
      throw QingError.denied("border [" + border.id() + "] is associated with a router already");
    }
    if (router.isFree()) {
      throw QingError.denied("router [" + router.id() + "] is free, and can not use borders");
    }
    Job job = call.job(QingCloudDelay.BORDER_JOINING, List.of(border.id(), router.id()));
    boolean done = job.end().status().equals("successful");
    Border.Bond bond = new Border.Bond(router.id(), job.done(), done ? null : job.done());
    call.put(Kind.BORDER, border.bound(bond));
    occupyBoth(call, border, router, job);
  }

  private static void dissociate(Iaas call) {
    Border border = Borders.working(call, call.text("border"));
    Router router = Routers.working(call, call.text("router"));
    Border.Bond bond = border.bond();
    if (bond == null || !border.router(call.now).equals(router.id())) {
      throw QingError.denied(
          "border [" + border.id() + "] is not associated with [" + router.id() + "]");
    }
    Job job = call.job(QingCloudDelay.BORDER_JOINING, List.of(border.id(), router.id()));
    if (job.end().status().equals("successful")) {
      call.put(Kind.BORDER, border.bound(new Border.Bond(bond.router(), bond.from(), job.done())));
    }
    occupyBoth(call, border, router, job);
  }

  private static void occupyBoth(Iaas call, Border border, Router router, Job job) {
    Borders.occupy(call, border.id(), job);
    Routers.occupy(call, router.id(), job);
    call.out.put("router_id", router.id()).put("border_id", border.id());
  }
}
