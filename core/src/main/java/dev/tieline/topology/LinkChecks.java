package dev.tieline.topology;

import dev.tieline.error.InvalidTopologyException;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Checks that links speak of what is in their topology, and ask for nothing without consent. */
final class LinkChecks {
  private final Map<String, Network> networks;
  private final Set<Consent> consents;

  LinkChecks(Map<String, Network> networks, Set<Consent> consents) {
    this.networks = networks;
    this.consents = consents;
  }

  void check(Link link) {
    link.networks().forEach(n -> expectNetwork(link, n, networks.keySet()));
    if (link instanceof Peering peering) {
      check(peering);
    } else if (link instanceof Endpoint endpoint) {
      check(endpoint);
    } else if (link instanceof Service service) {
      check(service);
    } else if (link instanceof Hub hub) {
      check(hub);
    } else if (link instanceof LoadBalancer balancer) {
      check(balancer);
    }
    if (link instanceof Hub hub) { // its flows are those of all pairs, and these are fewer
      hub.allowFrom().keySet().forEach(n -> expectNetwork(link, n, link.networks()));
      Stream.concat(hub.allow().stream(), hub.allowFrom().values().stream().flatMap(List::stream))
          .forEach(traffic -> expectNotAll(link, traffic));
      return;
    }
    for (Flow flow : link.flows()) {
      expectNetwork(link, flow.from(), link.networks());
      expectNotAll(link, flow.traffic());
    }
  }

  private void expectNotAll(Link link, Traffic traffic) {
    if (traffic.protocol() == Protocol.ALL) {
      expectConsent(
          link,
          Consent.OPEN_ALL_TRAFFIC,
          "lets all traffic through",
          "the protocols and ports that are needed");
    }
  }

  private void check(Hub hub) {
    if (hub.members().size() < 2) {
      throw wrong(hub, "joins " + hub.networks(), "expected: two networks or more");
    }
    String cloud = expectOneCloud(hub);
    hub.options().forEach(option -> expectOption(hub, option, cloud));
  }

  private void check(LoadBalancer balancer) {
    String cloud = expectOneCloud(balancer);
    balancer.options().forEach(option -> expectOption(balancer, option, cloud));
    if (balancer.listeners().isEmpty()) {
      throw wrong(balancer, "has no listener", "expected: one or more, by listen(...)");
    }
    for (Listener listener : balancer.listeners()) {
      if (listener.backends().isEmpty()) {
        throw wrong(
            balancer,
            "has no backend behind listener " + listener,
            "expected: one or more, by backend(...) after it");
      }
    }
    if (balancer.isPublic() && balancer.sources().isEmpty()) {
      throw wrong(
          balancer,
          "has a public address and does not say who may reach it",
          "expected: from(...) with their blocks");
    }
    if (balancer.sources().stream().anyMatch(block -> block.prefixLength() == 0)) {
      expectConsent(
          balancer,
          Consent.OPEN_TO_INTERNET,
          "may be reached by everybody",
          "the blocks of those who use it");
    }
  }

  private String expectOneCloud(Link link) {
    String first = link.networks().get(0);
    String cloud = cloud(first);
    for (String network : link.networks()) {
      if (!cloud(network).equals(cloud)) {
        throw wrong(
            link,
            "joins " + first + " of " + cloud + " with " + network + " of " + cloud(network),
            "expected: networks of one cloud");
      }
    }
    return cloud;
  }

  private static void expectOption(Link link, LinkOption<?> option, String cloud) {
    if (!option.cloud().equals(cloud)) {
      throw wrong(
          link,
          "has option " + option.asText() + " of " + option.cloud(),
          "expected: an option of " + cloud);
    }
  }

  private void check(Peering peering) {
    if (peering.a().equals(peering.b())) {
      throw wrong(
          peering, "joins network \"" + peering.a() + "\" with itself", "expected: two networks");
    }
    String cloud = cloud(peering.a());
    String other = cloud(peering.b());
    if (!cloud.equals(other)) {
      throw wrong(
          peering,
          "joins " + peering.a() + " of " + cloud + " with " + peering.b() + " of " + other,
          "expected: two networks of one cloud");
    }
    peering.options().forEach(option -> expectOption(peering, option, cloud));
    List<String> named = new ArrayList<>(peering.groups().keySet());
    named.addAll(peering.routeTables().keySet());
    named.forEach(n -> expectNetwork(peering, n, peering.networks()));
  }

  private void check(Endpoint endpoint) {
    String cloud = cloud(endpoint.network());
    if (!endpoint.target().cloud().equals(cloud)) {
      throw wrong(
          endpoint,
          "uses a service of " + endpoint.target().cloud() + " from a network of " + cloud,
          "expected: a service of " + cloud);
    }
    if (networks.containsKey(endpoint.name())) {
      throw wrong(
          endpoint, "is an endpoint with the name of a network", "expected: a name of its own");
    }
  }

  private void check(Service service) {
    String cloud = cloud(service.network());
    if (!service.source().cloud().equals(cloud)) {
      throw wrong(
          service,
          "offers what " + service.source().cloud() + " has from a network of " + cloud,
          "expected: a source of " + cloud);
    }
    service.accepted().stream()
        .filter(service.rejected()::contains)
        .findFirst()
        .ifPresent(
            id -> {
              throw wrong(
                  service, "accepts and rejects endpoint " + id, "expected: one of the two");
            });
    if (service.sharedWith().contains(Service.ANYONE)) {
      expectConsent(
          service,
          Consent.SHARE_WITH_ANYONE,
          "is shared with every account",
          "the accounts that need it");
    }
    if (service.acceptsAll()) {
      expectConsent(
          service,
          Consent.ACCEPT_AUTOMATICALLY,
          "accepts every request",
          "the endpoints that are known");
    }
  }

  private String cloud(String network) {
    return Objects.requireNonNull(networks.get(network), network).cloud();
  }

  private void expectConsent(Link link, Consent needed, String does, String instead) {
    if (!consents.contains(needed)) {
      throw wrong(link, does, "expected: " + instead + ", or consent " + needed);
    }
  }

  private static void expectNetwork(Link link, String found, Collection<String> known) {
    if (!known.contains(found)) {
      throw wrong(
          link, "names network \"" + found + "\"", "expected one of: " + String.join(", ", known));
    }
  }

  private static InvalidTopologyException wrong(Link link, String found, String expected) {
    return new InvalidTopologyException(
        "link " + link.name() + " " + found + " (" + expected + ")");
  }
}
