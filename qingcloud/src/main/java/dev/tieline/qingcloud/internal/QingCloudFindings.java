package dev.tieline.qingcloud.internal;

import dev.tieline.provider.CommonCodes;

/** The codes of findings that only QingCloud has, or that are made here for it. */
final class QingCloudFindings {
  static final String ACCOUNT_TWICE = CommonCodes.ACCOUNT_TWICE;
  static final String ACCOUNT_UNKNOWN = CommonCodes.ACCOUNT_UNKNOWN;
  static final String CLOCK_SKEW = CommonCodes.CLOCK_SKEW;
  static final String FREE_VPC = "FREE_VPC";
  static final String UNUSUAL_BLOCK = "UNUSUAL_BLOCK";
  static final String VPC_NOT_FOUND = "VPC_NOT_FOUND";
  static final String VXNET_OUTSIDE_VPC = "VXNET_OUTSIDE_VPC";
  static final String WRONG_ACCOUNT = CommonCodes.WRONG_ACCOUNT;
  static final String ZONE_NOT_FOUND = "ZONE_NOT_FOUND";

  private QingCloudFindings() {}
}
