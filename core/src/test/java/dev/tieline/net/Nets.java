package dev.tieline.net;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * Networks that often overlap, at the places where arithmetic goes wrong, and what is true of them,
 * said with BigInteger alone.
 */
final class Nets {

  /** Eight bits vary in each: first and last of both families, and across the halves of IPv6. */
  static final List<Cidr> WINDOWS =
      Stream.of(
              "0.0.0.0/24",
              "10.8.0.0/13",
              "255.255.255.0/24",
              "::/120",
              "2001:db8::/60",
              "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ff00/120")
          .map(Cidr::parse)
          .toList();

  private Nets() {}

  /** A network in a window, or, for a negative size, one around it, up to the whole family. */
  record Part(int window, int offset, int size) {
    Cidr cidr() {
      Cidr around = WINDOWS.get(window);
      int length =
          size == -2 ? 0 : size == -1 ? around.prefixLength() / 2 : around.prefixLength() + size;
      return Cidr.enclosing(at(around, offset), length);
    }
  }

  /** The address of a window whose eight varying bits are these. */
  static Ip at(Cidr window, int offset) {
    int shift = window.first().bits() - window.prefixLength() - 8;
    return ip(window.isV6(), first(window).add(BigInteger.valueOf(offset).shiftLeft(shift)));
  }

  /** The blocks of one that are longer by some bits, in order. */
  static List<Cidr> parts(Cidr of, int bits) {
    int length = of.prefixLength() + bits;
    int shift = of.first().bits() - length;
    BigInteger first = first(of);
    return IntStream.range(0, 1 << bits)
        .mapToObj(i -> first.add(BigInteger.valueOf(i).shiftLeft(shift)))
        .map(number -> Cidr.of(ip(of.isV6(), number), length))
        .toList();
  }

  static Arbitrary<Cidr> cidrs() {
    return Combinators.combine(
            Arbitraries.integers()
                .between(0, WINDOWS.size() - 1)
                .withDistribution(RandomDistribution.uniform()),
            Arbitraries.integers().between(0, 255).withDistribution(RandomDistribution.uniform()),
            Arbitraries.integers().between(-2, 8).withDistribution(RandomDistribution.uniform()))
        .as((window, offset, size) -> new Part(window, offset, size).cidr())
        .withoutEdgeCases();
  }

  static Ip ip(boolean v6, BigInteger number) {
    return v6
        ? Ip.of(number.shiftRight(64).longValue(), number.longValue())
        : Ip.v4(number.intValue());
  }

  static BigInteger number(Ip ip) {
    return IpTest.number(ip);
  }

  static BigInteger first(Cidr cidr) {
    return number(cidr.first());
  }

  /** The address after the last one. */
  static BigInteger end(Cidr cidr) {
    return first(cidr).add(BigInteger.ONE.shiftLeft(cidr.first().bits() - cidr.prefixLength()));
  }

  static boolean contains(Cidr outer, Cidr inner) {
    return outer.isV6() == inner.isV6()
        && first(outer).compareTo(first(inner)) <= 0
        && end(outer).compareTo(end(inner)) >= 0;
  }

  static boolean overlap(Cidr a, Cidr b) {
    return a.isV6() == b.isV6() && first(a).compareTo(end(b)) < 0 && first(b).compareTo(end(a)) < 0;
  }

  /** IPv4 first, then by address, then the larger first. */
  static final Comparator<Cidr> ORDER =
      Comparator.comparing(Cidr::isV6).thenComparing(Nets::first).thenComparing(Cidr::prefixLength);
}
