package dev.tieline.qingcloud.internal;

import dev.tieline.plan.Trait;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was written into a VPC or a route table carries nothing before it is applied: once for all
 * that is written in a run, and once for all that is removed. The cloud applies everything that
 * waits, also what somebody else has written.
 */
abstract class Publications extends Kind<PublishWish, Published> {
  /** The call that applies what waits. */
  abstract Request applying(String of);

  @Override
  public final Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public final Set<Trait> traits(PublishWish wish) {
    return wish.others() ? Set.of(Trait.PERMANENT) : Set.of();
  }

  @Override
  public final String describe(PublishWish wish, Refs refs) {
    return "apply the changes of " + refs.show(wish.of());
  }

  @Override
  public final String show(Published object) {
    return "apply the changes of " + object.of();
  }

  @Override
  public final Diff compare(
      Owner owner, Node<PublishWish, Published> node, Published object, Refs refs) {
    return node.wish().pending() || !object.applied()
        ? new Diff.Differs(List.of("apply the changes of " + object.of()))
        : new Diff.Same();
  }

  @Override
  public final Call<Published> create(
      Owner owner, Node<PublishWish, Published> node, Refs refs, Token token) {
    String of = refs.get(node.wish().of());
    return apply(new Published(node.scope(), of, false, false, List.of(), Progress.unseen()));
  }

  @Override
  public final Call<Published> update(
      Owner owner, Node<PublishWish, Published> node, Published object, Refs refs) {
    return apply(object);
  }

  private Call<Published> apply(Published object) {
    Published then =
        new Published(
            object.scope(),
            object.of(),
            false,
            false,
            object.inside(),
            new Progress("", "updating", null));
    return Writes.of(object.scope(), applying(object.of()), answer -> then);
  }

  @Override
  public final Optional<Call<?>> delete(Owner owner, Owned<Published> owned) {
    return Optional.of(apply(owned.object()));
  }

  /** What is removed just before may not be seen in a read that is behind. */
  @Override
  public final Published fresh(Published seen, List<Published> now) {
    Published read = now.get(0);
    return new Published(
        read.scope(), read.of(), read.applied(), seen.mustApply(), seen.inside(), read.progress());
  }

  @Override
  public final Readiness leaving(Owner owner, Published object) {
    if (object.mustApply()) {
      return still();
    }
    Readiness on = readiness(object);
    return on instanceof Readiness.Target ? new Readiness.Gone("applied") : on;
  }

  @Override
  public final Readiness readiness(Node<PublishWish, Published> node, Published object) {
    return readiness(object);
  }

  private static Readiness readiness(Published object) {
    Job job = object.progress().job();
    if (job != null && !job.moving()) {
      return new Readiness.Failed(job.toString(), job.why());
    }
    if (object.progress().moving() || !object.applied()) {
      String on = object.progress().toString();
      return new Readiness.Transitional(on.isEmpty() ? "not applied" : on);
    }
    return new Readiness.Target();
  }

  @Override
  public final String id(Published object) {
    return object.id();
  }

  @Override
  public final Collection<String> uses(Published object) {
    List<String> uses = new ArrayList<>(List.of(object.of()));
    uses.addAll(object.inside());
    return uses;
  }

  static Owned<Published> of(Published published, Address under) {
    return new Owned<>(under.child("published." + published.of()), published.scope(), published);
  }

  static Find<Published> choose(List<Published> found) {
    return found.isEmpty() ? new Find.None<>() : new Find.Ours<>(found.get(0));
  }

  /** The id of the VPC or table in the id of its publication. */
  static String of(String id) {
    return id.substring(0, id.indexOf('|'));
  }

  /** Once applied, nothing of it is unknown any more. */
  @Override
  public final void project(Node<PublishWish, Published> node, Refs refs, SnapshotEditor to) {
    String router = refs.show(node.wish().router());
    Picture.resolved(to, router);
    for (Lead lead : node.wish().leads()) {
      Picture.lead(to, router, lead.destination(), refs.show(lead.border()));
    }
  }

  /** Applying what waits shows in what it is about. */
  @Override
  public final void projectGone(Published object, SnapshotEditor to) {}
}
