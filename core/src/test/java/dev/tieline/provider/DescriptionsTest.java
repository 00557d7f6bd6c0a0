package dev.tieline.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescriptionsTest {
  private static final Owner ACME = new Owner("acme", "hz-sh");
  private static final Owner OTHER = new Owner("acme", "other");
  private static final Address ROUTE = new Address("peering.hz-sh/route.vtb-1.10.0.0.0-8");

  @Test
  void description_ofAnEntry_isReadBack() {
    assertThat(Descriptions.marks(Descriptions.fresh(ACME, ROUTE)))
        .containsExactly(Map.entry(ACME, ROUTE));
  }

  @Test
  void description_ofSomebody_isNoMark() {
    assertThat(Descriptions.marks("to the office; ask Mei")).isEmpty();
    assertThat(Descriptions.marks("")).isEmpty();
    assertThat(Descriptions.marks("tieline/acme/hz-sh")).isEmpty();
    assertThat(Descriptions.marks("tieline/acme/hz-sh not an address!")).isEmpty();
  }

  @Test
  void with_severalOwners_keepsEachMarkAndWhatElseIsSaid() {
    String text = Descriptions.with(Descriptions.with("by hand", OTHER, ROUTE), ACME, ROUTE);

    assertThat(Descriptions.marks(text))
        .containsExactly(Map.entry(OTHER, ROUTE), Map.entry(ACME, ROUTE));
    assertThat(Descriptions.without(Descriptions.without(text, ACME), OTHER)).isEqualTo("by hand");
  }

  @Test
  void with_ownMark_replacesIt() {
    Address later = new Address("peering.c-d/route.vtb-1.10.0.0.0-8");

    assertThat(Descriptions.marks(Descriptions.with(Descriptions.fresh(ACME, ROUTE), ACME, later)))
        .containsExactly(Map.entry(ACME, later));
  }
}
