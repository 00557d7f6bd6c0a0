package dev.tieline.spi;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value that a wish needs: known now, or read from another object once that is there. Its text
 * does not depend on whether the object is there, so that a wish reads the same in every plan.
 *
 * @param <T> the type of the value
 */
public sealed interface Ref<T> {
  /**
   * Returns a reference to a value that is known.
   *
   * @param value the value
   * @param <T> its type
   * @return the reference
   */
  static <T> Ref<T> known(T value) {
    return new Known<>(value);
  }

  /**
   * A value that is known.
   *
   * @param value the value
   * @param <T> its type
   */
  record Known<T>(T value) implements Ref<T> {
    @Override
    public String toString() {
      return String.valueOf(value);
    }
  }

  /**
   * A value of another object; equal to another reference to the same value of the same object.
   *
   * @param <O> what is observed of that object
   * @param <T> the type of the value
   */
  final class Later<O, T> implements Ref<T> {
    private final Node<?, O> from;
    private final String label;
    private final Function<O, T> value;

    Later(Node<?, O> from, String label, Function<O, T> value) {
      this.from = from;
      this.label = label;
      this.value = value;
    }

    /**
     * Returns the object that the value is read from.
     *
     * @return the node
     */
    public Node<?, O> from() {
      return from;
    }

    /**
     * Reads the value.
     *
     * @param observed the object
     * @return the value; null while the object has none, so that it is not known yet
     */
    public @Nullable T of(O observed) {
      return value.apply(observed);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Later<?, ?> later
          && later.label.equals(label)
          && later.from.address().equals(from.address());
    }

    @Override
    public int hashCode() {
      return 31 * from.address().hashCode() + label.hashCode();
    }

    @Override
    public String toString() {
      return placeholder(label, from.address());
    }
  }

  /**
   * Returns the text that stands for a value that is not known yet.
   *
   * @param label what the value is, such as {@code id}
   * @param address the object that it belongs to
   * @return such as {@code (id of network.tokyo)}
   */
  static String placeholder(String label, Address address) {
    return "(" + label + " of " + address + ")";
  }
}
