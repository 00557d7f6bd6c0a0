package dev.tieline.qingcloud.internal;

import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Hubs as wholes, of which the cloud knows nothing: always there, and never called for. That one
 * needs all that its members are keeps everything of it as it is while one of them is held.
 */
final class Hubs extends Kind<HubWish, String> {
  Hubs() {}

  @Override
  public String name() {
    return "hub";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(HubWish wish, Refs refs) {
    return wish.name();
  }

  @Override
  public String show(String object) {
    return object;
  }

  @Override
  Find<String> among(Owner owner, Node<HubWish, String> node, Refs refs, Facts facts) {
    return new Find.Ours<>(node.wish().name());
  }

  @Override
  public Diff compare(Owner owner, Node<HubWish, String> node, String object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<String> create(Owner owner, Node<HubWish, String> node, Refs refs, Token token) {
    throw new IllegalStateException(node + " is no object of the cloud (expected: no call)");
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<String> owned) {
    return Optional.empty();
  }

  @Override
  public Query<String> read(Scope scope, Collection<String> ids) {
    return next ->
        Call.read(scope, Api.DESCRIBE_ZONES.action(), clients -> Page.only(List.copyOf(ids)));
  }

  @Override
  public Query<String> seek(Owner owner, Node<HubWish, String> node, Refs refs) {
    return read(node.scope(), List.of(node.wish().name()));
  }

  @Override
  public Find<String> pick(Owner owner, Node<HubWish, String> node, Refs refs, List<String> found) {
    return new Find.Ours<>(node.wish().name());
  }

  @Override
  public String id(String object) {
    return object;
  }

  @Override
  public Readiness readiness(Node<HubWish, String> node, String object) {
    return new Readiness.Target();
  }

  @Override
  public Readiness leaving(Owner owner, String object) {
    return new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of();
  }

  @Override
  public List<Owned<String>> owned(Owner owner, Facts facts) {
    return List.of();
  }

  @Override
  public void project(Node<HubWish, String> node, Refs refs, SnapshotEditor to) {}

  @Override
  public void projectGone(String object, SnapshotEditor to) {}
}
