package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.plan.Opening;
import dev.tieline.plan.Opening.Direction;
import dev.tieline.provider.AcceptWish;
import dev.tieline.provider.BlockRef;
import dev.tieline.provider.Joined;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Peering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules that one link's flows mean: in on one side, and out on the other where needed. */
final class PeerRules {
  /** One side's group that gets rules. */
  private record Group(String label, Ref<String> id, boolean own) {}

  private final Joined<Compiled, Pcx> joined;
  private final Node<AcceptWish, Pcx> accepted;
  private final Owner owner;
  private final Facts facts;
  private final Graph.Builder out;
  private final FoundRefs refs;
  private final PeeringFindings findings;
  private final PeeringQuotas quotas;
  private final Peering peering;
  private final Address address;

  PeerRules(LinkCompiling compiling, Joined<Compiled, Pcx> joined, Node<AcceptWish, Pcx> accepted) {
    this.joined = joined;
    this.accepted = accepted;
    owner = compiling.owner();
    facts = compiling.facts();
    out = compiling.out();
    refs = compiling.refs();
    findings = compiling.findings();
    quotas = compiling.quotas();
    peering = joined.peering();
    address = joined.address();
  }

  /** Adds the rules for all flows of the link. */
  void compile() {
    Map<String, List<Group>> groups = new LinkedHashMap<>();
    for (Compiled side : joined.sides()) {
      if (side.scope() != null) {
        groups.put(side.name(), groups(side));
      }
    }
    for (Flow flow : peering.flows().stream().distinct().toList()) {
      Compiled from =
          flow.from().equals(joined.requester().name()) ? joined.requester() : joined.accepter();
      Compiled to = joined.other(from);
      for (Group group : groups.getOrDefault(to.name(), List.of())) {
        from.blocks().stream()
            .filter(b -> to.has(b.v6()))
            .forEach(b -> rule(flow, to, group, Direction.IN, b));
      }
      for (Group group : groups.getOrDefault(from.name(), List.of())) {
        to.blocks().stream()
            .filter(b -> from.has(b.v6()) && !group.own() && !isLetOut(flow, group, b))
            .forEach(b -> rule(flow, from, group, Direction.OUT, b));
      }
    }
  }

  private List<Group> groups(Compiled side) {
    List<Group> chosen = new ArrayList<>();
    if (peering.groups().containsKey(side.name())) {
      findings
          .groups(peering, side, joined.other(side))
          .forEach(id -> chosen.add(new Group(id, Ref.known(id), false)));
    } else if (side.group() != null) {
      chosen.add(new Group(side.name() + ".group", side.group(), true));
    } else if (peering.flows().stream().anyMatch(f -> f.to().equals(side.name()))) {
      findings.groupNotChosen(peering, side);
    }
    chosen.forEach(g -> out.member(new Graph.Member(peering.address(), side.name(), g.id())));
    return chosen;
  }

  private void rule(Flow flow, Compiled side, Group group, Direction direction, BlockRef block) {
    boolean ingress = direction == Direction.IN;
    Scope scope = requireNonNull(side.scope(), "scope");
    Address rule =
        address.child(
            "rule."
                + group.label()
                + (ingress ? ".in." : ".out.")
                + flow.traffic()
                + "."
                + block.label());
    RuleWish wish = new RuleWish(group.id(), ingress, flow.traffic(), block.cidr(), peering.name());
    // opened only once the connection is accepted: what never comes about opens nothing
    out.add(AwsKinds.GROUP_RULES, rule, scope, wish, accepted);
    quotas.rule(scope, wish, block.v6(), peering);
    out.opening(
        new Opening(
            rule.path(),
            side.name(),
            refs.show(group.id()),
            direction,
            flow.traffic(),
            Routes.text(block.cidr(), refs)));
  }

  /** Returns whether rules that are not this topology's let a flow out already. */
  private boolean isLetOut(Flow flow, Group group, BlockRef block) {
    return refs.peek(group.id()).stream()
        .flatMap(id -> facts.find(GroupRule.class, new Keys.InGroup(id)).stream())
        .filter(r -> !r.ingress() && r.tags().get(Marks.key(owner)).isEmpty())
        .anyMatch(r -> r.traffic().covers(flow.traffic()) && covers(r, block));
  }

  private boolean covers(GroupRule rule, BlockRef block) {
    if (!(rule.peer() instanceof RulePeer.Block peer)) {
      return false;
    }
    return refs.peek(block.cidr())
        .map(peer.cidr()::contains)
        .orElse(peer.cidr().isV6() == block.v6() && peer.cidr().prefixLength() == 0);
  }
}
