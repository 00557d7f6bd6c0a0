package dev.tieline.qingcloud.internal;

import dev.tieline.plan.Action;
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
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which table a vxnet goes by: that which came with its VPC, or one that somebody has bound. It is
 * never ours; rules of ours may be in it.
 */
final class VxnetTables extends Kind<TableWish, RouteTable.Binding> {
  VxnetTables() {}

  @Override
  public String name() {
    return "route table of a vxnet";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public Action verb(TableWish wish) {
    return Action.ADOPT;
  }

  @Override
  public String describe(TableWish wish, Refs refs) {
    return "of " + refs.show(wish.vxnet());
  }

  @Override
  public String show(RouteTable.Binding object) {
    return object.table() + " of " + object.resource();
  }

  @Override
  Find<RouteTable.Binding> among(
      Owner owner, Node<TableWish, RouteTable.Binding> node, Refs refs, Facts facts) {
    return refs.peek(node.wish().vxnet())
        .map(id -> choose(id, facts.find(RouteTable.Binding.class, id)))
        .orElseGet(Find.None::new);
  }

  private static Find<RouteTable.Binding> choose(String vxnet, List<RouteTable.Binding> found) {
    return found.stream()
        .filter(b -> b.resource().equals(vxnet))
        .findFirst()
        .<Find<RouteTable.Binding>>map(Find.Foreign::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(
      Owner owner, Node<TableWish, RouteTable.Binding> node, RouteTable.Binding object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<RouteTable.Binding> create(
      Owner owner, Node<TableWish, RouteTable.Binding> node, Refs refs, Token token) {
    throw new IllegalStateException(node + " comes with its VPC (expected: a seek)");
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<RouteTable.Binding> owned) {
    return Optional.empty();
  }

  @Override
  public Query<RouteTable.Binding> read(Scope scope, Collection<String> ids) {
    return Lists.bindingsTo(scope, ids);
  }

  @Override
  public Query<RouteTable.Binding> seek(
      Owner owner, Node<TableWish, RouteTable.Binding> node, Refs refs) {
    return Lists.bindingsTo(node.scope(), List.of(refs.get(node.wish().vxnet())));
  }

  @Override
  public Find<RouteTable.Binding> pick(
      Owner owner,
      Node<TableWish, RouteTable.Binding> node,
      Refs refs,
      List<RouteTable.Binding> found) {
    return choose(refs.get(node.wish().vxnet()), found);
  }

  @Override
  public String id(RouteTable.Binding object) {
    return object.resource();
  }

  @Override
  public Readiness readiness(Node<TableWish, RouteTable.Binding> node, RouteTable.Binding object) {
    return new Readiness.Target();
  }

  @Override
  public Readiness leaving(Owner owner, RouteTable.Binding object) {
    return new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(RouteTable.Binding.class);
  }

  @Override
  public List<Owned<RouteTable.Binding>> owned(Owner owner, Facts facts) {
    return List.of();
  }

  @Override
  public void project(Node<TableWish, RouteTable.Binding> node, Refs refs, SnapshotEditor to) {}

  @Override
  public void projectGone(RouteTable.Binding object, SnapshotEditor to) {}
}
