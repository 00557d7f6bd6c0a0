package dev.tieline.testkit.contract;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Traffic;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Link;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Topology;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is wished in a scenario.
 *
 * @param wish the wish
 * @param edits other wishes of the same name that may take its place, by what is edited, such as
 *     {@code renamed}; in an order that never changes
 * @param neighbours wishes of other names that share objects with it
 */
public record Wishes(Topology wish, Map<String, Topology> edits, List<Topology> neighbours) {

  /**
   * Says what is wished where no other wish shares anything with it.
   *
   * @param wish the wish
   * @param edits other wishes of the same name that may take its place
   * @throws IllegalArgumentException if an edit is of another name than the wish
   */
  public Wishes(Topology wish, Map<String, Topology> edits) {
    this(wish, edits, List.of());
  }

  /**
   * Copies the edits and the neighbours.
   *
   * @throws IllegalArgumentException if an edit is of another name than the wish, or a neighbour of
   *     the same
   */
  public Wishes {
    requireNonNull(wish, "wish");
    edits = Collections.unmodifiableMap(new LinkedHashMap<>(edits));
    neighbours = List.copyOf(neighbours);
    for (Topology neighbour : neighbours) {
      if (neighbour.name().equals(wish.name())) {
        throw new IllegalArgumentException(
            "neighbour: " + neighbour.name() + " (expected: another name than the wish's)");
      }
    }
    for (Map.Entry<String, Topology> edit : edits.entrySet()) {
      if (!edit.getValue().name().equals(wish.name())) {
        throw new IllegalArgumentException(
            "edit "
                + edit.getKey()
                + ": topology "
                + edit.getValue().name()
                + " (expected: "
                + wish.name()
                + ")");
      }
    }
  }

  /**
   * Returns what the wishes may link, all of them together, for a monitor.
   *
   * @param network says what a monitor knows of a topology's network
   * @return each pair of networks with what it may let through, once
   */
  public List<Monitor.Link> links(BiFunction<Topology, String, Monitor.Network> network) {
    return Stream.of(Stream.of(wish), edits.values().stream(), neighbours.stream())
        .flatMap(its -> its)
        .flatMap(its -> its.links().values().stream().flatMap(l -> link(its, l, network)))
        .distinct()
        .toList();
  }

  private static Stream<Monitor.Link> link(
      Topology topology, Link link, BiFunction<Topology, String, Monitor.Network> network) {
    return link instanceof Peering p
        ? Stream.of(
            new Monitor.Link(
                network.apply(topology, p.a()),
                network.apply(topology, p.b()),
                into(p, p.a()),
                into(p, p.b())))
        : Stream.empty();
  }

  private static Set<Traffic> into(Peering peering, String network) {
    return peering.flows().stream()
        .filter(flow -> flow.to().equals(network))
        .map(Flow::traffic)
        .collect(Collectors.toSet());
  }

  /**
   * Returns the wish that is called so.
   *
   * @param name {@code wish}, or the name of an edit
   * @return the wish
   */
  Topology named(String name) {
    return name.equals("wish") ? wish : requireNonNull(edits.get(name), name);
  }
}
