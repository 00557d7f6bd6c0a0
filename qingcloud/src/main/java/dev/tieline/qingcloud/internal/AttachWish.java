package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A vxnet's place at a border router.
 *
 * @param border the border router
 * @param router the VPC of the vxnet
 * @param vxnet the vxnet
 * @param block the vxnet's block: no part of the wish's text, as it is the vxnet's
 * @param address the address that the border is to have in it
 */
record AttachWish(Ref<String> border, Ref<String> router, Ref<String> vxnet, Cidr block, Ip address)
    implements Wish {
  AttachWish {
    requireNonNull(border, "border");
    requireNonNull(router, "router");
    requireNonNull(vxnet, "vxnet");
    requireNonNull(block, "block");
    requireNonNull(address, "address");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(border, router, vxnet);
  }

  @Override
  public String toString() {
    return vxnet + " at " + border + ", there " + address;
  }
}
