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

/**
 * Networks of the sizes that are in use: /28 40 %, /27 20 %, /26 15 %, /24 14 %, /22 6 %, /20 4 %,
 * /16 1 %, all different, from a seed; and the same ones as the values of each library.
 */
final class CidrInput {

  private static final int[] PERCENT = {40, 20, 15, 14, 6, 4, 1};
  private static final int[] LENGTHS = {28, 27, 26, 24, 22, 20, 16};

  /** What IPv6 networks have before the 32 bits that vary: 2001::/16. */
  private static final int V6_BITS = 16;

  private final int[] addresses;
  private final int[] lengths;

  private CidrInput(int[] addresses, int[] lengths) {
    this.addresses = addresses;
    this.lengths = lengths;
  }

  /** Networks within the first 32 - bits of the whole space. */
  static CidrInput of(int size, long seed, int base, int bits) {
    Random random = new Random(seed);
    int[] addresses = new int[size];
    int[] lengths = new int[size];
    Set<Long> seen = new HashSet<>(2 * size);
    for (int i = 0; i < size; ) {
      int length = length(random.nextInt(100));
      int within = bits == 32 ? random.nextInt() : random.nextInt(1 << bits);
      int address = (base | within) & (int) (-1L << 32 - length);
      if (seen.add((long) address << 6 | length)) {
        addresses[i] = address;
        lengths[i] = length;
        i++;
      }
    }
    return new CidrInput(addresses, lengths);
  }

  private static int length(int percent) {
    int left = percent;
    int i = 0;
    while (left >= PERCENT[i]) {
      left -= PERCENT[i++];
    }
    return LENGTHS[i];
  }

  int size() {
    return addresses.length;
  }

  int prefixLength(int i) {
    return lengths[i];
  }

  List<Cidr> cidrs() {
    List<Cidr> cidrs = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      cidrs.add(Cidr.of(Ip.v4(addresses[i]), lengths[i]));
    }
    return cidrs;
  }

  List<Cidr> cidrs6() {
    List<Cidr> cidrs = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      cidrs.add(Cidr.of(Ip.of(high6(i), 0), lengths[i] + V6_BITS));
    }
    return cidrs;
  }

  List<Ip> ips() {
    List<Ip> ips = new ArrayList<>(size());
    for (int address : addresses) {
      ips.add(Ip.v4(address));
    }
    return ips;
  }

  List<Ip> ips6() {
    List<Ip> ips = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      ips.add(Ip.of(high6(i), i));
    }
    return ips;
  }

  private long high6(int i) {
    return 0x2001L << 48 | Integer.toUnsignedLong(addresses[i]) << V6_BITS;
  }

  IPv4Address[] ipAddresses() {
    IPv4Address[] all = new IPv4Address[size()];
    for (int i = 0; i < size(); i++) {
      all[i] = new IPv4Address(addresses[i], lengths[i]);
    }
    return all;
  }

  IPv4Address[] singleIpAddresses() {
    IPv4Address[] all = new IPv4Address[size()];
    for (int i = 0; i < size(); i++) {
      all[i] = new IPv4Address(addresses[i]);
    }
    return all;
  }

  inet.ipaddr.ipv6.IPv6Address[] ipAddresses6() {
    inet.ipaddr.ipv6.IPv6Address[] all = new inet.ipaddr.ipv6.IPv6Address[size()];
    for (int i = 0; i < size(); i++) {
      all[i] = new inet.ipaddr.ipv6.IPv6Address(high6(i), 0, lengths[i] + V6_BITS);
    }
    return all;
  }

  inet.ipaddr.ipv6.IPv6Address[] singleIpAddresses6() {
    inet.ipaddr.ipv6.IPv6Address[] all = new inet.ipaddr.ipv6.IPv6Address[size()];
    for (int i = 0; i < size(); i++) {
      all[i] = new inet.ipaddr.ipv6.IPv6Address(high6(i), i);
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
              IPv6Address.fromLongs(high6(i), 0),
              com.googlecode.ipv6.IPv6NetworkMask.fromPrefixLength(lengths[i] + V6_BITS));
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
    return Integer.toUnsignedLong(addresses[i]);
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
      texts[i] = Ip.of(high6(i), low).toString();
    }
    return texts;
  }
}
