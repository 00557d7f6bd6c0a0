package dev.tieline.net;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Networks of one family in address order, a network before those it contains, equal ones in the
 * order they were given.
 *
 * <p>Networks only nest: two of them are disjoint, or one contains the other. So the sorted list is
 * a forest in preorder, and three facts answer every question:
 *
 * <ul>
 *   <li>what a network contains stands right after it, without a gap;
 *   <li>what contains an address is found by climbing from the last network that begins up to it,
 *       from each to the smallest one around it (the parent), at most 33 or 129 steps;
 *   <li>the last network that begins up to an address is found by a binary search in one slot of a
 *       table: a slot for each value of the leading bits in which first addresses differ, one for
 *       about four networks, at most 2^18. (This is the first step of DXR: Zec, Rizzo and Mikuc,
 *       "DXR: Towards a Billion Routing Lookups per Second in Software", ACM SIGCOMM CCR 42(5),
 *       2012; there, too, a table narrows down a binary search.)
 * </ul>
 *
 * <p>What counts for speed is how often a question waits for memory: the slot is in a cache, the
 * search within it stays in one or two lines, and a bit for each network, in a cache as well, says
 * whether it has a parent, so that most questions need not look for one.
 *
 * <p>The positions of networks in this order are their ranks. Parents and table are made when the
 * first question needs them, in linear time, and take 5 to 6 bytes a network.
 *
 * <p>Immutable but for that; safe for use by many threads, since what is made late has final fields
 * only and comes out the same if two threads make it.
 */
abstract class Nest {

  static final int NONE = -1;

  private final int size;
  private @Nullable Climb climb;

  Nest(int size) {
    this.size = size;
  }

  /** The upper half of the first address of a rank, aligned to the left. */
  abstract long high(int rank);

  abstract long low(int rank);

  abstract int length(int rank);

  /** The number under which the payload of a rank was given. */
  abstract int number(int rank);

  /** Says whether the network of a rank contains an address. */
  abstract boolean contains(int rank, long ofHigh, long ofLow);

  /**
   * Returns how many networks of the ranks in between begin up to an address, plus the first rank.
   */
  abstract int upTo(int from, int to, long toHigh, long toLow);

  /**
   * Returns the first rank, from one upwards, of a network that contains the next one, or the size.
   */
  abstract int firstAround(int from);

  abstract boolean isV6();

  final int size() {
    return size;
  }

  final Cidr cidr(int rank) {
    return Cidr.aligned(isV6(), high(rank), low(rank), length(rank));
  }

  final boolean same(int rank, int other) {
    return high(rank) == high(other) && low(rank) == low(other) && length(rank) == length(other);
  }

  /** Returns the first rank of a network that does not begin up to an address. */
  final int after(long high, long low) {
    return climb().after(high, low);
  }

  /** Returns the first rank of a network that is equal to a block, or stands after it. */
  final int from(long high, long low, int length) {
    int rank = after(high, low);
    // Back over those that begin at the same address and are as long or longer, by halving.
    int from = firstAt(rank, high, low);
    int to = rank;
    while (from < to) {
      int middle = from + to >>> 1;
      if (length(middle) < length) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /**
   * Returns the first rank of a network that begins at an address, by galloping down from a rank.
   */
  private int firstAt(int rank, long high, long low) {
    int to = rank;
    int step = 1;
    while (to - step >= 0 && high(to - step) == high && low(to - step) == low) {
      to -= step;
      step <<= 1;
    }
    int from = Math.max(0, to - step);
    while (from < to) {
      int middle = from + to >>> 1;
      if (high(middle) == high && low(middle) == low) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return to;
  }

  /** Returns the last rank of the smallest network that contains an address, or {@link #NONE}. */
  final int smallestAround(long high, long low) {
    Climb up = climb();
    int rank = up.after(high, low) - 1;
    while (rank >= 0 && !contains(rank, high, low)) {
      rank = up.parent(rank);
    }
    return rank;
  }

  /** Returns the last rank of the smallest network that contains a block, or {@link #NONE}. */
  final int smallestAround(long high, long low, int length) {
    int rank = smallestAround(high, low);
    while (rank >= 0 && length(rank) > length) {
      rank = parent(rank);
    }
    return rank;
  }

  /** Returns the last rank of the smallest network around that of a rank, not equal to it. */
  final int parent(int rank) {
    return climb().parent(rank);
  }

  private Climb climb() {
    Climb made = climb;
    if (made == null) {
      made = new Climb(this);
      climb = made;
    }
    return made;
  }

  /** What leads from an address to the networks that contain it. */
  private static final class Climb {

    private static final int MOST_SLOT_BITS = 18;

    private final Nest nest;
    private final int[] parents;

    /** A bit for each rank that has a parent. */
    private final long[] nested;

    /**
     * For each slot, the first rank whose network begins in it or after it; one more at the end.
     */
    private final int[] slots;

    private final long least;
    private final long most;
    private final int shift;

    Climb(Nest nest) {
      this.nest = nest;
      parents = parents(nest);
      nested = new long[parents.length / Long.SIZE + 1];
      for (int rank = 0; rank < parents.length; rank++) {
        nested[rank / Long.SIZE] |= parents[rank] == NONE ? 0 : 1L << rank;
      }
      int size = nest.size;
      least = size == 0 ? 0 : nest.high(0);
      most = size == 0 ? 0 : nest.high(size - 1);
      int spread = Long.SIZE - Long.numberOfLeadingZeros(most - least);
      int slotBits =
          Math.min(MOST_SLOT_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(size / 4 + 1));
      shift = Math.max(0, spread - slotBits);
      slots = new int[(int) (most - least >>> shift) + 2];
      int slot = 0;
      for (int rank = 0; rank < size; rank++) {
        int of = slot(nest.high(rank));
        while (slot < of) {
          slots[++slot] = rank;
        }
      }
      Arrays.fill(slots, slot + 1, slots.length, size);
    }

    int parent(int rank) {
      return (nested[rank / Long.SIZE] & 1L << rank) == 0 ? NONE : parents[rank];
    }

    private int slot(long high) {
      return (int) (high - least >>> shift);
    }

    int after(long high, long low) {
      if (Long.compareUnsigned(high, least) < 0) {
        return 0;
      }
      if (Long.compareUnsigned(high, most) > 0) {
        return nest.size;
      }
      int slot = slot(high);
      return nest.upTo(slots[slot], slots[slot + 1], high, low);
    }

    /** A stack sweep in which the parents themselves are the stack. */
    private static int[] parents(Nest nest) {
      int[] parents = new int[nest.size];
      for (int rank = 0; rank < parents.length; rank++) {
        int around = rank - 1;
        if (around >= 0 && nest.same(around, rank)) {
          parents[rank] = parents[around];
          continue;
        }
        long high = nest.high(rank);
        long low = nest.low(rank);
        while (around >= 0 && !nest.contains(around, high, low)) {
          around = parents[around];
        }
        parents[rank] = around;
      }
      return parents;
    }
  }
}
