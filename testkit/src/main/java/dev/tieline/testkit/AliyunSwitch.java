package dev.tieline.testkit;

/** Facts about Alibaba Cloud that are not known for sure; suites run both values. */
public enum AliyunSwitch {
  /**
   * A parameter that the action does not have is refused with {@code UnsupportedParameter}; else it
   * is passed over in silence. On by default.
   */
  UNKNOWN_PARAMETERS_REFUSED(true),
  /** A signature nonce is good for one request only. On by default. */
  NONCES_CHECKED(true),
  /**
   * A call with the client token of a call that failed fails again in the same way; else it is
   * worked anew. Off by default.
   */
  TOKENS_REPLAY_FAILURES(false),
  /** Creating a peering opens CDT for the caller, also across borders. Off by default. */
  CDT_OPENS_BY_ITSELF(false),
  /** A peering that was rejected or has expired is in the way of another. On by default. */
  DEAD_PEERING_BLOCKS(true),
  /** A route of IPv6 may be in a custom table. Off by default. */
  IPV6_ON_CUSTOM_TABLE(false),
  /** A route may be to a part of 100.64.0.0/10, yet never to the whole. Off by default. */
  SERVICE_RANGE_ROUTED(false),
  /** A group's rule that is there already is refused; else it is accepted in silence. Off. */
  SAME_RULE_REFUSED(false),
  /** Revoking a rule that is not there is refused; else it succeeds. Off by default. */
  ABSENT_RULE_REFUSED(false),
  /** Adding an account that an endpoint service lists already is refused. On by default. */
  SAME_USER_REFUSED(true),
  /** An endpoint must have a security group from the beginning. On by default. */
  ENDPOINT_NEEDS_GROUP(true),
  /** An endpoint can be deleted while it has zones. Off by default. */
  ENDPOINT_DELETED_WITH_ZONES(false),
  /** Two endpoints of one VPC may use one service. Off by default. */
  SECOND_ENDPOINT_ALLOWED(false),
  /**
   * A connection is shown as {@code Pending} while its endpoint is changed, also one that was
   * accepted long ago. Off by default.
   */
  CONNECTION_PENDING_WHILE_CHANGED(false),
  /** A private zone's name may be that of another zone of the account. On by default. */
  SAME_ZONE_NAME_ALLOWED(true),
  /** Request rates are limited for each account and action. Off by default. */
  THROTTLING(false);

  private final boolean byDefault;

  AliyunSwitch(boolean byDefault) {
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
