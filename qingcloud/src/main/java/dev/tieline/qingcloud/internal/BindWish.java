package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * That a vxnet goes by a route table of ours.
 *
 * @param table the table
 * @param vxnet the vxnet
 */
record BindWish(Ref<String> table, Ref<String> vxnet) implements Wish {
  BindWish {
    requireNonNull(table, "table");
    requireNonNull(vxnet, "vxnet");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(table, vxnet);
  }

  @Override
  public String toString() {
    return vxnet + " goes by " + table;
  }
}
