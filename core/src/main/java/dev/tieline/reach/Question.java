package dev.tieline.reach;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Ip;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether one end can open a connection to the other and gets the answers.
 *
 * @param from who opens the connection
 * @param to who answers
 * @param traffic TCP or UDP to a single port, or ICMP
 * @param family the addresses that are used
 */
public record Question(Probe from, Probe to, Traffic traffic, Family family) {
  /** Checks that the traffic is one packet's and that addresses are of the family. */
  public Question {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(traffic, "traffic");
    requireNonNull(family, "family");
    if (traffic.protocol() == Protocol.ALL
        || traffic.protocol().hasPorts() && traffic.fromPort() != traffic.toPort()) {
      throw new IllegalArgumentException(
          "traffic: " + traffic + " (expected: tcp or udp to a single port, or icmp)");
    }
    checkFamily(from, family);
    checkFamily(to, family);
    if (from instanceof Probe.OfHost && from.equals(to)) {
      throw new IllegalArgumentException("to: " + to + " (expected: another host than from)");
    }
  }

  /**
   * Asks for traffic from one end to the other: over IPv6 if an end is given by an IPv6 address,
   * else over IPv4.
   *
   * @param from who opens the connection
   * @param to who answers
   * @param traffic TCP or UDP to a single port, or ICMP
   * @return the question
   * @throws IllegalArgumentException if the traffic is more than one packet's, the ends' addresses
   *     are of two families, or both ends are one host
   */
  public static Question between(Probe from, Probe to, Traffic traffic) {
    Ip ip = ip(from) != null ? ip(from) : ip(to);
    return new Question(from, to, traffic, ip == null ? Family.IPV4 : Family.of(ip));
  }

  /**
   * Asks the same over IPv6.
   *
   * @return the question
   * @throws IllegalArgumentException if an end is given by an IPv4 address
   */
  public Question overIpv6() {
    return new Question(from, to, traffic, Family.IPV6);
  }

  private static void checkFamily(Probe probe, Family family) {
    Ip ip = ip(probe);
    if (ip != null && Family.of(ip) != family) {
      throw new IllegalArgumentException(
          "probe: " + probe + " (expected: an address of " + family + ")");
    }
  }

  private static @Nullable Ip ip(Probe probe) {
    if (probe instanceof Probe.InSubnet in) {
      return in.ip();
    }
    return probe instanceof Probe.AtAddress at ? at.ip() : null;
  }

  @Override
  public String toString() {
    return traffic + " from " + from + " to " + to + " over " + family;
  }
}
