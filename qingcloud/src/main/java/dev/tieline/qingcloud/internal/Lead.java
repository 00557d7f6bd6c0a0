package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Ref;

/**
 * That a VPC leads packets for a block to a border router.
 *
 * @param destination the block
 * @param border the border's id
 */
record Lead(Cidr destination, Ref<String> border) {
  Lead {
    requireNonNull(destination, "destination");
    requireNonNull(border, "border");
  }
}
