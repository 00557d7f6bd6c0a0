package dev.tieline.spi;

import java.util.Optional;

/** The values of references, as far as they are known. */
public interface Refs {
  /**
   * Returns the value of a reference, if it is known.
   *
   * @param ref the reference
   * @param <T> the type of the value
   * @return the value; empty while the object that it belongs to is not there
   */
  <T> Optional<T> peek(Ref<T> ref);

  /**
   * Returns the value of a reference that must be known: the engine creates and updates only when
   * all are.
   *
   * @param ref the reference
   * @param <T> the type of the value
   * @return the value
   * @throws IllegalStateException if it is not known
   */
  default <T> T get(Ref<T> ref) {
    return peek(ref).orElseThrow(() -> new IllegalStateException("not known yet: " + ref));
  }

  /**
   * Returns the value of a reference as text, or the text that stands for it while it is not known.
   *
   * @param ref the reference
   * @return such as {@code vpc-1} or {@code (id of network.tokyo)}
   */
  default String show(Ref<String> ref) {
    return peek(ref).orElseGet(ref::toString);
  }
}
