package dev.tieline.testkit;

import java.time.Duration;

/**
 * How long the fake Alibaba Cloud takes for what the true one does asynchronously, in the cloud's
 * time. All states are pure functions of that time, so that zero is allowed everywhere.
 */
public enum AliyunDelay {
  /** A VPC's, a further block's or a route table's way to {@code Available}; 2 s. */
  VPC(2),
  /** A vSwitch's way to {@code Available}, its deletion, and its change of route table; 2 s. */
  VSWITCH(2),
  /**
   * A route's way to {@code Available} or to be gone. Meanwhile nothing else may change the routes
   * of its VPC: the documented distance of 5 s between such calls.
   */
  ROUTE(5),
  /** A peering's way from {@code Creating}; 3 s. */
  PEERING_CREATING(3),
  /** A peering's {@code Updating}, after its acceptance or a change; 3 s. */
  PEERING_UPDATING(3),
  /** A peering's {@code Deleting}; 3 s. */
  PEERING_DELETING(3),
  /** From {@code Activated} until a route may use the peering; 1 s. */
  PEERING_USABLE(1),
  /** How long a deleted peering is answered as {@code Deleted}; 60 s. */
  DEAD_SHOWN(60),
  /** How long nobody need accept a peering before it expires; 7 days. */
  PEERING_EXPIRY(7 * 24 * 3600),
  /** An endpoint service's {@code Creating}, and {@code Pending} after a change; 3 s. */
  SERVICE(3),
  /** An endpoint's {@code Creating}, and {@code Pending} after a change; 5 s. */
  ENDPOINT(5),
  /** From {@code Active} until an endpoint's zones have their interfaces; 5 s. */
  ENDPOINT_INTERFACE(5),
  /** A connection's {@code Connecting} or {@code Disconnecting}; 5 s. */
  CONNECTION(5),
  /** An endpoint's, a zone's or a service's {@code Deleting}; 3 s. */
  ENDPOINT_DELETING(3),
  /** How long an interface that was given up is in the way of its group's deletion; 3 s. */
  INTERFACE_RELEASE(3),
  /** From its creation until a private zone can be bound to a VPC; 1 s. */
  ZONE_VISIBLE(1),
  /** How long a client token is remembered; 24 h. */
  TOKEN(24 * 3600);

  private final Duration byDefault;

  AliyunDelay(long seconds) {
    this.byDefault = Duration.ofSeconds(seconds);
  }

  /**
   * Returns the value that a fake has unless told otherwise.
   *
   * @return the duration
   */
  public Duration byDefault() {
    return byDefault;
  }

  /**
   * Tells whether it is the time of something that is under way, rather than how long something is
   * kept, shown or waited for.
   *
   * @return whether a test that wants no delays wants this one gone
   */
  public boolean isTransition() {
    return this != DEAD_SHOWN && this != PEERING_EXPIRY && this != TOKEN;
  }
}
