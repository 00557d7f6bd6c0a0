package dev.tieline.testkit.contract;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/**
 * Something that a stranger does, at whatever moment.
 *
 * @param name its name in scripts: no spaces
 * @param what does it, to whatever is there of what it is done to
 * @param after what must come of the wish and its destroy
 */
public record Move(String name, Consumer<World> what, After after) {

  /** What must come after a move. */
  public enum After {
    /** The wish comes true, and destroy restores the cloud as it was. */
    RESTORED,
    /** The wish comes true, and destroy leaves no mark of ours; the stranger's things stay. */
    KEPT,
    /** The wish may not come true, which is said; destroy leaves no mark but on what is theirs. */
    RELEASED,
    /**
     * The wish may not come true, which is said; what the stranger put into something of ours may
     * keep destroy from ending, which is said.
     */
    HINDERED
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
