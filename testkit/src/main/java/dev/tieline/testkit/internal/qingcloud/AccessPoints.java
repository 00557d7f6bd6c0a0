package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.QingCloudDelay;
import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Settings;
import dev.tieline.testkit.internal.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Access points to SD-WAN: the API describes and resizes them ("SD-WAN" API pages, read 2026-11);
 * only the console makes and deletes them.
 */
final class AccessPoints {
  /** What answers tell of boxes at a customer's, and say of a border router with nothing in it. */
  private static final List<String> EMPTY =
      List.of(
          "access_mode",
          "contact_email",
          "contact_name",
          "contact_phone",
          "cpe_sn",
          "gps_coordinate",
          "location_address",
          "location_city",
          "location_county",
          "location_nation",
          "location_province",
          "operator_name",
          "operator_phone",
          "wan_cpe_hagroup_id",
          "wan_cpe_id",
          "wan_cpe_model_id",
          "wan_cpe_register_key_id",
          "wan_template_id");

  private static final List<String> NOTHING =
      List.of("last_renew_request_time", "next_charge_mode", "operator_remarks");

  private AccessPoints() {}

  static void register(Actions actions) {
    actions.reads(
        "DescribeWanAccesss",
        "wan_accesss",
        "wan_accesss.N wan_access_name status.N access_type.N location_nation location_province"
            + " location_city wan_nets.N wan_pops.N owner.N search_word verbose offset:int"
            + " limit:int",
        AccessPoints::describe);
    actions.writes(
        "ChangeWanAccessBandwidth",
        "wan_access* bandwidth_type* bandwidth:int",
        AccessPoints::changeElastic);
    actions.writes("UpgradeWanAccess", "wan_accesss.N* bandwidth*:int", AccessPoints::upgrade);
  }

  /** Returns the access points of a border router. */
  static List<AccessPoint> of(Iaas call, String border) {
    return call.all(Kind.ACCESS).stream().filter(a -> a.border().equals(border)).toList();
  }

  static String makeNet(Iaas call, String name) {
    String id = call.newId(Kind.WAN_NET);
    call.put(Kind.WAN_NET, new WanNet(call.account, id, name));
    return id;
  }

  static String make(
      Iaas call, String wanNet, String border, String name, int bandwidth, int months) {
    call.at(call.account, "").require(Kind.WAN_NET, wanNet);
    call.require(Kind.BORDER, border);
    if (!of(call, border).isEmpty()) {
      throw QingError.denied("border [" + border + "] has an access point already");
    }
    String id = call.newId(Kind.ACCESS);
    Instant expires = months == 0 ? null : call.now.plus(Duration.ofDays(30L * months));
    call.put(
        Kind.ACCESS,
        new AccessPoint(
            call.account,
            call.zone,
            id,
            name,
            "vpc",
            wanNet,
            border,
            bandwidth,
            0,
            months == 0 ? "elastic" : "monthly",
            expires,
            false,
            Life.begin(call.now, call.now, call.now)));
    return id;
  }

  static void delete(Iaas call, String id) {
    AccessPoint access = call.require(Kind.ACCESS, id);
    int bandwidth = access.bandwidth();
    call.put(Kind.ACCESS, access.with(bandwidth, 0, access.life().end(call.now)));
  }

  /** Lets the contract of an access point end, or its owner stop it. */
  static void change(Iaas call, String id, @Nullable Instant expires, boolean stopped) {
    call.put(Kind.ACCESS, call.require(Kind.ACCESS, id).expiring(expires, stopped));
  }

  /** Returns access points of the zone, or of all zones where the cloud tells them all. */
  private static List<AccessPoint> listed(Iaas call) {
    if (!call.is(QingCloudSwitch.ACCESS_POINTS_LISTED_EVERYWHERE)) {
      return call.shown(Kind.ACCESS);
    }
    List<AccessPoint> all = new ArrayList<>();
    call.config.zones().forEach(z -> all.addAll(call.at(call.account, z).shown(Kind.ACCESS)));
    return all;
  }

  private static AccessPoint require(Iaas call, String id) {
    return listed(call).stream()
        .filter(access -> access.id().equals(id) && !access.life().isEnded(call.now))
        .findAny()
        .orElseThrow(() -> call.absent(Kind.ACCESS, id));
  }

