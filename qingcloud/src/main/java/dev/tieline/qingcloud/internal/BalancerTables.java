package dev.tieline.qingcloud.internal;

import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Route tables of our load balancers: a balancer does not go by its VPC's policies, so that it
 * needs one to reach a backend outside of its VPC. What a table is for stays for its life.
 */
final class BalancerTables extends NamedKind<BalancerTableWish, RouteTable> {
  /** "routing_table_type: 0" of tables of one's own (CreateRouteTable, read 2026-11). */
  private static final int OWN = 0;

  BalancerTables() {
    super(RouteTable.class, partOfBalancer("table"));
  }

  @Override
  public String name() {
    return "route table of a load balancer";
  }

  @Override
  public String describe(BalancerTableWish wish, Refs refs) {
    return "for the ways of the load balancer out of " + refs.show(wish.router());
  }

  @Override
  public String show(RouteTable object) {
    return object.id() + " " + object.name();
  }

  @Override
  boolean isInUse(RouteTable object, Facts facts) {
    return !facts.find(RouteTable.Binding.class, new QingCloudKeys.InTable(object.id())).isEmpty()
        || !facts.find(RouteTable.Rule.class, new QingCloudKeys.InTable(object.id())).isEmpty();
  }

  @Override
  public Call<RouteTable> create(
      Owner owner, Node<BalancerTableWish, RouteTable> node, Refs refs, Token token) {
    String name = Names.of(owner, node.address());
    return Writes.of(
        node.scope(),
        Request.of(Api.CREATE_ROUTE_TABLE)
            .with("routing_table_name", name)
            .with("routing_table_type", OWN)
            .with("rtable_rtype", RouteTable.OF_BALANCERS),
        answer ->
            new RouteTable(
                Wire.only(answer, "routing_table"),
                node.scope(),
                name,
                OWN,
                RouteTable.OF_BALANCERS,
                true,
                List.of(),
                Progress.unseen()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<RouteTable> owned) {
    RouteTable table = owned.object();
    return Optional.of(
        Writes.of(
            owned.scope(),
            Request.of(Api.DELETE_ROUTE_TABLES).each("routing_tables", List.of(table.id())),
            answer -> table));
  }

  @Override
  public Query<RouteTable> read(Scope scope, Collection<String> ids) {
    return Lists.tables(scope, ids);
  }

  @Override
  public Query<RouteTable> seek(Owner owner, Node<BalancerTableWish, RouteTable> node, Refs refs) {
    return Lists.tables(node.scope());
  }

  @Override
  public Readiness leaving(Owner owner, RouteTable object) {
    return leaving(owner, object, object.progress());
  }

  @Override
  public void project(Node<BalancerTableWish, RouteTable> node, Refs refs, SnapshotEditor to) {
    String id = refs.show(node.ref("id", RouteTable::id));
    if (to.routeTable(id).isEmpty()) {
      BalancerTableWish wish = node.wish();
      to.put(
          new dev.tieline.snapshot.RouteTable(
              id,
              refs.show(wish.router()),
              "balancer",
              false,
              BalancerPicture.local(to, refs.show(wish.router())),
              List.of()));
    }
  }

  @Override
  public void projectGone(RouteTable object, SnapshotEditor to) {
    to.remove(object.id());
  }
}
