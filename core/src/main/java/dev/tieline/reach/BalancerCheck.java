package dev.tieline.reach;

import dev.tieline.net.Traffic;
import dev.tieline.snapshot.Balancer;
import dev.tieline.text.Clean;
import java.util.List;
import java.util.Optional;

/**
 * Asks the load balancer whose interface a packet has come to: whether it works, listens to such
 * traffic, and has a server that answers it. The way from there to a server is another question.
 */
final class BalancerCheck {
  private final SnapshotIndex index;
  private final Traffic traffic;

  BalancerCheck(SnapshotIndex index, Traffic traffic) {
    this.index = index;
    this.traffic = traffic;
  }

  /** Checks the end that answers; any other host than a balancer's interface passes. */
  Answer check(End to) {
    Balancer balancer = to.kind() == Hop.Kind.HOST ? index.balancerOf(to.id()) : null;
    if (balancer == null) {
      return new Answer.Passes(List.of());
    }
    String label = Wording.label(balancer.id(), balancer.name());
    if (!balancer.active()) {
      return stops(
          balancer,
          label + " is " + Clean.text(balancer.cloudState()),
          "wait until it is active, or start it");
    }
    Optional<Balancer.Listens> listener =
        balancer.listeners().stream().filter(l -> l.traffic().covers(traffic)).findFirst();
    if (listener.isEmpty()) {
      return stops(
          balancer,
          label
              + " listens to "
              + (balancer.listeners().isEmpty()
                  ? "nothing"
                  : Wording.names(
                          balancer.listeners().stream().map(l -> l.traffic().toString()).toList())
                      + " alone"),
          "ask for what it listens to, or add a listener for " + traffic);
    }
    List<Balancer.Server> servers = listener.get().backends();
    if (servers.stream().allMatch(s -> s.health() == Balancer.Health.DOWN)) {
      return stops(
          balancer,
          label
              + " has no server that answers behind "
              + traffic
              + (servers.isEmpty()
                  ? ""
                  : ": " + Wording.names(servers.stream().map(BalancerCheck::words).toList())),
          "let a server answer its health check: see the way from the balancer to it");
    }
    return new Answer.Passes(
        List.of(
            new Hop(
                Hop.Kind.BALANCER,
                balancer.id(),
                "hands it to one of "
                    + Wording.names(servers.stream().map(BalancerCheck::words).toList()))));
  }

  private static Answer stops(Balancer balancer, String found, String change) {
    return Answer.Stops.at(
        Hop.Kind.BALANCER,
        new Block(Verdict.BALANCER_DOES_NOT_ANSWER, balancer.id(), found, change));
  }

  private static String words(Balancer.Server server) {
    String state = Clean.text(server.cloudState());
    return Clean.text(server.target())
        + " port "
        + server.port()
        + (state.isEmpty() ? "" : " (" + state + ")");
  }
}
