package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Traffic;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route;
import org.junit.jupiter.api.Test;

class DestinationCheckTest {
  private static final NextHop VPN = new NextHop.Gateway("vgw-1");

  @Test
  void run_sameDestinationElsewhere_isTaken() {
    World world =
        World.pair()
            .unrouted("rtb-tokyo", "172.31.0.0/16")
            .existing("rtb-tokyo", "172.31.0.0/16", VPN);

    assertThat(world.findings(Codes.ROUTE_DESTINATION_TAKEN))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.ERROR);
              assertThat(f.subject()).isEqualTo("peering.tokyo-singapore");
              assertThat(f.what())
                  .isEqualTo(
                      "route table rtb-tokyo (main-tokyo) of tokyo leads 172.31.0.0/16, a block of"
                          + " singapore, to gateway vgw-1");
            });
  }

  @Test
  void run_sameDestinationInATableThatIsNotChosen_findsNothing() {
    World world =
        World.pair(p -> p.allow(Traffic.tcp(22)).routeTables("tokyo", "rtb-tokyo"))
            .table("tokyo", "rtb-2", "vpn")
            .existing("rtb-2", "172.31.0.0/16", VPN);

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_propagatedRouteBesideOurs_findsNothing() {
    World world =
        World.pair().existing("rtb-tokyo", "172.31.0.0/16", VPN, false, Route.Origin.PROPAGATED);

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_moreSpecificRoutes_areListedInOneWarning() {
    World world =
        World.pair()
            .existing("rtb-tokyo", "172.31.5.0/24", VPN)
            .existing("rtb-tokyo", "172.31.6.0/24", new NextHop.Interface("eni-1"));

    assertThat(world.findings(Codes.ROUTE_SHADOWED))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.WARNING);
              assertThat(f.what())
                  .isEqualTo(
                      "route table rtb-tokyo (main-tokyo) of tokyo leads parts of 172.31.0.0/16, a"
                          + " block of singapore, elsewhere: 172.31.5.0/24 to gateway vgw-1,"
                          + " 172.31.6.0/24 to interface eni-1");
            });
  }

  @Test
  void run_moreSpecificRouteIntoTheLink_findsNothing() {
    World world =
        World.pair()
            .existing("rtb-tokyo", "172.31.5.0/24", new NextHop.Peering("pcx-tokyo-singapore"));

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_widerRouteElsewhere_findsNothing() {
    World world =
        World.pair()
            .existing("rtb-tokyo", "0.0.0.0/0", new NextHop.Gateway("igw-1"))
            .existing("rtb-tokyo", "172.16.0.0/12", VPN);

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_localRouteAroundTheBlock_isAnError() {
    World world =
        World.pair()
            .existing("rtb-tokyo", "172.16.0.0/12", new NextHop.Local(), false, Route.Origin.LOCAL);

    assertThat(world.findings(Codes.ROUTE_INSIDE_LOCAL))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.ERROR);
              assertThat(f.what())
                  .isEqualTo(
                      "block 172.31.0.0/16 of singapore lies inside 172.16.0.0/12, which is local"
                          + " in route table rtb-tokyo (main-tokyo) of tokyo");
            });
  }

  @Test
  void run_localRouteElsewhere_findsNothing() {
    World world =
        World.pair()
            .existing("rtb-tokyo", "100.64.0.0/16", new NextHop.Local(), false, Route.Origin.LOCAL);

    assertThat(world.findings()).isEmpty();
  }
}
