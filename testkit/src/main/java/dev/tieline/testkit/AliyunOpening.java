package dev.tieline.testkit;

/** Services of Alibaba Cloud that an account has to open once, and that it cannot close again. */
public enum AliyunOpening {
  /** Cloud Data Transfer. */
  CDT,
  /** Cloud Data Transfer between the mainland and elsewhere. */
  CDT_CROSS_BORDER,
  /** PrivateLink. */
  PRIVATELINK,
  /** PrivateZone. */
  PRIVATEZONE
}
