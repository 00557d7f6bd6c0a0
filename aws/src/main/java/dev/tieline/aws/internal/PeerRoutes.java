package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.provider.AcceptWish;
import dev.tieline.provider.BlockRef;
import dev.tieline.provider.Joined;
import dev.tieline.provider.Keys;
import dev.tieline.provider.TableRef;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Peering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The routes of one link, on each side to all blocks of the other, and claims where they need any.
 */
final class PeerRoutes {
  private final Joined<Compiled, Pcx> joined;
  private final LinkCompiling compiling;
  private final Ref<String> pcx;
  private final Node<AcceptWish, Pcx> accepted;
  private final Owner owner;
  private final Facts facts;
  private final Graph.Builder out;
  private final FoundRefs refs;
  private final PeeringFindings findings;
  private final PeeringQuotas quotas;
  private final Peering peering;
  private final Address address;

  PeerRoutes(
      LinkCompiling compiling,
      Joined<Compiled, Pcx> joined,
      Ref<String> pcx,
      Node<AcceptWish, Pcx> accepted) {
    this.joined = joined;
    this.compiling = compiling;
    this.pcx = pcx;
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
    for (TableRef table : findings.tables(peering, side)) {
      out.routed(new Graph.Routed(peering.address(), side.name(), table.id()));
      for (BlockRef block : peer.blocks()) {
        if (side.has(block.v6()) && !isLocal(block, side)) {
          String name = table.label() + "." + block.label();
          List<Node<?, ?>> after = new ArrayList<>(List.of(accepted));
          Optional<Route> now = route(table, block);
          Claiming claiming = claiming(table, block, now);
          if (claiming.isNeeded(joined.adopted(), joined.shared())) {
            ClaimWish claim =
                new ClaimWish(table.id(), block.cidr(), pcx, address, claiming.uses());
            after.add(
                out.add(
                    AwsKinds.ROUTE_CLAIMS, address.child("claim." + name), scope, claim, accepted));
            quotas.claim(scope, table.id(), peering, claiming.own().isEmpty());
          }
          out.add(
              AwsKinds.ROUTES,
              address.child("route." + name),
              scope,
              new RouteWish(
                  table.id(),
                  block.cidr(),
                  pcx,
                  compiling.topology().consents().contains(Consent.REPLACE_BLACKHOLES)),
              after.toArray(Node<?, ?>[]::new));
          quotas.route(scope, table.id(), block.v6(), peering, now.isEmpty());
        }
      }
    }
  }

  /** Whether a block is the side's own, too: that they overlap is found, and is all there is. */
  private boolean isLocal(BlockRef block, Compiled side) {
    Optional<Cidr> cidr = refs.peek(block.cidr());
    return cidr.isPresent()
        && side.blocks().stream().anyMatch(own -> refs.peek(own.cidr()).equals(cidr));
  }

  private Optional<Route> route(TableRef table, BlockRef block) {
    return refs.peek(table.id())
        .flatMap(t -> refs.peek(block.cidr()).map(c -> new Keys.RouteAt(t, c)))
        .flatMap(
            at ->
                facts.find(Route.class, at).stream()
                    .filter(r -> r.origin() != Origin.PROPAGATED)
                    .findFirst());
  }

  private Claiming claiming(TableRef table, BlockRef block, Optional<Route> now) {
    Tags tags =
        refs.peek(table.id())
            .flatMap(t -> facts.one(RouteTable.class, t))
            .map(RouteTable::tags)
            .orElse(Tags.none());
    boolean leadsThere =
        now.filter(r -> joined.there().filter(p -> p.id().equals(r.target())).isPresent())
            .isPresent();
    return Claiming.of(owner, tags, refs.peek(block.cidr()), leadsThere);
  }
}
