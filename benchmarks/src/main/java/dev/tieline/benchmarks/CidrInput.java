package dev.tieline.benchmarks;

import com.github.jgonian.ipmath.Ipv4;
import com.github.jgonian.ipmath.Ipv4Range;
import com.google.common.collect.Range;
import com.googlecode.ipv6.IPv6Address;
import com.googlecode.ipv6.IPv6Network;
import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import inet.ipaddr.ipv4.IPv4Address;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Networks of the sizes that are in use: /28 40 %, /27 20 %, /26 15 %, /24 14 %, /22 6 %, /20 4 %,
 * /16 1 %, all different, from a seed; and the same ones as the values of each library.
 */
final class CidrInput {

  private static final int[] PERCENT = {40, 20, 15, 14, 6, 4, 1};
  private static final int[] LENGTHS = {28, 27, 26, 24, 22, 20, 16};

  /** What IPv6 networks have before the 32 bits that vary: its first 16 bits, or 48. */
  private static final long BEFORE6 = 0x2001_0db8_0000_0000L;

  private final int[] drawn;
  private final int[] lengths;

  /** How many bits of an IPv6 address stand before the 32 that vary. */
  private final int before6;

  private CidrInput(int[] drawn, int[] lengths, int before6) {
    this.drawn = drawn;
    this.lengths = lengths;
    this.before6 = before6;
  }

  /** Networks over the whole space. */
  static CidrInput of(int size, long seed) {
    Random random = new Random(seed);
    return draw(size, i -> random.nextInt(), i -> length(random.nextInt(100)));
  }

  /** Networks of one size over the whole space. */
  static CidrInput ofLength(int size, long seed, int length) {
    Random random = new Random(seed);
    return draw(size, i -> random.nextInt(), i -> length);
  }

  /**
   * Networks that cover much of 10.0.0.0/7 and leave holes everywhere: /27 to /30, as many of each.
   */
  static CidrInput dense(int size, long seed) {
    Random random = new Random(seed);
    return draw(size, i -> 10 << 24 | random.nextInt(1 << 25), i -> 27 + i % 4);
  }

  /** Networks of which one is in each /16, but for a single one that is all free. */
  static CidrInput full(int size, long seed, int free16) {
    Random random = new Random(seed);
    return draw(
        size,
        i -> {
          int of16 = i <= 0xffff ? i : random.nextInt(1 << 16);
          return (of16 == free16 ? of16 - 1 : of16) << 16 | random.nextInt(1 << 16);
        },
        i -> length(random.nextInt(100)));
  }

  private static CidrInput draw(int size, IntUnaryOperator address, IntUnaryOperator length) {
    int[] drawn = new int[size];
    int[] lengths = new int[size];
    Set<Long> seen = new HashSet<>(2 * size);
    for (int i = 0; i < size; ) {
      lengths[i] = length.applyAsInt(i);
      drawn[i] = address.applyAsInt(i);
      if (seen.add((long) (drawn[i] & mask(lengths[i])) << 6 | lengths[i])) {
        i++;
      }
    }
    return new CidrInput(drawn, lengths, 16);
  }

  /** The same with IPv6 networks of which nearly all are longer than a /64: from /64 to /80. */
  CidrInput longer6() {
    return new CidrInput(drawn, lengths, 48);
  }

  private static int length(int percent) {
    int left = percent;
    int i = 0;
    while (left >= PERCENT[i]) {
      left -= PERCENT[i++];
    }
    return LENGTHS[i];
  }

  private static int mask(int length) {
    return (int) (-1L << 32 - length);
  }

  int size() {
    return drawn.length;
  }

  int prefixLength(int i) {
    return lengths[i];
  }

