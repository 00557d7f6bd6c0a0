package dev.tieline.aliyun.internal;

import dev.tieline.provider.CommonCodes;

/**
 * The codes of the findings that only this cloud can make. Codes that other clouds share are in
 * {@link dev.tieline.check.Codes}.
 */
final class AliyunFindings {
  static final String ACCOUNT_TWICE = CommonCodes.ACCOUNT_TWICE;
  static final String ACCOUNT_UNKNOWN = CommonCodes.ACCOUNT_UNKNOWN;
  static final String ADOPTED = "ADOPTED";
  static final String ARREARS = "ARREARS";
  static final String BLOCK_QUOTA = "BLOCK_QUOTA";
  static final String CDT_NOT_OPENED = "CDT_NOT_OPENED";
  static final String CLOCK_SKEW = CommonCodes.CLOCK_SKEW;
  static final String DEAD_PEERING = "DEAD_PEERING";
  static final String DNS_NAME_SHARED = "DNS_NAME_SHARED";
  static final String DNS_NAME_TAKEN = "DNS_NAME_TAKEN";
  static final String DOUBLED = CommonCodes.DOUBLED;
  static final String DROP_RULE = "DROP_RULE";
  static final String ENDPOINT_DIFFERS = "ENDPOINT_DIFFERS";
  static final String ENDPOINT_GONE = "ENDPOINT_GONE";
  static final String ENDPOINT_TWICE = "ENDPOINT_TWICE";
  static final String ENDPOINT_WITHOUT_GROUP = "ENDPOINT_WITHOUT_GROUP";
  static final String FOREIGN_BLOCKS_DIFFER = "FOREIGN_BLOCKS_DIFFER";
  static final String GROUP_NOT_FOUND = CommonCodes.GROUP_NOT_FOUND;
  static final String GROUP_SERVICE_MANAGED = "GROUP_SERVICE_MANAGED";
  static final String GROUP_TYPES_MIXED = "GROUP_TYPES_MIXED";
  static final String HOSTS_LINES = "HOSTS_LINES";
  static final String IPV6_NOT_ROUTED = "IPV6_NOT_ROUTED";
  static final String MARK_ON_OTHER_SHAPE = CommonCodes.MARK_ON_OTHER_SHAPE;
  static final String NETWORK_NOT_READY = "NETWORK_NOT_READY";
  static final String NO_FREE_BLOCK = "NO_FREE_BLOCK";
  static final String NO_V_SWITCH_IN_ZONE = "NO_V_SWITCH_IN_ZONE";
  static final String OFFER_UNFIT = "OFFER_UNFIT";
  static final String PAIR_TWICE = "PAIR_TWICE";
  static final String PEERING_DIFFERS = CommonCodes.PEERING_DIFFERS;
  static final String PEERING_QUOTA = "PEERING_QUOTA";
  static final String PRODUCT_NOT_OPENED = "PRODUCT_NOT_OPENED";
  static final String REQUEST_DIFFERS = CommonCodes.REQUEST_DIFFERS;
  static final String ROUTER_INTERFACE = "ROUTER_INTERFACE";
  static final String ROUTE_LEARNED = "ROUTE_LEARNED";
  static final String ROUTE_QUOTA = "ROUTE_QUOTA";
  static final String ROUTE_TABLE_NOT_FOUND = CommonCodes.ROUTE_TABLE_NOT_FOUND;
  static final String RULE_QUOTA = "RULE_QUOTA";
  static final String SERVICE_ACCOUNT = "SERVICE_ACCOUNT";
  static final String SERVICE_MANAGED = "SERVICE_MANAGED";
  static final String SERVICE_NOT_SHARED = "SERVICE_NOT_SHARED";
  static final String SERVICE_REGION_NOT_SUPPORTED = "SERVICE_REGION_NOT_SUPPORTED";
  static final String SERVICE_SHARED_WITH_NOBODY = "SERVICE_SHARED_WITH_NOBODY";
  static final String SEVERAL_REQUESTS = CommonCodes.SEVERAL_REQUESTS;
  static final String TABLE_QUOTA = "TABLE_QUOTA";
  static final String TAG_LIMIT = CommonCodes.TAG_LIMIT;
  static final String USER_CIDR_MISSING = "USER_CIDR_MISSING";
  static final String VPC_BLOCKS_OVERLAP = CommonCodes.VPC_BLOCKS_OVERLAP;
  static final String VPC_NOT_FOUND = "VPC_NOT_FOUND";
  static final String VPC_QUOTA = "VPC_QUOTA";
  static final String VPC_SHARED = "VPC_SHARED";
  static final String V_SWITCH_BLOCK_ROUTED = "V_SWITCH_BLOCK_ROUTED";
  static final String V_SWITCH_FULL = "V_SWITCH_FULL";
  static final String V_SWITCH_NOT_FOUND = "V_SWITCH_NOT_FOUND";
  static final String V_SWITCH_NOT_USED = "V_SWITCH_NOT_USED";
  static final String V_SWITCH_OUTSIDE_VPC = "V_SWITCH_OUTSIDE_VPC";
  static final String V_SWITCH_OVERLAP = "V_SWITCH_OVERLAP";
  static final String V_SWITCH_QUOTA = "V_SWITCH_QUOTA";
  static final String WRONG_ACCOUNT = CommonCodes.WRONG_ACCOUNT;
  static final String ZONE_NOT_FOUND = "ZONE_NOT_FOUND";
  static final String ZONE_NOT_OFFERED = "ZONE_NOT_OFFERED";

  private AliyunFindings() {}
}
