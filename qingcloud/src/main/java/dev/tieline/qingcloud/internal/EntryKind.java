package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Marked;
import dev.tieline.provider.Marks;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Wish;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What stands in something of ours and says something there: found by what it says, with a mark in
 * its name that tells ours from what somebody else has put there.
 */
abstract class EntryKind<W extends Wish, O extends Marked> extends Kind<W, O> {
  private final Class<O> type;
  private final Predicate<Address> shape;

  EntryKind(Class<O> type, Predicate<Address> shape) {
    this.type = type;
    this.shape = shape;
  }

  /** The id of what it stands in. */
  abstract Ref<String> container(W wish);

  /** What entries of it are filed under. */
  Object within(String container) {
    return new Within(container);
  }

  /** Whether an entry says what is wished, as far as it is told from others by that. */
  abstract boolean isMeant(W wish, O object, Refs refs);

  /** What an entry that is meant and bears no mark of the owner is. */
  abstract Find<O> others(O object);

  @Override
  final Find<O> among(Owner owner, Node<W, O> node, Refs refs, Facts facts) {
    return refs.peek(container(node.wish()))
        .map(id -> choose(owner, node.wish(), refs, facts.find(type, within(id))))
        .orElseGet(Find.None::new);
  }

  @Override
  public final Find<O> pick(Owner owner, Node<W, O> node, Refs refs, List<O> found) {
    return choose(owner, node.wish(), refs, found);
  }

  /** Of several that say the same, the first of ours stays. */
  private Find<O> choose(Owner owner, W wish, Refs refs, List<O> entries) {
    List<O> meant =
        entries.stream()
            .filter(e -> isMeant(wish, e, refs))
            .sorted(
                Comparator.comparing((O e) -> !e.marks().containsKey(owner))
                    .thenComparing(Marked::id))
            .toList();
    if (meant.isEmpty()) {
      return new Find.None<>();
    }
    O first = meant.get(0);
    if (!first.marks().containsKey(owner)) {
      return others(first);
    }
    return new Find.Ours<>(
        first,
        meant.subList(1, meant.size()).stream().filter(e -> e.marks().containsKey(owner)).toList());
  }

  @Override
  public final String id(O object) {
    return object.id();
  }

  @Override
  public final boolean bearsMark(Owner owner, O object) {
    return object.marks().containsKey(owner);
  }

  @Override
  public Readiness readiness(Node<W, O> node, O object) {
    return new Readiness.Target();
  }

  @Override
  public Readiness leaving(Owner owner, O object) {
    return object.marks().containsKey(owner) ? still() : new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(type);
  }

  @Override
  public final List<Owned<O>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, type, shape);
  }

  @Override
  public void projectGone(O object, SnapshotEditor to) {
    // What it said is told by what it stood in.
  }

  /** Whether an address is one of a part of a load balancer. */
  static Predicate<Address> inBalancer(String segment) {
    return address ->
        address.path().startsWith("balancer.")
            && address.path().startsWith(address.part() + "/" + segment + ".");
  }
}
