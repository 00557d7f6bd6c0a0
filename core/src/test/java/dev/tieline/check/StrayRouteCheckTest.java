package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Traffic;
import dev.tieline.snapshot.NextHop;
import org.junit.jupiter.api.Test;

class StrayRouteCheckTest {
  private static final NextHop LINK = new NextHop.Peering("pcx-tokyo-singapore");

  @Test
  void run_routeOutsideOfThePeer_namesTheRightBlock() {
    World world = World.pair().existing("rtb-tokyo", "172.16.0.0/24", LINK);

    assertThat(world.findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo(Codes.ROUTE_MISSES_PEER);
              assertThat(f.severity()).isEqualTo(Severity.WARNING);
              assertThat(f.what())
                  .isEqualTo(
                      "route table rtb-tokyo (main-tokyo) of tokyo leads 172.16.0.0/24 into"
                          + " peering pcx-tokyo-singapore, but singapore has 172.31.0.0/16");
              assertThat(f.remedy()).startsWith("Route 172.31.0.0/16 instead");
            });
  }

  @Test
  void run_routeWiderThanThePeer_isFound() {
    World world = World.pair().existing("rtb-tokyo", "0.0.0.0/0", LINK);

    assertThat(world.findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo(Codes.WIDER_THAN_PEER);
              assertThat(f.severity()).isEqualTo(Severity.WARNING);
              assertThat(f.what()).contains("leads 0.0.0.0/0 into");
            });
  }

  @Test
  void run_routeOverTwoAdjacentBlocksOfThePeer_findsNothing() {
    World world =
        new World()
            .network("tokyo", "10.20.0.0/16")
            .network("singapore", "172.30.0.0/16", "172.31.0.0/16")
            .link("tokyo", "singapore", p -> p.allow(Traffic.tcp(22)))
            .routed("tokyo", "singapore")
            .existing("rtb-tokyo", "172.30.0.0/15", LINK);

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_routeIntoAnotherPeering_findsNothing() {
    World world =
        World.pair().existing("rtb-tokyo", "172.16.0.0/24", new NextHop.Peering("pcx-other"));

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_routeToAForeignPeer_isJudgedByItsStatedBlocks() {
    World world =
        new World()
            .network("tokyo", "10.20.0.0/16")
            .foreign("customer", "172.31.0.0/16")
            .link("tokyo", "customer", p -> p.allow(Traffic.tcp(22)))
            .existing("rtb-tokyo", "172.16.0.0/24", new NextHop.Peering("pcx-tokyo-customer"));

    assertThat(world.findings(Codes.ROUTE_MISSES_PEER)).hasSize(1);
  }
}
