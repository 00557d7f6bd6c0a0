package dev.tieline.reach;

import dev.tieline.net.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One walk of a packet and its answer. Every check is made, also behind a block: what they say does
 * not depend on one another, and all blocks are wanted. The hops end at the first block, and where
 * the way is lost.
 *
 * <p>A block decides the question whatever is not known elsewhere: the packet has to pass all of
 * them.
 */
final class Walk {
  private final Question question;
  private final EndFinder ends;
  private final GroupCheck groups;
  private final AclCheck acls;
  private final RouteCheck routes;
  private final EndpointCheck endpoints;
  private final BalancerCheck balancers;

  private final List<Hop> forward = new ArrayList<>();
  private final List<Hop> back = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final Set<Gap> gaps = new LinkedHashSet<>();
  private List<Hop> hops = forward;
  private boolean ended;

  Walk(SnapshotIndex index, Question question) {
    this.question = question;
    ends = new EndFinder(index, question.family());
    groups = new GroupCheck(index, question.traffic());
    acls = new AclCheck(index, question.traffic());
    routes = new RouteCheck(index);
    endpoints = new EndpointCheck(index, question.traffic());
    balancers = new BalancerCheck(index, question.traffic());
  }

  Trace walk() {
    End from = end(question.from());
    End to = end(question.to());
    if (from != null && to != null) {
      if (from.isInSameSubnetAs(to)) {
        withinSubnet(from, to);
      } else {
        there(from, to);
        andBack(from, to);
      }
    }
    return new Trace(question, verdict(), forward, back, blocks, List.copyOf(gaps));
  }

  private @Nullable End end(Probe probe) {
    EndFinder.Found found = ends.find(probe);
    if (found.block() != null) {
      blocks.add(found.block());
    }
    if (found.gap() != null) {
      gaps.add(found.gap());
    }
    return found.end();
  }

  private Verdict verdict() {
    if (!blocks.isEmpty()) {
      return blocks.get(0).verdict();
    }
    return gaps.isEmpty() ? Verdict.REACHABLE : Verdict.UNKNOWN;
  }

  /** Traffic within a subnet meets neither a network ACL nor a route table. */
  private void withinSubnet(End from, End to) {
    Traffic traffic = question.traffic();
    arrive(from.hop(from.ip() + " sends " + traffic + " to " + to.ip()));
    add(groups.check(from, to, false));
    arrive(new Hop(Hop.Kind.SUBNET, from.subnetId(), "holds both ends"));
    add(groups.check(to, from, true));
    add(endpoints.check(to));
    add(balancers.check(to));
    arrive(to.hop(to.ip() + " receives it"));
    hops = back;
    arrive(to.hop(to.ip() + " answers " + from.ip()));
    arrive(from.hop(from.ip() + " receives the answer"));
  }

  private void there(End from, End to) {
    arrive(from.hop(from.ip() + " sends " + question.traffic() + " to " + to.ip()));
    add(groups.check(from, to, false));
    add(acls.check(from, to, false, Leg.FORWARD));
    add(routes.check(from, to, Leg.FORWARD));
    add(acls.check(to, from, true, Leg.FORWARD));
    add(groups.check(to, from, true));
    add(endpoints.check(to));
    add(balancers.check(to));
    arrive(to.hop(to.ip() + " receives it"));
  }

  /** The groups know the connection and let the answer pass. */
  private void andBack(End from, End to) {
    hops = back;
    arrive(to.hop(to.ip() + " answers " + from.ip()));
    add(acls.check(to, from, false, Leg.BACK));
    add(routes.check(to, from, Leg.BACK));
    add(acls.check(from, to, true, Leg.BACK));
    arrive(from.hop(from.ip() + " receives the answer"));
  }

  private void arrive(Hop hop) {
    if (!ended) {
      hops.add(hop);
    }
  }

  private void add(Answer answer) {
    answer.hops().forEach(this::arrive);
    if (answer instanceof Answer.Stops stops) {
      ended = true;
      stops.blocks().stream().filter(b -> !isListed(b)).forEach(blocks::add);
    } else if (answer instanceof Answer.Unclear unclear) {
      ended |= unclear.wayIsLost();
      gaps.add(unclear.gap());
    }
  }

  /** What carries nothing stops packet and answer, and has to change only once. */
  private boolean isListed(Block block) {
    return isSame(block, Verdict.RETURN_PEERING_NOT_ACTIVE, Verdict.PEERING_NOT_ACTIVE)
        || isSame(block, Verdict.RETURN_HUB_NOT_ACTIVE, Verdict.HUB_NOT_ACTIVE);
  }

  private boolean isSame(Block block, Verdict back, Verdict there) {
    return block.verdict() == back
        && blocks.stream().anyMatch(b -> b.verdict() == there && b.id().equals(block.id()));
  }
}
