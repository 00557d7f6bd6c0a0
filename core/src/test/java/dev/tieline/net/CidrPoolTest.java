package dev.tieline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  }

  @Test
  void within_bothFamilies_throws() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CidrPool.within(Cidr.parse("::/64"), Cidr.parse("10.0.0.0/8")))
        .withMessage("bounds: [10.0.0.0/8, ::/64] (expected: blocks of one family, IPv4 or IPv6)");
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

  private static List<Cidr> cidrs(String... texts) {
    return Stream.of(texts).map(Cidr::parse).toList();
  }
}
