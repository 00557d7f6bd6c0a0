package dev.tieline.spi;

import static java.util.Objects.requireNonNull;

/**
 * Whose objects: one topology of one namespace.
 *
 * @param namespace who uses the library here
 * @param topology the topology's name
 */
public record Owner(String namespace, String topology) implements Comparable<Owner> {
  /** Checks that nothing is missing. */
  public Owner {
    requireNonNull(namespace, "namespace");
    requireNonNull(topology, "topology");
  }

  @Override
  public int compareTo(Owner other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return namespace + "/" + topology;
  }
}
