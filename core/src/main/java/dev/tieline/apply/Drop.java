package dev.tieline.apply;

import dev.tieline.plan.Step;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.ResourceKind;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * An object of ours that is no longer wished.
 *
 * @param kind its kind
 * @param owned the object
 * @param lone whether it is the only evidence of something that is not seen
 * @param step the same as data
 */
record Drop<O>(ResourceKind<?, O> kind, Owned<O> owned, boolean lone, Step step) {
  String id() {
    return kind.id(owned.object());
  }

  /** Whether no call removes it, since it goes together with what it lives in. */
  boolean goesAlong(Owner owner) {
    return kind.delete(owner, owned).isEmpty() && kind.removedByHand(owner, owned).isEmpty();
  }

  /** The ids of what it lives in or points at, in an order that never changes. */
  Set<String> uses() {
    return new LinkedHashSet<>(kind.uses(owned.object()));
  }
}
