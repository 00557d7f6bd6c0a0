package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a load balancer listens to, and to whom it hands that. Immutable; its setters return
 * another.
 *
 * @param protocol what it understands
 * @param port the port that it listens to
 * @param balance how it chooses a backend
 * @param healthPath the path that a healthy backend answers; empty: it is healthy if it accepts a
 *     connection
 * @param backends the servers, in the order given
 */
public record Listener(
    Protocol protocol, int port, Balance balance, String healthPath, List<Backend> backends) {
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/?&=%+-]{0,79}");

  /** What a listener understands. */
  public enum Protocol {
    /** Connections, as they are. */
    TCP,
    /** Requests of HTTP. */
    HTTP
  }

  /** How a listener chooses a backend. */
  public enum Balance {
    /** One after the other, by weight. */
    ROUND_ROBIN,
    /** The one with the fewest connections. */
    LEAST_CONNECTIONS,
    /** The same one for the same client. */
    SOURCE
  }

  /** Checks the port and the path. */
  public Listener {
    requireNonNull(protocol, "protocol");
    requireNonNull(balance, "balance");
    backends = List.copyOf(backends);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("listener port: " + port + " (expected: 1 to 65535)");
    }
    if (!healthPath.isEmpty()
        && (protocol != Protocol.HTTP || !PATH.matcher(healthPath).matches())) {
      throw new IllegalArgumentException(
          "health path: "
              + healthPath
              + " (expected: of a listener of HTTP, / and up to 79 letters, digits and"
              + " ._~/?&=%+-)");
    }
  }

  /**
   * Returns a listener of HTTP without backends.
   *
   * @param port the port that it listens to
   * @return the listener, which goes round its backends
   * @throws IllegalArgumentException if the port is none
   */
  public static Listener http(int port) {
    return new Listener(Protocol.HTTP, port, Balance.ROUND_ROBIN, "", List.of());
  }

  /**
   * Returns a listener of TCP without backends.
   *
   * @param port the port that it listens to
   * @return the listener, which goes round its backends
   * @throws IllegalArgumentException if the port is none
   */
  public static Listener tcp(int port) {
    return new Listener(Protocol.TCP, port, Balance.ROUND_ROBIN, "", List.of());
  }

  /**
   * Returns this listener with another way to choose a backend.
   *
   * @param how the way
   * @return the listener
   */
  public Listener balance(Balance how) {
    return new Listener(protocol, port, how, healthPath, backends);
  }

  /**
   * Returns this listener with a path by which it asks its backends whether they are healthy.
   *
   * @param path such as {@code /health}
   * @return the listener
   * @throws IllegalArgumentException if the path is malformed, or the listener not one of HTTP
   */
  public Listener healthPath(String path) {
    return new Listener(protocol, port, balance, path, backends);
  }

  Listener backends(List<Backend> servers) {
    return new Listener(protocol, port, balance, healthPath, servers);
  }

  @Override
  public String toString() {
    return protocol + " " + port;
  }
}
