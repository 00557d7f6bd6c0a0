package dev.tieline.qingcloud.internal;

import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Wish;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Tells of the parts of a load balancer whether anything is to be written, or struck, by us. */
final class BalancerParts {
  private final Owner owner;
  private final Facts facts;
  private final Refs refs;

  BalancerParts(Owner owner, Facts facts, Refs refs) {
    this.owner = owner;
    this.facts = facts;
    this.refs = refs;
  }

  /** The object of a node, ours or another one that serves; empty if there is none. */
  <W extends Wish, O> Optional<O> object(Node<W, O> node) {
    Find<O> found = node.kind().find(owner, node, refs, facts);
    if (found instanceof Find.Ours<O> ours) {
      return Optional.of(ours.object());
    }
    return found instanceof Find.Foreign<O> foreign
        ? Optional.of(foreign.object())
        : Optional.empty();
  }

  /** Whether a call of ours is to change what is there. */
  boolean isOpen(Node<?, ?> node) {
    return open(node);
  }

  private <W extends Wish, O> boolean open(Node<W, O> node) {
    Optional<O> object = object(node);
    return object.isEmpty()
        ? node.kind().verb(node.wish()).mutates()
        : !(node.kind().compare(owner, node, object.get(), refs) instanceof Diff.Same);
  }

  /** Whether anything of a kind that we have put somewhere is no longer wished. */
  <W extends Wish, O> boolean isLeft(
      ResourceKind<W, O> kind, Collection<Node<W, O>> wished, Predicate<O> there) {
    Set<String> ids =
        wished.stream()
            .flatMap(n -> object(n).stream())
            .map(kind::id)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return kind.owned(owner, facts).stream()
        .map(Owned::object)
        .anyMatch(o -> there.test(o) && !ids.contains(kind.id(o)));
  }
}
