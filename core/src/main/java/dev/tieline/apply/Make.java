package dev.tieline.apply;

import dev.tieline.plan.Action;
import dev.tieline.plan.Step;
import dev.tieline.spi.Node;
import dev.tieline.spi.Wish;
import org.jspecify.annotations.Nullable;

/**
 * A node for which there is something to do or to wait for.
 *
 * @param node the node
 * @param action what is to be done
 * @param object what is there of it now; null if nothing is
 * @param step the same as data
 */
record Make<W extends Wish, O>(Node<W, O> node, Action action, @Nullable O object, Step step) {}
