package dev.tieline.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Sorts, against the JDK's stable sort by an unsigned comparison of the same bits. */
class RadixTest {

  @Provide
  Arbitrary<long[]> keys() {
    return uniform()
        .array(long[].class)
        .ofMaxSize(400)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static Arbitrary<Long> uniform() {
    return Arbitraries.longs().withDistribution(RandomDistribution.uniform()).withoutEdgeCases();
  }

  @Property(tries = 200)
  void sort_anyKeys_isStableAndByTheBitsFromTheLowest(
      @ForAll("keys") long[] any, @ForAll @IntRange(max = 63) int lowestBit, @ForAll long mask) {
    assertSortedStably(Arrays.stream(any).map(key -> key & mask).toArray(), lowestBit);
  }

  /** A few keys far away make the rest crowd in what is not looked at first. */
  @Provide
  Arbitrary<long[]> crowds() {
    return Arbitraries.integers()
        .between(8, 20)
        .flatMap(
            bits ->
                Arbitraries.frequencyOf(
                        Tuple.of(80, uniform().map(key -> key >>> Long.SIZE - bits)),
                        Tuple.of(1, uniform()))
                    .array(long[].class)
                    .ofMinSize(64)
                    .ofMaxSize(3000)
                    .withSizeDistribution(RandomDistribution.uniform()));
  }

  @Property(tries = 60)
  void sort_keysThatCrowd_areSortedAlike(@ForAll("crowds") long[] keys) {
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
