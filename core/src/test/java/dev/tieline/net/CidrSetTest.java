package dev.tieline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
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

/**
 * Sets of blocks, against a bit for each of 256 units of a window: the windows are those of {@link
 * Nets}, of which one goes across the halves of an IPv6 address.
 */
class CidrSetTest {

  private static final List<Cidr> WINDOWS = Nets.WINDOWS;

  /** A block of one of the windows, by its numbers: where it begins and ends among all units. */
  record Part(int window, int offset, int unitBits) {
    Cidr cidr() {
      Cidr around = WINDOWS.get(window);
      return Cidr.enclosing(Nets.at(around, offset), around.prefixLength() + 8 - unitBits);
    }

    int from() {
      return window * 256 + (offset >> unitBits << unitBits);
    }

    int to() {
      return from() + (1 << unitBits);
    }

    boolean isOfSingleAddresses() {
      return unit(from()).prefixLength() == WINDOWS.get(window).first().bits();
    }
  }

  @Provide
  Arbitrary<List<Part>> parts() {
    return Combinators.combine(
            Arbitraries.integers()
                .between(0, WINDOWS.size() - 1)
                .withDistribution(RandomDistribution.uniform()),
            Arbitraries.integers().between(0, 255),
            Arbitraries.integers().between(0, 8).withDistribution(RandomDistribution.uniform()))
        .as(Part::new)
        .list()
        .ofMaxSize(24);
  }

  private static CidrSet set(List<Part> parts) {
    return CidrSet.copyOf(parts.stream().map(Part::cidr).toList());
  }

  private static BitSet bits(List<Part> parts) {
    BitSet bits = new BitSet();
    parts.forEach(part -> bits.set(part.from(), part.to()));
    return bits;
  }

  private static BitSet bits(CidrSet set) {
    BitSet bits = new BitSet();
    for (int i = 0; i < WINDOWS.size() * 256; i++) {
      Cidr unit = unit(i);
      bits.set(i, set.contains(unit));
      assertThat(set.contains(unit.first())).isEqualTo(bits.get(i));
      assertThat(set.contains(unit.last())).isEqualTo(bits.get(i));
      assertThat(set.overlaps(unit)).isEqualTo(bits.get(i));
    }
    return bits;
  }

  private static Cidr unit(int index) {
    Cidr window = WINDOWS.get(index / 256);
    return Cidr.of(Nets.at(window, index % 256), window.prefixLength() + 8);
  }

  private static List<Cidr> units(BitSet bits) {
    return bits.stream().mapToObj(CidrSetTest::unit).toList();
  }

  /** Each set has one form: what holds the same addresses must be equal, in content and in hash. */
  private static void assertSame(CidrSet set, BitSet expected) {
    assertThat(bits(set)).isEqualTo(expected);
    CidrSet ofUnits = CidrSet.copyOf(units(expected));
    assertThat(set).isEqualTo(ofUnits).hasSameHashCodeAs(ofUnits);
    assertThat(set.isEmpty()).isEqualTo(expected.isEmpty());
  }

  @Property(tries = 200)
  void copyOf_anyBlocks_holdsTheirAddresses(@ForAll("parts") List<Part> parts) {
    assertSame(set(parts), bits(parts));
  }

  @Property(tries = 200)
  void union_anySets_holdsTheAddressesOfEither(
      @ForAll("parts") List<Part> a, @ForAll("parts") List<Part> b) {
    BitSet expected = bits(a);
    expected.or(bits(b));
    assertSame(set(a).union(set(b)), expected);
  }

  @Property(tries = 200)
  void minus_anySets_holdsTheAddressesOfTheFirstAlone(
      @ForAll("parts") List<Part> a, @ForAll("parts") List<Part> b) {
    BitSet expected = bits(a);
    expected.andNot(bits(b));
    assertSame(set(a).minus(set(b)), expected);
  }

  @Property(tries = 200)
  void intersection_anySets_holdsTheAddressesOfBoth(
      @ForAll("parts") List<Part> a, @ForAll("parts") List<Part> b) {
    BitSet expected = bits(a);
    expected.and(bits(b));
    assertSame(set(a).intersection(set(b)), expected);
  }

