package dev.tieline.check;

import dev.tieline.topology.Link;
import dev.tieline.topology.Peering;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Peerings of all with all grow with the square of the networks. */
final class MeshCheck implements Checks.Check {
  private static final int MANY = 10;

  @Override
  public void run(Scene scene, Consumer<Finding> out) {
    Map<String, Set<String>> peers = new TreeMap<>();
    for (Link link : scene.topology().links().values()) {
      if (link instanceof Peering peering) {
        peers.computeIfAbsent(peering.a(), n -> new TreeSet<>()).add(peering.b());
        peers.computeIfAbsent(peering.b(), n -> new TreeSet<>()).add(peering.a());
      }
    }
    Set<String> seen = new LinkedHashSet<>();
    for (String network : peers.keySet()) {
      if (!seen.contains(network)) {
        Set<String> island = island(network, peers);
        seen.addAll(island);
        int size = island.size();
        if (size >= MANY
            && island.stream().allMatch(n -> peers.getOrDefault(n, Set.of()).size() == size - 1)) {
          out.accept(finding(scene.topology().name(), island));
        }
      }
    }
  }

  private static Set<String> island(String start, Map<String, Set<String>> peers) {
    Set<String> island = new TreeSet<>(Set.of(start));
    Deque<String> open = new ArrayDeque<>(island);
    while (!open.isEmpty()) {
      for (String peer : peers.getOrDefault(open.remove(), Set.of())) {
        if (island.add(peer)) {
          open.add(peer);
        }
      }
    }
    return island;
  }

  private static Finding finding(String topology, Set<String> mesh) {
    int n = mesh.size();
    return new Finding(
        Codes.MESH_TOO_LARGE,
        Severity.WARNING,
        "topology." + topology,
        "%d networks are all peered with one another: %s".formatted(n, Prose.list(mesh)),
        "A full mesh of %d networks has %d(%d-1)/2 = %d peerings, and each table %d routes a block family; one more network adds %d peerings"
            .formatted(n, n, n, n * (n - 1) / 2, n - 1, n),
        "Join them by a hub, to which each network is attached once; a hub can grow further");
  }
}
