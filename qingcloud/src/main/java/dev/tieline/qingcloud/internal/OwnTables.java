package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Doubles;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
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
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Route tables of ours for vxnets that go by none: those of VPCs made before tables came with them
 * ("since 2021-12-23", user guide of VPC, read 2026-11). As for VPCs, only a look for the name
 * tells whether one was made.
 */
final class OwnTables extends Kind<OwnTableWish, RouteTable> {
  /** Of the two types, that of a table that somebody makes. */
  private static final int CUSTOM = 0;

  OwnTables() {}

  static boolean isAddress(Address address) {
    return address.path().startsWith("hub.") && address.path().contains("/own-table.");
  }

  @Override
  public String name() {
    return "route table";
  }

  @Override
  public Guard guard() {
    return Guard.NEITHER;
  }

  @Override
  public String describe(OwnTableWish wish, Refs refs) {
    return "for vxnets of " + refs.show(wish.router());
  }

  @Override
  public String show(RouteTable object) {
    return object.id();
  }

  @Override
  Find<RouteTable> among(Owner owner, Node<OwnTableWish, RouteTable> node, Refs refs, Facts facts) {
    return Doubles.choose(
        facts
            .find(RouteTable.class, new Keys.Marked(owner, Names.inName(owner, node.address())))
            .stream()
            .filter(t -> t.scope().equals(node.scope()))
            .toList(),
        t ->
            !t.rules().isEmpty()
                || !facts
                    .find(RouteTable.Binding.class, new QingCloudKeys.InTable(t.id()))
                    .isEmpty());
  }

  @Override
  public Diff compare(
      Owner owner, Node<OwnTableWish, RouteTable> node, RouteTable object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<RouteTable> create(
      Owner owner, Node<OwnTableWish, RouteTable> node, Refs refs, Token token) {
    String name = node.wish().name();
    return Writes.of(
        node.scope(),
        Request.of(Api.CREATE_ROUTE_TABLE)
            .with("routing_table_name", name)
            .with("routing_table_type", CUSTOM)
            .with("rtable_rtype", RouteTable.OF_VXNETS),
        answer ->
            new RouteTable(
                Wire.only(answer, "routing_table"),
                node.scope(),
                name,
                CUSTOM,
                RouteTable.OF_VXNETS,
                true,
                List.of(),
                Progress.unseen()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<RouteTable> owned) {
    return Optional.of(
        Writes.of(
            owned.scope(),
            Request.of(Api.DELETE_ROUTE_TABLES)
                .each("routing_tables", List.of(owned.object().id())),
            answer -> owned.object()));
  }

  @Override
  public boolean stillOurs(Owner owner, RouteTable seen, RouteTable now) {
    return now.marks().containsKey(owner);
  }

  @Override
  public Query<RouteTable> read(Scope scope, Collection<String> ids) {
    return Lists.tables(scope, ids);
  }

  @Override
  public Query<RouteTable> seek(Owner owner, Node<OwnTableWish, RouteTable> node, Refs refs) {
    return Lists.tables(node.scope());
  }

  @Override
  public Find<RouteTable> pick(
      Owner owner, Node<OwnTableWish, RouteTable> node, Refs refs, List<RouteTable> found) {
    Address address = Names.inName(owner, node.address());
    return Doubles.choose(
        found.stream().filter(t -> address.equals(t.marks().get(owner))).toList(), t -> false);
  }

  @Override
  public String id(RouteTable object) {
    return object.id();
  }

  /** It is made and deleted at once. */
  @Override
  public Readiness readiness(Node<OwnTableWish, RouteTable> node, RouteTable object) {
    return new Readiness.Target();
  }

  @Override
  public Readiness leaving(Owner owner, RouteTable object) {
    return object.marks().containsKey(owner) ? still() : new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(RouteTable.class);
  }

  @Override
  public List<Owned<RouteTable>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, RouteTable.class, OwnTables::isAddress);
  }

  @Override
  public void project(Node<OwnTableWish, RouteTable> node, Refs refs, SnapshotEditor to) {
    String id = refs.show(node.ref("id", RouteTable::id));
    if (to.routeTable(id).isEmpty()) {
      Picture.ownTable(to, id, refs.show(node.wish().router()));
    }
  }

  @Override
  public void projectGone(RouteTable object, SnapshotEditor to) {
    to.remove(object.id());
  }
}
