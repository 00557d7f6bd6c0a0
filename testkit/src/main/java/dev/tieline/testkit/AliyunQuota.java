package dev.tieline.testkit;

/** Quotas that the fake Alibaba Cloud enforces, for each account and region. */
public enum AliyunQuota {
  /** VPCs in a region; 10. */
  VPCS_PER_REGION(10),
  /** Secondary IPv4 blocks of a VPC; 5. */
  SECONDARY_BLOCKS_PER_VPC(5),
  /** vSwitches of a VPC; 150. */
  VSWITCHES_PER_VPC(150),
  /** Custom route tables of a VPC; 9. */
  CUSTOM_TABLES_PER_VPC(9),
  /** Custom entries of a route table; 200. */
  ROUTES_PER_TABLE(200),
  /** Peerings of a VPC within its region; 10. */
  PEERINGS_PER_VPC_WITHIN_REGION(10),
  /** Peerings of a VPC with other regions; 20. */
  PEERINGS_PER_VPC_ACROSS_REGIONS(20),
  /** Peerings that an account has asked for in a region; 200. */
  PEERINGS_PER_REGION(200),
  /** Bandwidth of a peering across regions, in Mbit/s; 1024. */
  PEERING_BANDWIDTH(1024),
  /** Security groups in a region; 100. */
  GROUPS_PER_REGION(100),
  /** Rules of a security group, both directions together; 200. */
  RULES_PER_GROUP(200),
  /** Endpoints of a VPC; 1000. */
  ENDPOINTS_PER_VPC(1000),
  /** Zones of an endpoint; 10. */
  ZONES_PER_ENDPOINT(10),
  /** Endpoint services of an account; 200. */
  SERVICES_PER_REGION(200),
  /** Resources of an endpoint service; 500. */
  RESOURCES_PER_SERVICE(500);

  private final int byDefault;

  AliyunQuota(int byDefault) {
    this.byDefault = byDefault;
  }

  /**
   * Returns the quota of an account that asked for no more.
   *
   * @return the number
   */
  public int byDefault() {
    return byDefault;
  }
}
