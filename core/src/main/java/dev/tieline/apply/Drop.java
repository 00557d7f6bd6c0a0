package dev.tieline.apply;

import dev.tieline.plan.Step;
import dev.tieline.spi.Owned;
import dev.tieline.spi.ResourceKind;

/**
 * An object of ours that is no longer wished.
 *
 * @param kind its kind
 * @param owned the object
 * @param surplus whether it is a double of an object that is wished
 * @param step the same as data
 */
record Drop<O>(ResourceKind<?, O> kind, Owned<O> owned, boolean surplus, Step step) {
  String id() {
    return kind.id(owned.object());
  }
}
