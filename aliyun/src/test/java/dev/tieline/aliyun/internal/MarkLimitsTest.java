package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.provider.Descriptions;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import org.junit.jupiter.api.Test;

class MarkLimitsTest {
  @Test
  void description_longestNames_fits() {
    String name = "n".repeat(40);
    Owner owner = new Owner("n".repeat(24), name);
    Address route =
        new Address("peering." + name + "-" + name)
            .child("route.vtb-" + "1".repeat(22) + ".2408:4005:1000:1000:1000:1000:1000:1000-128");

    assertThat(MarkLimits.fits(Descriptions.fresh(owner, route))).isTrue();
    assertThat(MarkLimits.fits("x".repeat(257))).isFalse();
  }
}
