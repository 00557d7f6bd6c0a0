package dev.tieline.aliyun.internal;

import dev.tieline.check.Codes;
import dev.tieline.net.Cidr;
import dev.tieline.plan.Trait;
import dev.tieline.provider.Descriptions;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.snapshot.SnapshotEditor;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Route entries into peering connections, one a call: the call for several fails in part and still
 * says that it succeeded. Their mark is in the description. A table has one entry of a destination,
 * which is their natural key; so no token is sent, which the cloud would answer with the id of an
 * entry that has been deleted since. The entries of one VPC are written one at a time ("no
 * concurrency": DeleteRouteEntry, VPC API Reference, read 2026-11).
 */
final class Routes implements ResourceKind<RouteWish, Route> {
  Routes() {}

  /** The turn of all who write routes of a VPC. */
  static String turn(String vpc) {
    return Pacing.ROUTES_OF + vpc;
  }

  @Override
  public String name() {
    return "route entry";
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
        + refs.show(wish.pcc())
        + " in "
        + refs.show(wish.table());
  }

  static String text(Ref<Cidr> cidr, Refs refs) {
    return refs.peek(cidr).map(Cidr::toString).orElseGet(cidr::toString);
  }

  @Override
  public String show(Route object) {
    return object.destination()
        + " via "
        + object.target()
        + " in "
        + object.table()
        + (object.available() ? "" : " (" + object.status() + ")");
  }

  @Override
  public Find<Route> find(Owner owner, Node<RouteWish, Route> node, Refs refs, Facts facts) {
    Optional<String> why =
        facts
            .unreadable(node.scope(), Route.class)
            .or(() -> facts.unreadable(node.scope(), RouteTable.class));
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    Optional<String> table = refs.peek(node.wish().table());
    Optional<Cidr> destination = refs.peek(node.wish().destination());
    if (table.isEmpty() || destination.isEmpty()) {
      return new Find.None<>();
    }
    return judge(
        owner,
        node,
        refs,
        facts.find(Route.class, new Keys.RouteAt(table.get(), destination.get())));
  }

  private static Find<Route> judge(
      Owner owner, Node<RouteWish, Route> node, Refs refs, List<Route> there) {
    // one that the cloud has learned never hinders one that is made
    return there.stream()
        .filter(r -> r.origin() != Origin.PROPAGATED)
        .findFirst()
        .map(route -> judge(owner, node, refs, route))
        .orElseGet(Find.None::new);
  }

  private static Find<Route> judge(
      Owner owner, Node<RouteWish, Route> node, Refs refs, Route route) {
    if (leads(route, node.wish(), refs)) {
      return Marks.ours(owner, route) ? new Find.Ours<>(route) : new Find.Foreign<>(route);
    }
    boolean ours = route.marks().containsKey(owner) && !Marks.shared(owner, route);
    boolean replaceable = leadsNowhere(route) && node.wish().overBlackholes();
    return ours || replaceable ? new Find.Ours<>(route) : inTheWay(route);
  }

  private static boolean leads(Route route, RouteWish wish, Refs refs) {
    return route.kind() instanceof NextHop.Peering
        && refs.peek(wish.pcc()).filter(route.target()::equals).isPresent();
  }

  /** Whether it is a made one whose target is out of use. */
  private static boolean leadsNowhere(Route route) {
    return route.disabled() && route.origin() == Origin.STATIC;
  }

  private static Find.InTheWay<Route> inTheWay(Route route) {
    if (route.origin() == Origin.LOCAL) {
      return new Find.InTheWay<>(
          Codes.ROUTE_DESTINATION_TAKEN,
          "table "
              + route.table()
              + " has an entry of the system for "
              + route.destination()
              + ", which leads to "
              + route.target(),
          "Give one of the two networks another block: entries of the system can not be deleted");
    }
    return new Find.InTheWay<>(
        Codes.ROUTE_DESTINATION_TAKEN,
        "table "
            + route.table()
            + " leads "
            + route.destination()
            + " to "
            + route.target()
            + (route.disabled() ? ", which is a blackhole" : ""),
        route.disabled()
            ? "Delete that entry, or consent to REPLACE_BLACKHOLES"
            : "Delete that entry, or choose other route tables for the link");
  }

  @Override
  public Diff compare(Owner owner, Node<RouteWish, Route> node, Route object, Refs refs) {
    List<String> fields = new ArrayList<>();
    if (!leads(object, node.wish(), refs)) {
      fields.add("target " + refs.show(node.wish().pcc()) + " instead of " + object.target());
      fields.addAll(unmarked(owner, node, object));
    } else if (Marks.ours(owner, object)) {
      fields.addAll(unmarked(owner, node, object));
    }
    return fields.isEmpty() ? new Diff.Same() : new Diff.Differs(fields);
  }

  /** What a mark lacks; one that there is no room for is done without. */
  private static List<String> unmarked(Owner owner, Node<RouteWish, Route> node, Route object) {
    return MarkLimits.fits(Descriptions.with(object.description(), owner, node.address()))
        ? Marks.differences(object, owner, node.address())
        : List.of();
  }

  @Override
  public Call<Route> create(Owner owner, Node<RouteWish, Route> node, Refs refs, Token token) {
    RouteWish wish = node.wish();
    String vpc = refs.get(wish.vpc());
    String table = refs.get(wish.table());
    Cidr destination = refs.get(wish.destination());
    String pcc = refs.get(wish.pcc());
    String name = Mine.display(owner, link(node));
    String description = Descriptions.fresh(owner, node.address());
    Request request =
        Lists.regional(Product.VPC, "CreateRouteEntry", node.scope())
            .with("RouteTableId", table)
            .with("DestinationCidrBlock", destination.toString())
            .with("NextHopType", "VpcPeer") // without it, the id is taken for an instance's
            .with("NextHopId", pcc)
            .with("RouteEntryName", name)
            .with("Description", description);
    return Call.write(
            node.scope(),
            request.action(),
            clients ->
                new Route(
                    node.scope(),
                    vpc,
                    table,
                    clients.client(Rpc.class).call(request).text("RouteEntryId"),
                    destination,
                    pcc,
                    new NextHop.Peering(pcc),
                    false,
                    Origin.STATIC,
                    "Pending",
                    name,
                    description))
        .inTurn(turn(vpc));
  }

  private static String link(Node<RouteWish, Route> node) {
    String part = node.address().part();
    return part.substring(part.indexOf('.') + 1);
  }

  @Override
  public Call<Route> update(Owner owner, Node<RouteWish, Route> node, Route object, Refs refs) {
    String pcc = refs.get(node.wish().pcc());
    boolean leads = object.target().equals(pcc);
    String marked = Descriptions.with(object.description(), owner, node.address());
    String description = MarkLimits.fits(marked) ? marked : object.description();
    Request request =
        Lists.regional(Product.VPC, "ModifyRouteEntry", object.scope())
            .with("RouteEntryId", object.entryId())
            .with("Description", description);
    if (!leads) {
      request = request.with("NewNextHopId", pcc).with("NewNextHopType", "VpcPeer");
    }
    Route then =
        new Route(
            object.scope(),
            object.vpc(),
            object.table(),
            object.entryId(),
            object.destination(),
            pcc,
            new NextHop.Peering(pcc),
            false,
            object.origin(),
            leads ? object.status() : "Modifying",
            object.name(),
            description);
    return Mine.write(object.scope(), request, then).inTurn(turn(object.vpc()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Route> owned) {
    Route route = owned.object();
    Request request =
        Marks.shared(owner, route)
            ? Lists.regional(Product.VPC, "ModifyRouteEntry", route.scope())
                .with("RouteEntryId", route.entryId())
                .with("Description", Descriptions.without(route.description(), owner))
            : Lists.regional(Product.VPC, "DeleteRouteEntry", route.scope())
                .with("RouteEntryId", route.entryId()); // another one never has this id
    return Optional.of(Mine.write(route.scope(), request, route).inTurn(turn(route.vpc())));
  }

  @Override
  public Query<Route> read(Scope scope, Collection<String> ids) {
    return Chained.of(
        ids.stream()
            .map(id -> id.split("\\|", 3))
            .map(id -> table(scope, id[0], id[1]))
            .distinct()
            .map(table -> Lists.routes(table, Lists.By.of("RouteEntryType", "Custom")))
            .toList());
  }

  /** What is needed of a table to read its entries. */
  private static RouteTable table(Scope scope, String vpc, String id) {
    return new RouteTable(id, scope, vpc, "", false, "", List.of(), Tags.none());
  }

  @Override
  public Query<Route> seek(Owner owner, Node<RouteWish, Route> node, Refs refs) {
    return Lists.routes(
        table(node.scope(), refs.get(node.wish().vpc()), refs.get(node.wish().table())),
        Lists.By.of("DestinationCidrBlock", refs.get(node.wish().destination()).toString()));
  }

  @Override
  public Find<Route> pick(Owner owner, Node<RouteWish, Route> node, Refs refs, List<Route> found) {
    Cidr destination = refs.get(node.wish().destination());
    return judge(
        owner,
        node,
        refs,
        found.stream().filter(r -> r.destination().equals(destination)).toList());
  }

  @Override
  public String id(Route object) {
    return object.vpc() + "|" + object.id();
  }

  @Override
  public Collection<String> uses(Route object) {
    List<String> uses = new ArrayList<>(List.of(object.table(), object.target()));
    object
        .marks()
        .keySet()
        .forEach(owner -> uses.add(LabelKind.id(object.vpc(), Marks.key(owner))));
    return uses;
  }

  /** Of its states the documents name some, and the operations' notes others: all pass. */
  @Override
  public Readiness readiness(Node<RouteWish, Route> node, Route object) {
    return object.available()
        ? new Readiness.Target()
        : new Readiness.Transitional(object.status());
  }

  /** No sooner may the next one of its VPC be written. */
  @Override
  public Duration usuallyTakes(RouteWish wish) {
    return Pacing.BETWEEN_ROUTES;
  }

  @Override
  public boolean stillOurs(Owner owner, Route seen, Route now) {
    return seen.target().equals(now.target())
        && seen.entryId().equals(now.entryId())
        && Mine.stillMarked(seen, now, owner);
  }

  @Override
  public Readiness leaving(Owner owner, Route object) {
    return object.available()
        ? Mine.leaving(object, owner, object.status())
        : new Readiness.Transitional(object.status());
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Route.class, RouteTable.class);
  }

  @Override
  public List<Owned<Route>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, Route.class, a -> true);
  }

  @Override
  public void project(Node<RouteWish, Route> node, Refs refs, SnapshotEditor to) {
    Optional<Cidr> destination = refs.peek(node.wish().destination());
    if (destination.isEmpty()) {
      return; // the cloud has not chosen the block yet, so no address can be asked about, either
    }
    to.putRoute(
        refs.show(node.wish().table()),
        new dev.tieline.snapshot.Route(
            destination.get(),
            new NextHop.Peering(refs.show(node.wish().pcc())),
            false,
            Origin.STATIC));
  }

  @Override
  public void projectGone(Route object, SnapshotEditor to) {
    to.removeRoutes(object.table(), object.destination(), Origin.STATIC);
  }
}
