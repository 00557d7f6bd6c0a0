package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A vxnet of ours, before it joins a VPC.
 *
 * @param router the VPC that it is to join
 * @param block the block that it is to have there
 * @param name its name, which is our mark: no part of the wish's text
 */
record VxnetWish(Ref<String> router, Cidr block, String name) implements Wish {
  VxnetWish {
    requireNonNull(router, "router");
    requireNonNull(block, "block");
    requireNonNull(name, "name");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(router);
  }

  @Override
  public String toString() {
    return "vxnet for " + block + " of " + router;
  }
}
