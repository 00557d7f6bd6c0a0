package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Traffic;

/**
 * Traffic in one direction, from the network that opens the connection to the one that answers, or
 * to the endpoint of a service.
 *
 * @param from the name of the network that opens the connection
 * @param to the name of the network that answers, or of the endpoint
 * @param traffic what is let through
 */
public record Flow(String from, String to, Traffic traffic) {
  /** Checks that nothing is missing. */
  public Flow {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(traffic, "traffic");
  }

  @Override
  public String toString() {
    return from + " -> " + to + " " + traffic;
  }
}
