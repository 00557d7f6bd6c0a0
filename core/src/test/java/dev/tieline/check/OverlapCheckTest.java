package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Traffic;
import org.junit.jupiter.api.Test;

class OverlapCheckTest {
  private static World linked(String[] tokyo, String[] singapore) {
    return new World()
        .network("tokyo", tokyo)
        .network("singapore", singapore)
        .link("tokyo", "singapore", p -> p.allow(Traffic.tcp(22)));
  }

  private static String[] blocks(String... blocks) {
    return blocks;
  }

  @Test
  void run_equalBlocks_namesBoth() {
    World world = linked(blocks("10.20.0.0/16"), blocks("10.20.0.0/16"));

    assertThat(world.findings(Codes.CIDR_OVERLAP))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.ERROR);
              assertThat(f.subject()).isEqualTo("peering.tokyo-singapore");
              assertThat(f.what())
                  .isEqualTo(
                      "block 10.20.0.0/16 of tokyo (vpc-tokyo) overlaps block 10.20.0.0/16 of"
                          + " singapore (vpc-singapore)");
            });
  }

  @Test
  void run_secondaryInsideAnother_isFoundEitherWay() {
    String[] wide = blocks("172.16.0.0/16", "10.0.0.0/8");
    String[] narrow = blocks("192.168.0.0/16", "10.20.0.0/16");

    assertThat(linked(wide, narrow).findings(Codes.CIDR_OVERLAP))
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .contains("10.0.0.0/8 of tokyo", "10.20.0.0/16 of singapore");
    assertThat(linked(narrow, wide).findings(Codes.CIDR_OVERLAP)).hasSize(1);
  }

  @Test
  void run_ipv6Overlap_isFound() {
    World world =
        linked(blocks("10.0.0.0/16", "2001:db8::/56"), blocks("10.1.0.0/16", "2001:db8:0:80::/60"));

    assertThat(world.findings(Codes.CIDR_OVERLAP))
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .contains("2001:db8::/56", "2001:db8:0:80::/60");
  }

  @Test
  void run_twoOverlaps_areTwoFindings() {
    World world =
        linked(blocks("10.0.0.0/8"), blocks("10.1.0.0/16", "10.2.0.0/16", "192.168.0.0/24"));

    assertThat(world.findings(Codes.CIDR_OVERLAP)).hasSize(2);
  }

  @Test
  void run_adjacentBlocks_findsNothing() {
    World world =
        linked(
            blocks("10.0.0.0/17", "2001:db8::/57"), blocks("10.0.128.0/17", "2001:db8:0:80::/57"));

    assertThat(world.findings(Codes.CIDR_OVERLAP)).isEmpty();
  }

  @Test
  void run_overlapOfNetworksThatAreNotLinked_findsNothing() {
    World world = World.pair().network("osaka", "10.20.0.0/16");

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_bothEndsTheSameVpc_saysThatAlone() {
    assertThat(World.pair().sameVpc("singapore", "tokyo").findings(Codes.SAME_VPC))
        .singleElement()
        .extracting(Finding::what)
        .isEqualTo("tokyo and singapore are the same VPC, vpc-tokyo");
    assertThat(World.pair().sameVpc("singapore", "tokyo").findings(Codes.CIDR_OVERLAP)).isEmpty();
  }
}
