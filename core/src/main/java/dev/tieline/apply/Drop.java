package dev.tieline.apply;

import dev.tieline.plan.Action;
import dev.tieline.plan.Step;
import dev.tieline.spi.Owned;
import dev.tieline.spi.ResourceKind;
import java.util.Set;

/**
 * An object of ours that is no longer wished.
 *
 * @param kind its kind
 * @param owned the object
 * @param surplus whether it is a double of an object that is wished
 * @param lone whether it is the only evidence of something that is not seen
 * @param step the same as data
 */
record Drop<O>(ResourceKind<?, O> kind, Owned<O> owned, boolean surplus, boolean lone, Step step) {
  private static final String DOUBLE = ", an unused double";

  /** Says in words that the step's object is a double. */
  static String ofDouble(String shown) {
    return shown + DOUBLE;
  }

  /** Whether a step removes a double. */
  static boolean isOfDouble(Step step) {
    return step.action() == Action.DELETE && step.what().endsWith(DOUBLE);
  }

  String id() {
    return kind.id(owned.object());
  }

  /** The ids of what it lives in or points at. */
  Set<String> uses() {
    return Set.copyOf(kind.uses(owned.object()));
  }
}
