package dev.tieline.net;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one family that are in a set, as the sorted addresses at which that changes.
 *
 * <p>The first edge is the first address inside, the second the first one outside again, and so on:
 * an address is inside if the number of edges up to it is odd. A last edge without a partner begins
 * what reaches to the end of the family, which thus needs no number beyond the last address. A set
 * of addresses has one such form only. Any operation on two sets is one walk along both lists of
 * edges, in which a table of four bits says what is in the result.
 *
 * <p>Addresses are {@link Bits aligned to the left}. A range takes 16 bytes, or 32 where one of the
 * set is cut within the lower half of an IPv6 address. Immutable.
 */
final class Edges {

  /** What is in the result: bit 1 of what is in the first set alone, 2 in the second, 3 in both. */
  static final int UNION = 0b1110;

  static final int INTERSECTION = 0b1000;
  static final int MINUS = 0b0010;

  private static final Edges NONE4 = new Edges(false, new long[0], null);
  private static final Edges NONE6 = new Edges(true, new long[0], null);

  private final boolean v6;
  private final long[] high;

  /** The lower halves, or null if all are 0. */
  private final long @Nullable [] low;

  private Edges(boolean v6, long[] high, long @Nullable [] low) {
    this.v6 = v6;
    this.high = high;
    this.low = low;
  }

  static Edges none(boolean v6) {
    return v6 ? NONE6 : NONE4;
  }

  /**
   * The addresses of one range; the end is the address after the last one, 0 for the last of all.
   */
  static Edges range(boolean v6, long high, long low, long endHigh, long endLow) {
    Collector edges = new Collector(v6, 2);
    edges.add(high, low, endHigh, endLow);
    return edges.toEdges();
  }

  boolean isV6() {
    return v6;
  }

  int size() {
    return high.length;
  }

  int rangeCount() {
    return high.length + 1 >> 1;
  }

  /** The upper half of an edge; 0 beyond the last edge, which is the end of the family. */
  long high(int index) {
    return index < high.length ? high[index] : 0;
  }

  /** The lower half of an edge; 0 beyond the last edge. */
  long low(int index) {
    return low == null || index >= high.length ? 0 : low[index];
  }

  /** Returns how many edges are up to an address. Takes O(log n). */
  int upTo(long toHigh, long toLow) {
    int from = 0;
    int to = high.length;
    while (from < to) {
      int middle = from + to >>> 1;
      if (Bits.compare(high[middle], low(middle), toHigh, toLow) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** Returns what an operation makes of this set and another one. Linear. */
  Edges combine(Edges other, int operation) {
    Collector result = new Collector(v6, high.length + other.high.length);
    merge(other, operation, result);
    return result.toEdges();
  }

  /** Says whether an operation would leave anything. Linear, and over at the first address. */
  boolean any(Edges other, int operation) {
    return merge(other, operation, null);
  }

  private boolean merge(Edges other, int operation, @Nullable Collector result) {
    int i = 0;
    int j = 0;
    int inside = 0; // bit 0: of this set; bit 1: of the other one
    boolean wasInside = false;
    while (i < high.length || j < other.high.length) {
      int order =
          j == other.high.length
              ? -1
              : i == high.length ? 1 : Bits.compare(high[i], low(i), other.high[j], other.low(j));
      long edgeHigh = order <= 0 ? high[i] : other.high[j];
      long edgeLow = order <= 0 ? low(i) : other.low(j);
      if (order <= 0) {
        inside ^= 1;
        i++;
      }
      if (order >= 0) {
        inside ^= 2;
        j++;
      }
      boolean isInside = (operation >> inside & 1) != 0;
      if (isInside != wasInside) {
        if (result == null) {
          return true;
        }
        result.edge(edgeHigh, edgeLow);
        wasInside = isInside;
      }
    }
    return false;
  }

  /** Returns the number of addresses. Linear. */
  BigInteger count() {
    BigInteger whole = BigInteger.ONE.shiftLeft(v6 ? 128 : 32);
    if (high.length == 1 && high(0) == 0 && low(0) == 0) {
      return whole;
    }
    long sumHigh = 0;
    long sumLow = 0;
    for (int i = 0; i < high.length; i += 2) {
      long lengthHigh = Bits.differenceHigh(high(i + 1), high(i), low(i + 1), low(i));
      long sum = sumLow + (low(i + 1) - low(i));
      sumHigh = Bits.sumHigh(sumHigh, lengthHigh, sumLow, sum);
      sumLow = sum;
    }
    return Bits.toBigInteger(sumHigh, sumLow).shiftRight(v6 ? 0 : 96);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Edges edges
        && v6 == edges.v6
        && Arrays.equals(high, edges.high)
        && Arrays.equals(low, edges.low);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(high) + Arrays.hashCode(low);
  }

  /** Collects edges, or ranges in the order of their first addresses. */
  static final class Collector {
    private final boolean v6;
    private long[] high;
    private long @Nullable [] low;
    private int size;

    Collector(boolean v6, int edges) {
      this.v6 = v6;
      high = new long[Math.max(2, edges)];
    }

    void edge(long edgeHigh, long edgeLow) {
      if (size == high.length) {
        high = Arrays.copyOf(high, 2 * size);
      }
      high[size] = edgeHigh;
      if (edgeLow != 0 || low != null) {
        if (low == null) {
          low = new long[high.length];
        } else if (low.length < high.length) {
          low = Arrays.copyOf(low, high.length);
        }
        low[size] = edgeLow;
      }
      size++;
    }

    /** Adds a range that begins at or after the one before it; joins those that meet. */
    void add(long first, long firstLow, long end, long endLow) {
      if (size > 0) {
        if ((size & 1) != 0) {
          return; // reaches the end of the family already
        }
        long lastHigh = high[size - 1];
        long lastLow = low == null ? 0 : low[size - 1];
        if (Bits.compare(first, firstLow, lastHigh, lastLow) <= 0) {
          boolean open = end == 0 && endLow == 0;
          if (open || Bits.compare(end, endLow, lastHigh, lastLow) > 0) {
            size--;
            if (!open) {
              edge(end, endLow);
            }
          }
          return;
        }
      }
      edge(first, firstLow);
      if (end != 0 || endLow != 0) {
        edge(end, endLow);
      }
    }

    Edges toEdges() {
      if (size == 0) {
        return none(v6);
      }
      long[] lows = low;
      boolean anyLow = false;
      for (int i = 0; lows != null && i < size; i++) {
        anyLow |= lows[i] != 0;
      }
      return new Edges(
          v6,
          Arrays.copyOf(high, size),
          lows == null || !anyLow ? null : Arrays.copyOf(lows, size));
    }
  }
}
