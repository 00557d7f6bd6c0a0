package dev.tieline.qingcloud;

/** How many connections at once a load balancer takes. */
public enum QingCloudBalancerSize {
  /** 5000 connections. */
  CONNECTIONS_5K(0),
  /** 20,000 connections. */
  CONNECTIONS_20K(1),
  /** 40,000 connections. */
  CONNECTIONS_40K(2),
  /** 100,000 connections. */
  CONNECTIONS_100K(3),
  /** 200,000 connections. */
  CONNECTIONS_200K(4),
  /** 500,000 connections. */
  CONNECTIONS_500K(5);

  // "loadbalancer_type: 0 to 5" (CreateLoadBalancer, API documentation, read 2026-11)
  private final int code;

  QingCloudBalancerSize(int code) {
    this.code = code;
  }

  /**
   * Returns the cloud's number for it.
   *
   * @return 0 to 5
   */
  public int code() {
    return code;
  }
}
