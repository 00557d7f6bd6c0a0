package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A route table for a load balancer.
 *
 * @param router the VPC of the balancer, for snapshots; a table is in none
 */
record BalancerTableWish(Ref<String> router) implements Wish {
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
