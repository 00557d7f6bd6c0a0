package dev.tieline.snapshot;

/** Where a route leads; a closed family. */
public sealed interface NextHop {
  /** Stays in the VPC. */
  record Local() implements NextHop {}

  /**
   * Leads through a peering connection.
   *
   * @param id the id of the connection
   */
  record Peering(String id) implements NextHop {}

  /**
   * Leads to a hub.
   *
   * @param id the id of the hub
   */
  record Hub(String id) implements NextHop {}

  /**
   * Leads to a network interface.
   *
   * @param id the id of the interface
   */
  record Interface(String id) implements NextHop {}

  /**
   * Leads to a gateway out of what a snapshot describes: the internet, a NAT, a VPN.
   *
   * @param id the id of the gateway
   */
  record Gateway(String id) implements NextHop {}

  /**
   * Leads to something that the library does not model.
   *
   * @param what the cloud's words for it
   */
  record Unmodelled(String what) implements NextHop {}
}
