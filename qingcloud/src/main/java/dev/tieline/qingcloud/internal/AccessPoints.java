package dev.tieline.qingcloud.internal;

import dev.tieline.plan.Action;
import dev.tieline.plan.Handover;
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
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Access points to SD-WAN, which join border routers of several zones. They cost by contract and
 * are somebody's: adopted as they are, never made, changed or deleted. One that holds a border that
 * is to go is released by hand first.
 */
final class AccessPoints extends Kind<TrunkWish, WanAccess> {
  AccessPoints() {}

  @Override
  public String name() {
    return "SD-WAN access point";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public Action verb(TrunkWish wish) {
    return Action.MANUAL;
  }

  @Override
  public String party(TrunkWish wish) {
    return PolicyHandover.PARTY;
  }

  @Override
  public String describe(TrunkWish wish, Refs refs) {
    return "at " + refs.show(wish.border()) + " in " + wish.zone();
  }

  @Override
  public String show(WanAccess object) {
    return object.id() + " at " + object.border() + " on " + object.wanNet();
  }

  @Override
  Find<WanAccess> among(Owner owner, Node<TrunkWish, WanAccess> node, Refs refs, Facts facts) {
    return refs.peek(node.wish().border())
        .map(
            border ->
                choose(
                    node, border, facts.find(WanAccess.class, new QingCloudKeys.AtBorder(border))))
        .orElseGet(Find.None::new);
  }

  private static Find<WanAccess> choose(
      Node<TrunkWish, WanAccess> node, String border, List<WanAccess> found) {
    String chosen = node.wish().chosen();
    return found.stream()
        .filter(a -> a.border().equals(border) && a.scope().equals(node.scope()))
        .filter(a -> chosen.isEmpty() || a.id().equals(chosen))
        .findFirst()
        .<Find<WanAccess>>map(Find.Foreign::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(Owner owner, Node<TrunkWish, WanAccess> node, WanAccess object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<WanAccess> create(
      Owner owner, Node<TrunkWish, WanAccess> node, Refs refs, Token token) {
    throw new IllegalStateException(node + " is made in the console (expected: a seek)");
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<WanAccess> owned) {
    return Optional.empty();
  }

  @Override
  public Query<WanAccess> read(Scope scope, Collection<String> ids) {
    return Lists.wanAccesses(scope, ids);
  }

  @Override
  public Query<WanAccess> seek(Owner owner, Node<TrunkWish, WanAccess> node, Refs refs) {
    return Lists.wanAccesses(node.scope());
  }

  @Override
  public Find<WanAccess> pick(
      Owner owner, Node<TrunkWish, WanAccess> node, Refs refs, List<WanAccess> found) {
    return choose(node, refs.get(node.wish().border()), found);
  }

  @Override
  public String id(WanAccess object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(WanAccess object) {
    return List.of(object.border());
  }

  /** What does not pass by itself is found when it is looked at: see {@link TrunkFindings}. */
  @Override
  public Readiness readiness(Node<TrunkWish, WanAccess> node, WanAccess object) {
    if (!object.progress().transition().isEmpty()) {
      return new Readiness.Transitional(object.progress().transition());
    }
    return object.progress().status().equals(WanAccess.ACTIVE)
        ? new Readiness.Target()
        : new Readiness.Waiting(
            PolicyHandover.PARTY, object.id() + " is " + object.progress().status());
  }

  @Override
  public Readiness leaving(Owner owner, WanAccess object) {
    return still();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(WanAccess.class);
  }

  /** Those that hold a border of ours which is no longer wished. */
  @Override
  public List<Owned<WanAccess>> owned(Owner owner, Facts facts) {
    List<Owned<WanAccess>> owned = new ArrayList<>();
    for (Leaving leaving : facts.all(Leaving.class)) {
      Border border = leaving.border();
      facts.find(WanAccess.class, new QingCloudKeys.AtBorder(border.id())).stream()
          .filter(a -> a.scope().equals(border.scope()))
          .forEach(
              a ->
                  owned.add(
                      new Owned<>(leaving.address().child("trunk." + a.id()), border.scope(), a)));
    }
    return owned;
  }

  @Override
  public Optional<Handover> handover(Owner owner, Node<TrunkWish, WanAccess> node, Refs refs) {
    // one that is there, in whatever state, must not be ordered again: it costs
    return refs.peek(node.ref("id", WanAccess::id)).isPresent()
        ? Optional.empty()
        : Optional.of(TrunkHandover.creating(node.scope(), node.wish(), refs));
  }

  @Override
  public Optional<Handover> removedByHand(Owner owner, Owned<WanAccess> owned) {
    return Optional.of(TrunkHandover.releasing(owned));
  }

  @Override
  public void project(Node<TrunkWish, WanAccess> node, Refs refs, SnapshotEditor to) {
    String border = refs.show(node.wish().border());
    for (Ref<String> other : node.wish().others()) {
      Picture.trunk(to, border, refs.show(other));
    }
  }

  @Override
  public void projectGone(WanAccess object, SnapshotEditor to) {
    Picture.trunksGone(to, object.border());
  }
}
