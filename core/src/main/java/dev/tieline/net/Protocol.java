package dev.tieline.net;

/** The protocols that rules and flows distinguish. */
public enum Protocol {
  /** TCP, with ports. */
  TCP,
  /** UDP, with ports. */
  UDP,
  /** ICMP of the address family in question (ICMPv6 for IPv6); without ports. */
  ICMP,
  /** Every protocol. */
  ALL;

  /**
   * Returns whether ports mean anything for this protocol.
   *
   * @return true for TCP and UDP
   */
  public boolean hasPorts() {
    return this == TCP || this == UDP;
  }
}
