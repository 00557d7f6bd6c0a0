package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.NextHop;
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
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Custom route tables of ours; the token keeps a repeated create from making a second one. */
final class RouteTables implements ResourceKind<RouteTableWish, RouteTable> {
  // "100.64.0.0/10 ... reserved by the system for cloud services": the one entry of the system that
  // every table has ("Route tables", VPC User Guide, read 2026-11)
  private static final Cidr SERVICES = Cidr.parse("100.64.0.0/10");

  RouteTables() {}

  @Override
  public String name() {
    return "route table";
  }

  @Override
  public Guard guard() {
    return Guard.TOKEN;
  }

  @Override
  public String describe(RouteTableWish wish, Refs refs) {
    return "in " + refs.show(wish.vpc());
  }

  @Override
  public String show(RouteTable object) {
    return object.id() + " of " + object.vpc();
  }

  @Override
  public Find<RouteTable> find(
      Owner owner, Node<RouteTableWish, RouteTable> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), RouteTable.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().vpc())
        .map(
            vpc -> {
              Find<RouteTable> here =
                  choose(vpc, facts.find(RouteTable.class, new Keys.Marked(owner, node.address())));
              return here instanceof Find.None<RouteTable>
                  ? choose(vpc, ofOldNetworkName(owner, node.address(), facts))
                  : here;
            })
        .orElseGet(Find.None::new);
  }

  /** Returns the tables of the same name; in one VPC, such is of the network's name before. */
  private static List<RouteTable> ofOldNetworkName(Owner owner, Address address, Facts facts) {
    return Marks.owned(owner, facts, RouteTable.class, Addresses.partOfNetwork("table")).stream()
        .filter(o -> Addresses.name(o.address()).equals(Addresses.name(address)))
        .map(Owned::object)
        .toList();
  }

  /**
   * Returns the one that stays, of those in the wished VPC: what serves something, else the
   * smallest id.
   */
  private static Find<RouteTable> choose(String vpc, List<RouteTable> marked) {
    List<RouteTable> order =
        marked.stream()
            .filter(t -> t.vpc().equals(vpc) && !t.system())
            .sorted(
                Comparator.comparing((RouteTable t) -> t.vSwitches().isEmpty())
                    .thenComparing(RouteTable::id))
            .toList();
    if (order.isEmpty()) {
      return new Find.None<>();
    }
    List<RouteTable> surplus =
        order.subList(1, order.size()).stream().filter(t -> t.vSwitches().isEmpty()).toList();
    return new Find.Ours<>(order.get(0), surplus);
  }

  @Override
  public Diff compare(
      Owner owner, Node<RouteTableWish, RouteTable> node, RouteTable object, Refs refs) {
    return Mine.compareMark(object, owner, node.address());
  }

  @Override
  public Optional<RouteTable> standIn(Node<RouteTableWish, RouteTable> node, Refs refs) {
    return refs.peek(node.wish().vpc()).map(vpc -> standIn(node.scope(), vpc, false));
  }

  /** A table that nobody has, of a VPC. */
  static RouteTable standIn(Scope scope, String vpc, boolean system) {
    return new RouteTable(
        "vtb-" + Mine.NOBODYS, scope, vpc, "", system, "Available", List.of(), Tags.none());
  }

  @Override
  public Call<RouteTable> create(
      Owner owner, Node<RouteTableWish, RouteTable> node, Refs refs, Token token) {
    String vpc = refs.get(node.wish().vpc());
    String name = node.wish().name();
    Tags tags = Marks.fresh(owner, node.address());
    Request request =
        Lists.regional(Product.VPC, "CreateRouteTable", node.scope())
            .with("VpcId", vpc)
            .with("RouteTableName", name)
            .with("ClientToken", token.text())
            .tags("Tag", tags);
    return Call.write(
            node.scope(),
            request.action(),
            clients ->
                new RouteTable(
                    clients.client(Rpc.class).call(request).text("RouteTableId"),
                    node.scope(),
                    vpc,
                    name,
                    false,
                    "Pending",
                    List.of(),
                    tags))
        .inTurn("route tables of " + vpc);
  }

  @Override
  public Call<RouteTable> update(
      Owner owner, Node<RouteTableWish, RouteTable> node, RouteTable object, Refs refs) {
    return TagCalls.OF_TABLES.mark(
        object, owner, node.address(), object.marked(owner, node.address()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<RouteTable> owned) {
    RouteTable table = owned.object();
    if (Marks.shared(owner, table)) {
      return Optional.of(TagCalls.OF_TABLES.release(table, owner));
    }
    Request request =
        Lists.regional(Product.VPC, "DeleteRouteTable", table.scope())
            .with("RouteTableId", table.id());
    return Optional.of(
        Mine.write(table.scope(), request, table).inTurn("route tables of " + table.vpc()));
  }

  @Override
  public boolean bearsMark(Owner owner, RouteTable object) {
    return object.marks().containsKey(owner);
  }

  @Override
  public Query<RouteTable> read(Scope scope, Collection<String> ids) {
    return list(scope, ids);
  }

  /** Returns the tables of these ids: the cloud reads one, or all of a region. */
  static Query<RouteTable> list(Scope scope, Collection<String> ids) {
    return ids.size() == 1
        ? Lists.tables(scope, Lists.By.of("RouteTableId", ids.iterator().next()))
        : Lists.tables(scope, Lists.By.everything());
  }

  @Override
  public Optional<Call<Boolean>> alive(Scope scope, String id) {
    return Optional.of(
        Lists.alive(
            scope,
            Lists.regional(Product.VPC, "DescribeRouteEntryList", scope).with("RouteTableId", id)));
  }

  @Override
  public Query<RouteTable> seek(Owner owner, Node<RouteTableWish, RouteTable> node, Refs refs) {
    return Lists.tables(node.scope(), Lists.By.of("VpcId", refs.get(node.wish().vpc())));
  }

  @Override
  public Find<RouteTable> pick(
      Owner owner, Node<RouteTableWish, RouteTable> node, Refs refs, List<RouteTable> found) {
    return choose(
        refs.get(node.wish().vpc()),
        found.stream().filter(t -> Marks.bears(owner, node.address(), t.tags())).toList());
  }

  @Override
  public String id(RouteTable object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(RouteTable object) {
    return List.of(object.vpc());
  }

  @Override
  public Readiness readiness(Node<RouteTableWish, RouteTable> node, RouteTable object) {
    return Mine.pending("route table", object.id(), object.status());
  }

  @Override
  public Readiness leaving(Owner owner, RouteTable object) {
    return Mine.leaving(object, owner, object.status());
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(RouteTable.class);
  }

  @Override
  public List<Owned<RouteTable>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, RouteTable.class, Addresses.partOfNetwork("table"));
  }

  @Override
  public void project(Node<RouteTableWish, RouteTable> node, Refs refs, SnapshotEditor to) {
    String id = refs.show(node.ref("id", RouteTable::id));
    project(id, refs.show(node.wish().vpc()), node.wish().name(), false, to);
  }

  /** Puts a table with what the system enters into every one, unless it is there already. */
  static void project(String id, String vpc, String name, boolean system, SnapshotEditor to) {
    if (to.routeTable(id).isPresent()) {
      return;
    }
    List<dev.tieline.snapshot.Route> routes = new ArrayList<>();
    routes.add(
        new dev.tieline.snapshot.Route(
            SERVICES,
            new NextHop.Gateway(Wire.SERVICES),
            false,
            dev.tieline.snapshot.Route.Origin.LOCAL));
    to.subnets().stream()
        .filter(s -> s.vpc().equals(vpc))
        .flatMap(s -> s.cidrs().stream())
        .map(RouteTables::local)
        .forEach(routes::add);
    to.put(new dev.tieline.snapshot.RouteTable(id, vpc, name, system, routes, List.of()));
  }

  /** Returns the route that every table has for the block of a vSwitch of its VPC. */
  static dev.tieline.snapshot.Route local(Cidr cidr) {
    return new dev.tieline.snapshot.Route(
        cidr, new NextHop.Local(), false, dev.tieline.snapshot.Route.Origin.LOCAL);
  }

  @Override
  public void projectGone(RouteTable object, SnapshotEditor to) {
    to.remove(object.id());
  }
}
