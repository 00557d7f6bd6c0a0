package dev.tieline.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.Vpc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The decisive route, against a search through all of them. */
class RoutingTableTest {
  private static final List<Ip> BASES =
      List.of(Ip.parse("10.0.0.0"), Ip.parse("255.255.255.0"), Ip.parse("2001:db8::"));

  /** Addresses of a few small windows, so that blocks nest and meet often. */
  @Provide
  Arbitrary<Ip> ips() {
    return Combinators.combine(Arbitraries.of(BASES), Arbitraries.integers().between(0, 63))
        .as((base, n) -> base.plus(n));
  }

  @Provide
  Arbitrary<Cidr> cidrs() {
    return Combinators.combine(ips(), Arbitraries.of(0, 1, 2, 3, 4, 6, 8, 24, 32))
        .as((ip, hostBits) -> Cidr.enclosing(ip, ip.bits() - hostBits));
  }

  @Provide
  Arbitrary<List<Route>> routes() {
    return Combinators.combine(
            cidrs(),
            Arbitraries.of(Route.Origin.STATIC, Route.Origin.PROPAGATED),
            Arbitraries.integers().between(1, 3))
        .as((cidr, origin, n) -> new Route(cidr, new NextHop.Gateway("g-" + n), false, origin))
        .list()
        .ofMaxSize(20);
  }

  @Property(tries = 1200)
  void decisive_anyTable_isTheOneThatASearchFinds(
      @ForAll("routes") List<Route> routes, @ForAll("cidrs") Cidr own, @ForAll("ips") Ip ip) {
    Vpc vpc = new Vpc("vpc", World.TOKYO, "", List.of(own), true);
    RouteTable table = new RouteTable("rtb", "vpc", "", true, routes, List.of());
    List<Route> candidates = new ArrayList<>();
    for (Route route : table.routes()) {
      boolean propagatedInside = own.contains(ip) && route.origin() == Route.Origin.PROPAGATED;
      if (route.destination().contains(ip) && !propagatedInside) {
        candidates.add(route);
      }
    }
    if (own.contains(ip) && candidates.stream().noneMatch(r -> r.destination().equals(own))) {
      candidates.add(new Route(own, new NextHop.Local(), false, Route.Origin.LOCAL));
    }
    Route expected =
        candidates.stream()
            .min(
                Comparator.comparing((Route r) -> -r.destination().prefixLength())
                    .thenComparing(Route::origin))
            .orElse(null);

    Route found = new RoutingTable(table).decisive(ip, vpc);

    if (expected == null) {
      assertThat(found).isNull();
    } else {
      assertThat(found).isNotNull();
      assertThat(found.destination()).isEqualTo(expected.destination());
      assertThat(found.origin()).isEqualTo(expected.origin());
    }
  }

  @Property(tries = 1200)
  void around_anyBlocks_areAllThatContainTheAddressSmallestFirst(
      @ForAll("routes") List<Route> routes, @ForAll("ips") Ip ip) {
    TreeMap<Cidr, Cidr> blocks = new TreeMap<>();
    routes.forEach(r -> blocks.put(r.destination(), r.destination()));
    List<Cidr> expected =
        blocks.keySet().stream()
            .filter(c -> c.contains(ip))
            .sorted(Comparator.comparing(Cidr::prefixLength).reversed())
            .toList();

    assertThat(new BlockIndex<>(blocks).around(ip)).isEqualTo(expected);
  }

  @Test
  void around_firstAndLastAddressOfTheSpace_areFound() {
    TreeMap<Cidr, String> blocks = new TreeMap<>();
    blocks.put(Cidr.ofAny4(), "v4");
    blocks.put(Cidr.ofAny6(), "v6");
    blocks.put(Cidr.parse("255.255.255.255/32"), "last");
    BlockIndex<String> index = new BlockIndex<>(blocks);

    assertThat(index.around(Ip.parse("0.0.0.0"))).containsExactly("v4");
    assertThat(index.around(Ip.parse("255.255.255.255"))).containsExactly("last", "v4");
    assertThat(index.around(Ip.parse("::"))).containsExactly("v6");
    assertThat(index.around(Ip.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")))
        .containsExactly("v6");
  }

  @Test
  void around_noBlocks_findsNothing() {
    assertThat(new BlockIndex<>(new TreeMap<Cidr, String>()).around(Ip.parse("10.0.0.1")))
        .isEmpty();
  }
}
