package dev.tieline.apply;

import dev.tieline.plan.Action;
import dev.tieline.plan.Step;
import dev.tieline.spi.Node;
import dev.tieline.spi.Wish;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node for which there is something to do or to wait for.
 *
 * @param node the node
 * @param action what is to be done
 * @param object what is there of it now; null if nothing is
 * @param step the same as data
 */
record Make<W extends Wish, O>(Node<W, O> node, Action action, @Nullable O object, Step step) {
  /**
   * The ids of what the object that is there now lives in or points at, in an order that never
   * changes.
   */
  Set<String> uses() {
    return object == null ? Set.of() : new LinkedHashSet<>(node.kind().uses(object));
  }

  /** Whether the object is there as wished, so that what needs it may begin. */
  boolean isAsWished() {
    return action == Action.ADOPT && object != null;
  }
}
