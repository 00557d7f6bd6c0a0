package dev.tieline.apply;

import dev.tieline.check.Codes;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.plan.Action;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.topology.Link;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a draft leaves as it is, and why: an error against a part of the wish holds the whole part,
 * and what needs it.
 */
final class Holds {
  private final Observed observed;
  private final Set<Node<?, ?>> open;
  private final Map<String, List<String>> errors = new LinkedHashMap<>();
  private final Map<String, String> blockedParts = new LinkedHashMap<>();
  private final Map<Node<?, ?>, String> held = new LinkedHashMap<>();
  private final Map<String, String> heldRoots = new LinkedHashMap<>();

  /** Holds for a draft, which goes on filling in what is observed and what is open. */
  Holds(Observed observed, Set<Node<?, ?>> open) {
    this.observed = observed;
    this.open = open;
  }

  void finding(Finding finding) {
    if (finding.severity() == Severity.ERROR) {
      errors.computeIfAbsent(finding.part(), part -> new ArrayList<>()).add(finding.what());
      blockedParts.putIfAbsent(finding.part(), finding.code() + " " + finding.what());
    }
  }

  /** What keeps a whole part from being read is told once, not for each object of it. */
  boolean isTold(String part, String why) {
    return errors.getOrDefault(part, List.of()).stream().anyMatch(what -> what.contains(why));
  }

  Set<String> blocked() {
    return Set.copyOf(blockedParts.keySet());
  }

  /** Why each part of which something is held is. */
  Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    held.forEach((node, why) -> parts.putIfAbsent(node.address().part(), why));
    return parts;
  }

  /**
   * Holds a network that is not there yet if no link of it can be made: it may itself be the
   * mistake, and could not be changed once it is there. What could not be read is no mistake, and
   * keeps nothing else from being made.
   */
  void unlinked(Topology topology, List<Make<?, ?>> candidates, Set<Finding> findings) {
    Set<String> unread =
        findings.stream()
            .filter(f -> f.code().equals(Codes.UNREADABLE))
            .map(Finding::part)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, List<Link>> links = new LinkedHashMap<>();
    for (Link link : topology.links().values()) {
      link.networks()
          .forEach(n -> links.computeIfAbsent("network." + n, k -> new ArrayList<>()).add(link));
    }
    for (Make<?, ?> make : candidates) {
      String part = make.step().address();
      List<Link> its = links.getOrDefault(part, List.of());
      boolean wrong = its.stream().allMatch(link -> isWrong(link, unread));
      if (make.action() == Action.CREATE && !its.isEmpty() && wrong) {
        blockedParts.putIfAbsent(part, its.get(0).address());
      }
    }
  }

  private boolean isWrong(Link link, Set<String> unread) {
    boolean blocked =
        blockedParts.containsKey(link.address()) || heldRoots.containsKey(link.address());
    return blocked
        && !unread.contains(link.address())
        && link.networks().stream().noneMatch(n -> unread.contains("network." + n));
  }

  /**
   * Leaves out the nodes of blocked parts, and those that need what is thereby not as they need it;
   * with a part's own object goes the whole part, for what is wished of it rests on that need.
   */
  List<Make<?, ?>> makes(List<Graph> graphs, List<Make<?, ?>> candidates) {
    held.clear();
    heldRoots.clear();
    for (Graph graph : graphs) {
      for (Node<?, ?> node : graph.nodes()) {
        String part = node.address().part();
        String reason = blockedParts.getOrDefault(part, heldRoots.get(part));
        for (Node<?, ?> need : node.needs()) {
          if (reason == null && held.containsKey(need) && open.contains(need)) {
            reason = need.address().part();
          }
        }
        if (reason != null) {
          held.put(node, reason);
          if (node.address().path().equals(part)) {
            heldRoots.putIfAbsent(part, reason);
          }
        }
      }
    }
    return candidates.stream().filter(m -> !held.containsKey(m.node())).toList();
  }

  /** Leaves out the removals of blocked parts, and of what is used by anything left alone. */
  List<Drop<?>> drops(List<Drop<?>> drops, Map<String, String> heldParts) {
    Map<String, String> users = new LinkedHashMap<>();
    for (Node<?, ?> node : held.keySet()) {
      uses(node).forEach(id -> users.putIfAbsent(id, node.address().part()));
    }
    List<Drop<?>> going = new ArrayList<>(drops);
    while (true) {
      List<Drop<?>> staying = new ArrayList<>();
      for (Drop<?> drop : going) {
        String part = drop.step().part();
        String blocked = blockedParts.getOrDefault(part, heldRoots.get(part));
        String why = blocked == null ? users.get(drop.id()) : blocked;
        if (why != null) {
          staying.add(drop);
          heldParts.putIfAbsent(part, why);
          drop.uses().forEach(id -> users.putIfAbsent(id, part));
        }
      }
      if (staying.isEmpty()) {
        return going;
      }
      going.removeAll(new LinkedHashSet<>(staying));
    }
  }

  private <O> Collection<String> uses(Node<?, O> node) {
    return observed.get(node).map(node.kind()::uses).orElse(List.of());
  }
}
