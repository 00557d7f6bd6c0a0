package dev.tieline.provider;

import dev.tieline.spi.Find;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Several objects of ours with one address, of which one stays. */
public final class Doubles {
  private Doubles() {}

  /**
   * Returns the one that stays: what is in use, else the smallest id. Others in use stay, too, and
   * are no surplus.
   *
   * @param marked the objects
   * @param inUse whether anything is known to be in one
   * @param <O> their type
   * @return the one with the surplus; nothing if there is none
   */
  public static <O extends Marked> Find<O> choose(List<O> marked, Predicate<O> inUse) {
    if (marked.isEmpty()) {
      return new Find.None<>();
    }
    List<O> order = new ArrayList<>(marked);
    order.sort(
        Comparator.comparing((O object) -> !inUse.test(object)) // false, which is in use, is first
            .thenComparing(Marked::id));
    List<O> surplus = order.subList(1, order.size()).stream().filter(inUse.negate()).toList();
    return new Find.Ours<>(order.get(0), surplus);
  }
}
