package dev.tieline.topology;

/**
 * A cloud's own option of one kind of link, as an immutable value; an option of another kind does
 * not compile.
 *
 * @param <L> the kind of link that the option is for
 */
public interface LinkOption<L extends Link> {
  /**
   * Returns the cloud that knows this option.
   *
   * @return the name of the cloud's module
   */
  String cloud();

  /**
   * Returns the option as text, for JSON and messages.
   *
   * @return a text that the {@link WishFormat} of this cloud reads back
   */
  String asText();
}
