package dev.tieline.testkit;

/**
 * Quotas that the fake QingCloud enforces, for each account and zone. The cloud shows those of
 * objects only in its console: their values here are assumed.
 */
public enum QingCloudQuota {
  /** VPCs; 20. */
  ROUTERS("router", 20),
  /** Private networks; 100. */
  VXNETS("vxnet", 100),
  /** Border routers; 10. */
  BORDERS("vpc_border", 10),
  /** Route tables of one's own; 20. */
  ROUTE_TABLES("routing_table", 20),
  /** Security groups; 50. */
  SECURITY_GROUPS("security_group", 50),
  /** Public addresses; 20. */
  EIPS("eip", 20),
  /** Load balancers; 20. */
  BALANCERS("loadbalancer", 20),
  /** Instances; 100. */
  INSTANCES("instance", 100),
  /** Static routes of a border router; 10, as documented. */
  STATICS_PER_BORDER("", 10),
  /** Listeners of a load balancer; 50, as documented. */
  LISTENERS_PER_BALANCER("", 50),
  /** Backends of a load balancer; 200, as documented. */
  BACKENDS_PER_BALANCER("", 200),
  /** Backends of a listener; 100, as documented. */
  BACKENDS_PER_LISTENER("", 100);

  private final String resourceType;
  private final int byDefault;

  QingCloudQuota(String resourceType, int byDefault) {
    this.resourceType = resourceType;
    this.byDefault = byDefault;
  }

  /**
   * Returns the name that GetQuotaLeft has for it.
   *
   * @return the name; empty for what it does not count
   */
  public String resourceType() {
    return resourceType;
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
