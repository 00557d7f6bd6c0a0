package dev.tieline.net;

import java.util.Arrays;

/**
 * IPv4 networks as one long each, so that sorting and sweeping them touches nothing else: 32 bits
 * of the first address, 6 of the prefix length, 26 of the number. 8 bytes a network.
 */
final class Nest4 extends Nest {

  static final int MOST = 1 << 26;

  private static final Nest4 EMPTY = new Nest4(new long[0], 0);
  private static final int NUMBER_BITS = 26;

  private final long[] keys;

  private Nest4(long[] keys, int size) {
    super(size);
    this.keys = keys;
  }

  static Nest4 empty() {
    return EMPTY;
  }

  static long key(Cidr cidr, int number) {
    return cidr.high() | (long) cidr.prefixLength() << NUMBER_BITS | number;
  }

  /** Takes over keys in any order; their numbers ascend. */
  static Nest4 of(long[] keys, int size) {
    long[] sorted = Radix.sort(keys, size, NUMBER_BITS);
    return new Nest4(sorted.length == size ? sorted : Arrays.copyOf(sorted, size), size);
  }

  /** Takes over keys in order. */
  static Nest4 ofSorted(long[] keys) {
    return new Nest4(keys, keys.length);
  }

  Nest4 with(Cidr cidr, int number) {
    long key = key(cidr, number);
    int at = 0;
    int to = size();
    while (at < to) {
      int middle = at + to >>> 1;
      if (Long.compareUnsigned(keys[middle] >>> NUMBER_BITS, key >>> NUMBER_BITS) <= 0) {
        at = middle + 1;
      } else {
        to = middle;
      }
    }
    long[] more = Arrays.copyOf(keys, size() + 1);
    System.arraycopy(keys, at, more, at + 1, size() - at);
    more[at] = key;
    return new Nest4(more, more.length);
  }

  Nest4 without(int rank) {
    long[] fewer = Arrays.copyOf(keys, size() - 1);
    System.arraycopy(keys, rank + 1, fewer, rank, size() - rank - 1);
    return new Nest4(fewer, fewer.length);
  }

  @Override
  long high(int rank) {
    return keys[rank] & 0xffff_ffff_0000_0000L;
  }

  @Override
  long low(int rank) {
    return 0;
  }

  @Override
  int length(int rank) {
    return (int) (keys[rank] >>> NUMBER_BITS) & 63;
  }

  @Override
  int number(int rank) {
    return (int) keys[rank] & MOST - 1;
  }

  @Override
  boolean contains(int rank, long ofHigh, long ofLow) {
    long key = keys[rank];
    // Two shifts, since one by 64 is one by 0 in Java, and the length may be 0; ~n is 63 - n in the
    // six bits by which a long is shifted, and those of the length are the lowest ones here.
    return (key ^ ofHigh) >>> 1 >>> ~(key >>> NUMBER_BITS) == 0;
  }

  @Override
  int upTo(int from, int to, long toHigh, long toLow) {
    long address = toHigh >>> Integer.SIZE;
    int least = from;
    // Halves without a branch that a processor would have to guess: the length alone ends the loop.
    for (int length = to - from; length > 0; ) {
      int half = length + 1 >>> 1;
      least += keys[least + half - 1] >>> Integer.SIZE <= address ? half : 0;
      length -= half;
    }
    return least;
  }

  @Override
  int firstAround(int from) {
    int last = size() - 1;
    for (int rank = from; rank < last; rank++) {
      if (contains(rank, keys[rank + 1], 0)) { // what is after the address is beyond any prefix
        return rank;
      }
    }
    return size();
  }

  @Override
  boolean isV6() {
    return false;
  }
}
