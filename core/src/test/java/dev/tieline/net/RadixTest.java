package dev.tieline.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Sorts, against the JDK's stable sort by an unsigned comparison of the same bits. */
class RadixTest {

  @Property(tries = 200)
  void sort_anyKeys_isStableAndByTheBitsFromTheLowest(
      @ForAll @IntRange(max = 400) int size,
      @ForAll @IntRange(max = 63) int lowestBit,
      @ForAll long mask,
      @ForAll long seed) {
    Random random = new Random(seed);
    long[] keys = random.longs(size).map(key -> key & mask).toArray();
    List<Long> expected = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      places.add(i);
    }
    places.sort(
        Comparator.comparing(i -> keys[i] >>> lowestBit, (a, b) -> Long.compareUnsigned(a, b)));
    places.forEach(i -> expected.add(keys[i]));
    int[] companions = new int[size];
    for (int i = 0; i < size; i++) {
      companions[i] = i;
    }
    long[] alone = Radix.sort(keys.clone(), size, lowestBit);
    long[] with = Radix.sort(keys.clone(), companions, size, lowestBit);
    for (int i = 0; i < size; i++) {
      assertThat(alone[i]).isEqualTo(expected.get(i));
      assertThat(with[i]).isEqualTo(expected.get(i));
      assertThat(companions[i]).isEqualTo(places.get(i));
    }
  }

  /** A few keys far away make the rest crowd in what is not looked at first. */
  @Property(tries = 60)
  void sort_keysThatCrowd_areSortedAlike(
      @ForAll @IntRange(min = 64, max = 3000) int size,
      @ForAll @IntRange(max = 12) int bits,
      @ForAll @IntRange(max = 40) int far,
      @ForAll long seed) {
    Random random = new Random(seed);
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] =
          i % 50 == 0 && i / 50 < far ? random.nextLong() : random.nextLong() >>> 64 - 8 - bits;
    }
    assertSortedStably(keys, 4);
    assertSortedStably(keys, 0);
  }

  private static void assertSortedStably(long[] keys, int lowestBit) {
    Integer[] places = new Integer[keys.length];
    int[] companions = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      places[i] = i;
      companions[i] = i;
    }
    Arrays.sort(
        places, (a, b) -> Long.compareUnsigned(keys[a] >>> lowestBit, keys[b] >>> lowestBit));
    long[] alone = Radix.sort(keys.clone(), keys.length, lowestBit);
    long[] with = Radix.sort(keys.clone(), companions, keys.length, lowestBit);
    for (int i = 0; i < keys.length; i++) {
      assertThat(alone[i]).isEqualTo(keys[places[i]]);
      assertThat(with[i]).isEqualTo(keys[places[i]]);
      assertThat(companions[i]).isEqualTo(places[i]);
    }
  }

  @Test
  void sort_fewerThanTheArrayHolds_leavesTheRestOut() {
    long[] keys = new long[200];
    for (int i = 0; i < 200; i++) {
      keys[i] = 200 - i;
    }
    long[] sorted = Radix.sort(keys, 100, 0);
    for (int i = 0; i < 100; i++) {
      assertThat(sorted[i]).isEqualTo(101 + i);
    }
  }
}
