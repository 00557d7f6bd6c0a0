package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * The route table that serves a vxnet.
 *
 * @param vxnet the vxnet
 */
record TableWish(Ref<String> vxnet) implements Wish {
  TableWish {
    requireNonNull(vxnet, "vxnet");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(vxnet);
  }

  @Override
  public String toString() {
    return "route table of " + vxnet;
  }
}
