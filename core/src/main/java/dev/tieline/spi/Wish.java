package dev.tieline.spi;

import java.util.List;

/**
 * What is wished of one object: an immutable value, best a record, whose {@code toString} is
 * canonical: the same for equal wishes in every process, with references unresolved. Approvals and
 * idempotency tokens rest on that text.
 */
public interface Wish {
  /**
   * Returns the references in this wish; the engine derives the order of work from them.
   *
   * @return all of them, in any order
   */
  List<Ref<?>> refs();
}
