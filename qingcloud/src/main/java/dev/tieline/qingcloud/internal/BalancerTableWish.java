package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route table for a load balancer.
 *
 * @param router the VPC of the balancer, for snapshots; a table is in none
 * @param block the VPC's block, for snapshots; null if it is not known
 */
record BalancerTableWish(Ref<String> router, @Nullable Cidr block) implements Wish {
  BalancerTableWish {
    requireNonNull(router, "router");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of();
  }

  @Override
  public String toString() {
    return "for a load balancer";
  }
}