  List<Cidr> cidrs() {
    List<Cidr> cidrs = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      cidrs.add(Cidr.of(Ip.v4(address(i)), lengths[i]));
    }
    return cidrs;
  }

  List<Cidr> cidrs6() {
    List<Cidr> cidrs = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      cidrs.add(Cidr.of(Ip.of(high6(address(i)), low6(address(i))), lengths[i] + before6));
    }
    return cidrs;
  }

  /** An address of each network, with the bits of its host as they were drawn. */
  List<Ip> ips() {
    List<Ip> ips = new ArrayList<>(size());
    for (int address : drawn) {
      ips.add(Ip.v4(address));
    }
    return ips;
  }

  List<Ip> ips6() {
    List<Ip> ips = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      ips.add(Ip.of(hostHigh6(i), hostLow6(i)));
    }
    return ips;
  }

  private int address(int i) {
    return drawn[i] & mask(lengths[i]);
  }

  private long high6(int address) {
    return BEFORE6 & -1L << 64 - before6 | Integer.toUnsignedLong(address) << 32 >>> before6;
  }

  private long low6(int address) {
    return before6 <= 32 ? 0 : Integer.toUnsignedLong(address) << 96 - before6;
  }

  /** Any bits follow the 32 that were drawn. */
  private long hostHigh6(int i) {
    return high6(drawn[i]) | (before6 < 32 ? any(i) >>> 32 + before6 : 0);
  }

  private long hostLow6(int i) {
    return low6(drawn[i]) | any(i + size()) >>> Math.max(0, before6 - 32);
  }

  private static long any(int i) {
    long mixed = (i + 1) * 0x9e3779b97f4a7c15L;
    return mixed ^ mixed >>> 29;
  }

  IPv4Address[] ipAddresses() {
    IPv4Address[] all = new IPv4Address[size()];
    for (int i = 0; i < size(); i++) {
      all[i] = new IPv4Address(address(i), lengths[i]);
    }
    return all;
  }

  IPv4Address[] singleIpAddresses() {
    IPv4Address[] all = new IPv4Address[size()];
    for (int i = 0; i < size(); i++) {
      all[i] = new IPv4Address(drawn[i]);
    }
    return all;
  }

  inet.ipaddr.ipv6.IPv6Address[] ipAddresses6() {
    inet.ipaddr.ipv6.IPv6Address[] all = new inet.ipaddr.ipv6.IPv6Address[size()];
    for (int i = 0; i < size(); i++) {
      all[i] =
          new inet.ipaddr.ipv6.IPv6Address(
              high6(address(i)), low6(address(i)), lengths[i] + before6);
    }
    return all;
  }

  inet.ipaddr.ipv6.IPv6Address[] singleIpAddresses6() {
    inet.ipaddr.ipv6.IPv6Address[] all = new inet.ipaddr.ipv6.IPv6Address[size()];
    for (int i = 0; i < size(); i++) {
      all[i] = new inet.ipaddr.ipv6.IPv6Address(hostHigh6(i), hostLow6(i));
    }
    return all;
  }

  Ipv4Range[] ipMath() {
    Ipv4Range[] all = new Ipv4Range[size()];
    for (int i = 0; i < size(); i++) {
      all[i] = Ipv4Range.from(Ipv4.of(first(i))).andPrefixLength(lengths[i]);
    }
    return all;
  }

  IPv6Network[] javaIpv6() {
    IPv6Network[] all = new IPv6Network[size()];
    for (int i = 0; i < size(); i++) {
      all[i] =
          IPv6Network.fromAddressAndMask(
              IPv6Address.fromLongs(high6(address(i)), low6(address(i))),
              com.googlecode.ipv6.IPv6NetworkMask.fromPrefixLength(lengths[i] + before6));
    }
    return all;
  }

  List<Range<Long>> ranges() {
    List<Range<Long>> ranges = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      ranges.add(Range.closedOpen(first(i), first(i) + (1L << 32 - lengths[i])));
    }
    return ranges;
  }

  private long first(int i) {
    return Integer.toUnsignedLong(address(i));
  }

  String[] texts() {
    return ips().stream().map(Ip::toString).toArray(String[]::new);
  }

  /** Texts of all shapes that RFC 5952 has: with and without ::, with hosts. */
  String[] texts6() {
    Random random = new Random(7);
    String[] texts = new String[size()];
    for (int i = 0; i < size(); i++) {
      long low = random.nextBoolean() ? random.nextInt(65536) : random.nextLong();
      texts[i] = Ip.of(high6(address(i)), low).toString();
    }
    return texts;
  }
}
