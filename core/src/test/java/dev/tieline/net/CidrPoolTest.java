package dev.tieline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Free blocks, against trying every block of the size in turn. */
class CidrPoolTest {

  @Test
  void firstFree_nothingUsed_isTheFirstBlock() {
    CidrPool pool = CidrPool.within(Cidr.parse("10.0.0.0/8"));
    assertThat(pool.firstFree(16)).contains(Cidr.parse("10.0.0.0/16"));
    assertThat(pool.firstFree(8)).contains(Cidr.parse("10.0.0.0/8"));
    assertThat(pool.firstFree(7)).isEmpty();
  }

  @Test
  void firstFree_usedBlocks_areSteppedOver() {
    CidrPool pool = CidrPool.within(Cidr.parse("10.0.0.0/8")).minus(cidrs("10.0.0.0/24"));
    assertThat(pool.firstFree(16)).contains(Cidr.parse("10.1.0.0/16"));
    assertThat(pool.firstFree(24)).contains(Cidr.parse("10.0.1.0/24"));
    assertThat(pool.free().contains(Ip.parse("10.0.0.255"))).isFalse();
  }

  @Test
  void firstFree_gapsTooSmallOrUnaligned_areSteppedOver() {
    // 10.0.0.128 to 10.0.1.127 has room for a /24, but no /24 begins there.
    CidrPool pool =
        CidrPool.within(Cidr.parse("10.0.0.0/22")).minus(cidrs("10.0.0.0/25", "10.0.1.128/25"));
    assertThat(pool.firstFree(24)).contains(Cidr.parse("10.0.2.0/24"));
    assertThat(pool.firstFree(25)).contains(Cidr.parse("10.0.0.128/25"));
  }

  @Test
  void firstFree_touchingBounds_spansThem() {
    CidrPool pool = CidrPool.within(Cidr.parse("10.0.1.0/24"), Cidr.parse("10.0.0.0/24"));
    assertThat(pool.firstFree(23)).contains(Cidr.parse("10.0.0.0/23"));
  }

  @Test
  void firstFree_lastAddressOfTheFamily_isFound() {
    CidrPool v4 =
        CidrPool.within(Cidr.parse("255.255.255.252/30"))
            .minus(cidrs("255.255.255.252/31", "255.255.255.254/32"));
    assertThat(v4.firstFree(32)).contains(Cidr.parse("255.255.255.255/32"));
    assertThat(v4.firstFree(31)).isEmpty();
    assertThat(v4.firstFree(0)).isEmpty();
    CidrPool v6 = CidrPool.within(Cidr.ofAny6()).minus(cidrs("::/1", "8000::/128"));
    assertThat(v6.firstFree(1)).isEmpty();
    assertThat(v6.firstFree(2)).contains(Cidr.parse("c000::/2"));
    assertThat(v6.firstFree(128)).contains(Cidr.parse("8000::1/128"));
  }

  @Test
  void firstFree_wholeFamily_isItself() {
    assertThat(CidrPool.within(Cidr.ofAny4()).firstFree(0)).contains(Cidr.ofAny4());
    assertThat(CidrPool.within(Cidr.ofAny6()).firstFree(0)).contains(Cidr.ofAny6());
  }

