package dev.tieline.testkit;

/**
 * Sends packets through a fake network as it is at the moment: security groups (stateful), network
 * ACLs (stateless), route tables, peerings and borders, there and back again. It shares no code
 * with Tieline's own model of reachability, so that each can judge the other.
 */
public sealed class Walk permits QingCloudWalk {

  /** Sends one packet and its answer through a cloud of some kind. */
  interface Send {
    WalkResult send(String from, String toIp, String protocol, int port);
  }

  private final Send cloud;

  Walk(Send cloud) {
    this.cloud = cloud;
  }

  /**
   * Sends an ICMP echo request and waits for its reply.
   *
   * @param from an interface's or instance's id, or an address that only one interface has
   * @param toIp the address to reach
   * @return what became of it
   * @throws IllegalArgumentException when {@code from} names none or several, or {@code toIp} is no
   *     address
   */
  public WalkResult ping(String from, String toIp) {
    return walk(from, toIp, "icmp", 8);
  }

  /**
   * Sends an ICMP echo request from a host.
   *
   * @param from the host
   * @param toIp the address to reach
   * @return what became of it
   */
  public WalkResult ping(Host from, String toIp) {
    return ping(from.eniId(), toIp);
  }

  /**
   * Opens a TCP connection.
   *
   * @param from an interface's or instance's id, or an address that only one interface has
   * @param toIp the address to reach; where the fake has DNS, a name as well
   * @param port the port to reach
   * @return what became of it
   * @throws IllegalArgumentException when {@code from} names none or several, {@code toIp} is no
   *     address or {@code port} no port
   */
  public WalkResult connect(String from, String toIp, int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
    return walk(from, toIp, "tcp", port);
  }

  /**
   * Opens a TCP connection from a host.
   *
   * @param from the host
   * @param toIp the address to reach
   * @param port the port to reach
   * @return what became of it
   */
  public WalkResult connect(Host from, String toIp, int port) {
    return connect(from.eniId(), toIp, port);
  }

  private WalkResult walk(String from, String toIp, String protocol, int port) {
    return cloud.send(from, toIp, protocol, port);
  }
}
