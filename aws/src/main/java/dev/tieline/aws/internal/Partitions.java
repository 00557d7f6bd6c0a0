package dev.tieline.aws.internal;

import java.util.regex.Pattern;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** Regions and the partitions that they belong to: accounts and VPCs of two never meet. */
public final class Partitions {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+){1,3}-[0-9]{1,2}");

  private Partitions() {}

  /** Whether a text can be the name of a region; which ones there are, only the cloud knows. */
  public static boolean isRegion(String text) {
    return REGION.matcher(text).matches();
  }

  /** Such as {@code aws} or {@code aws-cn}. */
  public static String of(String region) {
    return PartitionMetadata.of(Region.of(region)).id();
  }
}
