package dev.tieline.net;

/**
 * A node of the tree of {@link Gaps}: a leaf has gaps, an inner node has nodes, {@value #MOST} at
 * most, in address order.
 *
 * <p>Of each it knows the first address, and the sizes of all blocks in it as the bits of one
 * number: see {@link GapBlocks}. Addresses and sizes are halves in arrays of their own, the lower
 * ones for IPv6 alone; IPv4 reads zeros that all nodes share.
 */
final class GapNode {

  static final int MOST = 32;

  private static final long[] ZEROS = new long[MOST];
  private static final long[] NO_ENDS = new long[0];
  private static final GapNode[] NO_CHILDREN = new GapNode[0];

  private final boolean v6;
  private final long[] high = new long[MOST];
  private final long[] low;
  private final long[] sizesHigh = new long[MOST];
  private final long[] sizesLow;

  /** The addresses after the last ones of gaps; 2^128 is 0. */
  private final long[] endHigh;

  private final long[] endLow;
  private final GapNode[] children;
  private int size;

  private GapNode(boolean v6, boolean leaf) {
    this.v6 = v6;
    low = v6 ? new long[MOST] : ZEROS;
    sizesLow = v6 ? new long[MOST] : ZEROS;
    endHigh = leaf ? new long[MOST] : NO_ENDS;
    endLow = leaf ? v6 ? new long[MOST] : ZEROS : NO_ENDS;
    children = leaf ? NO_CHILDREN : new GapNode[MOST];
  }

  static GapNode leaf(boolean v6) {
    return new GapNode(v6, true);
  }

  static GapNode inner(boolean v6) {
    return new GapNode(v6, false);
  }

  boolean isLeaf() {
    return children.length == 0;
  }

  int size() {
    return size;
  }

  /** The upper half of the first address of a gap or child. */
  long high(int at) {
    return high[at];
  }

  long low(int at) {
    return low[at];
  }

  long endHigh(int gap) {
    return endHigh[gap];
  }

  long endLow(int gap) {
    return endLow[gap];
  }

  GapNode child(int at) {
    return children[at];
  }

  /** Writes a gap over the one that is there. */
  void set(int gap, long firstHigh, long firstLow, long lastHigh, long lastLow, GapBlocks blocks) {
    blocks.look(firstHigh, firstLow, lastHigh, lastLow);
    high[gap] = firstHigh;
    endHigh[gap] = lastHigh;
    sizesHigh[gap] = blocks.sizesHigh();
    if (v6) {
      low[gap] = firstLow;
      endLow[gap] = lastLow;
      sizesLow[gap] = blocks.sizesLow();
    }
  }

  void insert(int gap, long firstHigh, long firstLow, long lastHigh, long lastLow, GapBlocks with) {
    move(gap, this, gap + 1);
    size++;
    set(gap, firstHigh, firstLow, lastHigh, lastLow, with);
  }

  void insert(int at, GapNode child) {
    move(at, this, at + 1);
    size++;
    children[at] = child;
    refresh(at);
  }

  /** Looks at a child anew; false if nothing has changed of what is known of it. */
  boolean refresh(int at) {
    GapNode child = children[at];
    long ofHigh = 0;
    long ofLow = 0;
    for (int i = 0; i < child.size; i++) {
      ofHigh |= child.sizesHigh[i];
    }
    for (int i = 0; v6 && i < child.size; i++) {
      ofLow |= child.sizesLow[i];
    }
    if (sizesHigh[at] == ofHigh
        && sizesLow[at] == ofLow
        && high[at] == child.high[0]
        && low[at] == child.low[0]) {
      return false;
    }
    high[at] = child.high[0];
    sizesHigh[at] = ofHigh;
    if (v6) {
      low[at] = child.low[0];
      sizesLow[at] = ofLow;
    }
    return true;
  }

  void remove(int at) {
    move(at + 1, this, at);
    size--;
  }

  boolean isFull() {
    return size == MOST;
  }

  /** Moves the upper half into a new node. */
  GapNode split() {
    GapNode upper = new GapNode(v6, isLeaf());
    int half = size / 2;
    move(half, upper, 0);
    upper.size = size - half;
    size = half;
    return upper;
  }

  private void move(int from, GapNode into, int to) {
    int count = size - from;
    System.arraycopy(high, from, into.high, to, count);
    System.arraycopy(sizesHigh, from, into.sizesHigh, to, count);
    if (v6) {
      System.arraycopy(low, from, into.low, to, count);
      System.arraycopy(sizesLow, from, into.sizesLow, to, count);
    }
    if (!isLeaf()) {
      System.arraycopy(children, from, into.children, to, count);
      return;
    }
    System.arraycopy(endHigh, from, into.endHigh, to, count);
    if (v6) {
      System.arraycopy(endLow, from, into.endLow, to, count);
    }
  }

  /** Returns how many gaps or children begin up to an address. */
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

  /** Returns the first gap or child with a block of one of the wanted sizes, or their number. */
  int firstWith(long wantedHigh, long wantedLow) {
    int at = 0;
    while (at < size && (sizesHigh[at] & wantedHigh | sizesLow[at] & wantedLow) == 0) {
      at++;
    }
    return at;
  }

  /** The smallest of the wanted sizes that a block of this node has, of a half of them. */
  long smallestHigh(long wantedHigh) {
    long all = 0;
    for (int at = 0; at < size; at++) {
      all |= sizesHigh[at];
    }
    return Long.lowestOneBit(all & wantedHigh);
  }

  long smallestLow(long wantedLow) {
    long all = 0;
    for (int at = 0; at < size; at++) {
      all |= sizesLow[at];
    }
    return Long.lowestOneBit(all & wantedLow);
  }
}
