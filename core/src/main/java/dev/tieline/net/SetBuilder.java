package dev.tieline.net;

import java.util.Arrays;

/**
 * Makes the edges of the addresses of blocks that come in any order.
 *
 * <p>An IPv4 block is one long while it is sorted, its first address before its last one; a sweep
 * over the sorted blocks joins those that meet. Linear.
 */
final class SetBuilder {

  private static final long V4_MASK = 0xffff_ffffL;

  private final int capacity;
  private long[] keys4 = new long[0];
  private int size4;
  private Blocks6 blocks6 = new Blocks6(0);

  SetBuilder(int capacity) {
    this.capacity = capacity;
  }

  void add(Cidr cidr) {
    if (cidr.isV6()) {
      if (blocks6.size() == 0) {
        blocks6 = new Blocks6(Math.max(0, capacity - size4));
      }
      blocks6.add(cidr.high(), cidr.low(), cidr.prefixLength());
      return;
    }
    if (size4 == 0) {
      keys4 = new long[Math.max(0, capacity - blocks6.size())];
    }
    if (size4 == keys4.length) { // a collection that many threads use may grow while it is read
      keys4 = Arrays.copyOf(keys4, Math.max(16, 2 * size4));
    }
    keys4[size4++] = cidr.high() | ~Bits.maskHigh(cidr.prefixLength()) >>> Integer.SIZE;
  }

  Edges edges4() {
    long[] sorted = Radix.sort(keys4, size4, Integer.SIZE);
    Edges.Collector edges = new Edges.Collector(false, 2 * size4);
    int i = 0;
    while (i < size4) {
      long first = sorted[i] & ~V4_MASK;
      long last = last(sorted[i]);
      for (i++; i < size4 && sorted[i] >>> Integer.SIZE <= last + 1; i++) {
        last = Math.max(last, last(sorted[i]));
      }
      edges.add(first, 0, last + 1 << Integer.SIZE, 0);
    }
    return edges.toEdges();
  }

  private static long last(long key) {
    return key >>> Integer.SIZE | key & V4_MASK;
  }

  Edges edges6() {
    int size = blocks6.size();
    int[] order = blocks6.order();
    Edges.Collector edges = new Edges.Collector(true, 2 * size);
    for (int block : order) {
      long high = blocks6.high(block);
      long low = blocks6.low(block);
      int length = blocks6.length(block);
      long endLow = low + Bits.sizeLow(length);
      edges.add(high, low, Bits.sumHigh(high, Bits.sizeHigh(length), low, endLow), endLow);
    }
    return edges.toEdges();
  }
}
