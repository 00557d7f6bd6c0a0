package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the caller says about one peering, inside the lambda of {@link Topology.Builder#peer}. Not
 * thread-safe.
 */
public final class PeeringBuilder {
  private final String a;
  private final String b;
  private String name;
  private final Set<Flow> flows = new LinkedHashSet<>();
  private final Map<String, List<String>> groups = new LinkedHashMap<>();
  private final Map<String, List<String>> routeTables = new LinkedHashMap<>();
  private final List<LinkOption<Peering>> options = new ArrayList<>();

  PeeringBuilder(String a, String b) {
    this.a = requireNonNull(a, "a");
    this.b = requireNonNull(b, "b");
    this.name = a + "-" + b;
  }

  /**
   * Sets the link's name; without it, the name is that of both networks joined by a hyphen.
   *
   * @param name lower-case letters, digits and hyphens
   * @return this builder
   */
  public PeeringBuilder named(String name) {
    this.name = requireNonNull(name, "name");
    return this;
  }

  /**
   * Lets traffic through in both directions: either side may open a connection.
   *
   * @param traffic what to let through
   * @return this builder
   */
  public PeeringBuilder allow(Traffic... traffic) {
    for (Traffic t : traffic) {
      flows.add(new Flow(a, b, t));
      flows.add(new Flow(b, a, t));
    }
    return this;
  }

  /**
   * Lets traffic through in one direction; answers pass, too.
   *
   * @param from the name of the network that may open connections
   * @param traffic what to let through
   * @return this builder
   */
  public PeeringBuilder allowFrom(String from, Traffic... traffic) {
    for (Traffic t : traffic) {
      flows.add(new Flow(from, from.equals(a) ? b : a, t));
    }
    return this;
  }

  /**
   * Says which security groups of a network get the rules. A managed network gets a group of its
   * own without it, and has no others to choose from before it is made.
   *
   * @param network the name of one end
   * @param idsOrNames the groups' ids, or their names if unique in the network
   * @return this builder
   */
  public PeeringBuilder groups(String network, String... idsOrNames) {
    groups.put(requireNonNull(network, "network"), List.of(idsOrNames));
    return this;
  }

  /**
   * Says which route tables of a network get the routes; without it, every table that serves a
   * subnet gets them.
   *
   * @param network the name of one end
   * @param idsOrNames the tables' ids, or their names if unique in the network; of a managed
   *     network the names that the topology gives its tables, and {@code main} for its own one
   * @return this builder
   */
  public PeeringBuilder routeTables(String network, String... idsOrNames) {
    routeTables.put(requireNonNull(network, "network"), List.of(idsOrNames));
    return this;
  }

  /**
   * Adds an option of the cloud.
   *
   * @param option the option
   * @return this builder
   */
  public PeeringBuilder with(LinkOption<Peering> option) {
    options.add(requireNonNull(option, "option"));
    return this;
  }

  Peering build() {
    return new Peering(name, a, b, List.copyOf(flows), groups, routeTables, options);
  }
}
