package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.provider.BlockRef;
import dev.tieline.provider.Joined;
import dev.tieline.provider.Keys;
import dev.tieline.provider.TableRef;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Peering;
import java.util.Map;

/** The routes of one link, on each side to all blocks of the other. */
final class PeerRoutes {
  private final Joined<Compiled, Pcc> joined;
  private final LinkCompiling compiling;
  private final Ref<String> pcc;
  private final Node<?, ?> ready;
  private final Map<String, Node<?, ?>> marks;
  private final Facts facts;
  private final Graph.Builder out;
  private final FoundRefs refs;
  private final PeeringFindings findings;
  private final PeeringQuotas quotas;
  private final Peering peering;
  private final Address address;

  PeerRoutes(
      LinkCompiling compiling,
      Joined<Compiled, Pcc> joined,
      Ref<String> pcc,
      Node<?, ?> ready,
      Map<String, Node<?, ?>> marks) {
    this.joined = joined;
    this.compiling = compiling;
    this.pcc = pcc;
    this.ready = ready;
    this.marks = marks;
    facts = compiling.facts();
    out = compiling.out();
    refs = compiling.refs();
    findings = compiling.findings();
    quotas = compiling.quotas();
    peering = joined.peering();
    address = joined.address();
  }

  /** Adds the routes of both sides, as far as we hold credentials for them. */
  void compile() {
    for (Compiled side : joined.sides()) {
      if (side.scope() != null) {
        routes(side, joined.other(side));
      }
    }
  }

  private void routes(Compiled side, Compiled peer) {
    Scope scope = requireNonNull(side.scope(), "scope");
    peer.blocks().stream()
        .filter(block -> block.v6() && !side.has(true))
        .forEach(block -> findings.noIpv6(peering, side, block));
    for (TableRef table : findings.tables(peering, side)) {
      out.routed(new Graph.Routed(peering.address(), side.name(), table.id()));
      for (BlockRef block : peer.blocks()) {
        if (side.has(block.v6()) && findings.isRouted6(peering, side, table, block)) {
          String name = table.label() + "." + block.label();
          boolean there = isThere(table, block);
          out.add(
              AliyunKinds.ROUTES,
              address.child("route." + name),
              scope,
              new RouteWish(
                  side.vpcId(),
                  table.id(),
                  block.cidr(),
                  pcc,
                  compiling.topology().consents().contains(Consent.REPLACE_BLACKHOLES)),
              after(side));
          quotas.route(scope, table.id(), peering, !there);
        }
      }
    }
  }

  private boolean isThere(TableRef table, BlockRef block) {
    return refs.peek(table.id())
        .flatMap(t -> refs.peek(block.cidr()).map(c -> new Keys.RouteAt(t, c)))
        .filter(
            at ->
                facts.find(Route.class, at).stream().anyMatch(r -> r.origin() != Origin.PROPAGATED))
        .isPresent();
  }

  private Node<?, ?>[] after(Compiled side) {
    Node<?, ?> mark = marks.get(side.name());
    return mark == null ? new Node<?, ?>[] {ready} : new Node<?, ?>[] {ready, mark};
  }
}
