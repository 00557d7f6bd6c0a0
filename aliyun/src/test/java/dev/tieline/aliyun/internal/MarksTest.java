package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import java.util.List;
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
  void description_ofSeveralOwners_isReadBackInOrder() {
    String shared =
        Marks.join(List.of(Marks.description(OTHER, ROUTE), Marks.description(ACME, ROUTE)));

    assertThat(Marks.all(shared)).containsExactly(Map.entry(OTHER, ROUTE), Map.entry(ACME, ROUTE));
  }

  @Test
  void description_ofSomebody_isNoMark() {
    assertThat(Marks.all("to the office; ask Mei")).isEmpty();
    assertThat(Marks.all("")).isEmpty();
    assertThat(Marks.all("tieline/acme/hz-sh")).isEmpty();
    assertThat(Marks.all("tieline/acme/hz-sh not an address!")).isEmpty();
  }

  @Test
  void description_thatTheCloudWouldNotTake_isRefused() {
    assertThatThrownBy(() -> Marks.description(ACME, new Address("a".repeat(250))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 256 characters");
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
