package dev.tieline.aws.internal;

import dev.tieline.provider.CommonCodes;

/**
 * The codes of the findings that only AWS can make; each has its entry in docs/findings-aws.md,
 * which a test holds together with this list. Codes that other clouds share are in {@link
 * dev.tieline.check.Codes}.
 */
final class AwsFindings {
  static final String ACCOUNT_TWICE = CommonCodes.ACCOUNT_TWICE;
  static final String ACCOUNT_UNKNOWN = CommonCodes.ACCOUNT_UNKNOWN;
  static final String ADOPTED = "ADOPTED";
  static final String BLOCK_QUOTA = "BLOCK_QUOTA";
  static final String CLOCK_SKEW = CommonCodes.CLOCK_SKEW;
  static final String CONSENT_NEEDED = "CONSENT_NEEDED";
  static final String DEAD_PEERING = "DEAD_PEERING";
  static final String DNS_ATTRIBUTES_OFF = "DNS_ATTRIBUTES_OFF";
  static final String DOUBLED = CommonCodes.DOUBLED;
  static final String FOREIGN_BLOCKS_DIFFER = "FOREIGN_BLOCKS_DIFFER";
  static final String GROUP_NOT_FOUND = CommonCodes.GROUP_NOT_FOUND;
  static final String GROUP_REFERENCE_ACROSS_REGIONS = "GROUP_REFERENCE_ACROSS_REGIONS";
  static final String MARK_ON_OTHER_SHAPE = CommonCodes.MARK_ON_OTHER_SHAPE;
  static final String NETWORK_NOT_READY = "NETWORK_NOT_READY";
  static final String NO_FREE_BLOCK = "NO_FREE_BLOCK";
  static final String PAIR_TWICE = "PAIR_TWICE";
  static final String PEERING_DIFFERS = CommonCodes.PEERING_DIFFERS;
  static final String PEERING_QUOTA = "PEERING_QUOTA";
  static final String QUOTAS_UNREADABLE = "QUOTAS_UNREADABLE";
  static final String REQUEST_DIFFERS = CommonCodes.REQUEST_DIFFERS;
  static final String REQUEST_QUOTA = "REQUEST_QUOTA";
  static final String ROUTE_QUOTA = "ROUTE_QUOTA";
  static final String ROUTE_TABLE_NOT_FOUND = CommonCodes.ROUTE_TABLE_NOT_FOUND;
  static final String RULE_QUOTA = "RULE_QUOTA";
  static final String SEVERAL_REQUESTS = CommonCodes.SEVERAL_REQUESTS;
  static final String SUBNET_NOT_FOUND = "SUBNET_NOT_FOUND";
  static final String SUBNET_OUTSIDE_VPC = "SUBNET_OUTSIDE_VPC";
  static final String SUBNET_OVERLAP = "SUBNET_OVERLAP";
  static final String TAG_LIMIT = CommonCodes.TAG_LIMIT;
  static final String VPC_BLOCKS_OVERLAP = CommonCodes.VPC_BLOCKS_OVERLAP;
  static final String VPC_NOT_FOUND = "VPC_NOT_FOUND";
  static final String VPC_QUOTA = "VPC_QUOTA";
  static final String WRONG_ACCOUNT = CommonCodes.WRONG_ACCOUNT;
  static final String ZONE_NOT_FOUND = "ZONE_NOT_FOUND";

  private AwsFindings() {}
}
