package dev.tieline.topology;

import dev.tieline.error.InvalidTopologyException;
import dev.tieline.net.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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
    }
    for (Flow flow : link.flows()) {
      expectNetwork(link, flow.from(), link.networks());
      if (flow.traffic().protocol() == Protocol.ALL) {
        expectConsent(
            link,
            Consent.OPEN_ALL_TRAFFIC,
            "lets all traffic through",
            "the protocols and ports that are needed");
      }
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
    for (LinkOption<Peering> option : peering.options()) {
      if (!option.cloud().equals(cloud)) {
        throw wrong(
            peering,
            "has option " + option.asText() + " of " + option.cloud(),
            "expected: an option of " + cloud);
      }
    }
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
