package dev.tieline.aliyun.internal;

import dev.tieline.plan.Action;
import dev.tieline.provider.Keys;
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
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The system route tables of our VPCs. One comes with each VPC, is never ours by a mark, and goes
 * with its VPC; routes of ours may live in it.
 */
final class SystemTables implements ResourceKind<SystemTableWish, RouteTable> {
  SystemTables() {}

  @Override
  public String name() {
    return "system table";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public Action verb(SystemTableWish wish) {
    return Action.ADOPT;
  }

  @Override
  public String describe(SystemTableWish wish, Refs refs) {
    return "of " + refs.show(wish.vpc());
  }

  @Override
  public String show(RouteTable object) {
    return object.id() + " of " + object.vpc();
  }

  @Override
  public Find<RouteTable> find(
      Owner owner, Node<SystemTableWish, RouteTable> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), RouteTable.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().vpc())
        .map(vpc -> pick(vpc, facts.find(RouteTable.class, new Keys.InVpc(vpc))))
        .orElseGet(Find.None::new);
  }

  private static Find<RouteTable> pick(String vpc, List<RouteTable> tables) {
    return tables.stream()
        .filter(t -> t.vpc().equals(vpc) && t.system())
        .findFirst()
        .<Find<RouteTable>>map(Find.Foreign::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(
      Owner owner, Node<SystemTableWish, RouteTable> node, RouteTable object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Optional<RouteTable> standIn(Node<SystemTableWish, RouteTable> node, Refs refs) {
    return refs.peek(node.wish().vpc()).map(vpc -> RouteTables.standIn(node.scope(), vpc, true));
  }

  @Override
  public Call<RouteTable> create(
      Owner owner, Node<SystemTableWish, RouteTable> node, Refs refs, Token token) {
    throw new IllegalStateException(node + " comes with its VPC (expected: a seek)");
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<RouteTable> owned) {
    return Optional.empty();
  }

  @Override
  public Query<RouteTable> read(Scope scope, Collection<String> ids) {
    return RouteTables.list(scope, ids);
  }

  @Override
  public Query<RouteTable> seek(Owner owner, Node<SystemTableWish, RouteTable> node, Refs refs) {
    return Lists.tables(node.scope(), Lists.By.of("VpcId", refs.get(node.wish().vpc())));
  }

  @Override
  public Find<RouteTable> pick(
      Owner owner, Node<SystemTableWish, RouteTable> node, Refs refs, List<RouteTable> found) {
    return pick(refs.get(node.wish().vpc()), found);
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
  public Readiness readiness(Node<SystemTableWish, RouteTable> node, RouteTable object) {
    return Mine.pending("system table", object.id(), object.status());
  }

  @Override
  public Readiness leaving(Owner owner, RouteTable object) {
    return new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(); // a system table comes and goes with its VPC, and is never owned by itself
  }

  @Override
  public List<Owned<RouteTable>> owned(Owner owner, Facts facts) {
    return List.of();
  }

  @Override
  public void project(Node<SystemTableWish, RouteTable> node, Refs refs, SnapshotEditor to) {
    String id = refs.show(node.ref("id", RouteTable::id));
    RouteTables.project(id, refs.show(node.wish().vpc()), "", true, to);
  }

  @Override
  public void projectGone(RouteTable object, SnapshotEditor to) {
    to.remove(object.id());
  }
}
