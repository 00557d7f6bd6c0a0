package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A route table of ours for vxnets that have none.
 *
 * @param router the VPC of the vxnets
 * @param name its name, which is our mark: no part of the wish's text
 */
record OwnTableWish(Ref<String> router, String name) implements Wish {
  OwnTableWish {
    requireNonNull(router, "router");
    requireNonNull(name, "name");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(router);
  }

  @Override
  public String toString() {
    return "route table for vxnets of " + router;
  }
}
