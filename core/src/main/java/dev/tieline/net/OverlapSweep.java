package dev.tieline.net;

/**
 * Finds all pairs of overlapping networks in one sweep.
 *
 * <p>Networks come in address order, larger ones first, and only nest. So what a network contains
 * stands right after it, without a gap: the sweep goes on from each network for as long as it
 * contains what comes, which is a pair each time, and then to the next network that contains the
 * one after it. Most contain none; they are passed over in a loop of their own ({@link
 * Nest#firstAround}). Of equal networks the one given first is the outer one. Linear in networks
 * plus pairs, without any memory.
 *
 * <p>Counting is linear in networks alone, however many pairs: a stack holds those that contain the
 * address the sweep has reached, each inside the one below it. A network that does not contain the
 * next first address can contain no later one either, and is popped; what is then on the stack are
 * the outer ones of the next network. Equal networks are one place of the stack, so that it has at
 * most 33 or 129 places however many duplicates there are.
 */
final class OverlapSweep {

  private static final int DEEPEST = 129;

  private final Nest nest;
  private int outer = -1;
  private int inner = -1;

  OverlapSweep(Nest nest) {
    this.nest = nest;
  }

  /** Moves on to the next pair, by outer and then inner network; false after the last one. */
  boolean next() {
    inner++;
    if (outer >= 0
        && inner < nest.size()
        && nest.contains(outer, nest.high(inner), nest.low(inner))) {
      return true;
    }
    if (outer < nest.size()) {
      outer = nest.firstAround(outer + 1);
      inner = outer + 1;
    }
    return outer < nest.size();
  }

  /** The rank of the network that contains the other one; of equal ones, the one given first. */
  int outer() {
    return outer;
  }

  int inner() {
    return inner;
  }

  /** Counts the pairs. */
  static long count(Nest nest) {
    int[] first = new int[DEEPEST + 1];
    long[] upTo = new long[DEEPEST + 1]; // how many networks are on the stack up to a place
    int top = 0;
    long pairs = 0;
    int rank = 0;
    while (rank < nest.size()) {
      long high = nest.high(rank);
      long low = nest.low(rank);
      while (top > 0 && !nest.contains(first[top], high, low)) {
        top--;
      }
      if (top == 0) {
        rank = nest.firstAround(rank);
        if (rank == nest.size()) {
          break;
        }
      }
      pairs += upTo[top];
      if (top > 0 && nest.length(first[top]) == nest.length(rank)) {
        upTo[top]++;
      } else {
        top++;
        first[top] = rank;
        upTo[top] = upTo[top - 1] + 1;
      }
      rank++;
    }
    return pairs;
  }
}
