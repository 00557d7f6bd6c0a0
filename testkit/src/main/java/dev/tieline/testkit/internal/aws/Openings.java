package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.AwsMonitor.Link;
import dev.tieline.testkit.AwsMonitor.Network;
import dev.tieline.testkit.internal.aws.Peering.End;
import dev.tieline.testkit.internal.aws.SecurityGroup.Rule;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What a wish lets through; without a wish nothing is said about what opens. */
record Openings(@Nullable List<Link> links) {

  /** Whether a connection is between two networks that the wish links. */
  boolean link(Peering pcx, Evidence evidence) {
    return links == null || link(pcx, evidence, (a, b) -> true);
  }

  private boolean link(Peering pcx, Evidence evidence, BiPredicate<End, Network> holds) {
    return Objects.requireNonNull(links).stream()
        .anyMatch(
            l ->
                link(pcx, l.a(), l.b(), evidence, holds)
                    || link(pcx, l.b(), l.a(), evidence, holds));
  }

  private static boolean link(
      Peering pcx, Network one, Network other, Evidence evidence, BiPredicate<End, Network> holds) {
    return is(one, pcx.requester().vpcId(), evidence)
        && is(other, pcx.accepter().vpcId(), evidence)
        && (holds.test(pcx.requester(), one) || holds.test(pcx.accepter(), other));
  }

  /** A network of ours that is not there before is known by its block. */
  private static boolean is(Network network, String vpcId, Evidence evidence) {
    return network.vpc().equals(vpcId)
        || (evidence.marked(vpcId)
            && network.vpc().equals(String.valueOf(evidence.primary(vpcId))));
  }

  /** Whether the wish has a route from a VPC through a connection: to a block of the other end. */
  boolean routes(String vpcId, Cidr to, Peering pcx, Evidence evidence) {
    return links == null
        || link(
            pcx,
            evidence,
            (end, network) ->
                !end.vpcId().equals(vpcId)
                    && (network.blocks().contains(to) || evidence.hasBlock(end.vpcId(), to)));
  }

  /** Whether the wish has a rule in a group of a VPC. */
  boolean lets(String vpcId, Rule rule, Evidence evidence) {
    Cidr peer = rule.cidr();
    return links == null
        || (peer != null && links.stream().anyMatch(l -> lets(l, vpcId, rule, peer, evidence)));
  }

  private static boolean lets(Link l, String vpcId, Rule rule, Cidr peer, Evidence evidence) {
    return (is(l.a(), vpcId, evidence)
            && isOf(l.b(), peer, evidence)
            && fits(rule, rule.egress() ? l.intoB() : l.intoA()))
        || (is(l.b(), vpcId, evidence)
            && isOf(l.a(), peer, evidence)
            && fits(rule, rule.egress() ? l.intoA() : l.intoB()));
  }

  private static boolean isOf(Network network, Cidr block, Evidence evidence) {
    return network.blocks().contains(block)
        || evidence.vpcs().stream()
            .anyMatch(vpc -> is(network, vpc, evidence) && evidence.hasBlock(vpc, block));
  }

  private static boolean fits(Rule rule, Set<Traffic> wished) {
    return wished.stream().anyMatch(traffic -> fits(rule, traffic));
  }

  private static boolean fits(Rule rule, Traffic traffic) {
    return switch (traffic.protocol()) {
      case TCP -> rule.protocol().equals("tcp") && hasPorts(rule, traffic);
      case UDP -> rule.protocol().equals("udp") && hasPorts(rule, traffic);
      case ICMP -> rule.protocol().startsWith("icmp");
      case ALL -> rule.protocol().equals("-1");
    };
  }

  private static boolean hasPorts(Rule rule, Traffic traffic) {
    return rule.from() == traffic.fromPort() && rule.to() == traffic.toPort();
  }
}
