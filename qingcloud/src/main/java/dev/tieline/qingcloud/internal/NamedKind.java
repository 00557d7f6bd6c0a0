package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Doubles;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marked;
import dev.tieline.provider.Marks;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Wish;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * What stands by itself and is found by its name alone: neither key nor token keep the cloud from
 * making a second one, so that it is looked for by its name before each attempt.
 */
abstract class NamedKind<W extends Wish, O extends Marked> extends Kind<W, O> {
  private final Class<O> type;
  private final Predicate<Address> shape;

  NamedKind(Class<O> type, Predicate<Address> shape) {
    this.type = type;
    this.shape = shape;
  }

  @Override
  public final Guard guard() {
    return Guard.NEITHER;
  }

  @Override
  final Find<O> among(Owner owner, Node<W, O> node, Refs refs, Facts facts) {
    return choose(
        owner, node, facts.find(type, new Keys.OwnedBy(owner)), object -> isInUse(object, facts));
  }

  @Override
  public final Find<O> pick(Owner owner, Node<W, O> node, Refs refs, List<O> found) {
    return choose(owner, node, found, object -> false);
  }

  private Find<O> choose(Owner owner, Node<W, O> node, List<O> found, Predicate<O> inUse) {
    Address address = Names.inName(owner, node.address());
    return Doubles.choose(
        found.stream()
            .filter(o -> address.equals(o.marks().get(owner)))
            .filter(o -> o.scope().equals(node.scope()))
            .toList(),
        inUse);
  }

  /** Whether anything is known to be in one, or at it: of two it is the one that stays. */
  abstract boolean isInUse(O object, Facts facts);

  @Override
  public Diff compare(Owner owner, Node<W, O> node, O object, Refs refs) {
    return new Diff.Same();
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
  public Collection<Class<?>> sources() {
    return List.of(type);
  }

  @Override
  public final List<Owned<O>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, type, shape);
  }

  @Override
  public void project(Node<W, O> node, Refs refs, SnapshotEditor to) {
    // It changes nothing in who reaches whom by itself.
  }

  @Override
  public void projectGone(O object, SnapshotEditor to) {
    // It changed nothing in who reaches whom by itself.
  }

  /** Whether an address is that of a part of a load balancer. */
  static Predicate<Address> partOfBalancer(String segment) {
    return address ->
        address.path().startsWith("balancer.")
            && address.path().equals(address.part() + "/" + segment);
  }

  /** Whether an address is that of a load balancer itself. */
  static boolean isBalancer(Address address) {
    return address.path().startsWith("balancer.") && address.part().equals(address.path());
  }
}
