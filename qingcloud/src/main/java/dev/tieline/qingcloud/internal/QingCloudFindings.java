package dev.tieline.qingcloud.internal;

import dev.tieline.provider.CommonCodes;

/** The codes of findings that only QingCloud has, or that are made here for it. */
final class QingCloudFindings {
  static final String ACCESS_POINT_ELSEWHERE = "ACCESS_POINT_ELSEWHERE";
  static final String ACCESS_POINT_EXPIRED = "ACCESS_POINT_EXPIRED";
  static final String ACCESS_POINT_INACTIVE = "ACCESS_POINT_INACTIVE";
  static final String ACCESS_POINT_NOT_FOUND = "ACCESS_POINT_NOT_FOUND";
  static final String ACCOUNT_TWICE = CommonCodes.ACCOUNT_TWICE;
  static final String ACCOUNT_UNKNOWN = CommonCodes.ACCOUNT_UNKNOWN;
  static final String BACKEND_NOT_WISHED = "BACKEND_NOT_WISHED";
  static final String BACKEND_OUTSIDE = "BACKEND_OUTSIDE";
  static final String BORDER_ADDRESS_IN_DHCP = "BORDER_ADDRESS_IN_DHCP";
  static final String BORDER_ADDRESS_TAKEN = "BORDER_ADDRESS_TAKEN";
  static final String CLOCK_SKEW = CommonCodes.CLOCK_SKEW;
  static final String EIP_IN_USE = "EIP_IN_USE";
  static final String EIP_NOT_FOUND = "EIP_NOT_FOUND";
  static final String FREE_VPC = "FREE_VPC";
  static final String GROUP_NOT_FOUND = CommonCodes.GROUP_NOT_FOUND;
  static final String INSTANCE_ADDRESS = "INSTANCE_ADDRESS";
  static final String INSTANCE_ELSEWHERE = "INSTANCE_ELSEWHERE";
  static final String INSTANCE_NOT_FOUND = "INSTANCE_NOT_FOUND";
  static final String INSTANCE_NOT_RUNNING = "INSTANCE_NOT_RUNNING";
  static final String NETWORK_UNUSABLE = "NETWORK_UNUSABLE";
  static final String NO_WAY_TO_BACKEND = "NO_WAY_TO_BACKEND";
  static final String TABLE_TAKEN = "TABLE_TAKEN";
  static final String UNAPPLIED_CHANGES = "UNAPPLIED_CHANGES";
  static final String UNUSUAL_BLOCK = "UNUSUAL_BLOCK";
  static final String VPC_NOT_FOUND = "VPC_NOT_FOUND";
  static final String VXNET_ELSEWHERE = "VXNET_ELSEWHERE";
  static final String VXNET_NOT_CHOSEN = "VXNET_NOT_CHOSEN";
  static final String VXNET_NOT_FOUND = "VXNET_NOT_FOUND";
  static final String VXNET_OUTSIDE_VPC = "VXNET_OUTSIDE_VPC";
  static final String WAN_NET_DIFFERS = "WAN_NET_DIFFERS";
  static final String WRONG_ACCOUNT = CommonCodes.WRONG_ACCOUNT;
  static final String ZONE_NOT_FOUND = "ZONE_NOT_FOUND";

  private QingCloudFindings() {}
}
