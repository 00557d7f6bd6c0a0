package dev.tieline.aws.internal;

import dev.tieline.check.Codes;
import dev.tieline.net.Cidr;
import dev.tieline.plan.Trait;
import dev.tieline.provider.Claims;
import dev.tieline.provider.Keys;
import dev.tieline.provider.PeeringViews;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Routes into peering connections. A route bears no mark: it is ours if it points at a connection
 * that our topology made, or if a claim on its table names it. A deleted connection leaves its
 * routes behind as blackholes (Amazon VPC Peering Guide, "Delete a VPC peering connection"), which
 * is why they go first, and why those that somebody else left us are replaced. EC2 has no
 * conditional write for routes: they are read again just before.
 */
final class Routes implements ResourceKind<RouteWish, PeerRoute> {
  Routes() {}

  @Override
  public String name() {
    return "route";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public Set<Trait> traits(RouteWish wish) {
    return Set.of(Trait.UNGUARDED);
  }

  @Override
  public boolean unguarded() {
    return true;
  }

  @Override
  public String describe(RouteWish wish, Refs refs) {
    return text(wish.destination(), refs)
        + " via "
        + refs.show(wish.pcx())
        + " in "
        + refs.show(wish.table());
  }

  static String text(Ref<Cidr> cidr, Refs refs) {
    return refs.peek(cidr).map(Cidr::toString).orElseGet(cidr::toString);
  }

  @Override
  public String show(PeerRoute object) {
    Route route = object.route();
    return route.destination()
        + " via "
        + route.target()
        + " in "
        + route.table()
        + (route.blackhole() ? " (blackhole)" : "");
  }

  @Override
  public Find<PeerRoute> find(
      Owner owner, Node<RouteWish, PeerRoute> node, Refs refs, Facts facts) {
    Optional<String> why =
        facts
            .unreadable(node.scope(), Route.class)
            .or(() -> facts.unreadable(node.scope(), dev.tieline.aws.internal.RouteTable.class));
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    Optional<String> table = refs.peek(node.wish().table());
    Optional<Cidr> destination = refs.peek(node.wish().destination());
    if (table.isEmpty() || destination.isEmpty()) {
      return new Find.None<>();
    }
    return decisive(facts.find(Route.class, new Keys.RouteAt(table.get(), destination.get())))
        .map(route -> judge(owner, node, route, refs, facts))
        .orElseGet(Find.None::new);
  }

  /** Of the routes to one destination, a propagated one never hinders a static one. */
  private static Optional<Route> decisive(List<Route> routes) {
    return routes.stream().filter(r -> r.origin() != Origin.PROPAGATED).findFirst();
  }

  private static Find<PeerRoute> judge(
      Owner owner, Node<RouteWish, PeerRoute> node, Route route, Refs refs, Facts facts) {
    Optional<Claim> claim = claim(owner, route, facts);
    PeerRoute found = new PeerRoute(route, claim.map(c -> label(owner, route)).orElse(""));
    boolean throughPeering = route.kind() instanceof NextHop.Peering;
    boolean marked = throughPeering && isMarked(owner, route.target(), facts);
    if (refs.peek(node.wish().pcx()).filter(route.target()::equals).isPresent()) {
      return marked || claim.isPresent() ? new Find.Ours<>(found) : new Find.Foreign<>(found);
    }
    boolean ours =
        throughPeering
            && (isMadeByUs(owner, route, facts)
                || claim.filter(c -> c.target().equals(route.target())).isPresent()
                || (claim.isPresent() && route.blackhole()));
    boolean replaceable = route.blackhole() && node.wish().overBlackholes();
    return ours || replaceable ? new Find.Ours<>(found) : inTheWay(route);
  }

  private static Find.InTheWay<PeerRoute> inTheWay(Route route) {
    if (route.kind() instanceof NextHop.Local) {
      // "You cannot ... delete the local route" (Amazon VPC User Guide, "Route table concepts")
      return new Find.InTheWay<>(
          Codes.ROUTE_DESTINATION_TAKEN,
          "block "
              + route.destination()
              + " of the other network is a block of "
              + route.vpc()
              + ", too: table "
              + route.table()
              + " keeps it inside",
          "Give one of the two networks another block: the local route of a block can not be deleted");
    }
    return new Find.InTheWay<>(
        Codes.ROUTE_DESTINATION_TAKEN,
        "table "
            + route.table()
            + " leads "
            + route.destination()
            + " to "
            + route.target()
            + (route.blackhole() ? ", which is a blackhole" : ""),
        route.blackhole()
            ? "Delete that route, or consent to REPLACE_BLACKHOLES"
            : "Delete that route, or choose other route tables for the link");
  }

  private static Optional<Claim> claim(Owner owner, Route route, Facts facts) {
    return facts
        .one(dev.tieline.aws.internal.RouteTable.class, route.table())
        .flatMap(t -> RouteClaims.on(t, owner, route.destination()));
  }

  private static String label(Owner owner, Route route) {
    return Label.id(route.table(), Claims.key(owner, route.destination()));
  }

  private static boolean isMarked(Owner owner, String pcx, Facts facts) {
    return PeeringViews.of(Pcx.class, facts, pcx).filter(p -> p.ours(owner)).isPresent();
  }

  /** Whether it leads into a connection that we made, and no other topology claims it. */
  private static boolean isMadeByUs(Owner owner, Route route, Facts facts) {
    return PeeringViews.of(Pcx.class, facts, route.target())
            .filter(p -> p.madeBy(owner))
            .isPresent()
        && !isClaimedByOther(owner, route, facts);
  }

  private static boolean isClaimedByOther(Owner owner, Route route, Facts facts) {
    return facts
        .one(dev.tieline.aws.internal.RouteTable.class, route.table())
        .filter(t -> !Claims.ofOthers(owner, t.tags(), route.destination()).isEmpty())
        .isPresent();
  }

  /** Whether another topology needs the route that we claim, so that only our claim may go. */
  private static boolean isNeededByOther(Owner owner, Claim claim, Route route, Facts facts) {
    return isClaimedByOther(owner, route, facts)
        || claim.uses()
            && (facts.unreadable(route.scope(), Pcx.class).isPresent()
                || isHidden(route, facts)
                || isMadeByOther(owner, route, facts));
  }

  /** Whether it leads into a connection that is there, though no list shows it. */
  private static boolean isHidden(Route route, Facts facts) {
    return !route.blackhole() && PeeringViews.of(Pcx.class, facts, route.target()).isEmpty();
  }

  private static boolean isMadeByOther(Owner owner, Route route, Facts facts) {
    return PeeringViews.of(Pcx.class, facts, route.target())
        .filter(p -> p.madeByOther(owner))
        .isPresent();
  }

  @Override
  public Diff compare(Owner owner, Node<RouteWish, PeerRoute> node, PeerRoute object, Refs refs) {
    String wished = refs.show(node.wish().pcx());
    return object.route().target().equals(wished)
        ? new Diff.Same()
        : new Diff.Differs(List.of("target " + wished + " instead of " + object.route().target()));
  }

  @Override
  public Call<PeerRoute> create(
      Owner owner, Node<RouteWish, PeerRoute> node, Refs refs, Token token) {
    Route route = wished(node, refs);
    return Call.write(
        node.scope(),
        "CreateRoute",
        clients -> {
          clients
              .client(Ec2Client.class)
              .createRoute(
                  r -> {
                    r.routeTableId(route.table()).vpcPeeringConnectionId(route.target());
                    if (route.destination().isV4()) {
                      r.destinationCidrBlock(route.destination().toString());
                    } else {
                      r.destinationIpv6CidrBlock(route.destination().toString());
                    }
                  });
          return new PeerRoute(route, "");
        });
  }

  @Override
  public Call<PeerRoute> update(
      Owner owner, Node<RouteWish, PeerRoute> node, PeerRoute object, Refs refs) {
    Route route = wished(node, refs);
    return Call.write(
        node.scope(),
        "ReplaceRoute",
        clients -> {
          clients
              .client(Ec2Client.class)
              .replaceRoute(
                  r -> {
                    r.routeTableId(route.table()).vpcPeeringConnectionId(route.target());
                    if (route.destination().isV4()) {
                      r.destinationCidrBlock(route.destination().toString());
                    } else {
                      r.destinationIpv6CidrBlock(route.destination().toString());
                    }
                  });
          return new PeerRoute(route, object.claim());
        });
  }

  private static Route wished(Node<RouteWish, PeerRoute> node, Refs refs) {
    String pcx = refs.get(node.wish().pcx());
    return new Route(
        node.scope(),
        "",
        refs.get(node.wish().table()),
        refs.get(node.wish().destination()),
        pcx,
        new NextHop.Peering(pcx),
        false,
        Origin.STATIC);
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<PeerRoute> owned) {
    Route route = owned.object().route();
    return Optional.of(
        Call.write(
            route.scope(),
            "DeleteRoute",
            clients ->
                clients
                    .client(Ec2Client.class)
                    .deleteRoute(
                        r -> {
                          r.routeTableId(route.table());
                          if (route.destination().isV4()) {
                            r.destinationCidrBlock(route.destination().toString());
                          } else {
                            r.destinationIpv6CidrBlock(route.destination().toString());
                          }
                        })));
  }

  @Override
  public Query<PeerRoute> read(Scope scope, Collection<String> ids) {
    return list(
        scope, ids.stream().map(id -> id.substring(0, id.indexOf('|'))).distinct().toList());
  }

  private static Query<PeerRoute> list(Scope scope, Collection<String> tables) {
    return Flat.of(
        Lists.tablesWithRoutes(scope, new Lists.By("route-table-id", tables)),
        read ->
            read.routes().stream()
                .filter(route -> route.origin() != Origin.PROPAGATED)
                .map(route -> new PeerRoute(route, "", read.table().tags()))
                .toList());
  }

  @Override
  public Query<PeerRoute> seek(Owner owner, Node<RouteWish, PeerRoute> node, Refs refs) {
    return list(node.scope(), List.of(refs.get(node.wish().table())));
  }

  @Override
  public Find<PeerRoute> pick(
      Owner owner, Node<RouteWish, PeerRoute> node, Refs refs, List<PeerRoute> found) {
    String id = id(new PeerRoute(wished(node, refs), ""));
    String wished = refs.get(node.wish().pcx());
    return found.stream()
        .filter(r -> id(r).equals(id))
        .findFirst()
        .map(
            r ->
                r.route().target().equals(wished)
                    ? new Find.Ours<>(r)
                    : new Find.InTheWay<PeerRoute>(
                        Codes.ROUTE_DESTINATION_TAKEN,
                        show(r) + " has appeared since the plan was made",
                        "Plan again"))
        .orElseGet(Find.None::new);
  }

  @Override
  public String id(PeerRoute object) {
    return object.route().id();
  }

  @Override
  public Collection<String> uses(PeerRoute object) {
    return Stream.of(object.route().table(), object.route().target(), object.claim())
        .filter(id -> !id.isEmpty())
        .toList();
  }

  @Override
  public Readiness readiness(Node<RouteWish, PeerRoute> node, PeerRoute object) {
    // it is made when its connection is active, so that a blackhole is only not yet seen otherwise
    return object.route().blackhole()
        ? new Readiness.Transitional("blackhole")
        : new Readiness.Target();
  }

  @Override
  public PeerRoute fresh(PeerRoute seen, List<PeerRoute> now) {
    return new PeerRoute(now.get(0).route(), seen.claim(), now.get(0).table());
  }

  @Override
  public boolean stillOurs(Owner owner, PeerRoute seen, PeerRoute now) {
    return seen.route().target().equals(now.route().target());
  }

  @Override
  public Readiness leaving(Owner owner, PeerRoute object) {
    return object.isLeft(owner)
        ? new Readiness.Target()
        : new Readiness.Transitional(object.route().blackhole() ? "blackhole" : "active");
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Pcx.class, Route.class, dev.tieline.aws.internal.RouteTable.class);
  }

