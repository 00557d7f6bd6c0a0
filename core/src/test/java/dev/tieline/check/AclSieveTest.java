package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.net.Ip;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.AclEntry;
import dev.tieline.snapshot.NetworkAcl;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * The sieve against the rule itself, asked packet by packet in a space of a few ports and hosts.
 */
class AclSieveTest {
  private static final Cidr SPACE = Cidr.parse("10.0.0.0/29");
  private static final int PORTS = 6;

  @Provide
  Arbitrary<List<AclEntry>> entries() {
    Arbitrary<Traffic> traffic =
        Combinators.combine(
                Arbitraries.of(Protocol.values()),
                Arbitraries.integers().between(0, PORTS - 1),
                Arbitraries.integers().between(0, PORTS - 1))
            .as(
                (protocol, a, b) ->
                    protocol.hasPorts()
                        ? new Traffic(protocol, Math.min(a, b), Math.max(a, b))
                        : new Traffic(protocol, 0, 65535));
    Arbitrary<Cidr> cidr =
        Combinators.combine(
                Arbitraries.integers().between(0, 7), Arbitraries.integers().between(29, 32))
            .as((host, length) -> Cidr.enclosing(SPACE.host(host), length));
    return Combinators.combine(
            Arbitraries.integers().between(1, 9),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            traffic,
            cidr)
        .as(AclEntry::new)
        .list()
        .ofMaxSize(8)
        .uniqueElements(entry -> entry.number() + " " + entry.ingress());
  }

  @Property(tries = 300)
  void dropped_anyEntries_isWhatTheFirstMatchDrops(@ForAll("entries") List<AclEntry> entries) {
    NetworkAcl acl = new NetworkAcl("acl-1", "vpc-1", entries);
    for (Traffic wish : List.of(Traffic.tcp(0, PORTS - 1), Traffic.icmp())) {
      List<AclSieve.Dropped> dropped = AclSieve.dropped(acl, true, wish, CidrSet.of(SPACE));
      for (int host = 0; host < 8; host++) {
        for (int port = 0; port < (wish.protocol().hasPorts() ? PORTS : 1); port++) {
          Ip ip = SPACE.host(host);
          Traffic packet =
              wish.protocol().hasPorts() ? Traffic.tcp(port) : new Traffic(Protocol.ICMP, 0, 65535);
          long times =
              dropped.stream()
                  .filter(d -> d.traffic().covers(packet) && d.addresses().contains(ip))
                  .count();

          assertThat(times).isEqualTo(passes(acl, packet, ip) ? 0 : 1);
        }
      }
    }
  }

  private static boolean passes(NetworkAcl acl, Traffic packet, Ip ip) {
    for (AclEntry entry : acl.entries()) {
      if (entry.ingress() && entry.traffic().covers(packet) && entry.cidr().contains(ip)) {
        return entry.allow();
      }
    }
    return false;
  }

  @Test
  void dropped_allTraffic_tellsOtherProtocolsApart() {
    NetworkAcl acl =
        new NetworkAcl(
            "acl-1",
            "vpc-1",
            List.of(
                new AclEntry(1, true, true, Traffic.tcp(0, 65535), SPACE),
                new AclEntry(2, true, true, Traffic.udp(0, 65535), SPACE),
                new AclEntry(3, true, true, Traffic.icmp(), SPACE)));

    assertThat(AclSieve.dropped(acl, true, Traffic.all(), CidrSet.of(SPACE)))
        .singleElement()
        .extracting(AclSieve.Dropped::traffic)
        .isEqualTo(Traffic.all());
  }

  @Test
  void dropped_otherDirection_doesNotCount() {
    NetworkAcl acl =
        new NetworkAcl(
            "acl-1", "vpc-1", List.of(new AclEntry(1, false, true, Traffic.all(), SPACE)));

    assertThat(AclSieve.dropped(acl, true, Traffic.tcp(22), CidrSet.of(SPACE))).hasSize(1);
  }
}
