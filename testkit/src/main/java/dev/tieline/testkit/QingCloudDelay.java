package dev.tieline.testkit;

import java.time.Duration;

/**
 * How long the fake QingCloud takes for what the true one does in jobs, in the cloud's time. All
 * states are pure functions of that time, so that zero is allowed everywhere.
 */
public enum QingCloudDelay {
  /**
   * How long a job is {@code pending} before it is {@code working}; part of its whole time; 1 s.
   */
  JOB_PENDING(1),
  /** A VPC's way to {@code active}; 10 s. */
  ROUTER_CREATING(10),
  /** A VPC's {@code updating}, for its rules and for vxnets that join or leave; 5 s. */
  ROUTER_UPDATING(5),
  /** A VPC's {@code deleting}; 5 s. */
  ROUTER_DELETING(5),
  /** A border router's way from {@code pending}; 5 s. */
  BORDER_CREATING(5),
  /** How long a vxnet takes to join or leave a border router, and a VPC likewise; 5 s. */
  BORDER_JOINING(5),
  /** How long a border router takes to publish its routes; 3 s. */
  BORDER_CONFIG(3),
  /** A border router's deletion; 5 s. */
  BORDER_DELETING(5),
  /** How long a route table takes to be bound, unbound or published; 3 s. */
  ROUTE_TABLE(3),
  /** How long a security group's rules take to be published; 3 s. */
  SECURITY_GROUP(3),
  /** How long a public address takes to be bound, unbound or released; 2 s. */
  EIP(2),
  /** A load balancer's way to {@code active}; 15 s. */
  BALANCER_CREATING(15),
  /** A load balancer's {@code updating}; 5 s. */
  BALANCER_UPDATING(5),
  /** A load balancer's {@code deleting}; 5 s. */
  BALANCER_DELETING(5),
  /** An instance's way to {@code running}, and to {@code terminated}; 10 s. */
  INSTANCE(10),
  /** How long an access point takes for a change; 10 s. */
  ACCESS_POINT(10),
  /** From its creation until something has a lease, and can be deleted; 20 s. */
  LEASE(20),
  /** How long a deleted balancer or a terminated instance can be had back; 2 h. */
  RECYCLE_BIN(2 * 3600),
  /** How long lists show what is {@code deleted}, then {@code ceased}; 24 h. */
  DEAD_SHOWN(24 * 3600);

  private final Duration byDefault;

  QingCloudDelay(long seconds) {
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
   * kept or shown.
   *
   * @return whether a test that wants no delays wants this one gone
   */
  public boolean isTransition() {
    return this != RECYCLE_BIN && this != DEAD_SHOWN;
  }
}
