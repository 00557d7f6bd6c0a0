package dev.tieline.testkit.contract;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something that a stranger does, at whatever moment.
 *
 * @param name its name in scripts: no spaces
 * @param what does it, to whatever is there of what it is done to, and returns what that was
 * @param after what must come of the wish and its destroy
 */
public record Move(String name, Function<World, Deed> what, After after) {

  /** What must come after a move. */
  public enum After {
    /** The wish comes true, and destroy restores the cloud as it was. */
    RESTORED,
    /** The wish comes true, and destroy leaves no mark of ours; the stranger's things stay. */
    KEPT,
    /**
     * The deed says whether the wish may come true, and in which words it is said that it, or its
     * destroy, does not; what the stranger did stays. Once that is undone by hand, the wish comes
     * true, and destroy restores the cloud as it was.
     */
    HINDERED
  }

  /**
   * Returns a move that needs no mending by hand.
   *
   * @param name its name in scripts: no spaces
   * @param what does it
   * @param after what must come of the wish and its destroy
   * @return the move
   */
  public static Move of(String name, Consumer<World> what, After after) {
    requireNonNull(what, "what");
    return new Move(
        name,
        world -> {
          what.accept(world);
          return Deed.mendable();
        },
        after);
  }

  /** Checks the name. */
  public Move {
    requireNonNull(what, "what");
    requireNonNull(after, "after");
    if (name.isEmpty() || name.contains(" ")) {
      throw new IllegalArgumentException("move: " + name + " (expected: a name without spaces)");
    }
  }
}
