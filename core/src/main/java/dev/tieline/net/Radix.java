package dev.tieline.net;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sorts longs as unsigned numbers by some of their bits, and others along with them.
 *
 * <p>The algorithm is the radix sort that starts with the least significant digit (Knuth, The Art
 * of Computer Programming, volume 3, section 5.2.5, algorithm R): for each digit, every number is
 * moved to its place, which follows from how often each value of the digit occurs. Passes keep the
 * order of equal digits, hence the whole sort does.
 *
 * <p>A digit has up to {@value Digit#BITS} bits, so that its counts, and the lines of memory that
 * are written to, stay in the caches of a core. It is made of one or two pieces of a number: bits
 * in which no two numbers differ, as there are at the end of addresses of networks, are left out,
 * and save passes.
 *
 * <p>The upper bits nearly sort: n numbers that are spread evenly seldom share the first log2(n) +
 * {@value #SPARE} of the bits in which they differ. So only those are sorted by digits, and
 * insertion sort, which is one walk over what is in order nearly, does the rest (MacLaren,
 * "Internal Sorting by Radix Plus Sifting", Journal of the ACM 13(3), 1966). Where numbers crowd,
 * it gives up after {@value #MOVES} moves a number, and the digits of all bits are sorted after
 * all: both keep the order of what is equal.
 *
 * <p>Linear: one walk for the differing bits, one for the counts of three digits, one for each
 * digit, of which there are six where all bits differ, and the insertions. Below {@value #FEW}
 * numbers the counts would cost more than they save: insertion sort alone.
 */
final class Radix {

  private static final int FEW = 64;
  private static final int SPARE = 2;
  private static final int MOVES = 2;

  private Radix() {}

  /**
   * Where the bits of a digit are, and how often each value occurs; then, where the next one goes.
   */
  private static final class Digit {
    static final int BITS = 11;

    /** That many bits without a difference end a piece. */
    private static final int GAP = 4;

    private final int[] places = new int[1 << BITS];
    private final int shift;
    private final int mask;
    private final int upperShift;
    private final int upperMask;
    private final long covered;

    /** Takes the lowest of the bits that differ. */
    Digit(long differing) {
      shift = Long.numberOfTrailingZeros(differing);
      int bits = piece(differing >>> shift, BITS);
      mask = (1 << bits) - 1;
      long lower = (long) mask << shift;
      long rest = differing & ~lower & -1L << shift;
      if (bits == BITS || rest == 0) {
        upperShift = 0;
        upperMask = 0;
        covered = lower;
      } else {
        int next = Long.numberOfTrailingZeros(rest);
        int more = piece(rest >>> next, BITS - bits);
        upperShift = next - bits;
        upperMask = (1 << more) - 1 << bits;
        covered = lower | (long) upperMask << upperShift;
      }
    }

    /** How many bits from the lowest one, which is set, up to a gap or the limit. */
    private static int piece(long differing, int limit) {
      int bits = 1;
      for (int i = 1; i < limit && i - bits < GAP; i++) {
        if ((differing >>> i & 1) != 0) {
          bits = i + 1;
        }
      }
      return bits;
    }

    int of(long key) {
      return (int) (key >>> shift) & mask | (int) (key >>> upperShift) & upperMask;
    }

    void toPlaces() {
      int next = 0;
      for (int value = 0; value < places.length; value++) {
        int occurrences = places[value];
        places[value] = next;
        next += occurrences;
      }
    }

    void move(long[] from, long[] to, int size) {
      for (int i = 0; i < size; i++) {
        long key = from[i];
        to[places[of(key)]++] = key;
      }
    }

    void move(long[] from, long[] to, int[] fromOthers, int[] toOthers, int size) {
      for (int i = 0; i < size; i++) {
        long key = from[i];
        int place = places[of(key)]++;
        to[place] = key;
        toOthers[place] = fromOthers[i];
      }
    }
  }

  /** Sorts by the bits from one upwards; what differs only below it stays in the given order. */
  static long[] sort(long[] keys, int size, int lowestBit) {
    return sort(keys, null, size, lowestBit);
  }

  /**
   * Sorts, and moves the companion of each key with it.
   *
   * @return the sorted keys, in an array of their number or the given one, which is overwritten at
   *     any rate; the companions are in their own one
   */
  static long[] sort(long[] keys, int @Nullable [] companions, int size, int lowestBit) {
    if (size < FEW) {
      insertionSort(keys, companions, size, lowestBit, Long.MAX_VALUE);
      return keys;
    }
    long differing = differingBits(keys, size) & -1L << lowestBit;
    long upper = upper(differing, Integer.SIZE - Integer.numberOfLeadingZeros(size) + SPARE);
    long[] sorted = sortByDigits(keys, companions, size, upper);
    if (upper == differing
        || insertionSort(sorted, companions, size, lowestBit, (long) MOVES * size)) {
      return sorted;
    }
    return sortByDigits(sorted, companions, size, differing);
  }

  /** Returns so many of the highest bits that are set, or all. */
  private static long upper(long bits, int count) {
    long left = bits;
    for (int more = Long.bitCount(bits) - count; more > 0; more--) {
      left &= left - 1;
    }
    return left;
  }

  private static long[] sortByDigits(
      long[] keys, int @Nullable [] companions, int size, long differing) {
    Digit[] digits = digits(differing);
    if (digits.length == 0) {
      return keys;
    }
    count(keys, size, digits);
    long[] from = keys;
    long[] to = new long[size];
    int[] fromOthers = companions;
    int[] toOthers = companions == null ? null : new int[size];
    for (Digit digit : digits) {
      digit.toPlaces();
      if (fromOthers == null || toOthers == null) {
        digit.move(from, to, size);
      } else {
        digit.move(from, to, fromOthers, toOthers, size);
        int[] others = fromOthers;
        fromOthers = toOthers;
        toOthers = others;
      }
      long[] moved = to;
      to = from;
      from = moved;
    }
    if (companions != null && fromOthers != null && fromOthers != companions) {
      System.arraycopy(fromOthers, 0, companions, 0, size);
    }
    return from;
  }

  private static long differingBits(long[] keys, int size) {
    long all = -1L;
    long any = 0;
    for (int i = 0; i < size; i++) {
      all &= keys[i];
      any |= keys[i];
    }
    return any & ~all;
  }

  private static Digit[] digits(long differing) {
    Digit[] digits = new Digit[Long.SIZE];
    int count = 0;
    for (long left = differing; left != 0; count++) {
      digits[count] = new Digit(left);
      left &= ~digits[count].covered;
    }
    return Arrays.copyOf(digits, count);
  }

  /** Counts the values of up to three digits in each walk. */
  private static void count(long[] keys, int size, Digit[] digits) {
    for (int first = 0; first < digits.length; first += 3) {
      Digit one = digits[first];
      Digit two = digits[Math.min(first + 1, digits.length - 1)];
      Digit three = digits[Math.min(first + 2, digits.length - 1)];
      int[] ones = one.places;
      int[] twos = two == one ? new int[ones.length] : two.places;
      int[] threes = three == two ? new int[ones.length] : three.places;
      for (int i = 0; i < size; i++) {
        long key = keys[i];
        ones[one.of(key)]++;
        twos[two.of(key)]++;
        threes[three.of(key)]++;
      }
    }
  }

  /** Sorts unless that takes more moves; false if it does, with all keys still there. */
  private static boolean insertionSort(
      long[] keys, int @Nullable [] companions, int size, int lowestBit, long moves) {
    long left = moves;
    for (int i = 1; i < size; i++) {
      long key = keys[i];
      long bits = key >>> lowestBit;
      if (Long.compareUnsigned(keys[i - 1] >>> lowestBit, bits) <= 0) {
        continue;
      }
      int companion = companions == null ? 0 : companions[i];
      int j = i;
      do {
        keys[j] = keys[j - 1];
        if (companions != null) {
          companions[j] = companions[j - 1];
        }
        j--;
      } while (j > 0 && Long.compareUnsigned(keys[j - 1] >>> lowestBit, bits) > 0);
      keys[j] = key;
      if (companions != null) {
        companions[j] = companion;
      }
      left -= i - j;
      if (left < 0) {
        return false;
      }
    }
    return true;
  }
}