  @Property(tries = 500)
  void containsAndOverlaps_anySetAndBlock_agreeWithTheBits(
      @ForAll("parts") List<Part> a, @ForAll("parts") List<Part> others) {
    BitSet bits = bits(a);
    for (Part part : others) {
      BitSet of = bits(List.of(part));
      assertThat(set(a).overlaps(part.cidr())).isEqualTo(bits.intersects(of));
      of.andNot(bits);
      assertThat(set(a).contains(part.cidr())).isEqualTo(of.isEmpty());
    }
  }

  @Property(tries = 500)
  void containsAndOverlaps_anyTwoSets_agreeWithTheBits(
      @ForAll("parts") List<Part> a, @ForAll("parts") List<Part> b) {
    assertThat(set(a).overlaps(set(b))).isEqualTo(bits(a).intersects(bits(b)));
    BitSet missing = bits(b);
    missing.andNot(bits(a));
    assertThat(set(a).contains(set(b))).isEqualTo(missing.isEmpty());
    assertThat(set(a).union(set(b)).contains(set(b))).isTrue();
  }

  @Property(tries = 200)
  void cidrs_anySet_isTheShortestListInOrder(@ForAll("parts") List<Part> parts) {
    List<Cidr> cidrs = set(parts).cidrs();
    assertThat(cidrs).isSorted();
    assertThat(CidrSet.copyOf(cidrs)).isEqualTo(set(parts));
    // Shortest: no two of the blocks are the halves of one that the set holds too.
    List<Cidr> largest = new ArrayList<>();
    for (Cidr cidr : cidrs) {
      if (cidr.prefixLength() == 0 || !set(parts).contains(cidr.parent())) {
        largest.add(cidr);
      }
    }
    assertThat(cidrs).isEqualTo(largest).doesNotHaveDuplicates();
  }

  @Property(tries = 200)
  void complementAndSize_anySets_agreeWithTheBits(
      @ForAll("parts") List<Part> a, @ForAll("parts") List<Part> bounds) {
    BitSet expected = bits(bounds);
    expected.andNot(bits(a));
    assertSame(set(a).complement(set(bounds)), expected);
    BigInteger addresses =
        units(bits(a)).stream().map(Cidr::size).reduce(BigInteger.ZERO, BigInteger::add);
    assertThat(set(a).size()).isEqualTo(addresses);
  }

  @Property(tries = 100)
  void blocksAndAddresses_anySet_comeInOrder(@ForAll("parts") List<Part> parts) {
    assertThat(set(parts).blocks()).containsExactlyElementsOf(set(parts).cidrs());
    List<Part> few = parts.stream().filter(Part::isOfSingleAddresses).toList();
    assertThat(set(few).addresses())
        .containsExactlyElementsOf(units(bits(few)).stream().map(Cidr::first).toList());
  }

  @Test
  void addresses_acrossTheHalves_followEachOther() {
    CidrSet range = CidrSet.range(Ip.of(7, -2), Ip.of(8, 1));
    assertThat(range.addresses())
        .containsExactly(Ip.of(7, -2), Ip.of(7, -1), Ip.of(8, 0), Ip.of(8, 1));
    assertThat(range.size()).isEqualTo(4);
  }

  @Test
  void addresses_ofAllOfAFamily_areMadeWhenAskedFor() {
    CidrSet all = CidrSet.of(Cidr.ofAny4(), Cidr.ofAny6());
    assertThat(all.addresses().limit(2)).containsExactly(Ip.v4(0), Ip.v4(1));
    assertThat(all.addresses().iterator().next()).isEqualTo(Ip.v4(0));
    assertThat(all.blocks().iterator().next()).isEqualTo(Cidr.ofAny4());
    assertThat(all.size()).isEqualTo(BigInteger.TWO.pow(32).add(BigInteger.TWO.pow(128)));
    assertThat(CidrSet.range(Ip.v4(1), Ip.v4(-1)).size())
        .isEqualTo(BigInteger.TWO.pow(32).subtract(BigInteger.ONE));
    assertThat(CidrSet.range(Ip.of(0, 1), Ip.of(-1, -1)).size())
        .isEqualTo(BigInteger.TWO.pow(128).subtract(BigInteger.ONE));
  }

