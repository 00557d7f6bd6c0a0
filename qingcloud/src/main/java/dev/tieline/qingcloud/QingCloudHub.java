package dev.tieline.qingcloud;

import static java.util.Objects.requireNonNull;

import dev.tieline.qingcloud.internal.HubOptions;
import dev.tieline.topology.Hub;
import dev.tieline.topology.LinkOption;

/** An option of a hub in QingCloud. Immutable; equal by content. */
public final class QingCloudHub implements LinkOption<Hub> {
  private final String text;

  private QingCloudHub(String text) {
    this.text = text;
  }

  /**
   * Returns the option that VPCs learn in some way where other networks are reached.
   *
   * @param way by hand, which is the default, or by route tables
   * @return the option
   */
  public static QingCloudHub policies(QingCloudPolicies way) {
    return new QingCloudHub(
        switch (requireNonNull(way, "way")) {
          case MANUAL -> HubOptions.MANUAL;
          case ROUTE_TABLE -> HubOptions.ROUTE_TABLE;
        });
  }

  /**
   * Returns the option that intranet routing policies are made as router statics of a type that
   * nobody documents, with the destination as first value and the border router's id as second.
   * Look at a policy that was made in the console, by {@code DescribeRouterStatics} without a type,
   * to learn the number.
   *
   * @param staticType the number, above those that are documented
   * @return the option
   * @throws IllegalArgumentException if it is a documented type
   */
  public static QingCloudHub routerStatics(int staticType) {
    if (staticType <= HubOptions.LAST_DOCUMENTED) {
      throw new IllegalArgumentException(
          "type of router statics: "
              + staticType
              + " (expected: above "
              + HubOptions.LAST_DOCUMENTED
              + ", since those up to it mean something else)");
    }
    return new QingCloudHub(HubOptions.ROUTER_STATIC + staticType);
  }

  /**
   * Returns the option that an access point to SD-WAN is that of the hub's border router in a zone.
   * Without it, the one is taken that the cloud shows at the border.
   *
   * @param zone the zone, such as {@code pek3}
   * @param id the access point's id, which begins with {@code wacc-}
   * @return the option
   * @throws IllegalArgumentException if one of them is malformed
   */
  public static QingCloudHub accessPoint(String zone, String id) {
    return new QingCloudHub(HubOptions.accessPoint(zone, id));
  }

  /**
   * Returns the option that a text names.
   *
   * @param text what {@link #asText()} returned
   * @return the option
   * @throws IllegalArgumentException if there is no such option
   */
  public static QingCloudHub parse(String text) {
    if (text.equals(HubOptions.MANUAL)) {
      return policies(QingCloudPolicies.MANUAL);
    }
    if (text.equals(HubOptions.ROUTE_TABLE)) {
      return policies(QingCloudPolicies.ROUTE_TABLE);
    }
    if (text.matches(HubOptions.ROUTER_STATIC + "[0-9]{1,6}")) {
      return routerStatics(Integer.parseInt(text.substring(HubOptions.ROUTER_STATIC.length())));
    }
    if (text.startsWith(HubOptions.ACCESS_POINT) && text.contains("=")) {
      String[] parts = text.substring(HubOptions.ACCESS_POINT.length()).split("=", 2);
      return accessPoint(parts[0], parts[1]);
    }
    throw new IllegalArgumentException(
        "hub option of qingcloud: "
            + text
            + " (expected one of: access-point:ZONE=ID, policies:manual, policies:route-table,"
            + " policies:router-static:TYPE)");
  }

  @Override
  public String cloud() {
    return QingCloudProvider.CLOUD;
  }

  @Override
  public String asText() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QingCloudHub h && h.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