  @Override
  public List<Owned<PeerRoute>> owned(Owner owner, Facts facts) {
    Map<String, Owned<PeerRoute>> owned = new LinkedHashMap<>();
    for (PeeringViews<Pcx> pcx : PeeringViews.markedBy(Pcx.class, facts, owner)) {
      // Once all others have left it, who is left has what they made in it, or nobody would.
      if (pcx.madeBy(owner) || pcx.onlyOf(owner)) {
        Address link = pcx.address(owner).orElseThrow();
        facts.find(Route.class, new Keys.Via(pcx.id())).stream()
            .filter(route -> !isClaimedByOther(owner, route, facts))
            .filter(route -> canBeOurs(owner, route, facts))
            .forEach(route -> put(owner, link, route, facts, owned));
      }
    }
    for (var table :
        facts.find(dev.tieline.aws.internal.RouteTable.class, new Keys.ClaimedBy(owner))) {
      Claims.blocks(owner, table.tags())
          .forEach(
              (destination, text) ->
                  Claim.parse(text)
                      .ifPresent(
                          claim ->
                              decisive(
                                      facts.find(
                                          Route.class, new Keys.RouteAt(table.id(), destination)))
                                  .filter(r -> names(claim, r))
                                  .filter(r -> !isNeededByOther(owner, claim, r, facts))
                                  .ifPresent(r -> put(owner, claim.link(), r, facts, owned))));
    }
    List<Owned<PeerRoute>> all = new ArrayList<>(owned.values());
    all.sort(Comparator.comparing(Owned::address));
    return all;
  }

