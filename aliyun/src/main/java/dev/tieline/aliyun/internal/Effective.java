package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a security group lets through in the end, in rules that only allow. Here rules also drop: of
 * those that match, the one of the smallest priority decides, and of several alike one that drops;
 * after them come the defaults ("Security group rules", ECS User Guide, read 2026-11). So from each
 * rule that accepts is taken what a rule before it drops; what can not be taken exactly, such as
 * part of a VPC's block from the members of a group in it, is left unresolved.
 */
final class Effective {
  private static final int LAST_PORT = 65535;
  private static final int AFTER_ALL = 101; // priorities end at 100
  static final String OUT = "default-out";
  static final String WITHIN = "default-within";

  private record Piece(Traffic traffic, RulePeer peer) {}

  private Effective() {}

  /**
   * Returns the rules that a group comes to.
   *
   * @param open whether its members may reach each other without a rule
   * @param rules its own rules
   * @param drops rules of other groups whose members are members of this one, too: rules of all
   *     groups of an interface count as if they were one group's
   * @param within the blocks of the VPC that a group is of, by its id; empty if it is not known
   */
  static List<Rule> of(
      SecurityGroup group,
      boolean open,
      List<GroupRule> rules,
      List<GroupRule> drops,
      Function<String, Optional<CidrSet>> within) {
    List<GroupRule> accepting = new ArrayList<>(rules.stream().filter(GroupRule::accept).toList());
    if (!group.enterprise()) {
      for (Cidr any : List.of(Cidr.ofAny4(), Cidr.ofAny6())) {
        accepting.add(byDefault(group, OUT, false, new RulePeer.Block(any)));
      }
      if (open) {
        accepting.add(byDefault(group, WITHIN, true, new RulePeer.Members(group.id())));
      }
    }
    Map<String, GroupRule> dropping = new LinkedHashMap<>();
    for (Collection<GroupRule> some : List.of(rules, drops)) {
      some.stream().filter(r -> !r.accept()).forEach(r -> dropping.put(r.group() + r.id(), r));
    }
    List<Rule> all = new ArrayList<>();
    for (GroupRule rule : accepting) {
      all.addAll(of(rule, dropping.values(), within));
    }
    return all;
  }

  /**
   * Returns what one rule that accepts lets through.
   *
   * @param drops rules that drop and count in the same group
   * @param within the blocks of the VPC that a group is of, by its id; empty if it is not known
   */
  static List<Rule> of(
      GroupRule rule, Collection<GroupRule> drops, Function<String, Optional<CidrSet>> within) {
    List<Piece> left = List.of(new Piece(rule.traffic(), rule.peer()));
    for (GroupRule drop : drops) {
      if (drop.ingress() == rule.ingress() && drop.priority() <= rule.priority()) {
        left = left.stream().flatMap(piece -> minus(piece, drop, within).stream()).toList();
      }
    }
    return left.stream()
        .map(p -> new Rule(rule.id(), rule.ingress(), p.traffic(), p.peer()))
        .toList();
  }

  private static GroupRule byDefault(
      SecurityGroup group, String id, boolean ingress, RulePeer peer) {
    return new GroupRule(
        id, group.scope(), group.id(), ingress, Traffic.all(), peer, true, AFTER_ALL, "");
  }

  private static List<Piece> minus(
      Piece piece, GroupRule drop, Function<String, Optional<CidrSet>> within) {
    List<Piece> left = new ArrayList<>();
    for (Traffic traffic : perProtocol(piece.traffic(), drop.traffic())) {
      int from = Math.max(traffic.fromPort(), drop.traffic().fromPort());
      int to = Math.min(traffic.toPort(), drop.traffic().toPort());
      boolean same =
          drop.traffic().protocol() == Protocol.ALL
              || drop.traffic().protocol() == traffic.protocol();
      if (!same || from > to) {
        left.add(new Piece(traffic, piece.peer()));
        continue;
      }
      if (traffic.fromPort() < from) {
        left.add(
            new Piece(new Traffic(traffic.protocol(), traffic.fromPort(), from - 1), piece.peer()));
      }
      if (to < traffic.toPort()) {
        left.add(
            new Piece(new Traffic(traffic.protocol(), to + 1, traffic.toPort()), piece.peer()));
      }
      Traffic inside = new Traffic(traffic.protocol(), from, to);
      minus(piece.peer(), drop, within).forEach(peer -> left.add(new Piece(inside, peer)));
    }
    return left;
  }

  /** Every protocol is taken apart only where one of them is dropped. */
  private static List<Traffic> perProtocol(Traffic traffic, Traffic drop) {
    if (traffic.protocol() != Protocol.ALL || drop.protocol() == Protocol.ALL) {
      return List.of(traffic);
    }
    return List.of(
        new Traffic(Protocol.TCP, 0, LAST_PORT),
        new Traffic(Protocol.UDP, 0, LAST_PORT),
        Traffic.icmp());
  }

  private static List<RulePeer> minus(
      RulePeer peer, GroupRule drop, Function<String, Optional<CidrSet>> within) {
    if (peer instanceof RulePeer.Block a && drop.peer() instanceof RulePeer.Block b) {
      return a.cidr().overlaps(b.cidr())
          ? CidrSet.of(a.cidr()).minus(CidrSet.of(b.cidr())).cidrs().stream()
              .<RulePeer>map(RulePeer.Block::new)
              .toList()
          : List.of(peer);
    }
    if (peer instanceof RulePeer.Members members && drop.peer() instanceof RulePeer.Block block) {
      Optional<CidrSet> home = within.apply(members.group());
      if (home.isPresent() && !home.get().overlaps(block.cidr())) {
        return List.of(peer);
      }
      if (home.isPresent() && CidrSet.of(block.cidr()).contains(home.get())) {
        return List.of();
      }
    }
    if (peer.equals(drop.peer()) && !(peer instanceof RulePeer.Unresolved)) {
      return List.of();
    }
    return List.of(new RulePeer.Unresolved(words(peer) + ", but for what " + drop.id() + " drops"));
  }

  private static String words(RulePeer peer) {
    if (peer instanceof RulePeer.Block block) {
      return block.cidr().toString();
    }
    return peer instanceof RulePeer.Members members
        ? members.group()
        : ((RulePeer.Unresolved) peer).what();
  }
}
