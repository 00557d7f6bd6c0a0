package dev.tieline.aliyun.internal;

import java.util.regex.Pattern;

/** Regions by their names, and what they belong to. */
public final class Regions {
  // cn-hangzhou, cn-hangzhou-finance, cn-north-2-gov-1, ap-southeast-1 ("Regions and zones",
  // Elastic Compute Service User Guide, read 2026-11)
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)(-[a-z0-9]+){0,4}");
  // what follows the region's name: cn-hangzhou-h, ap-southeast-1a
  private static final Pattern ZONE_REST = Pattern.compile("-?[a-z][0-9a-z]?");

  private Regions() {}

  /** Whether a text can be the name of a region; which ones there are, only the cloud knows. */
  public static boolean isRegion(String text) {
    return REGION.matcher(text).matches() && text.length() <= 40;
  }

  /** Whether a text can be the name of a zone of a region. */
  static boolean isZone(String region, String text) {
    return text.startsWith(region) && ZONE_REST.matcher(text.substring(region.length())).matches();
  }

  /**
   * The kind of cloud that a region is of: VPCs of two kinds can not be peered
   * (OperationFailed.ViolativeVpcPeer).
   */
  static String partition(String region) {
    if (region.contains("-finance")) {
      return "finance";
    }
    return region.contains("-gov") ? "government" : "public";
  }

  /** Whether traffic between two regions crosses the border of the Chinese mainland. */
  static boolean crossBorder(String region, String other) {
    return mainland(region) != mainland(other);
  }

  private static boolean mainland(String region) {
    return region.startsWith("cn-") && !region.startsWith("cn-hongkong");
  }
}
