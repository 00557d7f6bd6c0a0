package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Traffic;
import org.junit.jupiter.api.Test;

/** Singapore is a vendor's; Tokyo (10.20.0.0/16) is linked with it. */
class ReservedCheckTest {
  private static final String VENDOR = "EMQX Cloud";

  @Test
  void run_blockInsideReservedRange_namesNetworkBlockVendorAndReserved() {
    World world = World.pair().reserved("singapore", VENDOR, "10.11.1.0-10.64.255.255");

    assertThat(world.findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo(Codes.RESERVED_BLOCK);
              assertThat(f.severity()).isEqualTo(Severity.ERROR);
              assertThat(f.subject()).isEqualTo("peering.tokyo-singapore");
              assertThat(f.what())
                  .isEqualTo(
                      "block 10.20.0.0/16 of tokyo (vpc-tokyo) overlaps 10.16.0.0/12, reserved by"
                          + " EMQX Cloud, whose network is singapore");
              assertThat(f.remedy()).startsWith("Give tokyo a block outside of them");
            });
  }

  @Test
  void run_reservedInsideBlock_listsAllThatItTouches() {
    World world = World.pair().reserved("singapore", VENDOR, "10.20.1.0/24", "10.20.9.0/24");

    assertThat(world.findings(Codes.RESERVED_BLOCK))
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .contains("overlaps 10.20.1.0/24, 10.20.9.0/24, reserved by");
  }

  @Test
  void run_secondaryIpv6Block_isFoundAlso() {
    World world =
        new World()
            .network("tokyo", "10.20.0.0/16", "2001:db8::/56")
            .network("singapore", "172.31.0.0/16")
            .link("tokyo", "singapore", p -> p.allow(Traffic.tcp(22)))
            .reserved("singapore", VENDOR, "2001:db8::/32");

    assertThat(world.findings(Codes.RESERVED_BLOCK))
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .startsWith("block 2001:db8::/56 of tokyo");
  }

  @Test
  void run_vendorsOwnBlocks_areItsOwnAffair() {
    World world = World.pair().reserved("singapore", VENDOR, "172.16.0.0/12");

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_networkThatIsNotLinkedWithTheVendor_mayHaveThem() {
    World world =
        World.pair().network("osaka", "10.64.0.0/16").reserved("osaka", VENDOR, "10.20.0.0/16");

    assertThat(world.findings()).isEmpty();
  }

  @Test
  void run_blockNextToReservedOnes_findsNothing() {
    World world = World.pair().reserved("singapore", VENDOR, "10.11.1.0-10.19.255.255");

    assertThat(world.findings()).isEmpty();
  }
}
