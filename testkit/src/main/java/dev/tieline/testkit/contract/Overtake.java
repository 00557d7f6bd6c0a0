package dev.tieline.testkit.contract;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiFunction;

/**
 * What a stranger does to the very thing that a write of ours changes, when that write broke off
 * before its effect and has not been tried again: what the first try rested on holds no more. What
 * the stranger did must stay.
 *
 * @param name its name in scripts: no spaces
 * @param before a stranger's move after which an apply makes such writes
 * @param actions the names of the writes' actions
 * @param what does it to what the write names, by the names of its parameters on the wire
 */
public record Overtake(
    String name,
    Move before,
    Set<String> actions,
    BiFunction<World, SortedMap<String, String>, Deed> what) {

  /** Copies the actions and checks the name. */
  public Overtake {
    requireNonNull(before, "before");
    requireNonNull(what, "what");
    actions = Set.copyOf(actions);
    if (name.isEmpty() || name.contains(" ")) {
      throw new IllegalArgumentException(
          "overtake: " + name + " (expected: a name without spaces)");
    }
  }
}
