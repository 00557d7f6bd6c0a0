package dev.tieline.reach;

import dev.tieline.net.Traffic;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.snapshot.SecurityGroup;
import dev.tieline.text.Clean;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the security groups of one end. A host may what any of its groups allows, and the answer to
 * what was let through passes without a rule.
 */
final class GroupCheck {
  private enum Match {
    YES,
    NO,
    UNKNOWN,
    /**
     * A reference into another VPC goes stale when the peering is deleted (AWS VPC Peering Guide,
     * "Update your security groups to reference peer security groups", read 2026-11). While there
     * is none, or it is not accepted, the missing way is what has to change, not the reference.
     */
    STALE
  }

  private final SnapshotIndex index;
  private final Traffic traffic;

  GroupCheck(SnapshotIndex index, Traffic traffic) {
    this.index = index;
    this.traffic = traffic;
  }

  Answer check(End self, End other, boolean ingress) {
    if (self.groups() == null) {
      return Answer.Unclear.of(
          index.gap(
              self.vpc(), self.id(), "the security groups of " + self.ip() + " were not read"));
    }
    List<SecurityGroup> asked = new ArrayList<>();
    Gap gap = null;
    Rule stale = null;
    for (String id : self.groups()) {
      SecurityGroup group = index.group(id);
      if (group == null) {
        gap =
            gap == null ? index.gap(self.vpc(), id, "security group " + id + " was not read") : gap;
        continue;
      }
      asked.add(group);
      for (Rule rule : group.rules()) {
        if (rule.ingress() != ingress || !rule.traffic().covers(traffic)) {
          continue;
        }
        Match match = match(rule.peer(), self, other);
        if (match == Match.YES) {
          return new Answer.Passes(List.of(allowed(group, rule)));
        }
        if (match == Match.UNKNOWN && gap == null) {
          gap = unclear(group, rule, other);
        }
        stale = match == Match.STALE ? rule : stale;
      }
    }
    return gap != null
        ? Answer.Unclear.of(gap)
        : Answer.Stops.at(
            asked.isEmpty() ? self.kind() : Hop.Kind.GROUP,
            block(asked, stale, self, other, ingress));
  }

  private Match match(RulePeer peer, End self, End other) {
    if (peer instanceof RulePeer.Block block) {
      return block.cidr().contains(other.ip()) ? Match.YES : Match.NO;
    }
    if (peer instanceof RulePeer.Members members) {
      if (other.groups() == null) {
        return Match.UNKNOWN;
      }
      if (!other.groups().contains(members.group())) {
        return Match.NO;
      }
      return index.isSevered(self.vpcId(), other.vpcId()) ? Match.STALE : Match.YES;
    }
    return Match.UNKNOWN;
  }

  private Hop allowed(SecurityGroup group, Rule rule) {
    return new Hop(
        Hop.Kind.GROUP,
        group.id(),
        "rule "
            + rule.id()
            + " lets "
            + rule.traffic()
            + (rule.ingress() ? " in " : " out ")
            + Wording.otherEnd(rule.ingress(), words(rule.peer())));
  }

  private Gap unclear(SecurityGroup group, Rule rule, End other) {
    return index.gap(
        rule.peer() instanceof RulePeer.Members ? other.vpc() : null,
        group.id(),
        Wording.label(group.id(), group.name())
            + " has rule "
            + rule.id()
            + " for "
            + rule.traffic()
            + " "
            + Wording.otherEnd(rule.ingress(), words(rule.peer()))
            + ", and it is not known whether that holds "
            + other.ip());
  }

  private static String words(RulePeer peer) {
    if (peer instanceof RulePeer.Block block) {
      return block.cidr().toString();
    }
    if (peer instanceof RulePeer.Members members) {
      return "members of " + members.group();
    }
    return peer instanceof RulePeer.Unresolved other ? Clean.text(other.what()) : "";
  }

  private Block block(
      List<SecurityGroup> asked, @Nullable Rule stale, End self, End other, boolean ingress) {
    Verdict verdict = ingress ? Verdict.INGRESS_GROUP_BLOCKS : Verdict.EGRESS_GROUP_BLOCKS;
    String direction = Wording.ingress(ingress);
    String rule = "for " + traffic + " " + Wording.otherEnd(ingress, other.blockInWords());
    if (asked.isEmpty()) {
      return new Block(
          verdict,
          self.id(),
          (self.kind() == Hop.Kind.HOST ? self.id() : "a host at " + self.ip())
              + " is in no security group, so that nothing lets "
              + traffic
              + (ingress ? " in" : " out"),
          "put it into a group with an " + direction + " rule " + rule);
    }
    List<String> labels = asked.stream().map(g -> Wording.label(g.id(), g.name())).toList();
    String wanted =
        " "
            + direction
            + " rule for "
            + traffic
            + " "
            + Wording.otherEnd(ingress, other.ip())
            + (stale == null
                ? ""
                : " (rule " + stale.id() + " for " + words(stale.peer()) + " is stale)");
    String found =
        asked.size() == 1
            ? labels.get(0) + " has no" + wanted
            : "none of " + Wording.names(labels) + " has an" + wanted;
    String change = "add an " + direction + " rule " + rule;
    return new Block(
        verdict, asked.get(0).id(), found, asked.size() == 1 ? change : change + " to one of them");
  }
}
