package dev.tieline.net;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * IPv6 blocks in the order in which they were given, as arrays, and the order in which they sort.
 *
 * <p>The lower halves of addresses have an array only if one is not 0: most blocks are /64 or
 * larger.
 */
final class Blocks6 {

  private long[] high;
  private long @Nullable [] low;
  private byte[] lengths;
  private int size;

  Blocks6(int capacity) {
    high = new long[capacity];
    lengths = new byte[capacity];
  }

  void add(long firstHigh, long firstLow, int prefixLength) {
    if (size == high.length) {
      int more = Math.max(16, 2 * size);
      high = Arrays.copyOf(high, more);
      lengths = Arrays.copyOf(lengths, more);
    }
    high[size] = firstHigh;
    lengths[size] = (byte) prefixLength;
    if (firstLow != 0 || low != null) {
      if (low == null) {
        low = new long[high.length];
      } else if (low.length < high.length) {
        low = Arrays.copyOf(low, high.length);
      }
      low[size] = firstLow;
    }
    size++;
  }

  int size() {
    return size;
  }

  long high(int index) {
    return high[index];
  }

  long low(int index) {
    return low == null ? 0 : low[index];
  }

  boolean hasLow() {
    return low != null;
  }

  int length(int index) {
    return lengths[index] & 0xff;
  }

  /**
   * Returns the numbers of the blocks, sorted by first address, then prefix length, then number:
   * one stable sort by each, the least significant first. Linear.
   */
  int[] order() {
    int[] order = new int[size];
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
      keys[i] = lengths[i] & 0xff;
    }
    Radix.sort(keys, order, size, 0);
    if (low != null) {
      sortBy(low, order, keys);
    }
    sortBy(high, order, keys);
    return order;
  }

  private static void sortBy(long[] values, int[] order, long[] keys) {
    for (int i = 0; i < order.length; i++) {
      keys[i] = values[order[i]];
    }
    Radix.sort(keys, order, order.length, 0);
  }
}
