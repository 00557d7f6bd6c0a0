package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of a VPC of ours beside its primary one.
 *
 * @param vpc the VPC's id
 * @param cidr the block; null for a /56 of IPv6 that Amazon chooses
 * @param comesWithVpc whether the call that makes the VPC makes this, too; no part of the wish's
 *     text, since it depends on what is there
 */
record VpcBlockWish(Ref<String> vpc, @Nullable Cidr cidr, boolean comesWithVpc) implements Wish {
  VpcBlockWish {
    requireNonNull(vpc, "vpc");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(vpc);
  }

  @Override
  public String toString() {
    return "block " + (cidr == null ? "ipv6" : cidr) + " of " + vpc;
  }
}
