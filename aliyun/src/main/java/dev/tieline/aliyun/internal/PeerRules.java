package dev.tieline.aliyun.internal;

import dev.tieline.plan.Opening.Direction;
import dev.tieline.provider.Joined;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Ref;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Peering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules that one link's flows mean: in on one side, and out on the other where needed. */
final class PeerRules {
  private final Joined<Compiled, Pcc> joined;
  private final Node<?, ?> ready;
  private final Map<String, Node<?, ?>> marks;
  private final Graph.Builder out;
  private final PeeringFindings findings;
  private final Peering peering;
  private final LinkRules rules;

  PeerRules(
      LinkCompiling compiling,
      Joined<Compiled, Pcc> joined,
      Node<?, ?> ready,
      Map<String, Node<?, ?>> marks) {
    this.joined = joined;
    this.ready = ready;
    this.marks = marks;
    out = compiling.out();
    findings = compiling.findings();
    peering = joined.peering();
    rules = new LinkRules(compiling, peering);
  }

  /** Adds the rules for all flows of the link. */
  void compile() {
    Map<String, List<LinkRules.Group>> groups = new LinkedHashMap<>();
    for (Compiled side : joined.sides()) {
      if (side.scope() != null) {
        groups.put(side.name(), groups(side));
      }
    }
    for (Flow flow : peering.flows().stream().distinct().toList()) {
      Compiled from =
          flow.from().equals(joined.requester().name()) ? joined.requester() : joined.accepter();
      Compiled to = joined.other(from);
      for (LinkRules.Group group : groups.getOrDefault(to.name(), List.of())) {
        from.blocks().stream()
            .filter(b -> to.has(b.v6()))
            .forEach(b -> rules.add(flow.traffic(), to, group, Direction.IN, b, after(to)));
      }
      for (LinkRules.Group group : groups.getOrDefault(from.name(), List.of())) {
        to.blocks().stream()
            .filter(b -> from.has(b.v6()) && !rules.isLetOut(flow.traffic(), group, b))
            .forEach(b -> rules.add(flow.traffic(), from, group, Direction.OUT, b, after(from)));
      }
    }
  }

  private List<LinkRules.Group> groups(Compiled side) {
    List<LinkRules.Group> chosen = new ArrayList<>();
    if (peering.groups().containsKey(side.name())) {
      findings
          .groups(peering, side)
          .forEach(id -> chosen.add(new LinkRules.Group(id, Ref.known(id))));
    } else if (side.group() != null) {
      chosen.add(new LinkRules.Group(side.name() + ".group", side.group()));
    } else if (peering.flows().stream().anyMatch(f -> f.to().equals(side.name()))) {
      findings.groupNotChosen(peering, side);
    }
    chosen.forEach(g -> out.member(new Graph.Member(peering.address(), side.name(), g.id())));
    return chosen;
  }

  private Node<?, ?>[] after(Compiled side) {
    Node<?, ?> mark = marks.get(side.name());
    return mark == null ? new Node<?, ?>[] {ready} : new Node<?, ?>[] {ready, mark};
  }
}
