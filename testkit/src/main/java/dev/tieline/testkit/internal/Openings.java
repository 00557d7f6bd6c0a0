package dev.tieline.testkit.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.contract.Monitor.Link;
import dev.tieline.testkit.contract.Monitor.Network;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a wish lets through; without a wish nothing is said about what opens. */
public record Openings(@Nullable List<Link> links, Evidence evidence) {

  /** Whether the wish links two networks. */
  public boolean link(String oneVpc, String otherVpc) {
    return links == null || link(oneVpc, otherVpc, (a, b) -> true);
  }

  private boolean link(String oneVpc, String otherVpc, BiPredicate<Network, Network> holds) {
    return Objects.requireNonNull(links).stream()
        .anyMatch(
            l ->
                (is(l.a(), oneVpc) && is(l.b(), otherVpc) && holds.test(l.a(), l.b()))
                    || (is(l.b(), oneVpc) && is(l.a(), otherVpc) && holds.test(l.b(), l.a())));
  }

  /** A network of ours that is not there before is known by its block. */
  public boolean is(Network network, String vpcId) {
    return network.vpc().equals(vpcId)
        || (evidence.marked(vpcId)
            && network.vpc().equals(String.valueOf(evidence.primary(vpcId))));
  }

  /** Whether the wish has a network that is this VPC. */
  public boolean has(String vpcId) {
    return links == null || links.stream().anyMatch(l -> is(l.a(), vpcId) || is(l.b(), vpcId));
  }

  /** Whether the wish has a route from a VPC to another one: to a block of that. */
  public boolean routes(String vpcId, Cidr to, String otherVpc) {
    return links == null
        || link(
            vpcId,
            otherVpc,
            (from, other) -> other.blocks().contains(to) || evidence.hasBlock(otherVpc, to));
  }

  /**
   * Whether the wish has a rule in a group of a VPC; one whose other side is no block is none.
   *
   * @param says whether the rule says this traffic, no more and no less
   */
  public boolean lets(String vpcId, boolean egress, @Nullable Cidr peer, Predicate<Traffic> says) {
    return links == null
        || (peer != null && links.stream().anyMatch(l -> lets(l, vpcId, egress, peer, says)));
  }

  private boolean lets(Link l, String vpcId, boolean egress, Cidr peer, Predicate<Traffic> says) {
    return (is(l.a(), vpcId) && isOf(l.b(), peer) && any(egress ? l.intoB() : l.intoA(), says))
        || (is(l.b(), vpcId) && isOf(l.a(), peer) && any(egress ? l.intoA() : l.intoB(), says));
  }

  /** Whether a block is or was one of a network. */
  public boolean isOf(Network network, Cidr block) {
    return network.blocks().contains(block)
        || evidence.vpcs().stream()
            .anyMatch(vpc -> is(network, vpc) && evidence.hasBlock(vpc, block));
  }

  private static boolean any(Set<Traffic> wished, Predicate<Traffic> says) {
    return wished.stream().anyMatch(says);
  }
}
