package dev.tieline.testkit;

/** Facts about QingCloud that are not known for sure: run your tests with both values. */
public enum QingCloudSwitch {
  /**
   * A parameter that the action does not have is refused with 1100; else it is passed over in
   * silence, as official clients of different ages need it. Off by default.
   */
  UNKNOWN_PARAMETERS_REFUSED(false),
  /** A time stamp of more than 60 s in the future is refused as one of the past is. On. */
  FUTURE_STAMP_REFUSED(true),
  /**
   * An inner zone such as {@code pek3b} may be named for its region; else it is a bad value. On by
   * default.
   */
  INNER_ZONE_ACCEPTED(true),
  /**
   * A read that names an id which is not there is refused with 2100, as the page of DescribeRouters
   * says; else it answers what is there. On by default.
   */
  ABSENT_ID_REFUSED(true),
  /** Answers that the documentation prints without {@code ret_code} have none. On by default. */
  RET_CODE_OMITTED(true),
  /** What is in use is kept from deletion with 5400; else with 1400. On by default. */
  DEPENDENCY_IS_5400(true),
  /** A border router that works is {@code active}; else it is {@code available}. On by default. */
  BORDER_IS_ACTIVE(true),
  /** A border router takes one change at a time, and refuses others with 1400. On by default. */
  BORDER_SERIALISED(true),
  /** A load balancer takes one change at a time, and refuses others with 1400. On by default. */
  BALANCER_SERIALISED(true),
  /** A border router cannot be deleted before its lease is made either. On by default. */
  BORDER_HAS_LEASE(true),
  /**
   * DHCP knows nothing of a border router's address, and gives it to an instance that asks for it.
   * On by default.
   */
  DHCP_OVERLOOKS_BORDER(true),
  /** An access point keeps its border router from being deleted. On by default. */
  ACCESS_POINT_HOLDS_BORDER(true),
  /** Access points are listed in whichever zone; else in their border's alone. On by default. */
  ACCESS_POINTS_LISTED_EVERYWHERE(true),
  /**
   * A VPC has a default route table that serves all its vxnets, as those made since 2021-12-23 do.
   * On by default.
   */
  DEFAULT_TABLES(true),
  /** A table of one's own takes a vxnet over from the default table; else that is 1400. Off. */
  DEFAULT_TABLE_REPLACED(false),
  /** A vxnet's table takes an address as next hop; else the call is refused with 1101. On. */
  VXNET_TABLE_TAKES_ADDRESS(true),
  /**
   * A balancer's table takes an address as next hop of a new rule; else only by changing a rule
   * that leads to a router. On by default.
   */
  BALANCER_TABLE_TAKES_ADDRESS(true),
  /** A balancer's table must be bound before it takes rules. On by default. */
  RULES_NEED_BINDING(true),
  /**
   * The intranet routing policy is a router static of an undocumented type that the API takes too;
   * else the type is a bad value and only the console makes policies. On by default.
   */
  POLICY_BY_API(true),
  /** A balancer takes public addresses and a vxnet in one call; else one of them. On by default. */
  BALANCER_TAKES_BOTH(true),
  /** A backend may be given by its address as {@code resource_id}; else that is 2100. Off. */
  ADDRESS_BACKEND_BY_API(false),
  /** An instance in the recycle bin still holds its address and vxnet. On by default. */
  BINNED_INSTANCE_HOLDS_VXNET(true),
  /** A balancer in the recycle bin still holds its address and vxnet. Off by default. */
  BINNED_BALANCER_HOLDS_VXNET(false),
  /** Only the networks that documents and official clients name are VPC networks. On. */
  OTHER_NETWORKS_REFUSED(true);

  private final boolean byDefault;

  QingCloudSwitch(boolean byDefault) {
    this.byDefault = byDefault;
  }

  /**
   * Returns the value that a fake has unless told otherwise.
   *
   * @return the value
   */
  public boolean byDefault() {
    return byDefault;
  }
}
