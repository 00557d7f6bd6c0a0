package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Ip;

/** A server behind a load balancer; a closed family. */
public sealed interface Backend {
  /** The weight of a backend that was given none. */
  int DEFAULT_WEIGHT = 1;

  /**
   * Returns the network that the server is in.
   *
   * @return the network's name
   */
  String network();

  /**
   * Returns the port that it listens to.
   *
   * @return 1 to 65535
   */
  int port();

  /**
   * Returns its share of the connections, against the shares of the others.
   *
   * @return 1 to 100
   */
  int weight();

  /**
   * Returns what tells it from the others.
   *
   * @return its instance's id, or its address
   */
  String target();

  /**
   * Returns an instance as a server.
   *
   * @param network the name of the network that it is in
   * @param id the cloud's id of the instance
   * @param port the port that it listens to
   * @return the backend, of weight {@link #DEFAULT_WEIGHT}
   * @throws IllegalArgumentException if the id is blank or the port is none
   */
  static Backend instance(String network, String id, int port) {
    return new Instance(network, id, port, DEFAULT_WEIGHT);
  }

  /**
   * Returns an address as a server, in any network that the balancer's network reaches.
   *
   * @param network the name of the network that it is in
   * @param address the address, such as {@code 192.168.211.2}
   * @param port the port that it listens to
   * @return the backend, of weight {@link #DEFAULT_WEIGHT}
   * @throws IllegalArgumentException if the address is malformed or the port is none
   */
  static Backend address(String network, String address, int port) {
    return new Address(network, Ip.parse(address), port, DEFAULT_WEIGHT);
  }

  /**
   * Returns this backend with another share.
   *
   * @param weight 1 to 100
   * @return the same server with that weight
   * @throws IllegalArgumentException if the weight is out of range
   */
  Backend weight(int weight);

  /**
   * An instance of the cloud.
   *
   * @param network the name of the network that it is in
   * @param id the cloud's id of it
   * @param port the port that it listens to
   * @param weight its share
   */
  record Instance(String network, String id, int port, int weight) implements Backend {
    /** Checks port and weight. */
    public Instance {
      requireNonNull(network, "network");
      if (id.isBlank()) {
        throw new IllegalArgumentException("instance: blank (expected: the cloud's id of it)");
      }
      check(port, weight);
    }

    @Override
    public String target() {
      return id;
    }

    @Override
    public Backend weight(int share) {
      return new Instance(network, id, port, share);
    }
  }

  /**
   * An address.
   *
   * @param network the name of the network that it is in
   * @param ip the address
   * @param port the port that it listens to
   * @param weight its share
   */
  record Address(String network, Ip ip, int port, int weight) implements Backend {
    /** Checks port and weight. */
    public Address {
      requireNonNull(network, "network");
      requireNonNull(ip, "ip");
      check(port, weight);
    }

    @Override
    public String target() {
      return ip.toString();
    }

    @Override
    public Backend weight(int share) {
      return new Address(network, ip, port, share);
    }
  }

  private static void check(int port, int weight) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("backend port: " + port + " (expected: 1 to 65535)");
    }
    if (weight < 1 || weight > 100) {
      throw new IllegalArgumentException("backend weight: " + weight + " (expected: 1 to 100)");
    }
  }
}
