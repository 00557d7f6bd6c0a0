package dev.tieline.qingcloud.internal;

import dev.tieline.topology.Hub;
import dev.tieline.topology.LinkOption;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a hub's options say.
 *
 * @param policies how VPCs learn where other networks are
 * @param staticType the type of router statics that are policies, where they are made as such
 * @param accessPoints the ids of access points by zones
 */
public record HubOptions(Policies policies, int staticType, Map<String, String> accessPoints) {
  public static final String MANUAL = "policies:manual";
  public static final String ROUTE_TABLE = "policies:route-table";
  public static final String ROUTER_STATIC = "policies:router-static:";
  public static final String ACCESS_POINT = "access-point:";

  // static_type 1 to 8 (AddRouterStatics, API documentation of VPC, read 2026-11)
  public static final int LAST_DOCUMENTED = 8;

  /** How VPCs learn where other networks are. */
  public enum Policies {
    MANUAL,
    ROUTE_TABLE,
    ROUTER_STATIC
  }

  public HubOptions {
    accessPoints = Collections.unmodifiableMap(new TreeMap<>(accessPoints));
  }

  static HubOptions of(Hub hub) {
    Policies policies = Policies.MANUAL;
    int type = 0;
    Map<String, String> accessPoints = new TreeMap<>();
    for (LinkOption<Hub> option : hub.options()) {
      String text = option.asText();
      if (text.equals(ROUTE_TABLE)) {
        policies = Policies.ROUTE_TABLE;
      } else if (text.equals(MANUAL)) {
        policies = Policies.MANUAL;
      } else if (text.startsWith(ROUTER_STATIC)) {
        policies = Policies.ROUTER_STATIC;
        type = Integer.parseInt(text.substring(ROUTER_STATIC.length()));
      } else if (text.startsWith(ACCESS_POINT)) {
        String[] parts = text.substring(ACCESS_POINT.length()).split("=", 2);
        accessPoints.put(parts[0], parts[1]);
      }
    }
    return new HubOptions(policies, type, accessPoints);
  }

  /** The text of an access point's option. */
  public static String accessPoint(String zone, String id) {
    Zones.wrong("zone of access point", zone)
        .ifPresent(
            wrong -> {
              throw new IllegalArgumentException(wrong);
            });
    if (!id.matches("wacc-[0-9A-Za-z]{1,40}")) {
      throw new IllegalArgumentException(
          "access point id: " + id + " (expected: wacc-..., as the console shows it)");
    }
    return ACCESS_POINT + zone + "=" + id;
  }
}
