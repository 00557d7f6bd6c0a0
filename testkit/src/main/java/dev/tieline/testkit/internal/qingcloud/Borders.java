package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.QingCloudDelay;
import dev.tieline.testkit.QingCloudQuota;
import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Times;
import java.util.List;
import java.util.Objects;

/** Border routers: made, described, named and deleted ("Border router" API pages, 2026-11). */
final class Borders {
  private Borders() {}

  static void register(Actions actions) {
    actions.writes(
        "CreateVpcBorders",
        "border_type* border_name description routers.N reset place_group_id border project_id",
        Borders::create);
    actions.reads(
        "DescribeVpcBorders",
        "vpc_borders",
        "vpc_borders.N status.N router_id l3vni:int border_type border_name owner offset:int"
            + " limit:int verbose:int search_word project_id tags.N",
        Borders::describe);
    actions.writes("ModifyBorderAttributes", "border* border_name description", Borders::modify);
    actions.writes("DeleteVpcBorders", "vpc_borders.N* unlease project_id", Borders::delete);
  }

  private static void create(Iaas call) {
    call.pay();
    String type = call.text("border_type");
    if (!type.equals("0") && !type.equals("1")) {
      throw QingError.bad("border_type", type, "0 or 1");
    }
    Border.Bond bond = null;
    if (type.equals("0")) {
      String router = call.some("routers").get(0);
      Routers.working(call, router);
      bond = new Border.Bond(router, call.now, null);
    }
    Zones.take(call, QingCloudQuota.BORDERS, 1);
    String id = call.newId(Kind.BORDER);
    Job job = call.job(QingCloudDelay.BORDER_CREATING, List.of(id));
    Life life = call.born(job);
    call.put(
        Kind.BORDER,
        new Border(
            call.account,
            call.zone,
            id,
            call.text("border_name"),
            call.text("description"),
            Integer.parseInt(type),
            job.reaches(id) ? life : life.end(job.done()),
            bond,
            Published.nothing()));
    call.out.texts("vpc_borders", List.of(id));
  }

  /** Returns a border router that works and waits for a change. */
  static Border working(Iaas call, String id) {
    Border border = call.require(Kind.BORDER, id);
    boolean made = !call.now.isBefore(border.life().ready());
    if (!made || call.is(QingCloudSwitch.BORDER_SERIALISED)) {
      call.idle(border);
    }
    return border;
  }

  static void occupy(Iaas call, String id, Job job) {
    Border border = call.require(Kind.BORDER, id);
    call.put(Kind.BORDER, border.living(border.life().busy("updating", job.done())));
  }

  private static String status(Iaas call, Border border) {
    return border.life().isEnded(call.now)
        ? "deleted"
        : call.now.isBefore(border.life().ready())
            ? "pending"
            : call.is(QingCloudSwitch.BORDER_IS_ACTIVE) ? "active" : "available";
  }

  private static void describe(Iaas call) {
    String router = call.text("router_id");
    String type = call.text("border_type");
    String name = call.text("border_name");
    List<Border> found =
        Listing.of(call, Kind.BORDER, "vpc_borders")
            .status(border -> status(call, border))
            .where(border -> router.isEmpty() || router.equals(border.router(call.now)))
            .where(border -> type.isEmpty() || type.equals(String.valueOf(border.type())))
            .where(border -> name.isEmpty() || name.equals(border.name()))
            .found();
    Listing.write(call, "vpc_border_set", found, (json, border) -> write(call, json, border));
  }

  private static void write(Iaas call, Json json, Border border) {
    json.put("router_id", border.router(call.now))
        .put("status", status(call, border))
        .put("border_name", border.name())
        .put("zone_id", Zones.inner(border.zone()));
    Tags.write(call, json, border.id());
    json.put("vpc_border_id", border.id())
        .put("border_type", border.type())
        .put("create_time", Times.iso(border.life().made()))
        .put("owner", border.account())
        .put("status_time", Times.iso(border.life().since(call.now)))
        .texts("resource_project_info", List.of())
        .put("description", border.description());
  }

  /** Names a border router; the page answers the id of a global job that nobody can look up. */
  private static void modify(Iaas call) {
    Border border = call.require(Kind.BORDER, call.text("border"));
    String name = Objects.requireNonNullElse(call.changed("border_name", border.name()), "");
    call.put(Kind.BORDER, border.named(name, call.changed("description", border.description())));
    call.out.put("global_job_id", call.newId("j", 8));
  }

  private static void delete(Iaas call) {
    List<String> ids = call.some("vpc_borders");
    for (String id : ids) {
      Border border = working(call, id);
      if (call.is(QingCloudSwitch.BORDER_HAS_LEASE)) {
        call.leased(border);
      }
      if (BorderLinks.all(call).stream().anyMatch(m -> m.border().equals(id))) {
        throw call.inUse("border [" + id + "] still has vxnets");
      }
      if (!border.router(call.now).isEmpty()) {
        throw call.inUse("border [" + id + "] is still associated with a router");
      }
      boolean held = AccessPoints.of(call, id).stream().findAny().isPresent();
      if (held && call.is(QingCloudSwitch.ACCESS_POINT_HOLDS_BORDER)) {
        throw call.inUse("border [" + id + "] is used by a WAN access");
      }
    }
    Job job = call.job(QingCloudDelay.BORDER_DELETING, ids);
    for (String id : ids) {
      Border border = call.require(Kind.BORDER, id);
      if (job.reaches(id)) {
        BorderStatics.of(call, id).forEach(entry -> call.remove(Kind.BORDER_STATIC, entry));
        call.put(Kind.BORDER, border.living(border.life().end(job.done())));
      } else {
        occupy(call, id, job);
      }
    }
  }
}
