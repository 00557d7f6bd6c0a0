package dev.tieline.aliyun.internal;

import dev.tieline.topology.Link;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Topology;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the links of a topology need of its networks.
 *
 * @param groups the networks that get a group of ours, if they are managed
 */
record LinkNeeds(Set<String> groups) {
  LinkNeeds {
    groups = Set.copyOf(groups);
  }

  static LinkNeeds of(Topology topology) {
    Set<String> groups = new LinkedHashSet<>();
    for (Link link : topology.links().values()) {
      if (link instanceof Peering peering && !peering.flows().isEmpty()) {
        peering.networks().stream()
            .filter(n -> !peering.groups().containsKey(n))
            .forEach(groups::add);
      }
    }
    return new LinkNeeds(groups);
  }
}
