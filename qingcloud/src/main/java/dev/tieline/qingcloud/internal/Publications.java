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
final class Publications<T extends Progressing<T>> extends Kind<PublicationWish, Published> {
  private final String name;
  private final Class<T> type;
  private final Function<T, Published> state;
  private final BiFunction<Scope, Collection<String>, Query<T>> list;
  private final Function<String, Request> request;

  private Publications(
      String name,
      Class<T> type,
      Function<T, Published> state,
      BiFunction<Scope, Collection<String>, Query<T>> list,
      Function<String, Request> request) {
    this.name = name;
    this.type = type;
    this.state = state;
    this.list = list;
    this.request = request;
  }

  static Publications<Balancer> ofBalancers() {
    return new Publications<>(
        "published listeners",
        Balancer.class,
        Published::of,
        Lists::balancers,
        id -> Request.of(Api.UPDATE_LOAD_BALANCERS).each("loadbalancers", List.of(id)));
  }

  static Publications<RouteTable> ofTables() {
    return new Publications<>(
        "published routes",
        RouteTable.class,
        Published::of,
        Lists::tables,
        id -> Request.of(Api.UPDATE_ROUTE_TABLE).with("routing_table", id));
  }

  static Publications<SecurityGroup> ofGroups() {
    return new Publications<>(
        "published security group rules",
        SecurityGroup.class,
        Published::of,
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
  public String show(Published object) {
    return "everything of " + object.id() + " (" + (object.applied() ? "applied" : "not yet") + ")";
  }

  @Override
  Find<Published> among(
      Owner owner, Node<PublicationWish, Published> node, Refs refs, Facts facts) {
    return refs.peek(node.wish().target())
        .flatMap(id -> facts.find(type, id).stream().findFirst())
        .<Find<Published>>map(found -> new Find.Ours<>(state.apply(found)))
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(
      Owner owner, Node<PublicationWish, Published> node, Published object, Refs refs) {
    return object.applied() && !node.wish().pending()
        ? new Diff.Same()
        : new Diff.Differs(List.of(describe(node.wish(), refs)));
  }

  @Override
  public Call<Published> create(
      Owner owner, Node<PublicationWish, Published> node, Refs refs, Token token) {
    return publish(node.scope(), refs.get(node.wish().target()));
  }

  @Override
  public Call<Published> update(
      Owner owner, Node<PublicationWish, Published> node, Published object, Refs refs) {
    return publish(node.scope(), object.id());
  }

  private Call<Published> publish(Scope scope, String id) {
    return Writes.of(
        scope,
        request.apply(id),
        answer -> new Published(id, scope, false, new Progress("", "updating", null)));
  }

  /** What is in force is not taken back by itself. */
  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Published> owned) {
    return Optional.empty();
  }

  @Override
  public Query<Published> read(Scope scope, Collection<String> ids) {
    return Mapped.of(Jobs.before(scope, list.apply(scope, ids), List.of()), state);
  }

  @Override
  public Query<Published> seek(Owner owner, Node<PublicationWish, Published> node, Refs refs) {
    return read(node.scope(), List.of(refs.get(node.wish().target())));
  }

  /** After a lost answer: to publish once more does no harm. */
  @Override
  public Find<Published> pick(
      Owner owner, Node<PublicationWish, Published> node, Refs refs, List<Published> found) {
    return found.stream()
        .filter(Published::applied)
        .findFirst()
        .<Find<Published>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public String id(Published object) {
    return object.id();
  }

  @Override
  public Readiness readiness(Node<PublicationWish, Published> node, Published object) {
    Progress progress = object.progress();
    if (progress.job() != null && !progress.job().moving()) {
      return new Readiness.Failed(progress.job().toString(), progress.job().why());
    }
    if (progress.gone()) {
      return new Readiness.Gone(progress.status());
    }
    return object.applied() && !progress.moving()
        ? new Readiness.Target()
        : new Readiness.Transitional(progress.moving() ? progress.toString() : "not applied yet");
  }

  @Override
  public Readiness leaving(Owner owner, Published object) {
    return new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(type);
  }

  @Override
  public List<Owned<Published>> owned(Owner owner, Facts facts) {
    return List.of();
  }

  @Override
  public void project(Node<PublicationWish, Published> node, Refs refs, SnapshotEditor to) {
    // Each entry is shown as it will be.
  }

  @Override
  public void projectGone(Published object, SnapshotEditor to) {
    // It never goes.
  }
}
