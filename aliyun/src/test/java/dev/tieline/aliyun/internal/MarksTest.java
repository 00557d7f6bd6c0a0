package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final Owner ACME = new Owner("acme", "hz-sh");
  private static final Owner OTHER = new Owner("acme", "other");
  private static final Address ROUTE = new Address("peering.hz-sh/route.vtb-1.10.0.0.0-8");

  @Test
  void description_ofAnEntry_isReadBack() {
    assertThat(Marks.all(Marks.description(ACME, ROUTE))).containsExactly(Map.entry(ACME, ROUTE));
  }

  @Test
  void description_ofSomebody_isNoMark() {
    assertThat(Marks.all("to the office; ask Mei")).isEmpty();
    assertThat(Marks.all("")).isEmpty();
    assertThat(Marks.all("tieline/acme/hz-sh")).isEmpty();
    assertThat(Marks.all("tieline/acme/hz-sh not an address!")).isEmpty();
  }

  @Test
  void with_severalOwners_keepsEachMarkAndWhatElseIsSaid() {
    String text = Marks.with(Marks.with("by hand", OTHER, ROUTE), ACME, ROUTE);

    assertThat(Marks.all(text)).containsExactly(Map.entry(OTHER, ROUTE), Map.entry(ACME, ROUTE));
    assertThat(Marks.without(Marks.without(text, ACME), OTHER)).isEqualTo("by hand");
  }

  @Test
  void with_ownMark_replacesIt() {
    Address later = new Address("peering.c-d/route.vtb-1.10.0.0.0-8");

    assertThat(Marks.all(Marks.with(Marks.description(ACME, ROUTE), ACME, later)))
        .containsExactly(Map.entry(ACME, later));
  }

  @Test
  void description_longestNames_fits() {
    String name = "n".repeat(40);
    Owner owner = new Owner("n".repeat(24), name);
    Address route =
        new Address("peering." + name + "-" + name)
            .child("route.vtb-" + "1".repeat(22) + ".2408:4005:1000:1000:1000:1000:1000:1000-128");

    assertThat(Marks.fits(Marks.description(owner, route))).isTrue();
    assertThat(Marks.fits("x".repeat(257))).isFalse();
  }

  @Test
  void tags_markOfUse_isAMarkThatDidNotMakeIt() {
    Tags tags = new Tags(Map.of(Marks.key(ACME), Marks.value(ROUTE, true)));

    assertThat(Marks.address(ACME, tags)).contains(ROUTE);
    assertThat(Marks.made(ACME, tags)).isFalse();
    assertThat(Marks.made(ACME, Marks.fresh(ACME, ROUTE))).isTrue();
  }

  @Test
  void tags_otherTags_areNoMarks() {
    Tags tags =
        new Tags(
            Map.of(
                "tieline/acme", "x", "tieline/a/b/c", "x", "tieline-before/acme/hz-sh/dns", "on"));

    assertThat(Marks.all(tags)).isEmpty();
    assertThat(Marks.befores(ACME, tags)).containsExactly(Map.entry("dns", "on"));
  }
}
