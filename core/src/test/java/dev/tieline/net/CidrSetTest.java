package dev.tieline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import org.junit.jupiter.api.Test;

/**
 * Sets of blocks, against a bit for each address: properties run in four windows of 256 addresses,
 * at the start and at the end of both families.
 */
class CidrSetTest {

  private static final List<Cidr> WINDOWS =
      Stream.of(
              "0.0.0.0/24",
              "255.255.255.0/24",
              "::/120",
              "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ff00/120")
          .map(Cidr::parse)
          .toList();

  /**
   * A block of one of the windows, by its numbers: where it begins and ends among all addresses.
   */
  record Part(int window, int offset, int hostBits) {
    Cidr cidr() {
      Cidr around = WINDOWS.get(window);
      return Cidr.enclosing(around.host(offset), around.first().bits() - hostBits);
    }

    int from() {
      return window * 256 + (offset >> hostBits << hostBits);
    }

    int to() {
      return from() + (1 << hostBits);
    }
  }

  @Provide
  Arbitrary<List<Part>> parts() {
    return Combinators.combine(
            Arbitraries.integers().between(0, WINDOWS.size() - 1),
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
      bits.set(i, set.contains(address(i)));
    }
    return bits;
  }

  private static Ip address(int index) {
    return WINDOWS.get(index / 256).host(index % 256);
  }

  /** Each set has one form: what holds the same addresses must be equal, in content and in hash. */
  private static void assertSame(CidrSet set, BitSet expected) {
    assertThat(bits(set)).isEqualTo(expected);
    List<Cidr> addresses = expected.stream().mapToObj(i -> Cidr.of(address(i))).toList();
    assertThat(set).isEqualTo(CidrSet.copyOf(addresses));
    assertThat(set).hasSameHashCodeAs(CidrSet.copyOf(addresses));
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
    assertThat(set(a).size()).isEqualTo(bits(a).cardinality());
  }

  @Property(tries = 100)
  void blocksAndAddresses_anySet_comeInOrder(@ForAll("parts") List<Part> parts) {
    CidrSet set = set(parts);
    assertThat(set.blocks()).containsExactlyElementsOf(set.cidrs());
    assertThat(set.addresses())
        .containsExactlyElementsOf(bits(parts).stream().mapToObj(CidrSetTest::address).toList());
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

  /** Sorting and joining must not depend on how the blocks came. */
  @Property(tries = 30)
  void copyOf_manyBlocks_isTheUnionOfHalves(@ForAll long seed) {
    Random random = new Random(seed);
    List<Cidr> cidrs = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      cidrs.add(Cidr.enclosing(Ip.v4(random.nextInt()), 8 + random.nextInt(25)));
      cidrs.add(Cidr.enclosing(Ip.of(random.nextLong() & 0xff, random.nextLong()), 60 + i % 69));
    }
    CidrSet set = CidrSet.copyOf(cidrs);
    CidrSet one = CidrSet.empty();
    for (Cidr cidr : cidrs) {
      assertThat(set.contains(cidr)).isTrue();
      one = one.union(CidrSet.of(cidr));
    }
    assertThat(one).isEqualTo(set).hasSameHashCodeAs(set);
    Collections.shuffle(cidrs, random);
    assertThat(CidrSet.copyOf(cidrs)).isEqualTo(set);
    assertThat(CidrSet.copyOf(set.cidrs())).isEqualTo(set);
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
