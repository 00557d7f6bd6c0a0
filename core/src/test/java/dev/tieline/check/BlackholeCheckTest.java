package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlackholeCheckTest {
  @Test
  void run_blackholeElsewhere_isAboutTheNetwork() {
    World world =
        World.pair()
            .blackhole("rtb-tokyo", "192.168.0.0/24")
            .blackhole("rtb-tokyo", "192.168.1.0/24");

    assertThat(world.findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo(Codes.BLACKHOLE_ROUTE);
              assertThat(f.severity()).isEqualTo(Severity.WARNING);
              assertThat(f.subject()).isEqualTo("network.tokyo");
              assertThat(f.what())
                  .isEqualTo(
                      "route table rtb-tokyo (main-tokyo) of tokyo has routes that lead nowhere:"
                          + " 192.168.0.0/24 to peering pcx-gone,"
                          + " 192.168.1.0/24 to peering pcx-gone");
            });
  }

  @Test
  void run_blackholeOnTheWishedDestination_namesTheConsent() {
    World world =
        World.pair().unrouted("rtb-tokyo", "172.31.0.0/16").blackhole("rtb-tokyo", "172.31.0.0/16");

    assertThat(world.findings(Codes.BLACKHOLE_ROUTE))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.subject()).isEqualTo("peering.tokyo-singapore");
              assertThat(f.remedy()).contains("REPLACE_BLACKHOLES");
            });
  }

  @Test
  void run_blackholeInsideThePeer_isAboutTheLink() {
    World world = World.pair().blackhole("rtb-tokyo", "172.31.7.0/24");

    assertThat(world.findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo(Codes.BLACKHOLE_ROUTE);
              assertThat(f.subject()).isEqualTo("peering.tokyo-singapore");
              assertThat(f.what()).contains("172.31.7.0/24, a part of singapore");
            });
  }

  @Test
  void run_blackholeInTheWayThatThePlanReplaces_findsNothing() {
    World world =
        World.pair()
            .unrouted("rtb-tokyo", "172.31.0.0/16")
            .blackhole("rtb-tokyo", "172.31.0.0/16")
            .unrouted("rtb-tokyo", "172.31.0.0/16")
            .routed("tokyo", "singapore");

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_blackholeOfANetworkWithoutLinks_findsNothing() {
    World world =
        World.pair().network("osaka", "10.9.0.0/16").blackhole("rtb-osaka", "10.8.0.0/16");

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_manyBlackholes_areCutShort() {
    World world = World.pair();
    for (int i = 0; i < 12; i++) {
      world.blackhole("rtb-tokyo", "192.168." + i + ".0/24");
    }

    assertThat(world.findings())
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .endsWith("192.168.4.0/24 to peering pcx-gone and 7 more");
  }
}
