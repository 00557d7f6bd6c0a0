package dev.tieline.topology;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A direct connection of two networks.
 *
 * @param name the name, unique in its topology
 * @param a the name of one network
 * @param b the name of the other network
 * @param flows what is let through, one element a direction
 * @param groups which security groups of a network get the rules: network name to ids or names
 * @param routeTables which route tables of a network get the routes: network name to ids or names;
 *     a network that is not named here gets them in every table that serves a subnet
 * @param options the cloud's own options
 */
public record Peering(
    String name,
    String a,
    String b,
    List<Flow> flows,
    Map<String, List<String>> groups,
    Map<String, List<String>> routeTables,
    List<LinkOption<Peering>> options)
    implements Link {
  /** Copies the collections. */
  public Peering {
    flows = List.copyOf(flows);
    groups = java.util.Collections.unmodifiableMap(new TreeMap<>(groups));
    routeTables = java.util.Collections.unmodifiableMap(new TreeMap<>(routeTables));
    options = List.copyOf(options);
  }

  @Override
  public String address() {
    return "peering." + name;
  }

  @Override
  public List<String> networks() {
    return List.of(a, b);
  }

  /**
   * Returns the other end.
   *
   * @param network the name of one end
   * @return the name of the other
   * @throws IllegalArgumentException if the network is no end of this peering
   */
  public String other(String network) {
    if (network.equals(a)) {
      return b;
    }
    if (network.equals(b)) {
      return a;
    }
    throw new IllegalArgumentException(
        "network: "
            + network
            + " (expected: an end of peering "
            + name
            + ", "
            + a
            + " or "
            + b
            + ")");
  }
}
