package dev.tieline.aws.internal;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;

/** Which part of AWS a region belongs to; nothing connects two parts. */
final class Partitions {
  private Partitions() {}

  static String of(String region) {
    RegionMetadata known = RegionMetadata.of(Region.of(region));
    if (known != null) {
      return known.partition().id();
    }
    // regions that are newer than the SDK
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
