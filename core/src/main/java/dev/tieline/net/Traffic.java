package dev.tieline.net;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * A protocol with a range of ports: what a link lets through, what a rule speaks of.
 *
 * @param protocol the protocol
 * @param fromPort the first port, 0 to 65535; 0 where the protocol has no ports
 * @param toPort the last port, not below the first; 65535 where the protocol has no ports
 */
public record Traffic(Protocol protocol, int fromPort, int toPort) implements Comparable<Traffic> {
  private static final int LAST_PORT = 65535;

  /** Checks the ports. */
  public Traffic {
    requireNonNull(protocol, "protocol");
    if (fromPort < 0 || toPort > LAST_PORT || fromPort > toPort) {
      throw new IllegalArgumentException(
          "ports: "
              + fromPort
              + "-"
              + toPort
              + " (expected: 0 to 65535, the first not above the last)");
    }
    if (!protocol.hasPorts() && (fromPort != 0 || toPort != LAST_PORT)) {
      throw new IllegalArgumentException(
          "ports: "
              + fromPort
              + "-"
              + toPort
              + " (expected: none, since "
              + protocol
              + " has no ports)");
    }
  }

  /**
   * Returns TCP to one port.
   *
   * @param port the port, 0 to 65535
   * @return the traffic
   */
  public static Traffic tcp(int port) {
    return new Traffic(Protocol.TCP, port, port);
  }

  /**
   * Returns TCP to a range of ports.
   *
   * @param fromPort the first port
   * @param toPort the last port
   * @return the traffic
   */
  public static Traffic tcp(int fromPort, int toPort) {
    return new Traffic(Protocol.TCP, fromPort, toPort);
  }

  /**
   * Returns UDP to one port.
   *
   * @param port the port, 0 to 65535
   * @return the traffic
   */
  public static Traffic udp(int port) {
    return new Traffic(Protocol.UDP, port, port);
  }

  /**
   * Returns UDP to a range of ports.
   *
   * @param fromPort the first port
   * @param toPort the last port
   * @return the traffic
   */
  public static Traffic udp(int fromPort, int toPort) {
    return new Traffic(Protocol.UDP, fromPort, toPort);
  }

  /**
   * Returns ICMP of every type; for IPv6 networks that is ICMPv6.
   *
   * @return the traffic
   */
  public static Traffic icmp() {
    return new Traffic(Protocol.ICMP, 0, LAST_PORT);
  }

  /**
   * Returns every protocol; as a wish it needs consent.
   *
   * @return the traffic
   */
  public static Traffic all() {
    return new Traffic(Protocol.ALL, 0, LAST_PORT);
  }

  /**
   * Returns whether everything in the other traffic is in this one.
   *
   * @param other the traffic in question
   * @return whether this covers it
   */
  public boolean covers(Traffic other) {
    if (protocol == Protocol.ALL) {
      return true;
    }
    return protocol == other.protocol && fromPort <= other.fromPort && toPort >= other.toPort;
  }

  /**
   * Returns the text of this traffic in a shape that fits addresses and messages.
   *
   * @return such as {@code tcp/22}, {@code udp/8000-8100}, {@code icmp}, {@code all}
   */
  @Override
  public String toString() {
    String name = protocol.name().toLowerCase(Locale.ROOT);
    if (!protocol.hasPorts()) {
      return name;
    }
    return name + "/" + (fromPort == toPort ? fromPort : fromPort + "-" + toPort);
  }

  @Override
  public int compareTo(Traffic other) {
    int byProtocol = protocol.compareTo(other.protocol);
    if (byProtocol != 0) {
      return byProtocol;
    }
    int byFirst = Integer.compare(fromPort, other.fromPort);
    return byFirst != 0 ? byFirst : Integer.compare(toPort, other.toPort);
  }
}
