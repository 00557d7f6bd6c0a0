package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final Owner ONE = new Owner("acme", "one");
  private static final Owner TWO = new Owner("acme", "two");
  private static final Address ADDRESS = new Address("peering.a-b/route.vtb-1.10.0.0.0-8");

  @Test
  void with_severalOwners_keepsEachMarkAndWhatElseIsSaid() {
    String text = Marks.with(Marks.with("by hand", ONE, ADDRESS), TWO, ADDRESS);

    assertThat(text).startsWith("by hand; ");
    assertThat(Marks.all(text)).isEqualTo(Map.of(ONE, ADDRESS, TWO, ADDRESS));
    assertThat(Marks.without(Marks.without(text, ONE), TWO)).isEqualTo("by hand");
  }

  @Test
  void with_ownMark_replacesIt() {
    Address later = new Address("peering.c-d/route.vtb-1.10.0.0.0-8");

    assertThat(Marks.all(Marks.with(Marks.description(ONE, ADDRESS), ONE, later)))
        .isEqualTo(Map.of(ONE, later));
  }

  @Test
  void description_longestNames_fits() {
    String name = "n".repeat(40);
    Owner owner = new Owner("n".repeat(24), name);
    Address route =
        new Address("peering." + name + "-" + name)
            .child("route.vtb-" + "1".repeat(22) + ".2408:4005:1000:1000:1000:1000:1000:1000-128");

    assertThat(Marks.fits(Marks.description(owner, route))).isTrue();
  }

  @Test
  void all_whatIsNoMark_isPassedOver() {
    assertThat(Marks.all("tieline/acme x; tieline/a/b/c d; tieline/acme/one no address!"))
        .isEmpty();
  }
}
