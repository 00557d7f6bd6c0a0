package dev.tieline.apply;

import dev.tieline.net.Traffic;
import dev.tieline.reach.Probe;
import dev.tieline.snapshot.Balancer;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.text.Clean;
import dev.tieline.topology.Backend;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Listener;
import dev.tieline.topology.LoadBalancer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is asked about one load balancer: the ways from its interfaces to each of its servers; and
 * what is to be said of it without asking, since only the cloud knows which server answers.
 */
final class BalancerQuestions {
  private final LoadBalancer link;
  private final Balancer there;
  private final Snapshot snapshot;
  private final Function<String, List<String>> groups;
  private final List<Way> ways = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * A way that a flow of the balancer takes.
   *
   * @param flow the flow
   * @param from where it begins
   * @param to where it ends
   */
  record Way(Flow flow, Verifier.End from, Verifier.End to) {}

  /**
   * Questions about a wished balancer, as a snapshot shows it.
   *
   * @param groups the security groups of hosts of a network of which nothing else is known
   */
  BalancerQuestions(
      LoadBalancer link, Balancer there, Snapshot snapshot, Function<String, List<String>> groups) {
    this.link = link;
    this.groups = groups;
    this.there = there;
    this.snapshot = snapshot;
    if (interfaces().isEmpty()) {
      notes.add(called() + " has no interface that was read");
    }
    if (link.isPublic() && there.publicAddresses().isEmpty()) {
      notes.add(called() + " has no public address");
    }
    link.listeners().forEach(this::listener);
  }

  /** Returns the ways from its interfaces to its servers, in the order of the wish. */
  List<Way> ways() {
    return ways;
  }

  /** Returns what is not as wished, or does not answer, in words. */
  List<String> notes() {
    return notes;
  }

  /** Returns where clients in private networks find it. */
  List<Verifier.End> interfaces() {
    return hosts(there.hosts());
  }

  private void listener(Listener listener) {
    Traffic traffic = Traffic.tcp(listener.port());
    Optional<Balancer.Listens> listens =
        there.listeners().stream().filter(l -> l.traffic().covers(traffic)).findFirst();
    if (listens.isEmpty()) {
      notes.add(called() + " does not listen to " + traffic);
    }
    for (Backend backend : listener.backends()) {
      ways(backend);
      listens.ifPresent(l -> health(backend, l));
    }
  }

  private void ways(Backend backend) {
    List<Verifier.End> to =
        backend instanceof Backend.Address address
            ? List.of(Verifier.End.of(at(address), List.of(address.ip())))
            : hosts(List.of(backend.target()));
    if (to.isEmpty()) {
      notes.add("instance " + backend.target() + " of " + backend.network() + " was not read");
    }
    Flow flow = new Flow(link.network(), backend.network(), Traffic.tcp(backend.port()));
    for (Verifier.End from : interfaces()) {
      to.forEach(end -> ways.add(new Way(flow, from, end)));
    }
  }

  /** Whatever has an address; where no host was read there, in the groups of its network. */
  private Probe at(Backend.Address address) {
    Probe.AtAddress at = Probe.at(address.ip());
    List<String> its = groups.apply(address.network());
    boolean read = snapshot.hosts().stream().anyMatch(h -> h.addresses().contains(address.ip()));
    boolean elsewhere =
        snapshot.subnets().stream()
            .filter(s -> s.cidrs().stream().anyMatch(c -> c.contains(address.ip())))
            .anyMatch(s -> !isOf(s.vpc(), its));
    return read || elsewhere ? at : at.withGroups(its.toArray(String[]::new));
  }

  private boolean isOf(String vpc, List<String> ids) {
    return snapshot.groups().stream()
        .filter(g -> ids.contains(g.id()))
        .allMatch(g -> g.vpc().equals(vpc));
  }

  private void health(Backend backend, Balancer.Listens listens) {
    Optional<Balancer.Server> server =
        listens.backends().stream()
            .filter(s -> s.target().equals(backend.target()) && s.port() == backend.port())
            .findFirst();
    String behind = " behind " + listens.traffic() + " of " + called() + " is ";
    String words = backend.target() + " port " + backend.port() + behind;
    if (server.isEmpty()) {
      notes.add(words + "not there");
    } else if (server.get().health() != Balancer.Health.UP) {
      String state = Clean.text(server.get().cloudState());
      notes.add(words + (state.isEmpty() ? "in a state that is not known" : state));
    }
  }

  private List<Verifier.End> hosts(List<String> ids) {
    return snapshot.hosts().stream()
        .filter(h -> ids.contains(h.id()))
        .map(Verifier.End::of)
        .toList();
  }

  private String called() {
    return "load balancer " + link.name();
  }
}
