package dev.tieline.testkit.contract;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What a stranger has done, what must be said of it while it lasts, and how it is undone by hand.
 *
 * @param done whether there was anything that it could be done to
 * @param said codes of findings, or words of the cloud: whatever does not come true must be
 *     explained by one of them
 * @param apply whether the wish may come true all the same
 * @param intact whether what the stranger made, or what they took the marks off, is still there
 * @param undo undoes it as far as it is still there
 */
public record Deed(
    boolean done, Set<String> said, Apply apply, BooleanSupplier intact, Runnable undo) {

  /** What a deed does to an apply. */
  public enum Apply {
    /** It comes true. */
    READY,
    /** It can not come true. */
    HINDERED,
    /** That depends on the moment; where it does not come true, it is said why. */
    EITHER
  }

  /** Copies the words. */
  public Deed {
    said = Set.copyOf(said);
    requireNonNull(apply, "apply");
    requireNonNull(intact, "intact");
    requireNonNull(undo, "undo");
  }

  /** The same where what it was done to may be gone since, and with it what hinders. */
  Deed maybe() {
    return new Deed(done, said, Apply.EITHER, intact, undo);
  }

  /**
   * Returns a deed that needs no mending by hand.
   *
   * @return the deed
   */
  public static Deed mendable() {
    return new Deed(true, Set.of(), Apply.READY, () -> true, () -> {});
  }

  /**
   * Returns a deed that found nothing to be done to: all must be as if it had never been.
   *
   * @return the deed
   */
  public static Deed nothing() {
    return new Deed(false, Set.of(), Apply.READY, () -> true, () -> {});
  }
}
