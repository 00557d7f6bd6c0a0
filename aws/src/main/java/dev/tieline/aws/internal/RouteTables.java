package dev.tieline.aws.internal;

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
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Route tables of ours. */
final class RouteTables implements ResourceKind<RouteTableWish, RouteTable> {
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
            .filter(t -> t.vpc().equals(vpc))
            .sorted(
                Comparator.comparing((RouteTable t) -> t.associations().isEmpty())
                    .thenComparing(RouteTable::id))
            .toList();
    if (order.isEmpty()) {
      return new Find.None<>();
    }
    List<RouteTable> surplus =
        order.subList(1, order.size()).stream().filter(t -> t.associations().isEmpty()).toList();
    return new Find.Ours<>(order.get(0), surplus);
  }

  @Override
  public Diff compare(
      Owner owner, Node<RouteTableWish, RouteTable> node, RouteTable object, Refs refs) {
    return Mine.compareMark(object, owner, node.address());
  }

  @Override
  public Optional<RouteTable> standIn(Node<RouteTableWish, RouteTable> node, Refs refs) {
    return refs.peek(node.wish().vpc()).map(vpc -> standIn(node.scope(), vpc));
  }

  static RouteTable standIn(Scope scope, String vpc) {
    return new RouteTable("rtb-" + Mine.NOBODYS, scope, vpc, List.of(), List.of(), Tags.none());
  }

  @Override
  public Call<RouteTable> create(
      Owner owner, Node<RouteTableWish, RouteTable> node, Refs refs, Token token) {
    String vpc = refs.get(node.wish().vpc());
    return Call.write(
        node.scope(),
        "CreateRouteTable",
        clients ->
            Wire.table(
                node.scope(),
                clients
                    .client(Ec2Client.class)
                    .createRouteTable(
                        r ->
                            r.vpcId(vpc)
                                .clientToken(token.text())
                                .tagSpecifications(
                                    Mine.tags(ResourceType.ROUTE_TABLE, owner, node.address())))
                    .routeTable()));
  }

  @Override
  public Call<RouteTable> update(
      Owner owner, Node<RouteTableWish, RouteTable> node, RouteTable object, Refs refs) {
    return Mine.mark(object.scope(), object.id(), owner, node.address(), object);
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<RouteTable> owned) {
    RouteTable table = owned.object();
    if (Marks.shared(owner, table)) {
      return Optional.of(Mine.release(table.scope(), table.id(), owner));
    }
    return Optional.of(
        Call.write(
            table.scope(),
            "DeleteRouteTable",
            clients ->
                clients.client(Ec2Client.class).deleteRouteTable(r -> r.routeTableId(table.id()))));
  }

  @Override
  public Query<RouteTable> read(Scope scope, Collection<String> ids) {
    return Lists.tables(scope, new Lists.By("route-table-id", ids));
  }

  @Override
  public Query<RouteTable> seek(Owner owner, Node<RouteTableWish, RouteTable> node, Refs refs) {
    return Lists.tables(node.scope(), new Lists.By("vpc-id", List.of(refs.get(node.wish().vpc()))));
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
    return new Readiness.Target(); // a route table has no states
  }

  @Override
  public Readiness leaving(Owner owner, RouteTable object) {
    return Mine.leaving(object.tags(), owner, "still shown");
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(RouteTable.class);
  }

  @Override
  public List<Owned<RouteTable>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, RouteTable.class, Addresses.partOfNetwork("table")).stream()
        .filter(o -> Mine.isAtHome(owner, o.address(), o.object().vpc(), facts))
        .toList();
  }

  @Override
  public void project(Node<RouteTableWish, RouteTable> node, Refs refs, SnapshotEditor to) {
    String id = refs.show(node.ref("id", RouteTable::id));
    project(id, refs.show(node.wish().vpc()), node.wish().name(), false, to);
  }

  /** Puts a table with the local routes of its VPC's blocks, unless it is there already. */
  static void project(String id, String vpc, String name, boolean main, SnapshotEditor to) {
    if (to.routeTable(id).isPresent()) {
      return;
    }
    List<dev.tieline.snapshot.Route> routes =
        to.vpc(vpc).map(dev.tieline.snapshot.Vpc::cidrs).orElse(List.of()).stream()
            .map(RouteTables::local)
            .toList();
    to.put(new dev.tieline.snapshot.RouteTable(id, vpc, name, main, routes, List.of()));
  }

  /** Returns the route that every table has for a block of its own VPC. */
  static dev.tieline.snapshot.Route local(Cidr cidr) {
    return new dev.tieline.snapshot.Route(
        cidr, new NextHop.Local(), false, dev.tieline.snapshot.Route.Origin.LOCAL);
  }

  @Override
  public void projectGone(RouteTable object, SnapshotEditor to) {
    to.remove(object.id());
  }
}