  @Test
  void firstFree_everythingUsedOrNoBounds_isEmpty() {
    assertThat(CidrPool.within(Cidr.parse("10.0.0.0/24")).minus(cidrs("10.0.0.0/8")).firstFree(32))
        .isEmpty();
    assertThat(CidrPool.within().firstFree(0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 33, 128})
  void firstFree_lengthBeyondTheFamily_throws(int prefixLength) {
    CidrPool pool = CidrPool.within(Cidr.parse("10.0.0.0/8")).minus(cidrs("10.0.0.0/8"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pool.firstFree(prefixLength))
        .withMessage("prefix length: " + prefixLength + " (expected: 0 to 32)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pool.bestFit(prefixLength))
        .withMessage("prefix length: " + prefixLength + " (expected: 0 to 32)");
  }

  @Test
  void within_bothFamilies_throws() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CidrPool.within(Cidr.parse("::/64"), Cidr.parse("10.0.0.0/8")))
        .withMessage("bounds: 10.0.0.0/8, ::/64 (expected: blocks of one family, IPv4 or IPv6)");
  }

  @Test
  void minus_otherFamilyAndOutside_changesNothing() {
    CidrPool pool = CidrPool.within(Cidr.parse("10.0.0.0/8"));
    assertThat(pool.minus(cidrs("::/0", "11.0.0.0/8", "0.0.0.0/5")).free()).isEqualTo(pool.free());
  }

  @Test
  void minus_pool_leavesTheFirstOneAsItWas() {
    CidrPool pool = CidrPool.within(Cidr.parse("10.0.0.0/8"));
    pool.minus(cidrs("10.0.0.0/9"));
    assertThat(pool.free().cidrs()).containsExactly(Cidr.parse("10.0.0.0/8"));
    assertThat(pool).hasToString("free [10.0.0.0/8]");
  }

  @Property(tries = 300)
  void firstFree_anyUsedBlocks_isTheFirstThatTryingAllFinds(
      @ForAll @Size(max = 12) List<@IntRange(max = 4095) Integer> numbers,
      @ForAll @IntRange(min = 21, max = 32) int prefixLength) {
    Cidr bounds = Cidr.parse("255.255.254.0/23");
    List<Cidr> used = new ArrayList<>();
    for (int number : numbers) { // the low 9 bits are the address, the high 3 the size
      used.add(Cidr.enclosing(bounds.host(number & 511), 25 + (number >> 9)));
    }
    Optional<Cidr> expected = Optional.empty();
    for (int i = 0; i < 512 && expected.isEmpty(); i++) {
      Cidr candidate = Cidr.enclosing(bounds.host(i), prefixLength);
      if (bounds.contains(candidate) && used.stream().noneMatch(candidate::overlaps)) {
        expected = Optional.of(candidate);
      }
    }
    assertThat(CidrPool.within(bounds).minus(used).firstFree(prefixLength)).isEqualTo(expected);
  }

  /** Where the blocks of a size are in a window of 256 units, by trying each: those all free. */
  private static List<Cidr> freeBlocks(Cidr window, int length, BitSet used) {
    int bits = window.prefixLength() + 8 - length;
    List<Cidr> blocks = new ArrayList<>();
    for (int unit = 0; unit < 256; unit += 1 << bits) {
      int next = used.nextSetBit(unit);
      if (next < 0 || next >= unit + (1 << bits)) {
        blocks.add(Cidr.of(Nets.at(window, unit), length));
      }
    }
    return blocks;
  }

  private static BitSet used(Cidr window, List<Integer> numbers, List<Cidr> blocks) {
    BitSet used = new BitSet();
    for (int number : numbers) {
      int bits = number >> 8;
      int unit = (number & 255) >> bits << bits;
      used.set(unit, unit + (1 << bits));
      blocks.add(Cidr.of(Nets.at(window, unit), window.prefixLength() + 8 - bits));
    }
    return used;
  }

  @Property(tries = 300)
  void nthFree_anyUsedBlocks_isTheOneThatTryingAllFinds(
      @ForAll @IntRange(max = 5) int place,
      @ForAll @Size(max = 12) List<@IntRange(max = 1023) Integer> numbers,
      @ForAll @IntRange(max = 8) int longer) {
    Cidr window = Nets.WINDOWS.get(place);
    int length = window.prefixLength() + longer;
    List<Cidr> blocks = new ArrayList<>();
    BitSet used = used(window, numbers, blocks);
    CidrPool pool = CidrPool.within(window).minus(blocks);
    List<Cidr> expected = freeBlocks(window, length, used);
    for (int n = 0; n < expected.size(); n++) {
      assertThat(pool.nthFree(length, n)).contains(expected.get(n));
    }
    assertThat(pool.nthFree(length, expected.size())).isEmpty();
    assertThat(pool.nthFree(length, Long.MAX_VALUE)).isEmpty();
  }

  @Property(tries = 300)
  void bestFitAndFragmentation_anyUsedBlocks_areThoseOfTheLargestFreeBlocks(
      @ForAll @IntRange(max = 5) int place,
      @ForAll @Size(max = 12) List<@IntRange(max = 1023) Integer> numbers,
      @ForAll @IntRange(max = 8) int longer) {
    Cidr window = Nets.WINDOWS.get(place);
    int wanted = window.prefixLength() + longer;
    List<Cidr> blocks = new ArrayList<>();
    BitSet used = used(window, numbers, blocks);
    CidrPool pool = CidrPool.within(window).minus(blocks);
    Optional<Cidr> best = Optional.empty();
    Map<Integer, Integer> sizes = new TreeMap<>();
    double fits = 0;
    for (int length = window.prefixLength(); length <= window.prefixLength() + 8; length++) {
      Set<Cidr> larger =
          length == window.prefixLength()
              ? Set.of()
              : Set.copyOf(freeBlocks(window, length - 1, used));
      for (Cidr block : freeBlocks(window, length, used)) {
        if (!larger.contains(block.supernet(Math.max(length - 1, window.prefixLength())))) {
          sizes.merge(length, 1, Integer::sum);
          fits += length <= wanted ? 1 << window.prefixLength() + 8 - length : 0;
          if (length <= wanted && (best.isEmpty() || best.get().prefixLength() < length)) {
            best = Optional.of(block);
          }
        }
      }
    }
    assertThat(pool.bestFit(wanted)).isEqualTo(best.map(b -> Cidr.of(b.first(), wanted)));
    CidrFragmentation report = pool.fragmentation();
    int free = 256 - used.cardinality();
    assertThat(report.blocks()).isEqualTo(sizes);
    assertThat(report.gaps())
        .isEqualTo(
            (int)
                IntStream.range(0, 256)
                    .filter(i -> !used.get(i) && (i == 0 || used.get(i - 1)))
                    .count());
    assertThat(report.free())
        .isEqualTo(window.size().shiftRight(8).multiply(BigInteger.valueOf(free)));
    assertThat(report.count(wanted)).isEqualTo(freeBlocks(window, wanted, used).size());
    assertThat(report.largest().stream().boxed().toList())
        .isEqualTo(sizes.keySet().stream().limit(1).toList());
    assertThat(report.lostTo(wanted)).isEqualTo(free == 0 ? 0 : 1 - fits / free);
  }

  @Test
  void nthFree_numbersBeyond63Bits_areCounted() {
    CidrPool all = CidrPool.within(Cidr.ofAny6());
    assertThat(all.nthFree(128, Long.MAX_VALUE)).contains(Cidr.parse("::7fff:ffff:ffff:ffff/128"));
    assertThat(all.nthFree(64, 1)).contains(Cidr.parse("0:0:0:1::/64"));
    assertThat(all.nthFree(0, 0)).contains(Cidr.ofAny6());
    assertThat(all.nthFree(0, 1)).isEmpty();
    assertThat(all.nthFree(62, (1L << 62) - 1)).contains(Cidr.parse("ffff:ffff:ffff:fffc::/62"));
    assertThat(all.nthFree(62, 1L << 62)).isEmpty();
    assertThat(all.nthFree(63, Long.MAX_VALUE)).contains(Cidr.parse("ffff:ffff:ffff:fffe::/63"));
    CidrPool some = CidrPool.within(Cidr.parse("2001:db8::/64"), Cidr.parse("2001:db8:1::/64"));
    assertThat(some.nthFree(128, Long.MAX_VALUE))
        .contains(Cidr.parse("2001:db8::7fff:ffff:ffff:ffff/128"));
    assertThat(some.nthFree(65, 2)).contains(Cidr.parse("2001:db8:1::/65"));
    assertThat(CidrPool.within(Cidr.ofAny4()).nthFree(32, (1L << 32) - 1))
        .contains(Cidr.parse("255.255.255.255/32"));
    assertThat(CidrPool.within(Cidr.ofAny4()).nthFree(32, 1L << 32)).isEmpty();
    assertThat(CidrPool.within(Cidr.parse("128.0.0.0/1")).nthFree(0, 0)).isEmpty();
  }

  @Test
  void nthFree_negativeNumber_throws() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CidrPool.within(Cidr.ofAny4()).nthFree(8, -1))
        .withMessage("n: -1 (expected: 0 or more)");
  }

  @Test
  void fragmentation_nothingFree_hasNoLargest() {
    CidrFragmentation none = CidrPool.within().fragmentation();
    assertThat(none.largest()).isEmpty();
    assertThat(none.lostTo(24)).isZero();
    assertThat(none.count(24)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 33, 128})
  void fragmentation_lengthBeyondTheFamily_throws(int prefixLength) {
    CidrFragmentation report = CidrPool.within(Cidr.parse("10.0.0.0/8")).fragmentation();
    String message = "prefix length: " + prefixLength + " (expected: 0 to 32)";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report.count(prefixLength))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report.lostTo(prefixLength))
        .withMessage(message);
    assertThat(report.count(32)).isEqualTo(1 << 24);
    assertThat(report.count(0)).isZero();
    assertThat(report.lostTo(7)).isEqualTo(1);
  }

  @Test
  void fragmentation_ofIpv6_countsUpToOneAddress() {
    CidrFragmentation report = CidrPool.within(Cidr.parse("::/1")).fragmentation();
    assertThat(report.count(128)).isEqualTo(BigInteger.TWO.pow(127));
    assertThat(report.count(0)).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report.count(129))
        .withMessage("prefix length: 129 (expected: 0 to 128)");
  }

  private static List<Cidr> cidrs(String... texts) {
    return Stream.of(texts).map(Cidr::parse).toList();
  }
}
