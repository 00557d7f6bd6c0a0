package dev.tieline.testkit.contract;

import static java.util.Objects.requireNonNull;

import dev.tieline.plan.Step;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Something that takes an object out of the hands of its topology just as the step begins that
 * deletes it: a stranger releases it, or another topology begins to use it. It must stay then,
 * whatever the look has shown on which the step rests.
 *
 * @param name its name in scripts: no spaces
 * @param kinds the names of the kinds whose objects it can be done to
 * @param what does it to the object that the step names, and returns what that was
 */
public record Snatch(String name, Set<String> kinds, BiFunction<World, Step, Deed> what) {

  /** Copies the kinds and checks the name. */
  public Snatch {
    kinds = Set.copyOf(kinds);
    requireNonNull(what, "what");
    if (name.isEmpty() || name.contains(" ")) {
      throw new IllegalArgumentException("snatch: " + name + " (expected: a name without spaces)");
    }
  }
}
