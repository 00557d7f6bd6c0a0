package dev.tieline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses one by one, against the JDK's InetAddress and BigInteger as the slow oracles. */
class IpTest {

  private static final Ip LAST4 = Ip.v4(-1);
  private static final Ip LAST6 = Ip.of(-1, -1);

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "10.1.2.3", "127.0.0.1", "128.0.0.0", "255.255.255.255"})
  void parse_ipv4_writesTheSameText(String text) {
    assertThat(Ip.parse(text).isV4()).isTrue();
    assertThat(Ip.parse(text).bits()).isEqualTo(32);
    assertThat(Ip.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "0:0:0:0:0:0:0:0, ::",
    "2001:DB8::1, 2001:db8::1",
    "2001:0db8:0000::0001, 2001:db8::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", // RFC 5952 section 4.2.3, first of equal runs
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1", // the longest run
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1", // section 4.2.2, no :: for one group
    "0:1:1:1:1:1:1:0, 0:1:1:1:1:1:1:0",
    "1:1:1:1:1:1:0:0, 1:1:1:1:1:1::",
    "0:0:1:1:1:1:1:1, ::1:1:1:1:1:1",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  })
  void parse_ipv6_writesTheCanonicalText(String text, String canonical) {
    Ip ip = Ip.parse(text);
    assertThat(ip.isV6()).isTrue();
    assertThat(ip.bits()).isEqualTo(128);
    assertThat(ip).hasToString(canonical).isEqualTo(Ip.parse(canonical));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1.2.300|ip: 10.1.2.300 (expected: four octets from 0 to 255, such as 10.1.2.3)",
        "10.1.2|ip: 10.1.2 (expected: four octets",
        "10.1.2.3.4|ip: 10.1.2.3.4 (expected: four octets",
        "10.1..3|ip: 10.1..3 (expected: four octets",
        "10.1.2.3.|ip: 10.1.2.3. (expected: four octets",
        ".10.1.2.3|ip: .10.1.2.3 (expected: four octets",
        "+1.1.2.3|ip: +1.1.2.3 (expected: four octets",
        "-1.1.2.3|ip: -1.1.2.3 (expected: four octets",
        "99999999999999999999.1.2.3|(expected: four octets",
        "167838211|(expected: four octets",
        "0x0a.1.2.3|(expected: four octets",
        "localhost|(expected: four octets",
        "10.0.0.0/8|(expected: four octets",
        "10.1.2.١|(expected: four octets",
        "010.1.2.3|has a leading zero in \"010\", which some programs read as octal",
        "10.1.2.00|has a leading zero in \"00\"",
        "''|ip: \"\" is blank (expected: an address",
        "' '|is blank",
        "' 10.1.2.3'|contains white space (expected: an address alone)",
        "'10.1.2.3 '|contains white space",
        "fe80::1%eth0|ip: fe80::1%eth0 has a zone id (expected: an address without %eth0)",
        "::ffff:10.1.2.3|is an IPv4-mapped IPv6 address (expected: 10.1.2.3)",
        "::FFFF:a01:203|is an IPv4-mapped IPv6 address (expected: 10.1.2.3)",
        ":|starts with a single colon",
        ":1:2:3:4:5:6:7|starts with a single colon",
        "1:2:3:4:5:6:7:|ends with a single colon",
        "1::2::3|has two ::",
        ":::|(expected: groups of one to four hexadecimal digits",
        "1:2:3:4:5:6:7|has 7 groups (expected: eight groups, or fewer with ::)",
        "1:2:3:4:5:6:7:8:9|has more than eight groups",
        "1:2:3:4::5:6:7:8|has eight groups and ::",
        "1:2:3:4:5:6:7:8::|has eight groups and ::",
        "1:2:3:4:5:6:7:1.2.3.4|has too many groups",
        "1:2:3:4:5:1.2.3.4|has 7 groups",
        "::1.2.3|(expected: four octets",
        "::1.2.3.4:5|(expected: groups of one to four",
        "::12345|(expected: groups of one to four",
        "::g|(expected: groups of one to four",
        "::-1|(expected: groups of one to four",
        "::١|(expected: groups of one to four",
        "[::1]|(expected: groups of one to four",
      })
  void parse_unfitText_saysWhy(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ip.parse(text))
        .withMessageStartingWith("ip: ")
        .withMessageContaining(message);
    assertThat(Ip.tryParse(text)).isEmpty();
  }

  @Test
  void parse_hostileText_isShortenedAndStrippedInTheMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ip.parse("10.0.0.1\n\u202eERROR\u001b[31m" + "x".repeat(100_000)))
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .hasSizeLessThan(200)
                    .doesNotContain("\n", "\u202e", "\u001b"));
  }

  @ParameterizedTest
  @CsvSource({
    "' 10.1.2.3\n', 10.1.2.3",
    "010.08.00.1, refused",
    "10.08.00.1, 10.8.0.1",
    "10.1.2.003, 10.1.2.3",
    "10.1.2.019, 10.1.2.19",
    "10.1.2.010, refused",
    "10.1.2.0300, refused",
    "10.1.2.300, refused",
    "::ffff:10.1.2.3, 10.1.2.3",
    "::ffff:a01:203, 10.1.2.3",
    "[2001:DB8::1], 2001:db8::1",
    "fe80::1%eth0, fe80::1",
    "10.1.2.3%eth0, refused",
    "fe80::1%, refused",
    "[], refused",
    "'', refused",
    "10.1 .2.3, refused",
  })
  void parseLenient_textOfOneMeaning_isNormalised(String text, String expected) {
    if (expected.equals("refused")) {
      assertThatIllegalArgumentException().isThrownBy(() -> Ip.parseLenient(text));
    } else {
      assertThat(Ip.parseLenient(text)).hasToString(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"10.1.2.3%eth0", "fe80::1%", "%eth0"})
  void parseLenient_misplacedPercent_saysWhy(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ip.parseLenient(text))
        .withMessage(
            "ip: "
                + text
                + " has a misplaced % (expected: a zone id after an IPv6 address, or none)");
  }

  @Test
  void toString_mappedAddress_isMixedNotation() {
    assertThat(Ip.of(0, 0xffff_0a01_0203L)).hasToString("::ffff:10.1.2.3").matches(Ip::isV6);
  }

  @Test
  void next_atTheEnd_throws() {
    assertThatThrownBy(LAST4::next)
        .isInstanceOf(ArithmeticException.class)
        .hasMessageStartingWith("ip: 255.255.255.255 plus 1 (expected: an address from 0.0.0.0");
    assertThatThrownBy(LAST6::next).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void previous_atTheStart_throws() {
    assertThatThrownBy(() -> Ip.v4(0).previous()).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Ip.of(0, 0).previous()).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void next_overAWordBoundary_carries() {
    assertThat(Ip.parse("2001:db8::ffff:ffff:ffff:ffff").next())
        .isEqualTo(Ip.parse("2001:db8:0:1::"));
    assertThat(Ip.parse("2001:db8:0:1::").previous())
        .isEqualTo(Ip.parse("2001:db8::ffff:ffff:ffff:ffff"));
  }

  @Test
  void compareTo_mixedAddresses_isUnsignedWithIpv4First() {
    List<Ip> ordered =
        Stream.of(
                "0.0.0.0",
                "127.255.255.255",
                "128.0.0.0",
                "255.255.255.255",
                "::",
                "::8000:0:0:0",
                "0:0:0:1::",
                "7fff::",
                "8000::",
                "ffff::")
            .map(Ip::parse)
            .toList();
    assertThat(ordered).isSorted();
  }

  @Test
  void equals_sameBitsInBothFamilies_differ() {
    assertThat(Ip.v4(7)).isNotEqualTo(Ip.of(0, 7)).isEqualTo(Ip.parse("0.0.0.7"));
    assertThat(Ip.v4(7)).hasSameHashCodeAs(Ip.parse("0.0.0.7"));
  }

  @Property
  void parse_textOfAnyIpv4_roundTrips(@ForAll int bits) {
    assertThat(Ip.parse(Ip.v4(bits).toString())).isEqualTo(Ip.v4(bits));
  }

  @Property
  void toString_anyIpv6_isReadAlikeByUsAndByTheJdk(
      @ForAll long high, @ForAll long low, @ForAll int mask) throws UnknownHostException {
    Ip ip = sparse(high, low, mask);
    assertThat(Ip.parse(ip.toString())).isEqualTo(ip);
    assertThat(new BigInteger(1, InetAddress.getByName(ip.toString()).getAddress()))
        .isEqualTo(number(ip));
  }

  @Property
  void parse_textOfTheJdk_isTheSameAddress(@ForAll long high, @ForAll long low, @ForAll int mask)
      throws UnknownHostException {
    Ip ip = sparse(high, low, mask);
    byte[] bytes = new byte[16];
    for (int i = 0; i < 16; i++) {
      bytes[i] = number(ip).shiftRight(8 * (15 - i)).byteValue();
    }
    assertThat(Ip.parse(InetAddress.getByAddress(bytes).getHostAddress())).isEqualTo(ip);
  }

  @Property
  void plus_anyDistance_addsOrThrowsAsBigIntegerDoes(
      @ForAll boolean v6, @ForAll long high, @ForAll long low, @ForAll long distance) {
    Ip ip = v6 ? Ip.of(high, low) : Ip.v4((int) low);
    long step = v6 ? distance : distance >> 24;
    BigInteger sum = number(ip).add(BigInteger.valueOf(step));
    if (sum.signum() < 0 || sum.bitLength() > ip.bits()) {
      assertThatThrownBy(() -> ip.plus(step)).isInstanceOf(ArithmeticException.class);
    } else {
      assertThat(number(ip.plus(step))).isEqualTo(sum);
      assertThat(ip.plus(step).isV6()).isEqualTo(v6);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, Long.MAX_VALUE})
  void plus_extremeDistances_addOrThrowAsBigIntegerDoes(long distance) {
    for (Ip ip : List.of(Ip.v4(0), LAST4, Ip.of(0, 0), LAST6, Ip.of(1, 0), Ip.of(-1, 0))) {
      BigInteger sum = number(ip).add(BigInteger.valueOf(distance));
      if (sum.signum() < 0 || sum.bitLength() > ip.bits()) {
        assertThatThrownBy(() -> ip.plus(distance)).isInstanceOf(ArithmeticException.class);
      } else {
        assertThat(number(ip.plus(distance))).isEqualTo(sum);
      }
    }
  }

  @Property
  void compareTo_anyTwoIpv6_isTheOrderOfTheirNumbers(
      @ForAll long high, @ForAll long low, @ForAll long otherHigh, @ForAll long otherLow) {
    Ip a = Ip.of(high, low);
    Ip b = Ip.of(otherHigh, otherLow);
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(number(a).compareTo(number(b)));
  }

  /** An address in which every group whose bit in the mask is clear is zero; never IPv4-mapped. */
  private static Ip sparse(long high, long low, int mask) {
    long[] halves = {high, low};
    for (int group = 0; group < 8; group++) {
      if ((mask >> group & 1) == 0) {
        halves[group / 4] &= ~(0xffffL << 48 - 16 * (group % 4));
      }
    }
    boolean mapped = halves[0] == 0 && halves[1] >>> 32 == 0xffff;
    return Ip.of(mapped ? 1 : halves[0], halves[1]);
  }

  static BigInteger number(Ip ip) {
    return new BigInteger(Long.toUnsignedString(ip.alignedHigh()))
        .shiftLeft(64)
        .or(new BigInteger(Long.toUnsignedString(ip.alignedLow())))
        .shiftRight(128 - ip.bits());
  }
}
