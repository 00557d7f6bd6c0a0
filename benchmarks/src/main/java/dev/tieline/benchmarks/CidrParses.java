package dev.tieline.benchmarks;

import static dev.tieline.benchmarks.CidrSpeed.GUAVA;
import static dev.tieline.benchmarks.CidrSpeed.IPADDRESS;
import static dev.tieline.benchmarks.CidrSpeed.IP_MATH;
import static dev.tieline.benchmarks.CidrSpeed.OURS;

import com.github.jgonian.ipmath.Ipv4;
import com.github.jgonian.ipmath.Ipv4Range;
import com.google.common.net.InetAddresses;
import com.googlecode.ipv6.IPv6Address;
import com.googlecode.ipv6.IPv6Network;
import dev.tieline.benchmarks.Turns.Time;
import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.commons.net.util.SubnetUtils;

/** Texts to addresses and networks; what was read is compared by the text that it writes. */
final class CidrParses {
  private static final int TEXTS = 10_000;

  private final CidrSpeed speed;

  CidrParses(CidrSpeed speed) {
    this.speed = speed;
  }

  void measure() {
    addresses4();
    networks4();
    addresses6();
    networks6();
  }

  private static <R> Supplier<List<R>> each(String[] texts, Function<String, R> parse) {
    return () -> {
      List<R> read = new ArrayList<>(texts.length);
      for (String text : texts) {
        read.add(parse.apply(text));
      }
      return read;
    };
  }

  private static <R> ToLongFunction<List<R>> texts(Function<R, String> write) {
    return all -> all.stream().mapToLong(r -> write.apply(r).hashCode()).sum();
  }

  private void addresses4() {
    String[] texts = CidrInput.of(TEXTS, 11).texts();
    List<Time> of =
        speed.run(
            new Turns("parse of an IPv4 address", TEXTS)
                .add(OURS, each(texts, Ip::parse), texts(Ip::toString))
                .add(
                    GUAVA + " InetAddresses",
                    each(texts, InetAddresses::forString),
                    texts(InetAddress::getHostAddress))
                .add(
                    IPADDRESS,
                    each(texts, t -> new IPAddressString(t).getAddress()),
                    texts(IPAddress::toCanonicalString))
                .add(IP_MATH, each(texts, Ipv4::parse), texts(Ipv4::toString)));
    speed.faster("parse, IPv4", of, GUAVA, 2);
    speed.faster("parse, IPv4", of, IPADDRESS, 6);
  }

  private void networks4() {
    String[] texts =
        CidrInput.of(TEXTS, 12).cidrs().stream().map(Cidr::toString).toArray(String[]::new);
    speed.run(
        new Turns("parse of an IPv4 network", TEXTS)
            .add(OURS, each(texts, Cidr::parse), texts(Cidr::toString))
            .add(
                IPADDRESS,
                each(texts, t -> new IPAddressString(t).getAddress()),
                texts(IPAddress::toCanonicalString))
            .add(IP_MATH, each(texts, Ipv4Range::parse), texts(Ipv4Range::toStringInCidrNotation))
            .add(
                "commons-net SubnetUtils",
                each(texts, t -> new SubnetUtils(t).getInfo()),
                texts(SubnetUtils.SubnetInfo::getCidrSignature)));
  }

  private void addresses6() {
    String[] texts = CidrInput.of(TEXTS, 13).texts6();
    List<Time> of =
        speed.run(
            new Turns("parse of an IPv6 address", TEXTS)
                .add(OURS, each(texts, Ip::parse), texts(Ip::toString))
                .add(
                    GUAVA + " InetAddresses",
                    each(texts, InetAddresses::forString),
                    texts(InetAddresses::toAddrString))
                .add(
                    IPADDRESS,
                    each(texts, t -> new IPAddressString(t).getAddress()),
                    texts(IPAddress::toCanonicalString))
                .add(
                    "java-ipv6",
                    each(texts, IPv6Address::fromString),
                    texts(IPv6Address::toString)));
    speed.faster("parse, IPv6", of, GUAVA, 1.5);
  }

  private void networks6() {
    String[] texts =
        CidrInput.of(TEXTS, 15).cidrs6().stream().map(Cidr::toString).toArray(String[]::new);
    speed.run(
        new Turns("parse of an IPv6 network", TEXTS)
            .add(OURS, each(texts, Cidr::parse), texts(Cidr::toString))
            .add(
                IPADDRESS,
                each(texts, t -> new IPAddressString(t).getAddress()),
                texts(IPAddress::toCanonicalString))
            .add("java-ipv6", each(texts, IPv6Network::fromString), texts(IPv6Network::toString)));
  }
}
