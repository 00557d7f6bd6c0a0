package dev.tieline.reach;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;

/** The two families of addresses; a question is about one of them. */
public enum Family {
  /** IPv4. */
  IPV4("IPv4"),
  /** IPv6. */
  IPV6("IPv6");

  private final String text;

  Family(String text) {
    this.text = text;
  }

  /**
   * Returns the family of an address.
   *
   * @param ip the address
   * @return its family
   */
  public static Family of(Ip ip) {
    return ip.isV4() ? IPV4 : IPV6;
  }

  static Family of(Cidr cidr) {
    return of(cidr.first());
  }

  /**
   * Returns the name as people write it.
   *
   * @return {@code IPv4} or {@code IPv6}
   */
  @Override
  public String toString() {
    return text;
  }
}