  /**
   * The routes into a connection of ours that no wish makes: to a part of a block of the other
   * side, or to more than one.
   */
  static List<Route> ofOthers(Owner owner, String pcx, Facts facts) {
    return facts.find(Route.class, new Keys.Via(pcx)).stream()
        .filter(route -> route.origin() == Origin.STATIC && !canBeOurs(owner, route, facts))
        .sorted(Comparator.comparing(Route::id))
        .toList();
  }

  /**
   * Whether a route into a connection of ours can be one of ours: to a block of a side as it is, or
   * to what is no block of either any more.
   */
  private static boolean canBeOurs(Owner owner, Route route, Facts facts) {
    List<Cidr> blocks =
        PeeringViews.of(Pcx.class, facts, route.target()).stream()
            .flatMap(p -> p.cidrs().stream())
            .toList();
    return claim(owner, route, facts).isPresent()
        || isClaimedByOther(owner, route, facts)
        || blocks.contains(route.destination())
        || blocks.stream().noneMatch(route.destination()::overlaps);
  }

  /**
   * A claim is written anew just before its route is turned from a dead connection to a live one.
   */
  static boolean names(Claim claim, Route route) {
    return claim.target().equals(route.target())
        || (route.blackhole() && route.kind() instanceof NextHop.Peering);
  }

  private static void put(
      Owner owner, Address link, Route route, Facts facts, Map<String, Owned<PeerRoute>> to) {
    String claim = claim(owner, route, facts).map(c -> label(owner, route)).orElse("");
    to.putIfAbsent(
        route.scope() + "|" + route.id(),
        new Owned<>(
            link.child("route." + route.table() + "." + route.destination()),
            route.scope(),
            new PeerRoute(route, claim)));
  }

  @Override
  public void project(Node<RouteWish, PeerRoute> node, Refs refs, SnapshotEditor to) {
    Optional<Cidr> destination = refs.peek(node.wish().destination());
    if (destination.isEmpty()) {
      return; // Amazon has not chosen the block yet, so no address can be asked about, either
    }
    NextHop hop = new NextHop.Peering(refs.show(node.wish().pcx()));
    to.putRoute(
        refs.show(node.wish().table()),
        new dev.tieline.snapshot.Route(destination.get(), hop, false, Origin.STATIC));
  }

  @Override
  public void projectGone(PeerRoute object, SnapshotEditor to) {
    to.removeRoutes(object.route().table(), object.route().destination(), Origin.STATIC);
  }
}
