package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.QingCloudQuota;
import dev.tieline.testkit.internal.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Zones, with those inside of them, and what is left of the quotas there. */
final class Zones {
  /** The zones that answers name instead of the one that was asked for ("Zones", 2026-11). */
  private static final Map<String, List<String>> INNER =
      Map.of("pek3", List.of("pek3b", "pek3c", "pek3d"), "gd2", List.of("gd2a", "gd2b"));

  private Zones() {}

  static void register(Actions actions) {
    actions.readsAnywhere("DescribeZones", "zones", "zones.N status.N", Zones::describe);
    actions.reads("GetQuotaLeft", "", "resource_types.N", Zones::left);
  }

  /** Returns the zones inside of one; of most it is that zone alone. */
  static List<String> inside(String zone) {
    return INNER.getOrDefault(zone, List.of(zone));
  }

  /** Returns the zone in which something is made. */
  static String inner(String zone) {
    return inside(zone).get(0);
  }

  /** Tells whether a zone is one of those in which a VPC must be given its network. */
  static boolean isRegion(String zone) {
    return inside(zone).size() > 1;
  }

  private static void describe(Iaas call) {
    List<String> wanted = call.query.list("zones");
    List<String> status = call.query.list("status");
    List<String> found =
        call.config.zones().stream()
            .filter(zone -> wanted.isEmpty() || wanted.contains(zone))
            .filter(zone -> status.isEmpty() || status.contains(status(call, zone)))
            .toList();
    call.out
        .put("total_count", found.size())
        .list(
            "zone_set",
            found,
            (json, zone) ->
                json.put("zone_id", zone).put("region_id", zone).put("status", status(call, zone)));
  }

  private static String status(Iaas call, String zone) {
    return Settings.isDown(call.world(), zone) ? "faulty" : "active";
  }

  private static void left(Iaas call) {
    List<String> wanted = call.query.list("resource_types");
    List<QingCloudQuota> counted =
        List.of(QingCloudQuota.values()).stream()
            .filter(quota -> !quota.resourceType().isEmpty())
            .filter(quota -> wanted.isEmpty() || wanted.contains(quota.resourceType()))
            .toList();
    call.out.list(
        "quota_left_set",
        counted,
        (json, quota) ->
            json.put("resource_type", quota.resourceType())
                .put("left", Math.max(0, call.quota(quota) - used(call, quota))));
  }

  private static int used(Iaas call, QingCloudQuota quota) {
    return switch (quota) {
      case ROUTERS -> call.all(Kind.ROUTER).size();
      case VXNETS -> call.all(Kind.VXNET).size();
      case BORDERS -> call.all(Kind.BORDER).size();
      case ROUTE_TABLES -> RouteTables.own(call);
      case SECURITY_GROUPS -> call.all(Kind.GROUP).size();
      case EIPS -> call.all(Kind.EIP).size();
      case BALANCERS -> call.all(Kind.BALANCER).size();
      case INSTANCES -> call.all(Kind.INSTANCE).size();
      default -> throw new IllegalArgumentException("quota: " + quota + " (expected: of objects)");
    };
  }

  /** Refuses to make more than the quota lets. */
  static void take(Iaas call, QingCloudQuota quota, int more) {
    int limit = call.quota(quota);
    if (used(call, quota) + more > limit) {
      throw QingError.quota(Objects.requireNonNull(quota).resourceType(), limit);
    }
  }
}
