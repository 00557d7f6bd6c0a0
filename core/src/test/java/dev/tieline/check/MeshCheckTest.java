package dev.tieline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeshCheckTest {
  /** Networks n0, n1 and so on, peered all with all but for the first pairs left out. */
  private static World mesh(int size, int leftOut) {
    World world = new World();
    int skipped = 0;
    for (int i = 0; i < size; i++) {
      world.network("n" + i, "10." + i + ".0.0/16");
      for (int j = 0; j < i; j++) {
        if (skipped++ >= leftOut) {
          world.link("n" + j, "n" + i, p -> p.allow(Traffic.tcp(22))).routed("n" + j, "n" + i);
        }
      }
    }
    return world;
  }

  @Test
  void run_tenNetworksAllPeered_isAWarningWithNumbers() {
    assertThat(mesh(10, 0).findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo(Codes.MESH_TOO_LARGE);
              assertThat(f.severity()).isEqualTo(Severity.WARNING);
              assertThat(f.subject()).isEqualTo("topology.world");
              assertThat(f.what()).startsWith("10 networks are all peered with one another: n0, ");
              assertThat(f.why()).contains("10(10-1)/2 = 45 peerings");
            });
  }

  @Test
  void run_nineNetworks_findsNothing() {
    assertThat(mesh(9, 0).findings()).isEmpty();
  }

  @Test
  void run_onePeeringLess_findsNothing() {
    assertThat(mesh(10, 1).findings()).isEmpty();
  }

  @Test
  void run_meshBesideAnotherPair_isFound() {
    World world =
        mesh(10, 0)
            .network("a", "192.168.0.0/24")
            .network("b", "192.168.1.0/24")
            .link("a", "b", p -> p.allow(Traffic.tcp(22)))
            .routed("a", "b");

    assertThat(world.findings()).extracting(Finding::code).isEqualTo(List.of("MESH_TOO_LARGE"));
  }
}
