package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A secondary block of a VPC of ours.
 *
 * @param vpc the VPC's id
 * @param cidr the block
 */
record VpcBlockWish(Ref<String> vpc, Cidr cidr) implements Wish {
  VpcBlockWish {
    requireNonNull(vpc, "vpc");
    requireNonNull(cidr, "cidr");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(vpc);
  }

  @Override
  public String toString() {
    return "block " + cidr + " of " + vpc;
  }
}
