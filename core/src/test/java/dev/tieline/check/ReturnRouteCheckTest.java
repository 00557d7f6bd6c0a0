package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Traffic;
import dev.tieline.snapshot.NextHop;
import org.junit.jupiter.api.Test;

class ReturnRouteCheckTest {
  @Test
  void run_noRouteBack_isAnError() {
    World world = World.pair().unrouted("rtb-singapore", "10.20.0.0/16");

    assertThat(world.findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo(Codes.ONE_WAY_ROUTE);
              assertThat(f.severity()).isEqualTo(Severity.ERROR);
              assertThat(f.what())
                  .isEqualTo(
                      "tokyo will have routes to singapore, but singapore will have none back to"
                          + " 10.20.0.0/16");
            });
  }

  @Test
  void run_noRouteBackToASecondaryBlock_isAWarning() {
    World world =
        new World()
            .network("tokyo", "10.20.0.0/16", "10.21.0.0/16")
            .network("singapore", "172.31.0.0/16")
            .link("tokyo", "singapore", p -> p.allow(Traffic.tcp(22)))
            .routed("tokyo", "singapore")
            .unrouted("rtb-singapore", "10.21.0.0/16");

    assertThat(world.findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.WARNING);
              assertThat(f.what()).endsWith("none back to 10.21.0.0/24");
            });
  }

  @Test
  void run_noRouteBackForOneFamily_isAnErrorThere() {
    World world =
        new World()
            .network("tokyo", "10.20.0.0/16", "2001:db8:1::/56")
            .network("singapore", "172.31.0.0/16", "2001:db8:2::/56")
            .link("tokyo", "singapore", p -> p.allow(Traffic.tcp(22)))
            .routed("tokyo", "singapore")
            .unrouted("rtb-singapore", "2001:db8:1::/56");

    assertThat(world.findings())
        .singleElement()
        .extracting(Finding::severity, Finding::what)
        .containsExactly(
            Severity.ERROR,
            "tokyo will have routes to singapore, but singapore will have none back to"
                + " 2001:db8:1::/56");
  }

  @Test
  void run_noRoutesAtAll_findsNothing() {
    World world =
        World.pair()
            .unrouted("rtb-singapore", "10.20.0.0/16")
            .unrouted("rtb-tokyo", "172.31.0.0/16");

    assertThat(world.findings(Codes.ONE_WAY_ROUTE)).isEmpty();
  }

  @Test
  void run_widerRouteBack_findsNothing() {
    World world =
        World.pair()
            .unrouted("rtb-singapore", "10.20.0.0/16")
            .planned("rtb-singapore", "10.0.0.0/8", new NextHop.Peering("pcx-tokyo-singapore"));

    assertThat(world.findings(Codes.ONE_WAY_ROUTE)).isEmpty();
  }

  @Test
  void run_routeBackElsewhere_isAnError() {
    World world =
        World.pair()
            .unrouted("rtb-singapore", "10.20.0.0/16")
            .planned("rtb-singapore", "10.0.0.0/8", new NextHop.Gateway("vgw-1"));

    assertThat(world.findings(Codes.ONE_WAY_ROUTE)).hasSize(1);
  }

  @Test
  void run_nobodyThereToAnswer_findsNothing() {
    World world = World.pair().unrouted("rtb-singapore", "10.20.0.0/16").noSubnets("singapore");

    assertThat(world.findings(Codes.ONE_WAY_ROUTE)).isEmpty();
  }
}
