package dev.tieline.qingcloud.internal;

import dev.tieline.check.Codes;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Intranet routing policies, by whomever they are made. A VPC has one of a destination, which is
 * their natural key; the name says whether it is ours. What carries is what was published: see
 * {@link RouterPublications}.
 */
abstract class Policies extends Kind<PolicyWish, RouterStatic> {
  private final String segment;

  /**
   * @param segment the word in the addresses of these, by which those that somebody made are told
   *     from those that we make
   */
  Policies(String segment) {
    this.segment = "/" + segment + ".";
  }

  @Override
  public final Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public final String describe(PolicyWish wish, Refs refs) {
    return wish.lead().destination()
        + " to "
        + refs.show(wish.lead().border())
        + " in "
        + refs.show(wish.router());
  }

  @Override
  public final String show(RouterStatic object) {
    return object.id()
        + " of "
        + object.router()
        + Policy.of(object).map(p -> ": " + p.destination() + " to " + p.border()).orElse("");
  }

  @Override
  final Find<RouterStatic> among(
      Owner owner, Node<PolicyWish, RouterStatic> node, Refs refs, Facts facts) {
    return refs.peek(node.wish().router())
        .map(id -> judge(owner, node, refs, facts.find(RouterStatic.class, new Keys.InVpc(id))))
        .orElseGet(Find.None::new);
  }

  private Find<RouterStatic> judge(
      Owner owner, Node<PolicyWish, RouterStatic> node, Refs refs, List<RouterStatic> found) {
    String border = refs.peek(node.wish().lead().border()).orElse("");
    RouterStatic other = null;
    RouterStatic foreign = null;
    for (RouterStatic entry : found) {
      Optional<Policy> policy =
          Policy.of(entry)
              .filter(p -> p.destination().equals(node.wish().lead().destination()))
              .filter(p -> entry.scope().equals(node.scope()));
      if (policy.isEmpty()) {
        continue;
      }
      Address mark = entry.marks().get(owner);
      boolean fits = policy.get().border().equals(border);
      if (fits && mark != null && mark.path().contains(segment)) {
        return new Find.Ours<>(entry);
      }
      if (mark == null && fits) {
        foreign = entry;
      } else if (mark == null) {
        other = entry;
      } // another of ours leaves the wish, and goes by itself
    }
    if (foreign != null) {
      return new Find.Foreign<>(foreign);
    }
    return other == null
        ? new Find.None<>()
        : new Find.InTheWay<>(
            Codes.ROUTE_DESTINATION_TAKEN,
            "policy " + show(other) + " is not ours",
            "Delete it in the console, or link the VPC where it leads to");
  }

  @Override
  public final Diff compare(
      Owner owner, Node<PolicyWish, RouterStatic> node, RouterStatic object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public final Query<RouterStatic> read(Scope scope, Collection<String> ids) {
    return Chained.of(
        ids.stream()
            .map(id -> id.substring(0, id.indexOf('|')))
            .distinct()
            .map(router -> Lists.routerStatics(scope, router))
            .toList());
  }

  @Override
  public final Query<RouterStatic> seek(
      Owner owner, Node<PolicyWish, RouterStatic> node, Refs refs) {
    return Lists.routerStatics(node.scope(), refs.get(node.wish().router()));
  }

  @Override
  public final Find<RouterStatic> pick(
      Owner owner, Node<PolicyWish, RouterStatic> node, Refs refs, List<RouterStatic> found) {
    return judge(owner, node, refs, found);
  }

  @Override
  public final String id(RouterStatic object) {
    return object.router() + "|" + object.id();
  }

  @Override
  public final Collection<String> uses(RouterStatic object) {
    List<String> uses = new ArrayList<>(List.of(object.router(), Published.id(object.router())));
    Policy.of(object).ifPresent(p -> uses.add(p.border()));
    return uses;
  }

  @Override
  public final Readiness readiness(Node<PolicyWish, RouterStatic> node, RouterStatic object) {
    return new Readiness.Target();
  }

  @Override
  public final boolean stillOurs(Owner owner, RouterStatic seen, RouterStatic now) {
    return now.marks().containsKey(owner) && now.values().equals(seen.values());
  }

  @Override
  public final Readiness leaving(Owner owner, RouterStatic object) {
    return object.marks().containsKey(owner) ? still() : new Readiness.Target();
  }

  @Override
  public final Collection<Class<?>> sources() {
    return List.of(RouterStatic.class);
  }

  @Override
  public final List<Owned<RouterStatic>> owned(Owner owner, Facts facts) {
    return Marks.owned(
        owner, facts, RouterStatic.class, address -> address.path().contains(segment));
  }

  @Override
  public final void project(Node<PolicyWish, RouterStatic> node, Refs refs, SnapshotEditor to) {
    Lead lead = node.wish().lead();
    Picture.lead(to, refs.show(node.wish().router()), lead.destination(), refs.show(lead.border()));
  }

  @Override
  public final void projectGone(RouterStatic object, SnapshotEditor to) {
    Policy.of(object).ifPresent(p -> Picture.leadGone(to, object.router(), p.destination()));
  }
}
