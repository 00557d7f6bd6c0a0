package dev.tieline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks that are taken and given back, against a bit for each of 4,096 units of some bounds. */
class CidrAllocatorTest {

  /** Twelve bits vary; the places are those where arithmetic goes wrong. */
  private static final List<String> BOUNDS =
      List.of(
          "0.0.0.0/20",
          "255.255.240.0/20",
          "10.0.0.0/8",
          "::/116",
          "2001:db8::/58",
          "ffff:ffff:ffff:ffff:ffff:ffff:ffff:f000/116");

  private static final int BITS = 12;
  private static final int UNITS = 1 << BITS;

  private final BitSet used = new BitSet();
  private Cidr bounds = Cidr.ofAny4();

  private Cidr block(int unit, int bits) {
    int shift = bounds.first().bits() - bounds.prefixLength() - BITS;
    Ip first =
        Nets.ip(
            bounds.isV6(),
            Nets.first(bounds).add(java.math.BigInteger.valueOf(unit).shiftLeft(shift)));
    return Cidr.of(first, bounds.prefixLength() + BITS - bits);
  }

  private boolean isFree(int unit, int bits) {
    int next = used.nextSetBit(unit);
    return next < 0 || next >= unit + (1 << bits);
  }

  /** The lowest free block, by trying each. */
  private int first(int bits) {
    for (int unit = 0; unit < UNITS; unit += 1 << bits) {
      if (isFree(unit, bits)) {
        return unit;
      }
    }
    return -1;
  }

  /** The lowest of the smallest free blocks that have no free block around them. */
  private int best(int bits) {
    for (int size = bits; size <= BITS; size++) {
      for (int unit = 0; unit < UNITS; unit += 1 << size) {
        int around = unit & -(2 << size);
        boolean whole = size < BITS && isFree(around, size + 1);
        if (isFree(unit, size) && !whole) {
          return unit;
        }
      }
    }
    return -1;
  }

  private Optional<Cidr> taken(int unit, int bits) {
    if (unit < 0) {
      return Optional.empty();
    }
    used.set(unit, unit + (1 << bits));
    return Optional.of(block(unit, bits));
  }

  private CidrSet free() {
    List<Cidr> blocks = new ArrayList<>();
    for (int unit = 0; unit < UNITS; unit++) {
      if (!used.get(unit)) {
        blocks.add(block(unit, 0));
      }
    }
    return CidrSet.copyOf(blocks);
  }

  /** What is asked of an allocator: what kind of call, of how large a block, and which one. */
  record Call(int kind, int bits, int which) {}

