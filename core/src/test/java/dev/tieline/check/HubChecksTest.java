package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.NextHop;
import org.junit.jupiter.api.Test;

/** Three networks behind a hub: what holds for each two of a peering holds for each two of them. */
class HubChecksTest {
  private static final NextHop HUB = new NextHop.Hub("hub-1");

  private static World three(String third) {
    return new World()
        .network("bj1", "172.16.0.0/16")
        .network("bj2", "172.17.0.0/16")
        .network("gd1", third)
        .hub(h -> h.member("bj1").member("bj2").member("gd1").allow(Traffic.tcp(80)));
  }

  private static World routed(World world, String network, String... destinations) {
    for (String destination : destinations) {
      world.planned("rtb-" + network, destination, HUB);
    }
    return world;
  }

  private static World allRouted() {
    World world = three("192.168.0.0/16");
    routed(world, "bj1", "172.17.0.0/16", "192.168.0.0/16");
    routed(world, "bj2", "172.16.0.0/16", "192.168.0.0/16");
    return routed(world, "gd1", "172.16.0.0/16", "172.17.0.0/16");
  }

  @Test
  void run_allAsItShouldBe_findsNothing() {
    assertThat(allRouted().findings()).isEmpty();
  }

  @Test
  void run_membersOverlap_isSaidOfTheHub() {
    assertThat(three("172.17.128.0/17").findings(Codes.CIDR_OVERLAP))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.subject()).isEqualTo("hub.backbone");
              assertThat(f.what()).contains("172.17.0.0/16 of bj2", "172.17.128.0/17 of gd1");
              assertThat(f.why()).contains("a hub leads");
            });
  }

  @Test
  void run_oneWayMissing_namesThePair() {
    World world = allRouted().unrouted("rtb-gd1", "172.16.0.0/16");

    assertThat(world.findings(Codes.ONE_WAY_ROUTE))
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .contains("bj1 will have routes to gd1, but gd1 will have none back");
  }

  @Test
  void run_destinationLeadsElsewhere_isTaken() {
    World world =
        three("192.168.0.0/16").existing("rtb-bj1", "192.168.0.0/16", new NextHop.Gateway("vgw-1"));

    assertThat(world.findings(Codes.ROUTE_DESTINATION_TAKEN))
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .contains("leads 192.168.0.0/16, a block of gd1, to gateway vgw-1");
  }

  @Test
  void run_routeToHubThatIsWiderThanAMember_isNotStray() {
    World world = allRouted().planned("rtb-bj1", "10.0.0.0/8", HUB);

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_subnetChosen_onlyItsBlockIsADestination() {
    World world =
        new World()
            .network("bj1", "172.16.0.0/16")
            .network("gd1", "192.168.0.0/16")
            .subnet("gd1", "other", "rtb-gd1", Cidr.parse("192.168.9.0/24"))
            .hub(h -> h.member("bj1").member("gd1", m -> m.subnets("subnet-gd1")))
            .existing("rtb-bj1", "192.168.9.0/24", new NextHop.Gateway("vgw-1"));

    assertThat(world.findings(Codes.ROUTE_SHADOWED)).isEmpty();
    assertThat(
            world
                .existing("rtb-bj1", "192.168.0.0/24", new NextHop.Gateway("vgw-1"))
                .findings(Codes.ROUTE_DESTINATION_TAKEN))
        .hasSize(1);
  }

  @Test
  void run_aclDropsWhatPassesTheHub_isSaid() {
    assertThat(allRouted().acl("bj2").findings(Codes.ACL_BLOCKS)).isNotEmpty();
  }
}
