package dev.tieline.aws.internal;

import java.util.regex.Pattern;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** Regions and the partitions that they belong to: accounts and VPCs of two never meet. */
public final class Partitions {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+){1,3}-[0-9]{1,2}");

  // such as apne1-az4; of a local zone use1-bos1-az1, of a wavelength zone use1-wl1-bos-wlz1
  // ("AWS Regions and Availability Zones", AWS documentation)
  private static final Pattern ZONE_ID =
      Pattern.compile("[a-z]{2,}[0-9]+(-[a-z0-9]+)*-(az|wlz)[0-9]+");
  // what follows the region's name: the letter of a zone, or such as -bos-1a of a local zone
  private static final Pattern ZONE_LETTER = Pattern.compile("[a-z]|(-[a-z0-9]+)+");

  private Partitions() {}

  /** Whether a text can be the name of a region; which ones there are, only the cloud knows. */
  public static boolean isRegion(String text) {
    return REGION.matcher(text).matches();
  }

  /** Whether a text can be the name of a zone of a region, or the id of a zone. */
  static boolean isZone(String region, String text) {
    return text.startsWith(region)
        ? ZONE_LETTER.matcher(text.substring(region.length())).matches()
        : ZONE_ID.matcher(text).matches();
  }

  /** Such as {@code aws} or {@code aws-cn}. */
  public static String of(String region) {
    return PartitionMetadata.of(Region.of(region)).id();
  }
}
