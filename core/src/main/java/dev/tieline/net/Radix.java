package dev.tieline.net;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sorts longs as unsigned numbers by some of their bits, and others along with them.
 *
 * <p>The algorithm is the radix sort that starts with the least significant digit (Knuth, The Art
 * of Computer Programming, volume 3, section 5.2.5, algorithm R): each pass counts how often each
 * value of a digit occurs, and moves every number to its place. Passes keep the order of equal
 * digits, hence the whole sort does. A digit has {@value #DIGIT} bits, so that its counts and the
 * lines that are written to stay in the caches of a core, and begins at a bit in which numbers
 * differ, so that what all share costs nothing. Linear: one pass for the comparison of bits and two
 * for each digit, at most six digits. Below {@value #FEW} numbers the counts would cost more than
 * they save: insertion sort.
 */
final class Radix {

  private static final int DIGIT = 11;
  private static final int FEW = 64;

  private Radix() {}

  /** Sorts by the bits from one upwards; what differs only below it stays in the given order. */
  static long[] sort(long[] keys, int size, int lowestBit) {
    return sort(keys, null, size, lowestBit);
  }

  /**
   * Sorts, and moves the companion of each key with it.
   *
   * @return the sorted keys, which may be the given array or another one of the same length; then
   *     the companions are in the given array all the same
   */
  static long[] sort(long[] keys, int @Nullable [] companions, int size, int lowestBit) {
    if (size < FEW) {
      insertionSort(keys, companions, size, lowestBit);
      return keys;
    }
    long differing = differingBits(keys, size) & -1L << lowestBit;
    long[] from = keys;
    long[] to = null;
    int[] fromCompanions = companions;
    int[] toCompanions = null;
    int[] places = new int[1 << DIGIT];
    while (differing != 0) {
      int shift = Long.numberOfTrailingZeros(differing);
      differing = shift + DIGIT >= Long.SIZE ? 0 : differing & -1L << shift + DIGIT;
      if (to == null) {
        to = new long[size];
      }
      count(from, size, shift, places);
      if (fromCompanions == null) {
        move(from, to, size, shift, places);
      } else {
        if (toCompanions == null) {
          toCompanions = new int[size];
        }
        move(from, to, fromCompanions, toCompanions, size, shift, places);
        int[] swapped = fromCompanions;
        fromCompanions = toCompanions;
        toCompanions = swapped;
      }
      long[] swapped = from;
      from = to;
      to = swapped;
    }
    if (companions != null && fromCompanions != null && fromCompanions != companions) {
      System.arraycopy(fromCompanions, 0, companions, 0, size);
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

  /** Leaves in each place where the first key of that digit goes. */
  private static void count(long[] keys, int size, int shift, int[] places) {
    Arrays.fill(places, 0);
    for (int i = 0; i < size; i++) {
      places[(int) (keys[i] >>> shift) & places.length - 1]++;
    }
    int next = 0;
    for (int digit = 0; digit < places.length; digit++) {
      int occurrences = places[digit];
      places[digit] = next;
      next += occurrences;
    }
  }

  private static void move(long[] from, long[] to, int size, int shift, int[] places) {
    for (int i = 0; i < size; i++) {
      long key = from[i];
      to[places[(int) (key >>> shift) & places.length - 1]++] = key;
    }
  }

  private static void move(
      long[] from,
      long[] to,
      int[] fromCompanions,
      int[] toCompanions,
      int size,
      int shift,
      int[] places) {
    for (int i = 0; i < size; i++) {
      long key = from[i];
      int place = places[(int) (key >>> shift) & places.length - 1]++;
      to[place] = key;
      toCompanions[place] = fromCompanions[i];
    }
  }

  private static void insertionSort(
      long[] keys, int @Nullable [] companions, int size, int lowestBit) {
    for (int i = 1; i < size; i++) {
      long key = keys[i];
      int companion = companions == null ? 0 : companions[i];
      int j = i;
      for (; j > 0 && Long.compareUnsigned(keys[j - 1] >>> lowestBit, key >>> lowestBit) > 0; j--) {
        keys[j] = keys[j - 1];
        if (companions != null) {
          companions[j] = companions[j - 1];
        }
      }
      keys[j] = key;
      if (companions != null) {
        companions[j] = companion;
      }
    }
  }
}
