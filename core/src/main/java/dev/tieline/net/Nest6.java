package dev.tieline.net;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * IPv6 networks as arrays of their parts. 13 bytes a network; 21 if one is longer than a /64, since
 * the lower halves of first addresses are kept only then.
 */
final class Nest6 extends Nest {

  private static final Nest6 EMPTY = new Nest6(new long[0], null, new byte[0], new int[0]);

  private final long[] high;

  /** The lower halves, or null if all are 0. */
  private final long @Nullable [] low;

  private final byte[] lengths;
  private final int[] numbers;

  private Nest6(long[] high, long @Nullable [] low, byte[] lengths, int[] numbers) {
    super(high.length);
    this.high = high;
    this.low = low;
    this.lengths = lengths;
    this.numbers = numbers;
  }

  static Nest6 empty() {
    return EMPTY;
  }

  /** Takes networks in any order, numbered as they came. */
  static Nest6 of(Blocks6 blocks) {
    return of(blocks, blocks.order());
  }

  /** Takes networks, numbered as they came, and over their order. */
  static Nest6 of(Blocks6 blocks, int[] order) {
    int size = order.length;
    long[] high = new long[size];
    long[] low = blocks.hasLow() ? new long[size] : null;
    byte[] lengths = new byte[size];
    for (int rank = 0; rank < size; rank++) {
      int block = order[rank];
      high[rank] = blocks.high(block);
      lengths[rank] = (byte) blocks.length(block);
      if (low != null) {
        low[rank] = blocks.low(block);
      }
    }
    return new Nest6(high, low, lengths, order);
  }

  Nest6 with(Cidr cidr, int number) {
    int at = 0;
    int to = size();
    while (at < to) {
      int middle = at + to >>> 1;
      int order = Bits.compare(high[middle], low(middle), cidr.high(), cidr.low());
      if (order < 0 || order == 0 && length(middle) <= cidr.prefixLength()) {
        at = middle + 1;
      } else {
        to = middle;
      }
    }
    long[] lows = low != null ? low : cidr.low() != 0 ? new long[size()] : null;
    return new Nest6(
        with(high, at, cidr.high()),
        lows == null ? null : with(lows, at, cidr.low()),
        with(lengths, at, (byte) cidr.prefixLength()),
        with(numbers, at, number));
  }

  Nest6 without(int rank) {
    return new Nest6(
        without(high, rank),
        low == null ? null : without(low, rank),
        without(lengths, rank),
        without(numbers, rank));
  }

  private static long[] with(long[] array, int at, long value) {
    long[] more = Arrays.copyOf(array, array.length + 1);
    System.arraycopy(array, at, more, at + 1, array.length - at);
    more[at] = value;
    return more;
  }

  private static byte[] with(byte[] array, int at, byte value) {
    byte[] more = Arrays.copyOf(array, array.length + 1);
    System.arraycopy(array, at, more, at + 1, array.length - at);
    more[at] = value;
    return more;
  }

  private static int[] with(int[] array, int at, int value) {
    int[] more = Arrays.copyOf(array, array.length + 1);
    System.arraycopy(array, at, more, at + 1, array.length - at);
    more[at] = value;
    return more;
  }

  private static long[] without(long[] array, int at) {
    long[] fewer = Arrays.copyOf(array, array.length - 1);
    System.arraycopy(array, at + 1, fewer, at, fewer.length - at);
    return fewer;
  }

  private static byte[] without(byte[] array, int at) {
    byte[] fewer = Arrays.copyOf(array, array.length - 1);
    System.arraycopy(array, at + 1, fewer, at, fewer.length - at);
    return fewer;
  }

  private static int[] without(int[] array, int at) {
    int[] fewer = Arrays.copyOf(array, array.length - 1);
    System.arraycopy(array, at + 1, fewer, at, fewer.length - at);
    return fewer;
  }

  @Override
  long high(int rank) {
    return high[rank];
  }

  @Override
  long low(int rank) {
    return low == null ? 0 : low[rank];
  }

  @Override
  int length(int rank) {
    return lengths[rank] & 0xff;
  }

  @Override
  int number(int rank) {
    return numbers[rank];
  }

  @Override
  boolean contains(int rank, long ofHigh, long ofLow) {
    int length = length(rank);
    return ((high[rank] ^ ofHigh) & Bits.maskHigh(length)) == 0
        && (length <= Long.SIZE || ((low(rank) ^ ofLow) & Bits.maskLow(length)) == 0);
  }

  @Override
  int upTo(int from, int to, long toHigh, long toLow) {
    int least = from;
    int most = to;
    while (least < most) {
      int middle = least + most >>> 1;
      if (Bits.compare(high[middle], low(middle), toHigh, toLow) <= 0) {
        least = middle + 1;
      } else {
        most = middle;
      }
    }
    return least;
  }

  @Override
  int firstAround(int from) {
    int last = size() - 1;
    for (int rank = from; rank < last; rank++) {
      if (contains(rank, high[rank + 1], low(rank + 1))) {
        return rank;
      }
    }
    return size();
  }

  @Override
  boolean isV6() {
    return true;
  }
}
