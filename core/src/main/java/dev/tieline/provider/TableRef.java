package dev.tieline.provider;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;

/**
 * A route table of a network, there already or still to be made.
 *
 * @param label its part of an address, the same before and after it is made: the id of a table that
 *     is not ours, else such as {@code <network>.main} or {@code <network>.<name in the wish>}
 * @param id its id
 * @param name what else it may be chosen by: its name in the wish, or in the cloud; empty if none
 */
public record TableRef(String label, Ref<String> id, String name) {
  /** Checks that nothing is missing. */
  public TableRef {
    requireNonNull(label, "label");
    requireNonNull(id, "id");
    requireNonNull(name, "name");
  }

  /**
   * Returns whether a caller means this table.
   *
   * @param idOrName what the caller wrote
   * @return whether it is the table's name, or its id where that is known
   */
  public boolean isCalled(String idOrName) {
    return idOrName.equals(name)
        || (id instanceof Ref.Known<String> known && idOrName.equals(known.value()));
  }

  /**
   * Returns the same also of a table of the wish, whose id is known once it is there.
   *
   * @param idOrName what the caller wrote
   * @param refs the values that are known
   * @return whether it is the table's name or id
   */
  public boolean isCalled(String idOrName, Refs refs) {
    return isCalled(idOrName) || refs.peek(id).filter(idOrName::equals).isPresent();
  }

  /**
   * Returns what a caller may write for this table.
   *
   * @param refs the values that are known
   * @return its id once it is there, and its name
   */
  public String shown(Refs refs) {
    return refs.peek(id).map(t -> name.isEmpty() ? t : t + " (" + name + ")").orElse(name);
  }
}
