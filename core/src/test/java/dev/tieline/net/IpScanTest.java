package dev.tieline.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast reader, against the one that says why: it may accept less, and nothing else. */
class IpScanTest {

  private static final String CHARACTERS = "0123456789abcdefABCDEFg:.:.:./% -";

  private static void assertAgrees(String text) {
    Ip slow = new IpText(text, false).read();
    long bits = IpScan.read4(text, 0, text.length());
    if (bits >= 0) {
      assertThat(slow).as(text).isEqualTo(Ip.v4((int) bits));
    }
    IpScan scan = new IpScan();
    if (scan.read6(text, 0, text.length())) {
      assertThat(slow).as(text).isEqualTo(Ip.of(scan.high(), scan.low()));
    }
  }

  /** What happens to a text at a place: a character is changed, comes or goes. */
  record Slip(int kind, int place, char character) {
    void happenTo(StringBuilder text) {
      int at = place % text.length();
      switch (kind) {
        case 0 -> text.setCharAt(at, character);
        case 1 -> text.insert(at, character);
        default -> text.deleteCharAt(at);
      }
      text.append(text.isEmpty() ? "1" : "");
    }
  }

  @Provide
  Arbitrary<List<Slip>> slips() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 38).withDistribution(RandomDistribution.uniform()),
            Arbitraries.chars().with(CHARACTERS.toCharArray()))
        .as(Slip::new)
        .list()
        .ofMaxSize(2);
  }

  /** Addresses in which many groups are 0. */
  @Provide
  Arbitrary<Ip> addresses() {
    Arbitrary<Long> longs = Arbitraries.longs().withDistribution(RandomDistribution.uniform());
    Arbitrary<Ip> v4 =
        Combinators.combine(longs, longs).as((bits, mask) -> Ip.v4((int) (bits & mask)));
    Arbitrary<Ip> v6 =
        Combinators.combine(longs, longs, longs, Arbitraries.integers().between(0, 63))
            .as((high, mask, low, zeros) -> Ip.of(high & mask, low & -1L << zeros));
    return Arbitraries.oneOf(v4, v6);
  }

  @Property(tries = 10_000)
  void read_addressesWithAnyErrors_agreesWithTheSlowReader(
      @ForAll("addresses") Ip ip, @ForAll("slips") List<Slip> slips) {
    StringBuilder text = new StringBuilder(ip.toString());
    slips.forEach(slip -> slip.happenTo(text));
    assertAgrees(text.toString());
  }

  /** The fast way must be the way: what is plain is not read twice. */
  @Property(tries = 60)
  void read_anyCanonicalAddress_isRead(@ForAll int v4, @ForAll long high, @ForAll long low) {
    String text4 = Ip.v4(v4).toString();
    assertThat(IpScan.read4(text4, 0, text4.length())).isEqualTo(Integer.toUnsignedLong(v4));
    assertThat(new IpText(text4, false).read()).isEqualTo(Ip.v4(v4));
    for (int zeros = 0; zeros < 256; zeros++) { // for each group whether it is 0: :: is anywhere
      long highMask = mask(zeros >> 4);
      Ip ip = Ip.of(high & highMask, low & mask(zeros & 15));
      String text6 = ip.toString();
      IpScan scan = new IpScan();
      if (ip.alignedHigh() != 0 || ip.alignedLow() >>> 32 != 0xffff) {
        assertThat(scan.read6("[" + text6 + "]", 1, text6.length() + 1)).as(text6).isTrue();
        assertThat(Ip.of(scan.high(), scan.low())).isEqualTo(ip);
        assertThat(new IpText(text6, false).read()).isEqualTo(ip);
        assertThat(new IpText(long6(ip), false).read()).isEqualTo(ip);
      }
    }
  }

  private static long mask(int groups) {
    long mask = 0;
    for (int group = 0; group < 4; group++) {
      mask |= (groups >> group & 1) == 0 ? 0 : 0xffffL << 16 * group;
    }
    return mask;
  }

  /** All groups with all digits, the last two as IPv4: RFC 4291 section 2.2, form 3. */
  private static String long6(Ip ip) {
    StringBuilder text = new StringBuilder();
    for (int group = 0; group < 6; group++) {
      long half = group < 4 ? ip.alignedHigh() : ip.alignedLow();
      text.append(String.format("%04X:", half >>> 48 - 16 * (group & 3) & 0xffff));
    }
    return text.append(Ip.v4((int) ip.alignedLow())).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.",
        "1.2.3.4.",
        "1.2.3.4.5",
        ".1.2.3",
        "1..2.3",
        "01.2.3.4",
        "1.02.3.4",
        "1.2.3.04",
        "1.2.3.00",
        "256.1.1.1",
        "1.256.1.1",
        "1.1.256.1",
        "1.1.1.256",
        "1.1.1.1234",
        "1234.1.1.1",
        "1.2.3.a",
        "a.2.3.4",
        "1/2.3.4",
        "1.2.3:4",
        "1.1.1.-1",
        "/.1.1.1",
        ":.1.1.1",
        "9:.1.1.1",
        "1.2.3.\u0661",
        "\u0661.2.3.4",
        "1.\uffff.3.4",
        "1.2\u0130.3.4",
        ":",
        ":::",
        "::::",
        "1:",
        ":1",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "::1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::8",
        "::ffff:1:2",
        "::ffff:1.2.3.4",
        "::g",
        "::1%1",
        "::\u0661",
        "1:2:3:4:5:6:7:",
        "1::",
        "::",
        "::1",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8"
      })
  void read_edges_agreeWithTheSlowReader(String text) {
    assertAgrees(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/01", "/00", "/1a", "/1234", "/-1", "/+1", "/\u0661"})
  void readLength_unfit_isRefused(String text) {
    assertThat(IpScan.readLength(text, 1)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/0", "/9", "/10", "/128", "/999"})
  void readLength_plain_isRead(String text) {
    assertThat(IpScan.readLength(text, 1)).isEqualTo(Integer.parseInt(text.substring(1)));
  }
}
