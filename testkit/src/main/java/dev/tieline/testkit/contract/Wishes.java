package dev.tieline.testkit.contract;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Traffic;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Endpoint;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Hub;
import dev.tieline.topology.Link;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Service;
import dev.tieline.topology.Topology;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
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
    return all()
        .flatMap(its -> its.links().values().stream().flatMap(l -> link(its, l, network)))
        .distinct()
        .toList();
  }

  /**
   * Returns the names of the topologies, for a monitor.
   *
   * @return that of the wish and those of its neighbours
   */
  public Set<String> topologies() {
    return all().map(Topology::name).collect(Collectors.toSet());
  }

  /**
   * Returns all that the wishes may open, together, for a monitor.
   *
   * @param network says what a monitor knows of a topology's network
   * @param target says what service an endpoint is for
   * @param backends says what stands behind a service
   * @return each link, use and offering once
   */
  public Monitor.Wished wished(
      BiFunction<Topology, String, Monitor.Network> network,
      Function<Endpoint, Monitor.Target> target,
      Function<Service, Set<String>> backends) {
    return new Monitor.Wished(
        links(network),
        each(Endpoint.class, (its, e) -> use(network.apply(its, e.network()), target.apply(e), e)),
        each(
            Service.class,
            (its, s) -> offering(its, network.apply(its, s.network()), backends.apply(s), s)),
        all().anyMatch(its -> its.consents().contains(Consent.CUT_OFF_CONSUMERS)));
  }

  private Stream<Topology> all() {
    return Stream.of(Stream.of(wish), edits.values().stream(), neighbours.stream())
        .flatMap(its -> its);
  }

  private <L extends Link, T> List<T> each(Class<L> type, BiFunction<Topology, L, T> what) {
    return all()
        .flatMap(
            its ->
                its.links().values().stream()
                    .filter(type::isInstance)
                    .map(l -> what.apply(its, type.cast(l))))
        .distinct()
        .toList();
  }

  private static Monitor.Use use(
      Monitor.Network network, Monitor.Target target, Endpoint endpoint) {
    return new Monitor.Use(
        network,
        target,
        endpoint.flows().stream().map(Flow::traffic).collect(Collectors.toSet()),
        Set.copyOf(endpoint.sources()));
  }

  private static Monitor.Offering offering(
      Topology topology, Monitor.Network network, Set<String> backends, Service service) {
    Set<Consent> consents = topology.consents();
    return new Monitor.Offering(
        network,
        backends,
        service.sharedWith().stream()
            .filter(a -> !a.equals(Service.ANYONE) || consents.contains(Consent.SHARE_WITH_ANYONE))
            .collect(Collectors.toSet()),
        Set.copyOf(service.regions()),
        Set.copyOf(service.accepted()),
        Set.copyOf(service.rejected()),
        service.acceptsAll() && consents.contains(Consent.ACCEPT_AUTOMATICALLY));
  }

  private static Stream<Monitor.Link> link(
      Topology topology, Link link, BiFunction<Topology, String, Monitor.Network> network) {
    if (link instanceof Hub hub) {
      return pairs(topology, hub, network);
    }
    return link instanceof Peering p
        ? Stream.of(
            new Monitor.Link(
                network.apply(topology, p.a()),
                network.apply(topology, p.b()),
                into(p, p.a()),
                into(p, p.b())))
        : Stream.empty();
  }

  private static Stream<Monitor.Link> pairs(
      Topology topology, Hub hub, BiFunction<Topology, String, Monitor.Network> network) {
    List<String> members = hub.networks();
    return members.stream()
        .flatMap(
            a ->
                members.stream()
                    .filter(b -> members.indexOf(a) < members.indexOf(b))
                    .map(
                        b ->
                            new Monitor.Link(
                                network.apply(topology, a),
                                network.apply(topology, b),
                                Set.copyOf(hub.opens(b)),
                                Set.copyOf(hub.opens(a)))));
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