  @Provide
  Arbitrary<List<Cidr>> anywhere() {
    Arbitrary<Long> longs = Arbitraries.longs().withDistribution(RandomDistribution.uniform());
    Arbitrary<Cidr> v4 =
        Combinators.combine(longs, Arbitraries.integers().between(8, 32))
            .as((address, length) -> Cidr.enclosing(Ip.v4((int) (long) address), length));
    Arbitrary<Cidr> v6 =
        Combinators.combine(longs, longs, Arbitraries.integers().between(60, 128))
            .as((high, low, length) -> Cidr.enclosing(Ip.of(high & 0xff, low), length));
    return Arbitraries.oneOf(v4, v6)
        .list()
        .ofMaxSize(400)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  /** Sorting and joining must not depend on how the blocks came. */
  @Property(tries = 60)
  void copyOf_manyBlocks_isTheUnionOfAllInAnyOrder(
      @ForAll("anywhere") List<Cidr> cidrs, @ForAll @IntRange(max = 400) int turn) {
    CidrSet set = CidrSet.copyOf(cidrs);
    CidrSet one = CidrSet.empty();
    for (Cidr cidr : cidrs) {
      assertThat(set.contains(cidr)).isTrue();
      one = one.union(CidrSet.of(cidr));
    }
    assertThat(one).isEqualTo(set).hasSameHashCodeAs(set);
    List<Cidr> otherwise = new ArrayList<>(cidrs);
    Collections.reverse(otherwise);
    Collections.rotate(otherwise, turn);
    assertThat(CidrSet.copyOf(otherwise)).isEqualTo(set);
    assertThat(CidrSet.copyOf(set.cidrs())).isEqualTo(set);
  }

  /** A time of the square of the blocks would be hours here. */
  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "2001:db8::/32"})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void sets_ofAMillionDuplicatesInADeepNest_takeLinearTime(String text) {
    Cidr same = Cidr.parse(text);
    int bits = same.first().bits();
    List<Cidr> cidrs = new ArrayList<>(Collections.nCopies(1_000_000, same));
    for (int length = bits; length > same.prefixLength(); length--) {
      cidrs.add(Cidr.enclosing(same.last(), length));
    }
    CidrSet set = CidrSet.copyOf(cidrs);
    assertThat(set.cidrs()).containsExactly(same);
    assertThat(set.size()).isEqualTo(same.size());
    assertThat(set.summarise(1).routes()).containsExactly(same);
    CidrSet last = CidrSet.of(Cidr.of(same.last()));
    assertThat(set.minus(last).cidrs()).hasSize(bits - same.prefixLength());
    assertThat(set.minus(last).union(last)).isEqualTo(set);
  }

  /** Every second unit: nothing joins, each operation meets every edge. */
  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "2001:db8::/32", "2001:db8::/54"})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void sets_ofManyHoles_takeLinearTime(String text) {
    CidrSet bounds = CidrSet.of(Cidr.parse(text));
    List<Cidr> even = new ArrayList<>();
    List<Cidr> odd = new ArrayList<>();
    boolean isEven = true;
    for (Cidr unit : Nets.parts(Cidr.parse(text), 18)) {
      (isEven ? even : odd).add(unit);
      isEven = !isEven;
    }
    CidrSet evens = CidrSet.copyOf(even);
    CidrSet odds = CidrSet.copyOf(odd);
    assertThat(evens.cidrs()).isEqualTo(even);
    assertThat(evens.complement(bounds)).isEqualTo(odds);
    assertThat(evens.union(odds)).isEqualTo(bounds);
    assertThat(evens.intersection(odds).isEmpty()).isTrue();
    assertThat(evens.minus(odds)).isEqualTo(evens);
    assertThat(evens.summarise(1).extra()).isEqualTo(odds.size());
  }

  @Test
  void of_touchingBlocks_areJoined() {
    assertThat(set("10.0.1.0/24", "10.0.0.0/24").cidrs()).containsExactly(cidr("10.0.0.0/23"));
    assertThat(set("10.0.1.0/24", "10.0.2.0/24").cidrs())
        .containsExactly(cidr("10.0.1.0/24"), cidr("10.0.2.0/24"));
  }

  @Test
  void of_bothWholeFamilies_staysTwoBlocks() {
    CidrSet all = CidrSet.of(Cidr.ofAny6(), Cidr.ofAny4());
    assertThat(all.cidrs()).containsExactly(Cidr.ofAny4(), Cidr.ofAny6());
    assertThat(all.contains(cidr("255.255.255.255/32"))).isTrue();
    assertThat(all.minus(all)).isEqualTo(CidrSet.empty());
  }

  @Test
  void minus_oneAddressOfAWholeFamily_leavesABlockForEachBit() {
    assertThat(CidrSet.of(Cidr.ofAny4()).minus(set("255.255.255.255/32")).cidrs()).hasSize(32);
    assertThat(CidrSet.of(Cidr.ofAny6()).minus(set("::/128")).cidrs()).hasSize(128);
  }

  @Test
  void minus_holeOverTwoRanges_cutsBoth() {
    assertThat(set("10.0.0.0/24", "10.0.2.0/24", "10.0.5.0/24").minus(set("10.0.0.0/22")))
        .isEqualTo(set("10.0.5.0/24"));
    assertThat(set("10.0.0.0/23", "10.0.3.0/24").minus(set("10.0.1.0/24", "10.0.3.128/25")))
        .isEqualTo(set("10.0.0.0/24", "10.0.3.0/25"));
  }

  @Test
  void equals_ofOtherAddresses_isFalse() {
    assertThat(set("10.0.0.0/8", "::/64"))
        .isNotEqualTo(set("10.0.0.0/9", "::/64"))
        .isNotEqualTo(set("10.0.0.0/8", "::/65"))
        .isNotEqualTo(set("10.0.0.0/8"))
        .isNotEqualTo(List.of(cidr("10.0.0.0/8"), cidr("::/64")));
  }

  @Test
  void empty_isNeutral() {
    CidrSet some = set("10.0.0.0/8");
    assertThat(CidrSet.of()).isEqualTo(CidrSet.empty()).matches(CidrSet::isEmpty);
    assertThat(CidrSet.empty().cidrs()).isEmpty();
    assertThat(some.union(CidrSet.empty())).isEqualTo(some);
    assertThat(some.minus(CidrSet.empty())).isEqualTo(some);
    assertThat(some.contains(CidrSet.empty())).isTrue();
    assertThat(some.overlaps(CidrSet.empty())).isFalse();
    assertThat(CidrSet.empty().contains(Ip.parse("10.0.0.0"))).isFalse();
    assertThat(CidrSet.empty().overlaps(Cidr.ofAny4())).isFalse();
  }

  @Test
  void toString_set_listsItsBlocks() {
    assertThat(set("::1/128", "10.0.0.0/8")).hasToString("[10.0.0.0/8, ::1/128]");
  }

  private static CidrSet set(String... cidrs) {
    return CidrSet.copyOf(Stream.of(cidrs).map(Cidr::parse).toList());
  }

  private static Cidr cidr(String text) {
    return Cidr.parse(text);
  }

  @Property(tries = 300)
  void range_betweenAnyAddresses_isAsLongAsTheirNumbersSay(
      @ForAll boolean v6, @ForAll long high, @ForAll long low, @ForAll long far, @ForAll long to) {
    Ip one = v6 ? Ip.of(high, low) : Ip.v4((int) low);
    Ip other = v6 ? Ip.of(far, to) : Ip.v4((int) to);
    Ip first = one.compareTo(other) <= 0 ? one : other;
    Ip last = first == one ? other : one;
    CidrSet range = CidrSet.range(first, last);
    assertThat(range.size())
        .isEqualTo(Nets.number(last).subtract(Nets.number(first)).add(BigInteger.ONE));
    List<Cidr> blocks = range.cidrs();
    assertThat(blocks.get(0).first()).isEqualTo(first);
    assertThat(blocks.get(blocks.size() - 1).last()).isEqualTo(last);
    for (int i = 1; i < blocks.size(); i++) {
      assertThat(blocks.get(i).first()).isEqualTo(blocks.get(i - 1).last().next());
    }
  }

  @Test
  void range_ofAnyAddresses_holdsThemAndNoOther() {
    CidrSet range = CidrSet.range(Ip.parse("10.0.0.255"), Ip.parse("10.0.2.0"));

    assertThat(range.cidrs())
        .extracting(Cidr::toString)
        .containsExactly("10.0.0.255/32", "10.0.1.0/24", "10.0.2.0/32");
    assertThat(CidrSet.range(Ip.parse("::1"), Ip.parse("::1")).cidrs()).hasSize(1);
  }

  @Test
  void range_backwardsOrAcrossFamilies_isRefused() {
    assertThatThrownBy(() -> CidrSet.range(Ip.parse("10.0.0.1"), Ip.parse("10.0.0.0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("range: 10.0.0.1-10.0.0.0 (expected: the first address before the last one)");
    assertThatThrownBy(() -> CidrSet.range(Ip.parse("10.0.0.1"), Ip.parse("::1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("range: 10.0.0.1-::1 (expected: two addresses of one family)");
  }
}
