package dev.tieline.aliyun.internal;

import dev.tieline.check.Severity;
import dev.tieline.net.Cidr;
import dev.tieline.provider.Keys;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.spi.Facts;
import dev.tieline.spi.FoundRefs;
import dev.tieline.topology.Peering;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** What leads to a peer's addresses already, and is no peering. */
final class OtherWays {
  private final Facts facts;
  private final FoundRefs refs;
  private final PeeringFindings findings;

  OtherWays(Facts facts, FoundRefs refs, PeeringFindings findings) {
    this.facts = facts;
    this.refs = refs;
    this.findings = findings;
  }

  /** Says which tables lead to the peer by router interfaces, before a connection is made. */
  void routerInterfaces(Peering peering, Compiled side, Compiled peer) {
    routes(side, peer, Cidr::overlaps)
        .filter(
            r ->
                r.kind() instanceof NextHop.Unmodelled hop
                    && hop.what().toLowerCase(Locale.ROOT).startsWith("routerinterface"))
        .forEach(
            r ->
                findings.add(
                    AliyunFindings.ROUTER_INTERFACE,
                    Severity.WARNING,
                    peering.address(),
                    "table "
                        + r.table()
                        + " leads "
                        + r.destination()
                        + " to router interface "
                        + r.target(),
                    "The cloud refuses a peering of two VPCs that router interfaces join",
                    "Delete the old connection's routes and router interfaces, if it is one"));
  }

  /**
   * Says which tables have learned entries (of a transit router, a VPN or a border router) for a
   * block of the peer, or a part of it: nobody made them here, and nobody can delete them here.
   */
  void learned(Peering peering, Compiled side, Compiled peer) {
    routes(side, peer, (block, destination) -> block.contains(destination))
        .filter(r -> r.origin() == Origin.PROPAGATED)
        .forEach(
            r ->
                findings.add(
                    AliyunFindings.ROUTE_LEARNED,
                    Severity.WARNING,
                    peering.address(),
                    "table "
                        + r.table()
                        + " of network "
                        + side.name()
                        + " has learned "
                        + r.destination()
                        + ", which leads to "
                        + (r.kind() instanceof NextHop.Unmodelled hop ? hop.what() : r.target()),
                    "Which of two entries for the same addresses the cloud follows is its own choice",
                    "Stop publishing " + r.destination() + " to this VPC where it is published"));
  }

  private Stream<Route> routes(Compiled side, Compiled peer, BiPredicate<Cidr, Cidr> concerns) {
    Optional<String> vpc = refs.peek(side.vpcId());
    List<Cidr> blocks = peer.blocks().stream().flatMap(b -> refs.peek(b.cidr()).stream()).toList();
    return vpc.stream()
        .flatMap(id -> facts.find(Route.class, new Keys.InVpc(id)).stream())
        .filter(r -> blocks.stream().anyMatch(b -> concerns.test(b, r.destination())));
  }
}