  @Provide
  Arbitrary<List<Call>> calls() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 7).withDistribution(RandomDistribution.uniform()),
            Arbitraries.integers().between(0, 6).withDistribution(RandomDistribution.uniform()),
            Arbitraries.integers()
                .between(0, UNITS - 1)
                .withDistribution(RandomDistribution.uniform()))
        .as(Call::new)
        .withoutEdgeCases()
        .list()
        .ofMaxSize(1000)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  @Provide
  Arbitrary<Set<Integer>> usedUnits() {
    return Arbitraries.integers()
        .between(0, UNITS - 1)
        .withDistribution(RandomDistribution.uniform())
        .withoutEdgeCases()
        .set()
        .ofMaxSize(1500)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  @Property(tries = 80)
  void calls_inAnyOrder_answerAsTryingAllDoes(
      @ForAll @IntRange(max = 5) int place,
      @ForAll("usedUnits") Set<Integer> before,
      @ForAll("calls") List<Call> calls,
      @ForAll @IntRange(max = 6) int most) {
    bounds = Cidr.parse(BOUNDS.get(place));
    used.clear();
    before.forEach(used::set);
    CidrAllocator allocator =
        CidrPool.within(bounds).minus(before.stream().map(u -> block(u, 0)).toList()).allocator();
    List<Cidr> mine = new ArrayList<>();
    List<int[]> units = new ArrayList<>();
    for (Call call : calls) {
      int bits = Math.min(call.bits(), most);
      int length = bounds.prefixLength() + BITS - bits;
      switch (call.kind()) {
        case 0, 1 -> {
          int unit = first(bits);
          assertThat(allocator.allocate(length)).isEqualTo(taken(unit, bits));
          remember(unit, bits, mine, units);
        }
        case 2, 3 -> {
          int unit = best(bits);
          assertThat(allocator.allocateBestFit(length)).isEqualTo(taken(unit, bits));
          remember(unit, bits, mine, units);
        }
        case 4, 5 -> {
          int unit = call.which() & -(1 << bits);
          boolean free = isFree(unit, bits);
          assertThat(allocator.allocate(block(unit, bits))).isEqualTo(free);
          if (free) {
            taken(unit, bits);
            remember(unit, bits, mine, units);
          }
        }
        default -> {
          if (!mine.isEmpty()) {
            int which = call.which() % mine.size();
            allocator.release(mine.remove(which));
            int[] unit = units.remove(which);
            used.clear(unit[0], unit[0] + (1 << unit[1]));
          }
        }
      }
    }
    assertThat(allocator.pool().free()).isEqualTo(free());
    for (Cidr cidr : mine) {
      allocator.release(cidr);
    }
    before.forEach(unit -> allocator.release(block(unit, 0)));
    assertThat(allocator.pool().free()).isEqualTo(CidrSet.of(bounds));
  }

  private void remember(int unit, int bits, List<Cidr> mine, List<int[]> units) {
    if (unit >= 0) {
      mine.add(block(unit, bits));
      units.add(new int[] {unit, bits});
    }
  }

  @Property(tries = 30)
  void release_whatIsPartlyFree_isRefusedAndChangesNothing(
      @ForAll @IntRange(max = 5) int place,
      @ForAll("usedUnits") Set<Integer> before,
      @ForAll("calls") List<Call> calls) {
    bounds = Cidr.parse(BOUNDS.get(place));
    used.clear();
    before.forEach(used::set);
    CidrAllocator allocator =
        CidrPool.within(bounds).minus(CidrSet.of(bounds).minus(free())).allocator();
    for (Call call : calls) {
      int bits = call.bits() / 2;
      int unit = call.which() & -(1 << bits);
      Cidr block = block(unit, bits);
      if (used.get(unit, unit + (1 << bits)).cardinality() == 1 << bits) {
        allocator.release(block);
        used.clear(unit, unit + (1 << bits));
      } else {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> allocator.release(block))
            .withMessage(
                "release: "
                    + block
                    + " (expected: a block that is in use, but some of it is free)");
      }
    }
    assertThat(allocator.pool().free()).isEqualTo(free());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0"})
  void allocate_allOfAFamily_isTakenAndGivenBack(String text) {
    Cidr all = Cidr.parse(text);
    CidrAllocator allocator = CidrPool.within(all).allocator();
    assertThat(allocator.allocate(0)).contains(all);
    assertThat(allocator.allocate(0)).isEmpty();
    assertThat(allocator.allocate(all.first().bits())).isEmpty();
    assertThat(allocator.allocateBestFit(1)).isEmpty();
    allocator.release(all);
    assertThat(allocator.pool().free()).isEqualTo(CidrSet.of(all));
    assertThat(allocator.allocateBestFit(0)).contains(all);
    allocator.release(all.halves().get(1));
    assertThat(allocator.allocate(0)).isEmpty();
    assertThat(allocator.allocate(1)).contains(all.halves().get(1));
    allocator.release(Cidr.of(all.first()));
    allocator.release(Cidr.of(all.last()));
    assertThat(allocator.allocateBestFit(all.first().bits())).contains(Cidr.of(all.first()));
    assertThat(allocator.allocate(all.first().bits())).contains(Cidr.of(all.last()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0"})
  void allocate_halvesOfAFamily_areBothTaken(String text) {
    Cidr all = Cidr.parse(text);
    CidrAllocator allocator = CidrPool.within(all).allocator();
    assertThat(allocator.allocateBestFit(1)).contains(all.halves().get(0));
    assertThat(allocator.allocate(2)).contains(all.halves().get(1).halves().get(0));
    assertThat(allocator.allocate(1)).isEmpty();
    assertThat(allocator.allocateBestFit(2)).contains(all.halves().get(1).halves().get(1));
    assertThat(allocator.pool().free().isEmpty()).isTrue();
    allocator.release(all.halves().get(0));
    allocator.release(all.halves().get(1));
    assertThat(allocator.allocate(0)).contains(all);
  }

  @Test
  void calls_ofTheOtherFamily_areRefused() {
    CidrAllocator v4 = CidrPool.within(Cidr.parse("10.0.0.0/8")).allocator();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> v4.release(Cidr.parse("::/64")))
        .withMessage("release: ::/64 (expected: a block of IPv4)");
    CidrAllocator v6 = CidrPool.within(Cidr.parse("::/64")).allocator();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> v6.release(Cidr.parse("10.0.0.0/8")))
        .withMessage("release: 10.0.0.0/8 (expected: a block of IPv6)");
    assertThat(v4.allocate(Cidr.parse("::/64"))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> v4.allocate(33))
        .withMessage("prefix length: 33 (expected: 0 to 32)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> v4.allocateBestFit(-1))
        .withMessage("prefix length: -1 (expected: 0 to 32)");
  }

  @Test
  void allocator_ofAPool_leavesThePoolAsItWas() {
    CidrPool pool = CidrPool.within(Cidr.parse("10.0.0.0/30"));
    CidrAllocator allocator = pool.allocator();
    allocator.allocate(31);
    CidrPool then = allocator.pool();
    allocator.allocate(32);
    assertThat(pool).hasToString("free [10.0.0.0/30]");
    assertThat(then).hasToString("free [10.0.0.2/31]");
    assertThat(allocator).hasToString("free [10.0.0.3/32]");
  }

  @Test
  void allocate_fromNothing_isEmpty() {
    CidrAllocator allocator = CidrPool.within().allocator();
    assertThat(allocator.allocate(64)).isEmpty();
    assertThat(allocator.allocate(0)).isEmpty();
    assertThat(allocator.allocateBestFit(128)).isEmpty();
    assertThat(allocator.allocate(Cidr.ofAny6())).isFalse();
    CidrAllocator used = CidrPool.within(Cidr.parse("2001:db8::/32")).allocator();
    assertThat(used.allocate(32)).isPresent();
    assertThat(used.allocate(128)).isEmpty();
    assertThat(used.toString()).isEqualTo("free []");
    used.release(Cidr.parse("2001:db8:8000::/33"));
    assertThat(used.allocate(48)).contains(Cidr.parse("2001:db8:8000::/48"));
  }

  /**
   * A node of the tree has 32 gaps at most: what it knows must go with the gaps when it is split.
   */
  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/20", "2001:db8::/116"})
  void allocate_afterANodeWasSplit_findsWhatWentToTheUpperHalf(String text) {
    bounds = Cidr.parse(text);
    used.set(0, UNITS);
    for (int gap = 0; gap < 23; gap++) {
      used.clear(4 * gap);
      used.clear(512 + 4 * gap);
    }
    used.clear(128, 192); // the one gap with a block of 64 units, the last one of the first node
    CidrAllocator allocator =
        CidrPool.within(bounds).minus(CidrSet.of(bounds).minus(free())).allocator();
    for (int gap = 0; gap < 12; gap++) {
      allocator.release(block(4 * gap + 2, 0));
    }
    assertThat(allocator.allocate(bounds.prefixLength() + BITS - 6)).contains(block(128, 6));
    assertThat(allocator.allocate(bounds.prefixLength() + BITS - 1)).isEmpty();
  }

  @Test
  void release_outOfBounds_isRefusedAndNeverAllocated() {
    CidrAllocator allocator =
        CidrPool.within(Cidr.parse("10.0.0.0/30"), Cidr.parse("10.0.1.0/30")).allocator();
    for (String text : new String[] {"10.0.0.4/30", "10.0.0.0/29", "10.0.2.0/24", "0.0.0.0/0"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> allocator.release(Cidr.parse(text)))
          .withMessage(
              "release: "
                  + text
                  + " (expected: a block within the bounds, 10.0.0.0/30, 10.0.1.0/30)");
    }
    assertThat(allocator).hasToString("free [10.0.0.0/30, 10.0.1.0/30]");
    CidrAllocator later = allocator.pool().allocator();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> later.release(Cidr.parse("10.0.0.4/30")))
        .withMessageContaining("within the bounds");
    List<Cidr> many = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      many.add(Cidr.of(Ip.v4(2 * i)));
    }
    CidrAllocator odd = CidrPool.within(CidrSet.copyOf(many)).allocator();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> odd.release(Cidr.parse("10.0.0.4/30")))
        .withMessage(
            "release: 10.0.0.4/30 (expected: a block within the bounds,"
                + " 0.0.0.0/32, 0.0.0.2/32, 0.0.0.4/32, 0.0.0.6/32, ...)");
  }

  /**
   * A gap for every second address, made one by one, forwards, backwards and at random, and taken
   * again: the tree of them is as deep as it gets, and empty nodes are all over it.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void release_andAllocate_ofVeryManyGaps_areAllThere(int orderAndFamily) {
    boolean v6 = orderAndFamily > 2;
    Cidr all = Cidr.parse(v6 ? "2001:db8::/112" : "10.0.0.0/16");
    int addresses = 1 << 16;
    CidrAllocator allocator = CidrPool.within(all).allocator();
    assertThat(allocator.allocate(all)).isTrue();
    int[] order = new int[addresses / 2];
    Random random = new Random(orderAndFamily);
    for (int i = 0; i < order.length; i++) {
      int other = orderAndFamily % 3 == 2 ? random.nextInt(i + 1) : i;
      order[i] = order[other];
      order[other] = orderAndFamily % 3 == 1 ? order.length - 1 - i : i;
    }
    for (int i : order) {
      allocator.release(Cidr.of(all.host(2L * i)));
    }
    CidrFragmentation report = allocator.pool().fragmentation();
    assertThat(report.gaps()).isEqualTo(addresses / 2);
    assertThat(report.blocks()).containsExactly(Map.entry(all.first().bits(), addresses / 2));
    for (int i : order) {
      assertThat(allocator.allocate(Cidr.of(all.host(2L * i)))).isTrue();
    }
    assertThat(allocator.pool().free().isEmpty()).isTrue();
    for (int i : order) { // from nodes that were emptied
      allocator.release(Cidr.of(all.host(2L * i + 1)));
      allocator.release(Cidr.of(all.host(2L * i)));
    }
    assertThat(allocator.pool().free()).isEqualTo(CidrSet.of(all));
  }
}
