package dev.tieline.aws.internal;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.spi.Scope;

/**
 * The codes of the findings about networks; each has its entry in docs/findings-aws-networks.md,
 * which a test holds together with this list.
 */
final class NetworkFindings {
  static final String BLOCK_QUOTA = "BLOCK_QUOTA";
  static final String DOUBLED = "DOUBLED";
  static final String INVALID_BLOCK_SIZE = "INVALID_BLOCK_SIZE";
  static final String NO_FREE_BLOCK = "NO_FREE_BLOCK";
  static final String ROUTE_TABLE_NOT_FOUND = "ROUTE_TABLE_NOT_FOUND";
  static final String SUBNET_NOT_FOUND = "SUBNET_NOT_FOUND";
  static final String SUBNET_OUTSIDE_VPC = "SUBNET_OUTSIDE_VPC";
  static final String SUBNET_OVERLAP = "SUBNET_OVERLAP";
  static final String UNREADABLE = "UNREADABLE";
  static final String VPC_BLOCKS_OVERLAP = "VPC_BLOCKS_OVERLAP";
  static final String VPC_NOT_FOUND = "VPC_NOT_FOUND";
  static final String VPC_QUOTA = "VPC_QUOTA";

  private NetworkFindings() {}

  static Finding error(String code, String subject, String what, String why, String remedy) {
    return new Finding(code, Severity.ERROR, subject, what, why, remedy);
  }

  static Finding unreadable(String subject, String what, Scope scope, String why) {
    return error(
        UNREADABLE,
        subject,
        what + " in " + scope + " could not be read: " + why,
        "Whether it is there can not be told, and nothing is made or removed on a guess",
        "Grant the permission or wait until the region answers, then plan again");
  }
}
