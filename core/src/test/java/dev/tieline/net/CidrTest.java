package dev.tieline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks one by one, against intervals of BigInteger as the slow oracle. */
class CidrTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, 0.0.0.0, 255.255.255.255, 4294967296",
    "128.0.0.0/1, 128.0.0.0, 255.255.255.255, 2147483648",
    "10.20.0.0/16, 10.20.0.0, 10.20.255.255, 65536",
    "10.0.0.2/31, 10.0.0.2, 10.0.0.3, 2",
    "255.255.255.255/32, 255.255.255.255, 255.255.255.255, 1",
    "::/0, ::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 340282366920938463463374607431768211456",
    "2001:db8::/63, 2001:db8::, 2001:db8:0:1:ffff:ffff:ffff:ffff, 36893488147419103232",
    "2001:db8::/64, 2001:db8::, 2001:db8::ffff:ffff:ffff:ffff, 18446744073709551616",
    "2001:db8::/65, 2001:db8::, 2001:db8::7fff:ffff:ffff:ffff, 9223372036854775808",
    "2001:db8::2/127, 2001:db8::2, 2001:db8::3, 2",
    "::1/128, ::1, ::1, 1",
  })
  void parse_block_hasItsEndsAndSize(String text, String first, String last, BigInteger size) {
    Cidr cidr = Cidr.parse(text);
    assertThat(cidr).hasToString(text);
    assertThat(cidr.first()).isEqualTo(Ip.parse(first));
    assertThat(cidr.last()).isEqualTo(Ip.parse(last));
    assertThat(cidr.size()).isEqualTo(size);
    assertThat(cidr.isV4()).isEqualTo(!text.contains(":"));
    assertThat(cidr.isV6()).isEqualTo(text.contains(":"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.20.1.0/16|cidr: 10.20.1.0/16 has host bits set (expected: 10.20.0.0/16)",
        "2001:db8::1/64|cidr: 2001:db8::1/64 has host bits set (expected: 2001:db8::/64)",
        "0.0.0.1/0|cidr: 0.0.0.1/0 has host bits set (expected: 0.0.0.0/0)",
        "10.0.0.0|cidr: 10.0.0.0 has no prefix length (expected: 10.0.0.0/32 for one address)",
        "::1|has no prefix length (expected: ::1/128 for one address)",
        "10.0.0.0/33|cidr: 10.0.0.0/33 (expected: a prefix length from 0 to 32)",
        "::/129|cidr: ::/129 (expected: a prefix length from 0 to 128)",
        "10.0.0.0/|(expected: a prefix length from 0 to 32)",
        "10.0.0.0/-1|(expected: a prefix length",
        "10.0.0.0/+8|(expected: a prefix length",
        "10.0.0.0/08|cidr: 10.0.0.0/08 has a leading zero in its prefix length (expected: from 0 to 32, without leading zeros)",
        "::/00|has a leading zero in its prefix length (expected: from 0 to 128, without leading zeros)",
        "10.0.0.0/8/8|(expected: a prefix length",
        "10.0.0.0/255.0.0.0|(expected: a prefix length",
        "10.0.0.0/4294967304|(expected: a prefix length",
        "10.0.0.0/ 8|(expected: a prefix length",
        "10.1.2.300/24|cidr: 10.1.2.300/24 (expected: four octets",
        "/8|cidr: /8 has no address before the / (expected: a block, such as 10.0.0.0/8)",
        "' /8'|has no address before the /",
        "/|has no address before the /",
        "''|cidr: \"\" is blank",
        "' 10.0.0.0/8'|contains white space",
        "::ffff:10.0.0.0/104|is an IPv4-mapped IPv6 address (expected: 10.0.0.0/8)",
        "fe80::%1/64|has a zone id",
      })
  void parse_unfitText_saysWhy(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.parse(text))
        .withMessageStartingWith("cidr: ")
        .withMessageContaining(message);
    assertThat(Cidr.tryParse(text)).isEmpty();
  }

  /** Who does what a message says must not be refused next. */
  @ParameterizedTest
  @CsvSource({
    "::ffff:10.0.0.0/104, 10.0.0.0/8",
    "::ffff:10.1.2.3/104, 10.0.0.0/8",
    "::ffff:a00:0/128, 10.0.0.0/32",
    "::ffff:10.0.0.0, 10.0.0.0/32",
    "::ffff:10.0.0.1/64, 10.0.0.0/8",
    "::ffff:10.0.0.1/0128, 10.0.0.1/32",
    "::ffff:10.0.0.1/x, 10.0.0.0/8",
    "10.20.1.0/16, 10.20.0.0/16",
    "10.0.0.0, 10.0.0.0/32",
  })
  void parse_unfitText_advisesWhatCanBeRead(String text, String advice) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.parse(text))
        .satisfies(
            e -> {
              Matcher advised =
                  Pattern.compile("\\(expected: (?:.* such as )?(\\S+/\\d+).*\\)")
                      .matcher(e.getMessage());
              assertThat(advised.find()).as(e.getMessage()).isTrue();
              assertThat(Cidr.parse(advised.group(1))).hasToString(advice);
            });
  }

  @Test
  void tryParse_block_isPresent() {
    assertThat(Cidr.tryParse("10.0.0.0/8")).contains(Cidr.of(Ip.parse("10.0.0.0"), 8));
  }

  @ParameterizedTest
  @CsvSource({
    "10.20.1.5/16, 10.20.0.0/16",
    "' 10.20.0.0/16 ', 10.20.0.0/16",
    "10.0.0.1, 10.0.0.1/32",
    "2001:db8::1, 2001:db8::1/128",
    "2001:DB8::1/64, 2001:db8::/64",
    "10.0.0.0/08, 10.0.0.0/8",
    "::ffff:10.0.0.0/104, 10.0.0.0/8",
    "::ffff:10.0.0.0/96, 0.0.0.0/0",
    "::ffff:10.0.0.1, 10.0.0.1/32",
  })
  void parseLenient_textOfOneMeaning_isNormalised(String text, String expected) {
    assertThat(Cidr.parseLenient(text)).isEqualTo(Cidr.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/", "/8", "", "::ffff:10.0.0.0/95", "::/010"})
  void parseLenient_textWithoutMeaning_throws(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.parseLenient(text))
        .withMessageStartingWith("cidr: ");
  }

  @Test
  void parseLenient_ambiguousPrefixLength_saysWhy() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.parseLenient("::ffff:10.0.0.0/0104"))
        .withMessage(
            "cidr: ::ffff:10.0.0.0/0104 has a leading zero in its prefix length"
                + " (expected: from 96 to 128, without leading zeros)");
    assertThat(Cidr.parseLenient("10.0.0.0/009")).hasToString("10.0.0.0/9");
  }

  @Test
  void of_hostBitsOrLengthOutOfRange_throws() {
    Ip ip = Ip.parse("10.0.0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.of(ip, 24))
        .withMessage("cidr: 10.0.0.1/24 has host bits set (expected: 10.0.0.0/24)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.of(ip, 33))
        .withMessage("prefix length: 33 (expected: 0 to 32)");
    assertThatIllegalArgumentException().isThrownBy(() -> Cidr.enclosing(ip, -1));
  }

  @Test
  void of_addressAlone_isTheBlockOfOne() {
    assertThat(Cidr.of(Ip.parse("10.0.0.1"))).hasToString("10.0.0.1/32");
    assertThat(Cidr.of(Ip.parse("::1"))).hasToString("::1/128");
  }

  @Test
  void contains_wholeFamily_holdsItsOwnFamilyOnly() {
    assertThat(Cidr.ofAny4().contains(Ip.parse("255.255.255.255"))).isTrue();
    assertThat(Cidr.ofAny4().contains(Ip.parse("::"))).isFalse();
    assertThat(Cidr.ofAny6().contains(Ip.parse("0.0.0.0"))).isFalse();
    assertThat(Cidr.ofAny6().overlaps(Cidr.ofAny4())).isFalse();
    assertThat(Cidr.ofAny6()).isEqualTo(Cidr.parse("::/0"));
    assertThat(Cidr.ofAny4()).isEqualTo(Cidr.parse("0.0.0.0/0"));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/24, 0, 10.0.0.0",
    "10.0.0.0/24, 255, 10.0.0.255",
    "10.0.0.4/32, 0, 10.0.0.4",
    "255.255.255.254/31, 1, 255.255.255.255",
    "0.0.0.0/0, 4294967295, 255.255.255.255",
    "::/65, 9223372036854775807, ::7fff:ffff:ffff:ffff",
    "::/66, 4611686018427387903, ::3fff:ffff:ffff:ffff",
    "::/0, 9223372036854775807, ::7fff:ffff:ffff:ffff",
  })
  void host_numberWithin_isThatAddress(String cidr, long n, String expected) {
    assertThat(Cidr.parse(cidr).host(n)).isEqualTo(Ip.parse(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/24, 256",
    "10.0.0.0/24, -1",
    "10.0.0.4/32, 1",
    "0.0.0.0/0, 4294967296",
    "::/66, 4611686018427387904",
  })
  void host_numberOutside_throws(String cidr, long n) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.parse(cidr).host(n))
        .withMessageStartingWith("host: " + n + " of " + cidr + " (expected: 0 to ");
  }

  @Test
  void halves_ofOneAddress_throws() {
    assertThatIllegalStateException().isThrownBy(() -> Cidr.parse("10.0.0.1/32").halves());
    assertThatIllegalStateException().isThrownBy(() -> Cidr.parse("::1/128").halves());
  }

  @Test
  void halves_ofWholeFamily_areTheTwoHalves() {
    assertThat(Cidr.ofAny4().halves())
        .containsExactly(Cidr.parse("0.0.0.0/1"), Cidr.parse("128.0.0.0/1"));
    assertThat(Cidr.parse("::/64").halves())
        .containsExactly(Cidr.parse("::/65"), Cidr.parse("::8000:0:0:0/65"));
  }

  @Test
  void parent_ofWholeFamily_throws() {
    assertThatIllegalStateException().isThrownBy(() -> Cidr.ofAny6().parent());
  }

  @Test
  void supernet_ofLengths_containsOrThrows() {
    Cidr cidr = Cidr.parse("10.20.0.0/16");
    assertThat(cidr.supernet(8)).hasToString("10.0.0.0/8");
    assertThat(cidr.supernet(16)).isEqualTo(cidr);
    assertThat(cidr.supernet(0)).isEqualTo(Cidr.ofAny4());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cidr.supernet(17))
        .withMessage("prefix length: 17 (expected: 0 to 16)");
  }

  @Test
  void compareTo_mixedBlocks_isFamilyThenAddressThenLength() {
    assertThat(
            Stream.of(
                    "0.0.0.0/0",
                    "10.0.0.0/8",
                    "10.0.0.0/16",
                    "10.1.0.0/16",
                    "192.168.0.0/16",
                    "::/0",
                    "2001:db8::/32",
                    "ff00::/8")
                .map(Cidr::parse))
        .isSorted();
    assertThat(Cidr.ofAny4().compareTo(Cidr.ofAny6())).isNegative();
    assertThat(Cidr.ofAny6().compareTo(Cidr.ofAny4())).isPositive();
    assertThat(Cidr.parse("10.0.0.0/8").compareTo(Cidr.parse("10.0.0.0/9"))).isNegative();
    assertThat(Cidr.parse("10.0.0.0/9").compareTo(Cidr.parse("10.0.0.0/8"))).isPositive();
    assertThat(Cidr.parse("11.0.0.0/8").compareTo(Cidr.parse("10.0.0.0/8"))).isPositive();
    assertThat(Cidr.parse("::2/128").compareTo(Cidr.parse("::1/128"))).isPositive();
    assertThat(Cidr.parse("::2/128").compareTo(Cidr.parse("::2/128"))).isZero();
  }

  /** Tables of networks would be lists else. */
  @Test
  void hashCode_ofManyNetworks_isSeldomTheSame() {
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      hashes.add(Cidr.enclosing(Ip.v4(i << 8), 24).hashCode());
      hashes.add(Cidr.enclosing(Ip.of(0x2001_0db8_0000_0000L | i, 0), 64).hashCode());
      hashes.add(Cidr.of(Ip.of(0x2001_0db8_0000_0000L, i)).hashCode());
    }
    assertThat(hashes.size()).isGreaterThan(29_000);
  }

  @Property
  void parse_textOfAnyBlock_roundTrips(
      @ForAll boolean v6, @ForAll long high, @ForAll long low, @ForAll @IntRange(max = 128) int p) {
    Cidr cidr = block(v6, high, low, p);
    assertThat(Cidr.parse(cidr.toString())).isEqualTo(cidr).hasSameHashCodeAs(cidr);
  }

  @Property
  void ends_anyBlock_areThoseOfTheNumbers(
      @ForAll boolean v6, @ForAll long high, @ForAll long low, @ForAll @IntRange(max = 128) int p) {
    Ip ip = v6 ? Ip.of(high | Long.MIN_VALUE, low) : Ip.v4((int) low);
    Cidr cidr = block(v6, high, low, p);
    int hostBits = ip.bits() - cidr.prefixLength();
    BigInteger first = IpTest.number(ip).shiftRight(hostBits).shiftLeft(hostBits);
    assertThat(IpTest.number(cidr.first())).isEqualTo(first);
    assertThat(IpTest.number(cidr.last()))
        .isEqualTo(first.add(cidr.size()).subtract(BigInteger.ONE));
    assertThat(cidr.contains(ip)).isTrue();
  }

  @Property
  void containsAndOverlaps_anyTwoBlocks_agreeWithIntervals(
      @ForAll boolean v6,
      @ForAll long high,
      @ForAll long low,
      @ForAll @IntRange(max = 128) int p,
      @ForAll @IntRange(max = 127) int flippedBit,
      @ForAll @IntRange(max = 128) int otherLength) {
    Cidr a = block(v6, high, low, p);
    // The other block differs in one bit, so that all of "inside", "around" and "apart" occur.
    Cidr b =
        block(
            v6,
            flippedBit < 64 ? high ^ 1L << flippedBit : high,
            flippedBit < 64 ? low ^ 1L << flippedBit / 2 : low ^ 1L << flippedBit - 64,
            otherLength);
    BigInteger aFirst = IpTest.number(a.first());
    BigInteger aLast = IpTest.number(a.last());
    BigInteger bFirst = IpTest.number(b.first());
    BigInteger bLast = IpTest.number(b.last());
    assertThat(a.contains(b))
        .isEqualTo(aFirst.compareTo(bFirst) <= 0 && aLast.compareTo(bLast) >= 0);
    assertThat(a.overlaps(b))
        .isEqualTo(aFirst.compareTo(bLast) <= 0 && bFirst.compareTo(aLast) <= 0);
    assertThat(a.contains(b.first()))
        .isEqualTo(aFirst.compareTo(bFirst) <= 0 && aLast.compareTo(bFirst) >= 0);
  }

  @Property
  void halves_anyBlock_haveItAsParent(
      @ForAll boolean v6, @ForAll long high, @ForAll long low, @ForAll @IntRange(max = 127) int p) {
    Cidr cidr = block(v6, high, low, v6 ? p : p % 32);
    assertThat(cidr.halves()).allMatch(half -> half.parent().equals(cidr)).doesNotHaveDuplicates();
    assertThat(CidrSet.copyOf(cidr.halves()).cidrs()).containsExactly(cidr);
  }

  private static Cidr block(boolean v6, long high, long low, int prefixLength) {
    // The first bit set keeps IPv6 clear of the IPv4-mapped addresses, which parse refuses.
    return v6
        ? Cidr.enclosing(Ip.of(high | Long.MIN_VALUE, low), prefixLength)
        : Cidr.enclosing(Ip.v4((int) low), prefixLength % 33);
  }
}
