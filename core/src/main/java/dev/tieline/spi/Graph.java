package dev.tieline.spi;

import dev.tieline.check.Finding;
import dev.tieline.plan.Opening;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a wish comes to in one cloud: the objects, in an order in which each comes after those that
 * it needs, with what was found on the way. Immutable.
 */
public final class Graph {
  private final List<Node<?, ?>> nodes;
  private final List<Finding> findings;
  private final List<Opening> openings;
  private final Map<String, Ref<String>> networks;
  private final List<Member> members;
  private final List<Routed> routed;

  private Graph(Builder builder) {
    nodes = List.copyOf(builder.nodes.values());
    findings = List.copyOf(builder.findings);
    openings = List.copyOf(builder.openings);
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(builder.networks));
    members = List.copyOf(builder.members);
    routed = List.copyOf(builder.routed);
  }

  /**
   * A security group whose members a link connects.
   *
   * @param link the link's address
   * @param network the name of the network that the group is in
   * @param group the group's id
   */
  public record Member(String link, String network, Ref<String> group) {}

  /**
   * A route table that a link has routes in.
   *
   * @param link the link's address
   * @param network the name of the network that the table is in
   * @param table the table's id
   */
  public record Routed(String link, String network, Ref<String> table) {}

  /**
   * Returns the ids of the networks' VPCs by the networks' names.
   *
   * @return in the order in which they were made; a network that was not found is missing
   */
  public Map<String, Ref<String>> networks() {
    return networks;
  }

  /**
   * Returns the security groups whose members the links connect.
   *
   * @return in the order in which they were made
   */
  public List<Member> members() {
    return members;
  }

  /**
   * Returns the route tables that the links have routes in.
   *
   * @return in the order in which they were made
   */
  public List<Routed> routed() {
    return routed;
  }

  /**
   * Returns the objects.
   *
   * @return each after those that it needs
   */
  public List<Node<?, ?>> nodes() {
    return nodes;
  }

  /**
   * Returns the findings.
   *
   * @return in the order in which they were made, each once
   */
  public List<Finding> findings() {
    return findings;
  }

  /**
   * Returns the rules that the wish opens, whether they are there or not.
   *
   * @return in the order in which they were made
   */
  public List<Opening> openings() {
    return openings;
  }

  /** Collects objects. Not thread-safe. */
  public static final class Builder {
    private final Map<Address, Node<?, ?>> nodes = new LinkedHashMap<>();
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final List<Opening> openings = new ArrayList<>();
    private final Map<String, Ref<String>> networks = new LinkedHashMap<>();
    private final List<Member> members = new ArrayList<>();
    private final List<Routed> routed = new ArrayList<>();

    /** Starts empty. */
    public Builder() {}

    /**
     * Adds an object. What it needs must have been added before, so that a graph has no cycles.
     *
     * @param kind its kind
     * @param address its address
     * @param scope where it is
     * @param wish what is wished
     * @param after what must be there before, besides what the wish refers to
     * @param <W> the type of the wish
     * @param <O> the type of what is observed
     * @return the node
     * @throws IllegalArgumentException if the address is used already, or a need is not in this
     *     graph
     */
    public <W extends Wish, O> Node<W, O> add(
        ResourceKind<W, O> kind, Address address, Scope scope, W wish, Node<?, ?>... after) {
      Node<W, O> node = new Node<>(address, scope, kind, wish, List.of(after));
      for (Node<?, ?> need : node.needs()) {
        if (nodes.get(need.address()) != need) {
          throw new IllegalArgumentException(
              "object " + address + " needs " + need + " (expected: an object added before)");
        }
      }
      if (nodes.putIfAbsent(address, node) != null) {
        throw new IllegalArgumentException(
            "object: " + address + " (expected: an address used once)");
      }
      return node;
    }

    /**
     * Returns what was added so far.
     *
     * @return each object after those that it needs; a copy
     */
    public List<Node<?, ?>> nodes() {
      return List.copyOf(nodes.values());
    }

    /**
     * Adds a finding.
     *
     * @param finding the finding; the same one again changes nothing
     */
    public void finding(Finding finding) {
      findings.add(finding);
    }

    /**
     * Adds a rule that the wish opens.
     *
     * @param opening the rule
     */
    public void opening(Opening opening) {
      openings.add(opening);
    }

    /**
     * Says which VPC a network is.
     *
     * @param network the network's name
     * @param vpc the VPC's id
     */
    public void network(String network, Ref<String> vpc) {
      networks.put(network, vpc);
    }

    /**
     * Says which hosts of a network a link connects.
     *
     * @param member the link, the network and the group whose members they are
     */
    public void member(Member member) {
      members.add(member);
    }

    /**
     * Says which hosts of a network a link routes: those in the subnets that a table serves.
     *
     * @param table the link, the network and the route table
     */
    public void routed(Routed table) {
      routed.add(table);
    }

    /**
     * Returns the graph.
     *
     * @return a new graph
     */
    public Graph build() {
      return new Graph(this);
    }
  }
}
