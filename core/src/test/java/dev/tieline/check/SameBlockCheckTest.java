package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Traffic;
import dev.tieline.topology.PeeringBuilder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Tokyo is linked with Singapore and with Osaka, whose block each test chooses. */
class SameBlockCheckTest {
  private static final Consumer<PeeringBuilder> SSH = p -> p.allow(Traffic.tcp(22));

  private static World star(String osaka) {
    return World.pair().network("osaka", osaka).link("tokyo", "osaka", SSH);
  }

  @Test
  void run_equalBlocks_stopTheLaterLink() {
    assertThat(star("172.31.0.0/16").findings(Codes.SAME_BLOCK_TWICE))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.ERROR);
              assertThat(f.subject()).isEqualTo("peering.tokyo-osaka");
              assertThat(f.what())
                  .isEqualTo(
                      "tokyo is linked with osaka (172.31.0.0/16) and, by link tokyo-singapore,"
                          + " with singapore (172.31.0.0/16), and the same tables route both");
            });
  }

  @Test
  void run_equalBlocks_isNotReportedAsARouteTaken() {
    assertThat(star("172.31.0.0/16").findings(Codes.ROUTE_DESTINATION_TAKEN)).isEmpty();
  }

  @Test
  void run_blockInsideTheOther_isAWarning() {
    assertThat(star("172.31.64.0/18").findings(Codes.SAME_BLOCK_TWICE))
        .singleElement()
        .extracting(Finding::severity)
        .isEqualTo(Severity.WARNING);
  }

  @Test
  void run_blockAroundTheOther_isAWarning() {
    assertThat(star("172.16.0.0/12").findings(Codes.SAME_BLOCK_TWICE))
        .singleElement()
        .extracting(Finding::severity)
        .isEqualTo(Severity.WARNING);
  }

  @Test
  void run_otherBlocks_findsNothing() {
    assertThat(star("172.30.0.0/16").routed("tokyo", "osaka").findings()).isEmpty();
  }

  @Test
  void run_differentTablesChosen_findsNothing() {
    World world =
        World.pair(SSH.andThen(p -> p.routeTables("tokyo", "rtb-tokyo")))
            .table("tokyo", "rtb-2", "private")
            .network("osaka", "172.31.0.0/16")
            .link("tokyo", "osaka", SSH.andThen(p -> p.routeTables("tokyo", "private")));

    assertThat(world.findings(Codes.SAME_BLOCK_TWICE)).isEmpty();
  }

  @Test
  void run_sameTableChosenByNameAndId_isFound() {
    World world =
        World.pair(SSH.andThen(p -> p.routeTables("tokyo", "rtb-tokyo")))
            .network("osaka", "172.31.0.0/16")
            .link("tokyo", "osaka", SSH.andThen(p -> p.routeTables("tokyo", "main-tokyo")));

    assertThat(world.findings(Codes.SAME_BLOCK_TWICE)).hasSize(1);
  }
}
