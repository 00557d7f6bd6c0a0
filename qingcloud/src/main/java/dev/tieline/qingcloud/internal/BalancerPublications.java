package dev.tieline.qingcloud.internal;

import dev.tieline.plan.Trait;
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
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What puts in force what was written down of a balancer, a table or a group: one call for all
 * changes of a run, those of others with them, after everything was written and struck.
 */
final class BalancerPublications<T extends Progressing<T>>
    extends Kind<PublicationWish, BalancerPublished> {
  private final String name;
  private final Class<T> type;
  private final Function<T, BalancerPublished> state;
  private final BiFunction<Scope, Collection<String>, Query<T>> list;
  private final Function<String, Request> request;

  private BalancerPublications(
      String name,
      Class<T> type,
      Function<T, BalancerPublished> state,
      BiFunction<Scope, Collection<String>, Query<T>> list,
      Function<String, Request> request) {
    this.name = name;
    this.type = type;
    this.state = state;
    this.list = list;
    this.request = request;
  }

  static BalancerPublications<Balancer> ofBalancers() {
    return new BalancerPublications<>(
        "published listeners",
        Balancer.class,
        BalancerPublished::of,
        Lists::balancers,
        id -> Request.of(Api.UPDATE_LOAD_BALANCERS).each("loadbalancers", List.of(id)));
  }

  static BalancerPublications<RouteTable> ofTables() {
    return new BalancerPublications<>(
        "published routes",
        RouteTable.class,
        BalancerPublished::of,
        Lists::tables,
        id -> Request.of(Api.UPDATE_ROUTE_TABLE).with("routing_table", id));
  }

  static BalancerPublications<SecurityGroup> ofGroups() {
    return new BalancerPublications<>(
        "published security group rules",
        SecurityGroup.class,
        BalancerPublished::of,
        Lists::groups,
        id -> Request.of(Api.APPLY_SECURITY_GROUP).with("security_group", id));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY; // what it is of; to publish again changes nothing
  }

  /** What others have written down stays in force when ours is struck. */
  @Override
  public Set<Trait> traits(PublicationWish wish) {
    return wish.others() ? Set.of(Trait.PERMANENT) : Set.of();
  }

  @Override
  public boolean comesAfterRemovals(PublicationWish wish) {
    return true;
  }

  @Override
  public String describe(PublicationWish wish, Refs refs) {
    return "everything written down of " + refs.show(wish.target());
  }

  @Override
  public String show(BalancerPublished object) {
    return "everything of " + object.id() + " (" + (object.applied() ? "applied" : "not yet") + ")";
  }

  @Override
  Find<BalancerPublished> among(
      Owner owner, Node<PublicationWish, BalancerPublished> node, Refs refs, Facts facts) {
    return refs.peek(node.wish().target())
        .flatMap(id -> facts.find(type, id).stream().findFirst())
        .<Find<BalancerPublished>>map(found -> new Find.Ours<>(state.apply(found)))
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(
      Owner owner,
      Node<PublicationWish, BalancerPublished> node,
      BalancerPublished object,
      Refs refs) {
    return object.applied() && !node.wish().pending()
        ? new Diff.Same()
        : new Diff.Differs(List.of(describe(node.wish(), refs)));
  }

  @Override
  public Call<BalancerPublished> create(
      Owner owner, Node<PublicationWish, BalancerPublished> node, Refs refs, Token token) {
    return publish(node.scope(), refs.get(node.wish().target()));
  }

  @Override
  public Call<BalancerPublished> update(
      Owner owner,
      Node<PublicationWish, BalancerPublished> node,
      BalancerPublished object,
      Refs refs) {
    return publish(node.scope(), object.id());
  }

  private Call<BalancerPublished> publish(Scope scope, String id) {
    return Writes.of(
        scope,
        request.apply(id),
        answer -> new BalancerPublished(id, scope, false, new Progress("", "updating", null)));
  }

  /** What is in force is not taken back by itself. */
  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<BalancerPublished> owned) {
    return Optional.empty();
  }

  @Override
  public Query<BalancerPublished> read(Scope scope, Collection<String> ids) {
    return Mapped.of(Jobs.before(scope, list.apply(scope, ids), List.of()), state);
  }

  @Override
  public Query<BalancerPublished> seek(
      Owner owner, Node<PublicationWish, BalancerPublished> node, Refs refs) {
    return read(node.scope(), List.of(refs.get(node.wish().target())));
  }

  /** After a lost answer: to publish once more does no harm. */
  @Override
  public Find<BalancerPublished> pick(
      Owner owner,
      Node<PublicationWish, BalancerPublished> node,
      Refs refs,
      List<BalancerPublished> found) {
    return found.stream()
        .filter(BalancerPublished::applied)
        .findFirst()
        .<Find<BalancerPublished>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public String id(BalancerPublished object) {
    return object.id();
  }

  @Override
  public Readiness readiness(
      Node<PublicationWish, BalancerPublished> node, BalancerPublished object) {
    Progress progress = object.progress();
    if (progress.job() != null && !progress.job().moving()) {
      return new Readiness.Failed(progress.job().toString(), progress.job().why());
    }
    if (progress.gone()) {
      return new Readiness.Gone(progress.status());
    }
    if (object.applied() && !progress.moving()) {
      return new Readiness.Target();
    }
    String on = progress.job() == null ? progress.transition() : progress.job().toString();
    return new Readiness.Transitional(on.isEmpty() ? "not applied yet" : on);
  }

  @Override
  public Readiness leaving(Owner owner, BalancerPublished object) {
    return new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(type);
  }

  @Override
  public List<Owned<BalancerPublished>> owned(Owner owner, Facts facts) {
    return List.of();
  }

  @Override
  public void project(Node<PublicationWish, BalancerPublished> node, Refs refs, SnapshotEditor to) {
    // Each entry is shown as it will be.
  }

  @Override
  public void projectGone(BalancerPublished object, SnapshotEditor to) {
    // It never goes.
  }
}
