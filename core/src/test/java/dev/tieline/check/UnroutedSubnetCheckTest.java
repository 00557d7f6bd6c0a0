package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.NextHop;
import dev.tieline.topology.PeeringBuilder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Singapore has a second subnet on a table of its own. */
class UnroutedSubnetCheckTest {
  private static final Consumer<PeeringBuilder> CHOOSES_MAIN =
      p -> p.allow(Traffic.tcp(22)).routeTables("singapore", "main-singapore");

  private static World world(Consumer<PeeringBuilder> how) {
    return World.pair(how)
        .table("singapore", "rtb-2", "private")
        .subnet("singapore", "subnet-2", "rtb-2", Cidr.parse("172.31.9.0/24"));
  }

  @Test
  void run_subnetWithATableThatIsNotChosen_isNamed() {
    assertThat(world(CHOOSES_MAIN).findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo(Codes.SUBNET_NOT_ROUTED);
              assertThat(f.severity()).isEqualTo(Severity.WARNING);
              assertThat(f.what())
                  .isEqualTo(
                      "subnets of singapore use other route tables than those chosen:"
                          + " subnet-2 with rtb-2");
            });
  }

  @Test
  void run_chosenTableThatIsNotThere_isNotTheSubnetsAffair() {
    World nothingRouted =
        new World()
            .network("tokyo", "10.20.0.0/16")
            .network("singapore", "172.31.0.0/16")
            .link(
                "tokyo",
                "singapore",
                p -> p.allow(Traffic.tcp(22)).routeTables("singapore", "missing"));

    assertThat(nothingRouted.findings(Codes.SUBNET_NOT_ROUTED)).isEmpty();
    assertThat(
            world(
                    p ->
                        p.allow(Traffic.tcp(22))
                            .routeTables("singapore", "main-singapore", "missing"))
                .findings(Codes.SUBNET_NOT_ROUTED))
        .isEmpty();
  }

  @Test
  void run_twoNamesOfOneTable_isAChoiceOfOne() {
    assertThat(
            world(
                    p ->
                        p.allow(Traffic.tcp(22))
                            .routeTables("singapore", "main-singapore", "rtb-singapore"))
                .findings(Codes.SUBNET_NOT_ROUTED))
        .hasSize(1);
  }

  @Test
  void run_noChoice_findsNothing() {
    World world =
        world(p -> p.allow(Traffic.tcp(22)))
            .planned("rtb-2", "10.20.0.0/16", new NextHop.Peering("pcx-tokyo-singapore"));

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_tableRoutedBySomebodyElse_findsNothing() {
    World world =
        world(CHOOSES_MAIN)
            .existing("rtb-2", "10.20.0.0/16", new NextHop.Peering("pcx-tokyo-singapore"));

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_subnetWhoseTableIsUnknown_findsNothing() {
    World world =
        World.pair(CHOOSES_MAIN).subnet("singapore", "subnet-2", "", Cidr.parse("172.31.9.0/24"));

    assertThat(world.findings()).isEmpty();
  }
}
