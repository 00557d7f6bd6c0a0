package dev.tieline.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

/** What vendors state, as values. */
class VendorTest {
  @Test
  void emqxCloud_reserved_isFromTheFirstToTheLastBlockOfItsDocumentation() {
    CidrSet reserved = Vendor.EMQX_CLOUD.reserved();

    assertThat(reserved.overlaps(CidrSet.of(Cidr.parse("10.10.0.0/24")))).isTrue();
    assertThat(reserved.overlaps(CidrSet.of(Cidr.parse("10.64.255.0/24")))).isTrue();
    assertThat(reserved.overlaps(CidrSet.of(Cidr.parse("10.9.0.0/16")))).isFalse();
    assertThat(reserved.overlaps(CidrSet.of(Cidr.parse("10.65.0.0/16")))).isFalse();
  }

  @Test
  void of_blocksAndRanges_areOneSet() {
    Vendor vendor =
        Vendor.of("A Vendor", "its guide", YearMonth.of(2026, 11), "10.1.0.0-10.1.255.255");

    assertThat(vendor.reserved()).isEqualTo(CidrSet.of(Cidr.parse("10.1.0.0/16")));
  }

  @Test
  void of_withoutBlocksOrSource_isRefused() {
    YearMonth read = YearMonth.of(2026, 11);
    assertThatThrownBy(() -> Vendor.of("A Vendor", "its guide", read))
        .hasMessage("blocks reserved by A Vendor: none (expected: at least one)");
    assertThatThrownBy(() -> Vendor.of("A Vendor", " ", read, "10.1.0.0/16"))
        .hasMessage("source of what A Vendor states: none (expected: the document)");
  }
}
