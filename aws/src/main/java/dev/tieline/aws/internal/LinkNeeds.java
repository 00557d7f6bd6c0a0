package dev.tieline.aws.internal;

import dev.tieline.topology.Link;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Topology;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the links of a topology need of its networks.
 *
 * @param names the networks in which names are to be resolved across a link
 * @param groups the networks that get a group of ours, if they are managed
 */
record LinkNeeds(Set<String> names, Set<String> groups) {
  static LinkNeeds of(Topology topology) {
    Set<String> names = new LinkedHashSet<>();
    Set<String> groups = new LinkedHashSet<>();
    for (Link link : topology.links().values()) {
      if (link instanceof Peering peering) {
        if (!PeeringOptions.of(peering).dnsOf().isEmpty()) {
          names.addAll(peering.networks());
        }
        if (!peering.flows().isEmpty()) {
          peering.networks().stream()
              .filter(n -> !peering.groups().containsKey(n))
              .forEach(groups::add);
        }
      }
    }
    return new LinkNeeds(names, groups);
  }
}
