package dev.tieline.net;

/**
 * Some neighbouring gaps, and the sizes of the blocks that they are made of.
 *
 * <p>A gap from s to e is made of blocks whose sizes can be read off without walking along them:
 * with m the multiple of the greatest power of two between s and e, the blocks from s up to m grow
 * and are the bits of m - s, those from m to e shrink and are the bits of e - m. So the sizes of
 * all blocks of a gap, and of many gaps, are one number of 128 bits.
 */
final class GapChunk {

  static final int MOST = 32;

  private final long[] high = new long[MOST];
  private final long[] low = new long[MOST];
  private final long[] endHigh = new long[MOST];
  private final long[] endLow = new long[MOST];
  private int size;
  private long sizesHigh;
  private long sizesLow;

  /** The number m of the gap that was looked at last, and the sizes before and after it. */
  private long middleHigh;

  private long middleLow;
  private long upHigh;
  private long upLow;
  private long downHigh;
  private long downLow;

  int size() {
    return size;
  }

  boolean isFull() {
    return size == MOST;
  }

  long high(int gap) {
    return high[gap];
  }

  long low(int gap) {
    return low[gap];
  }

  /** The upper half of the address after the last one of a gap; 2^128 is 0. */
  long endHigh(int gap) {
    return endHigh[gap];
  }

  long endLow(int gap) {
    return endLow[gap];
  }

  void set(int gap, long firstHigh, long firstLow, long lastHigh, long lastLow) {
    high[gap] = firstHigh;
    low[gap] = firstLow;
    endHigh[gap] = lastHigh;
    endLow[gap] = lastLow;
  }

  void insert(int gap, long firstHigh, long firstLow, long lastHigh, long lastLow) {
    shift(gap, gap + 1);
    size++;
    set(gap, firstHigh, firstLow, lastHigh, lastLow);
  }

  void remove(int gap) {
    shift(gap + 1, gap);
    size--;
  }

  private void shift(int from, int to) {
    System.arraycopy(high, from, high, to, size - from);
    System.arraycopy(low, from, low, to, size - from);
    System.arraycopy(endHigh, from, endHigh, to, size - from);
    System.arraycopy(endLow, from, endLow, to, size - from);
  }

  /** Moves the upper half of the gaps into a new chunk. */
  GapChunk split() {
    GapChunk upper = new GapChunk();
    int half = size / 2;
    for (int gap = half; gap < size; gap++) {
      upper.insert(gap - half, high[gap], low[gap], endHigh[gap], endLow[gap]);
    }
    size = half;
    return upper;
  }

  /** Returns how many gaps begin up to an address. */
  int upTo(long toHigh, long toLow) {
    int from = 0;
    int to = size;
    while (from < to) {
      int middle = from + to >>> 1;
      if (Bits.compare(high[middle], low[middle], toHigh, toLow) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** Looks at all gaps anew, after one or more have changed. */
  void refresh() {
    sizesHigh = 0;
    sizesLow = 0;
    for (int gap = 0; gap < size; gap++) {
      look(gap);
      sizesHigh |= upHigh | downHigh;
      sizesLow |= upLow | downLow;
    }
  }

  /** The upper half of the sizes of all blocks, as of the last {@link #refresh}. */
  long sizesHigh() {
    return sizesHigh;
  }

  long sizesLow() {
    return sizesLow;
  }

  /** Returns the first gap with a block of one of the wanted sizes, or the number of gaps. */
  int firstWith(long wantedHigh, long wantedLow) {
    for (int gap = 0; gap < size; gap++) {
      look(gap);
      if (((upHigh | downHigh) & wantedHigh | (upLow | downLow) & wantedLow) != 0) {
        return gap;
      }
    }
    return size;
  }

  /**
   * Returns the lowest block of the smallest wanted size in a gap that {@link #firstWith} has
   * found.
   *
   * @return the block; its prefix length is that of the size
   */
  Cidr smallest(boolean v6, int gap, long wantedHigh, long wantedLow) {
    look(gap);
    long sizesHigh = (upHigh | downHigh) & wantedHigh;
    long sizesLow = (upLow | downLow) & wantedLow;
    long bitLow = Long.lowestOneBit(sizesLow);
    long bitHigh = bitLow != 0 ? 0 : Long.lowestOneBit(sizesHigh);
    int prefixLength = 128 - Bits.trailingZeros(bitHigh, bitLow);
    boolean up = (upHigh & bitHigh | upLow & bitLow) != 0;
    // Before m come the smaller blocks of its side, after m the larger ones.
    long maskHigh = Bits.maskHigh(prefixLength);
    long maskLow = Bits.maskLow(prefixLength);
    long atLow = up ? low[gap] : middleLow;
    long atHigh = up ? high[gap] : middleHigh;
    long byLow = up ? upLow & ~maskLow : downLow & maskLow & ~bitLow;
    long byHigh = up ? upHigh & ~maskHigh : downHigh & maskHigh & ~bitHigh;
    long sumLow = atLow + byLow;
    return Cidr.aligned(v6, Bits.sumHigh(atHigh, byHigh, atLow, sumLow), sumLow, prefixLength);
  }

  private void look(int gap) {
    long sHigh = high[gap];
    long sLow = low[gap];
    long eHigh = endHigh[gap];
    long eLow = endLow[gap];
    if ((eHigh | eLow) == 0) {
      // All of a family has no size in 128 bits, and is said to be two halves.
      boolean all = (sHigh | sLow) == 0;
      middleHigh = all ? Long.MIN_VALUE : 0;
      middleLow = 0;
      downHigh = all ? Long.MIN_VALUE : 0;
      downLow = 0;
    } else {
      int shared = Bits.sharedBits(sHigh, sLow, eHigh, eLow);
      middleHigh = eHigh & Bits.maskHigh(shared + 1);
      middleLow = eLow & Bits.maskLow(shared + 1);
      downHigh = eHigh & ~Bits.maskHigh(shared + 1);
      downLow = eLow & ~Bits.maskLow(shared + 1);
    }
    upLow = middleLow - sLow;
    upHigh = Bits.differenceHigh(middleHigh, sHigh, middleLow, sLow);
  }
}
