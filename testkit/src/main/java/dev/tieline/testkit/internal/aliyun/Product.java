package dev.tieline.testkit.internal.aliyun;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The products that the fake has. No two have the same version, so that one endpoint can serve them
 * all; permissions of VpcPeer are in the family of Vpc (VPC RAM page, read 2026-11).
 */
public enum Product {
  VPC("Vpc", "2016-04-28", "vpc", true),
  VPC_PEER("VpcPeer", "2022-01-01", "vpc", false),
  ECS("Ecs", "2014-05-26", "ecs", true),
  PRIVATELINK("Privatelink", "2020-04-15", "privatelink", true),
  PVTZ("pvtz", "2018-01-01", "pvtz", false),
  CDT("CDT", "2021-08-13", "cdt", false),
  STS("Sts", "2015-04-01", "sts", false),
  SLB("Slb", "2014-05-15", "slb", true),
  NLB("Nlb", "2022-04-30", "nlb", true);

  private final String title;
  private final String version;
  private final String permission;
  private final boolean regional;

  Product(String title, String version, String permission, boolean regional) {
    this.title = title;
    this.version = version;
    this.permission = permission;
    this.regional = regional;
  }

  public String title() {
    return title;
  }

  public String version() {
    return version;
  }

  /** Returns an action's name in permissions, such as {@code vpc:CreateVpc}. */
  String permission(String action) {
    return permission + ":" + action;
  }

  /** Tells whether each region has an endpoint of its own. */
  boolean isRegional() {
    return regional;
  }

  /** Returns the host that serves the product for a region. */
  String host(String region) {
    String name = title.toLowerCase(Locale.ROOT);
    return regional && !region.isEmpty()
        ? name + "." + region + ".aliyuncs.com"
        : name + ".aliyuncs.com";
  }

  static Optional<Product> ofVersion(String version) {
    return Arrays.stream(values()).filter(p -> p.version.equals(version)).findFirst();
  }

  public static Optional<Product> ofTitle(String title) {
    return Arrays.stream(values()).filter(p -> p.title.equalsIgnoreCase(title)).findFirst();
  }
}
