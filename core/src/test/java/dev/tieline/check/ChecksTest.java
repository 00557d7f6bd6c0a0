package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Traffic;
import org.junit.jupiter.api.Test;

class ChecksTest {
  @Test
  void run_allAsItShouldBe_findsNothing() {
    assertThat(World.pair().findings()).isEmpty();
  }

  @Test
  void run_bothFamiliesAsTheyShouldBe_findsNothing() {
    World world =
        new World()
            .network("tokyo", "10.20.0.0/16", "10.21.0.0/16", "2001:db8:1::/56")
            .network("singapore", "172.31.0.0/16", "2001:db8:2::/56")
            .link("tokyo", "singapore", p -> p.allow(Traffic.icmp(), Traffic.udp(53)))
            .routed("tokyo", "singapore");

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_networkWhoseVpcIsNotKnown_judgesNothing() {
    assertThat(World.pair().blackhole("rtb-tokyo", "172.31.0.0/24").unknown("singapore").findings())
        .isEmpty();
  }

  @Test
  void run_foreignNetwork_judgesOnlyWhatIsKnown() {
    World world =
        new World()
            .network("tokyo", "10.20.0.0/16")
            .foreign("customer", "172.31.0.0/16")
            .link("tokyo", "customer", p -> p.allow(Traffic.tcp(22)))
            .routed("tokyo", "customer");

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_severalFindings_worstFirst() {
    World world =
        World.pair()
            .blackhole("rtb-tokyo", "192.168.0.0/24")
            .unrouted("rtb-tokyo", "172.31.0.0/16");

    assertThat(world.findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR, Severity.WARNING);
  }
}
