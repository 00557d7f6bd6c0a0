package dev.tieline.aws.internal;

import dev.tieline.spi.Scope;
import org.jspecify.annotations.Nullable;

/**
 * That a subnet has a route table of its own.
 *
 * @param scope where both are
 * @param id the id of the association, which changes whenever the table does: calls that name it
 *     have no effect on what somebody else has put there since
 * @param subnet the subnet's id
 * @param table the table's id
 * @param state the cloud's word for its state
 * @param before what was there before, of an association that we changed with consent; null for one
 *     of our own, and where only the association itself was read
 */
record SubnetAssociation(
    Scope scope, String id, String subnet, String table, String state, @Nullable Before before) {
  /**
   * What is restored.
   *
   * @param note the id of the tag that says so
   * @param table the table that the subnet had; null if it had none of its own, or that is gone
   */
  record Before(String note, @Nullable String table) {}
}
