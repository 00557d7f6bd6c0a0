package dev.tieline.net;

/**
 * Finds all pairs of overlapping networks in one sweep with a stack.
 *
 * <p>Networks come in address order, larger ones first. The stack holds those that contain the
 * address the sweep has reached, each inside the one below it; a network that does not contain the
 * next first address can contain no later one either, and is popped. What is then on the stack
 * overlaps the next network, and nothing before it does else. Equal networks are one place of the
 * stack with several ranks, which follow one another, so that the stack has at most 33 or 129
 * places however many duplicates there are.
 *
 * <p>Most networks are in no other and around no other. While the stack is empty, those are passed
 * over in a loop of its own, which only asks of each whether it contains the one after it.
 *
 * <p>Every network is pushed and popped at most once: linear in networks plus pairs, and in
 * networks alone where pairs are only counted. The stack is all the memory.
 */
final class OverlapSweep {

  private static final int DEEPEST = 129;

  private final Nest nest;
  private final int[] begins = new int[DEEPEST];
  private final int[] ends = new int[DEEPEST];
  private int depth;
  private int inner = -1;
  private int level;
  private int outer;

  OverlapSweep(Nest nest) {
    this.nest = nest;
  }

  /** Moves on to the next pair, by inner and then outer network; false after the last one. */
  boolean next() {
    outer++;
    while (level >= depth || outer >= ends[level]) {
      if (level + 1 < depth) {
        level++;
        outer = begins[level];
      } else {
        if (!nextInner()) {
          return false;
        }
        level = 0;
        outer = begins[0];
      }
    }
    return true;
  }

  /** Puts the network that was the inner one on the stack, and pops what is not around the next. */
  private boolean nextInner() {
    if (inner == nest.size()) {
      return false;
    }
    if (inner >= 0) {
      if (depth > 0 && nest.length(begins[depth - 1]) == nest.length(inner)) {
        ends[depth - 1] = inner + 1;
      } else {
        begins[depth] = inner;
        ends[depth] = inner + 1;
        depth++;
      }
    }
    inner++;
    if (inner >= nest.size()) {
      depth = 0;
      return false;
    }
    long high = nest.high(inner);
    long low = nest.low(inner);
    while (depth > 0 && !nest.contains(begins[depth - 1], high, low)) {
      depth--;
    }
    if (depth == 0) {
      inner = nest.firstAround(inner);
    }
    return inner < nest.size();
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
    int size = nest.size();
    for (int rank = 0; rank < size; rank++) {
      long high = nest.high(rank);
      long low = nest.low(rank);
      while (top > 0 && !nest.contains(first[top], high, low)) {
        top--;
      }
      if (top == 0) {
        rank = nest.firstAround(rank);
        if (rank == size) {
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
    }
    return pairs;
  }
}
