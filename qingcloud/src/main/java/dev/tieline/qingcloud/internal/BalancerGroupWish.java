package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * The security group of a load balancer.
 *
 * @param network the VPC of the balancer, for snapshots; a group is in none
 * @param name its name in the cloud
 */
record BalancerGroupWish(Ref<String> network, String name) implements Wish {
  BalancerGroupWish {
    requireNonNull(name, "name");
    requireNonNull(network, "network");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of();
  }

  @Override
  public String toString() {
    return "closed but for its rules";
  }
}
