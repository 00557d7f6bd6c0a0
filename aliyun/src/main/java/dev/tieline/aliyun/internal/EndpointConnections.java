package dev.tieline.aliyun.internal;

import dev.tieline.plan.Action;
import dev.tieline.plan.Handover;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.snapshot.VpcEndpoint;
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
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * That endpoints are connected to their services: by the cloud itself where the service accepts
 * everybody, else when its provider says so, for whom we wait. "Disconnected" is what the cloud
 * says both before that and after a connection was refused or cut.
 */
final class EndpointConnections implements ResourceKind<ConnectionWish, Ep> {
  EndpointConnections() {}

  @Override
  public String name() {
    return "endpoint connection";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public Action verb(ConnectionWish wish) {
    return Action.WAIT;
  }

  @Override
  public String describe(ConnectionWish wish, Refs refs) {
    return refs.show(wish.endpoint())
        + " to "
        + wish.terms().service()
        + (wish.terms().acceptsAll() ? "" : ", accepted by " + wish.terms().party());
  }

  @Override
  public String show(Ep object) {
    return object.id() + " to " + object.service() + " (" + object.connection() + ")";
  }

  @Override
  public Find<Ep> find(Owner owner, Node<ConnectionWish, Ep> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), Ep.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().endpoint())
        .flatMap(id -> facts.one(Ep.class, id))
        .<Find<Ep>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(Owner owner, Node<ConnectionWish, Ep> node, Ep object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<Ep> create(Owner owner, Node<ConnectionWish, Ep> node, Refs refs, Token token) {
    throw new IllegalStateException(node + " is made by the provider (expected: a wait)");
  }

  /** A connection goes with its endpoint. */
  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Ep> owned) {
    return Optional.empty();
  }

  @Override
  public Query<Ep> read(Scope scope, Collection<String> ids) {
    return EndpointLists.endpoints(scope, ids);
  }

  @Override
  public Query<Ep> seek(Owner owner, Node<ConnectionWish, Ep> node, Refs refs) {
    return read(node.scope(), List.of(refs.get(node.wish().endpoint())));
  }

  @Override
  public Find<Ep> pick(Owner owner, Node<ConnectionWish, Ep> node, Refs refs, List<Ep> found) {
    String id = refs.get(node.wish().endpoint());
    return found.stream()
        .filter(e -> e.id().equals(id))
        .findFirst()
        .<Find<Ep>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public String id(Ep object) {
    return object.id();
  }

  @Override
  public Readiness readiness(Node<ConnectionWish, Ep> node, Ep object) {
    String state = object.connection();
    return switch (state) {
      case "Connected" -> new Readiness.Target();
      case "Connecting", "Disconnecting", "Deleting" -> new Readiness.Transitional(state);
      // one that is connected is shown so, too, while its endpoint is changed
      case "Pending" ->
          node.wish().terms().acceptsAll() || !object.status().equals("Active")
              ? new Readiness.Transitional(state)
              : new Readiness.Waiting(node.wish().terms().party(), state);
      // of a service that accepts everybody it was cut by its provider, who alone can undo that
      case "Disconnected" ->
          object.status().equals("Creating")
              ? new Readiness.Transitional(state)
              : new Readiness.Waiting(node.wish().terms().party(), state);
      case "ServiceDeleted" -> new Readiness.Failed(state, "the provider has deleted the service");
      default -> new Readiness.Failed(state, "a state that this library does not know");
    };
  }

  /** Where the cloud accepts everybody; a person takes any time. */
  @Override
  public Duration usuallyTakes(ConnectionWish wish) {
    return wish.terms().acceptsAll() ? Duration.ofSeconds(5) : Duration.ZERO;
  }

  @Override
  public Readiness leaving(Owner owner, Ep object) {
    return new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(); // a connection goes with its endpoint, and is never owned by itself
  }

  @Override
  public List<Owned<Ep>> owned(Owner owner, Facts facts) {
    return List.of();
  }

  @Override
  public void project(Node<ConnectionWish, Ep> node, Refs refs, SnapshotEditor to) {
    to.changeEndpoint(
        refs.show(node.wish().endpoint()),
        e ->
            new VpcEndpoint(
                e.id(),
                e.name(),
                e.vpc(),
                e.service(),
                VpcEndpoint.State.CONNECTED,
                "Connected",
                e.dnsNames(),
                e.addresses(),
                e.hosts()));
  }

  @Override
  public void projectGone(Ep object, SnapshotEditor to) {
    // The endpoint's own kind takes it out.
  }

  @Override
  public Optional<Handover> handover(Owner owner, Node<ConnectionWish, Ep> node, Refs refs) {
    return Optional.of(
        EndpointHandover.connection(node.wish().terms(), refs.show(node.wish().endpoint())));
  }
}
