package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleLinkCheckTest {
  @Test
  void run_noFlow_isARemarkOnTheLink() {
    assertThat(World.pair(p -> {}).findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo(Codes.NO_TRAFFIC);
              assertThat(f.severity()).isEqualTo(Severity.INFO);
              assertThat(f.subject()).isEqualTo("peering.tokyo-singapore");
              assertThat(f.what()).isEqualTo("no traffic is wished between tokyo and singapore");
            });
  }

  @Test
  void run_noSubnet_isAWarningThatNamesTheNetwork() {
    assertThat(World.pair().noSubnets("singapore").findings(Codes.NO_SUBNET))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.WARNING);
              assertThat(f.what()).isEqualTo("singapore has no subnet");
              assertThat(f.why()).contains("no table of it gets the link's routes");
            });
  }

  @Test
  void run_foreignNetwork_isNotJudged() {
    World world =
        new World()
            .network("tokyo", "10.20.0.0/16")
            .foreign("customer", "10.40.0.0/16")
            .link("tokyo", "customer", p -> p.allow(dev.tieline.net.Traffic.tcp(22)))
            .routed("tokyo", "customer");

    assertThat(world.findings(Codes.NO_SUBNET)).isEmpty();
  }

  @Test
  void run_allAsItShouldBe_findsNothing() {
    assertThat(World.pair().findings()).isEmpty();
  }
}
