package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Traffic;
import dev.tieline.plan.Opening;
import dev.tieline.plan.Opening.Direction;
import dev.tieline.provider.BlockRef;
import dev.tieline.provider.Keys;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Link;
import java.util.List;
import java.util.Optional;

/** The rules of security groups that one link opens. */
final class LinkRules {
  /**
   * A group that gets rules.
   *
   * @param label its part of the rules' addresses
   * @param id the group's id
   */
  record Group(String label, Ref<String> id) {}

  private final LinkCompiling compiling;
  private final Link link;
  private final Owner owner;
  private final Facts facts;
  private final FoundRefs refs;

  LinkRules(LinkCompiling compiling, Link link) {
    this.compiling = compiling;
    this.link = link;
    owner = compiling.owner();
    facts = compiling.facts();
    refs = compiling.refs();
  }

  /** Adds a rule to a group of a network, after what must be there before anything opens. */
  void add(
      Traffic traffic,
      Compiled side,
      Group group,
      Direction direction,
      BlockRef block,
      Node<?, ?>... after) {
    boolean ingress = direction == Direction.IN;
    Scope scope = requireNonNull(side.scope(), "scope");
    Address rule =
        new Address(link.address())
            .child(
                "rule."
                    + group.label()
                    + (ingress ? ".in." : ".out.")
                    + traffic
                    + "."
                    + block.label());
    RuleWish wish = new RuleWish(group.id(), ingress, traffic, block.cidr(), drops(group, ingress));
    refs.peek(block.cidr()).ifPresent(cidr -> compiling.findings().drops(link, wish, cidr));
    // opened only once the connection is accepted: what never comes about opens nothing
    compiling.out().add(AliyunKinds.GROUP_RULES, rule, scope, wish, after);
    compiling.quotas().rule(scope, wish, link);
    compiling
        .out()
        .opening(
            new Opening(
                rule.path(),
                side.name(),
                refs.show(group.id()),
                direction,
                traffic,
                Routes.text(block.cidr(), refs)));
  }

  /** Returns the rules of a group that drop, and decide before one of ours. */
  private List<GroupRule> drops(Group group, boolean ingress) {
    return refs.peek(group.id()).stream()
        .flatMap(id -> facts.find(GroupRule.class, new Keys.InGroup(id)).stream())
        .filter(r -> r.ingress() == ingress && !r.accept())
        .filter(r -> r.priority() <= GroupRules.HIGHEST)
        .toList();
  }

  /**
   * Returns whether a flow gets out without a rule of this topology: by the default of a normal
   * group, or by a rule of others.
   */
  boolean isLetOut(Traffic traffic, Group group, BlockRef block) {
    Optional<String> id = refs.peek(group.id());
    if (id.isEmpty()) {
      return true; // a group that we make is a normal one
    }
    Optional<SecurityGroup> there = facts.one(SecurityGroup.class, id.get());
    List<GroupRule> others =
        facts.find(GroupRule.class, new Keys.InGroup(id.get())).stream()
            .filter(r -> !r.marks().containsKey(owner))
            .toList();
    return there.stream()
        .flatMap(
            g -> Effective.of(g, false, others, List.of(), unknown -> Optional.empty()).stream())
        .filter(r -> !r.ingress())
        .anyMatch(r -> r.traffic().covers(traffic) && covers(r, block));
  }

  private boolean covers(Rule rule, BlockRef block) {
    if (!(rule.peer() instanceof RulePeer.Block peer)) {
      return false;
    }
    return refs.peek(block.cidr())
        .map(peer.cidr()::contains)
        .orElse(peer.cidr().isV6() == block.v6() && peer.cidr().prefixLength() == 0);
  }
}