  private static void describe(Iaas call) {
    List<String> ids = call.query.list("wan_accesss");
    if (call.is(QingCloudSwitch.ABSENT_ID_REFUSED)) {
      List<String> known = listed(call).stream().map(AccessPoint::id).toList();
      ids.stream()
          .filter(id -> !known.contains(id))
          .findFirst()
          .ifPresent(
              id -> {
                throw call.absent(Kind.ACCESS, id);
              });
    }
    List<String> status = call.query.list("status");
    List<String> types = call.query.list("access_type");
    List<String> nets = call.query.list("wan_nets");
    String name = call.text("wan_access_name");
    String word = call.text("search_word").toLowerCase(Locale.ROOT);
    List<AccessPoint> found =
        listed(call).stream()
            .filter(
                a -> ids.isEmpty() ? !Settings.hides(call.world(), a.id()) : ids.contains(a.id()))
            .filter(a -> status.isEmpty() || status.contains(a.status(call.now)))
            .filter(a -> types.isEmpty() || types.contains(a.accessType()))
            .filter(a -> nets.isEmpty() || nets.contains(a.wanNet()))
            .filter(a -> name.isEmpty() || name.equals(a.name()))
            .filter(a -> word.isEmpty() || a.name().toLowerCase(Locale.ROOT).contains(word))
            .toList();
    Listing.write(call, "wan_access_set", found, (json, access) -> write(call, json, access));
  }

  private static void write(Iaas call, Json json, AccessPoint access) {
    Instant now = call.now;
    EMPTY.forEach(member -> json.put(member, ""));
    NOTHING.forEach(member -> json.put(member, (String) null));
    json.put("is_applied", 1)
        .put("auto_renew", (String) null)
        .put("billing_months", access.expires() == null ? 0 : 1)
        .put("access_type", access.accessType())
        .put("bandwidth", access.isExpired(now) ? 0 : access.bandwidth())
        .put("create_time", Times.iso(access.life().made()))
        .put("owner", access.account())
        .put("wan_access_id", access.id())
        .put("is_hub", 0)
        .put("border_id", access.border())
        .put("billing_expire_time", access.expires() == null ? null : Times.iso(access.expires()))
        .put("service_mode", 0)
        .put("acceleration_status", 0)
        .put("elastic_bw_sub_code", 0)
        .put("sub_code", 0)
        .put("location_description", "")
        .put("status_time", Times.iso(access.life().since(now)))
        .put("border_zone_id", Zones.inner(access.zone()))
        .put("billing_mode", "bw")
        .put("elastic_bandwidth_local", 0)
        .put("bandwidth_remote", 0)
        .put("description", (String) null)
        .put("route_type", "")
        .put("transition_status", access.life().transition(now))
        .put("wan_net_id", access.wanNet())
        .put("wan_access_name", access.name())
        .put("elastic_bw_status", (String) null)
        .put("service_enabled", 1)
        .put("console_id", "qingcloud")
        .put("elastic_bandwidth_remote", 0)
        .put("net_mode", 1)
        .put("status", access.status(now))
        .put("wan_pop_id", "")
        .put("elastic_bandwidth", access.isExpired(now) ? 0 : access.elastic())
        .put("charge_mode", access.chargeMode())
        .put("root_user_id", access.account())
        .put("bandwidth_local", 0)
        .texts("resource_project_info", List.of());
  }

  private static void changeElastic(Iaas call) {
    AccessPoint access = require(call, call.text("wan_access"));
    call.idle(access);
    if (!call.text("bandwidth_type").equals("elastic")) {
      throw QingError.bad("bandwidth_type", call.text("bandwidth_type"), "elastic");
    }
    int elastic = call.number("bandwidth", 0);
    if (elastic < 0 || elastic > access.bandwidth()) {
      throw QingError.bad("bandwidth", String.valueOf(elastic), "0 to " + access.bandwidth());
    }
    resize(call, access, access.bandwidth(), elastic);
    call.out.put("wan_access", access.id());
    answer(call);
  }

  private static void upgrade(Iaas call) {
    List<String> ids = call.some("wan_accesss");
    int bandwidth = call.number("bandwidth", 0);
    for (String id : ids) {
      AccessPoint access = require(call, id);
      call.idle(access);
      if (bandwidth <= access.bandwidth()) {
        throw QingError.bad(
            "bandwidth", String.valueOf(bandwidth), "more than " + access.bandwidth());
      }
      resize(call, access, bandwidth, access.elastic());
    }
    call.out.texts("wan_accesss", ids);
    answer(call);
  }

  private static void resize(Iaas call, AccessPoint access, int bandwidth, int elastic) {
    Instant done = call.now.plus(call.config.delay(QingCloudDelay.ACCESS_POINT));
    Life busy = access.life().busy("updating", done);
    call.put(Kind.ACCESS, access.with(bandwidth, elastic, busy));
  }

  /** Answers the id of a global job, which no call looks up. */
  private static void answer(Iaas call) {
    call.out.put("global_job_id", call.newId("gj", 8));
  }
}
