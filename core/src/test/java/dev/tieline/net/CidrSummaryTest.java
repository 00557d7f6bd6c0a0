package dev.tieline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Fewer routes than blocks, against trying every choice of blocks that covers the set. */
class CidrSummaryTest {

  /** All choices of disjoint blocks in one that cover what is in the set, without needless ones. */
  private static List<List<Cidr>> covers(Cidr within, int depth, CidrSet set) {
    if (!set.overlaps(within)) {
      return List.of(List.of());
    }
    List<List<Cidr>> covers = new ArrayList<>();
    covers.add(List.of(within));
    if (depth > 0) {
      for (List<Cidr> lower : covers(within.halves().get(0), depth - 1, set)) {
        for (List<Cidr> upper : covers(within.halves().get(1), depth - 1, set)) {
          List<Cidr> both = new ArrayList<>(lower);
          both.addAll(upper);
          covers.add(both);
        }
      }
    }
    return covers;
  }

  private static BigInteger addresses(List<Cidr> routes) {
    return routes.stream().map(Cidr::size).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static CidrSet set(Cidr window, List<Integer> numbers) {
    List<Cidr> cidrs = new ArrayList<>();
    for (int number : numbers) {
      cidrs.add(Cidr.enclosing(Nets.at(window, (number & 15) << 4), window.prefixLength() + 4));
    }
    return CidrSet.copyOf(cidrs);
  }

  @Property(tries = 200)
  void summarise_anySet_isAsGoodAsTheBestOfAllCovers(
      @ForAll @IntRange(max = 5) int place,
      @ForAll @Size(min = 1, max = 10) List<@IntRange(max = 15) Integer> numbers,
      @ForAll @IntRange(min = 1, max = 9) int atMost) {
    Cidr window = Nets.WINDOWS.get(place);
    CidrSet set = set(window, numbers);
    BigInteger least =
        covers(window, 4, set).stream()
            .filter(c -> c.size() <= atMost)
            .map(c -> addresses(c).subtract(set.size()))
            .min(BigInteger::compareTo)
            .orElseThrow();
    assertFits(set.summarise(atMost), set, atMost, least);
  }

  @Property(tries = 100)
  void summarise_bothFamilies_shareTheRoutesInTheBestWay(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 15) Integer> of4,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 15) Integer> of6,
      @ForAll @IntRange(min = 2, max = 8) int atMost) {
    Cidr window4 = Nets.WINDOWS.get(2);
    Cidr window6 = Nets.WINDOWS.get(5);
    CidrSet set4 = set(window4, of4);
    CidrSet set6 = set(window6, of6);
    BigInteger least = BigInteger.ONE.shiftLeft(130);
    for (int routes4 = 1; routes4 < atMost; routes4++) {
      least =
          least.min(set4.summarise(routes4).extra().add(set6.summarise(atMost - routes4).extra()));
    }
    assertFits(set4.union(set6).summarise(atMost), set4.union(set6), atMost, least);
  }

  private static void assertFits(
      CidrSummary summary, CidrSet set, int atMost, BigInteger leastExtra) {
    CidrSet routes = CidrSet.copyOf(summary.routes());
    assertThat(summary.routes()).hasSizeLessThanOrEqualTo(atMost).isSorted();
    assertThat(routes.contains(set)).isTrue();
    assertThat(routes.size().subtract(set.size())).isEqualTo(summary.extra());
    assertThat(addresses(summary.routes())).isEqualTo(routes.size());
    assertThat(summary.extra()).isEqualTo(leastExtra);
  }

  @Test
  void summarise_enoughRoutes_isExact() {
    CidrSet set = CidrSet.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("2001:db8::/32"));
    assertThat(set.summarise(2)).isEqualTo(new CidrSummary(set.cidrs(), BigInteger.ZERO));
    assertThat(CidrSet.empty().summarise(1)).isEqualTo(new CidrSummary(List.of(), BigInteger.ZERO));
  }

  @Test
  void summarise_oneRoute_isTheSmallestBlockAround() {
    CidrSummary v4 =
        CidrSet.of(Cidr.parse("0.0.0.0/32"), Cidr.parse("255.255.255.255/32")).summarise(1);
    assertThat(v4.routes()).containsExactly(Cidr.ofAny4());
    assertThat(v4.extra()).isEqualTo(BigInteger.TWO.pow(32).subtract(BigInteger.TWO));
    CidrSummary v6 = CidrSet.of(Cidr.of(Ip.of(0, 0)), Cidr.of(Ip.of(-1, -1))).summarise(1);
    assertThat(v6.routes()).containsExactly(Cidr.ofAny6());
    assertThat(v6.extra()).isEqualTo(BigInteger.TWO.pow(128).subtract(BigInteger.TWO));
  }

  /** What both families cost together is more than 2^128 here. */
  @Test
  void summarise_farEndsOfBothFamilies_countsBeyond128Bits() {
    CidrSet v4 =
        CidrSet.of(
            Cidr.parse("0.0.0.0/32"), Cidr.parse("64.0.0.0/32"), Cidr.parse("255.255.255.255/32"));
    CidrSet v6 = CidrSet.of(Cidr.of(Ip.of(0, 0)), Cidr.of(Ip.of(-1, -1)));
    CidrSet both = v4.union(v6);
    assertThat(both.summarise(2))
        .isEqualTo(
            new CidrSummary(
                List.of(Cidr.ofAny4(), Cidr.ofAny6()),
                both.complement(CidrSet.of(Cidr.ofAny4(), Cidr.ofAny6())).size()));
    CidrSummary three = both.summarise(3);
    assertThat(three.routes())
        .containsExactly(Cidr.ofAny4(), Cidr.of(Ip.of(0, 0)), Cidr.of(Ip.of(-1, -1)));
    assertThat(three.extra()).isEqualTo(BigInteger.TWO.pow(32).subtract(BigInteger.valueOf(3)));
    assertThat(both.summarise(Integer.MAX_VALUE).extra()).isZero();
  }

  @Test
  void summarise_tooFewRoutes_throws() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CidrSet.empty().summarise(0))
        .withMessage("routes: 0 (expected: at least 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CidrSet.of(Cidr.ofAny4(), Cidr.ofAny6()).summarise(1))
        .withMessage("routes: 1 (expected: at least 2, as the set has IPv4 and IPv6)");
  }
}
