package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * That a custom route table of ours serves a vSwitch.
 *
 * @param vpc the id of the VPC that both are in
 * @param vSwitch the vSwitch's id
 * @param table the table's id
 * @param ours whether the vSwitch is ours or comes to be; no part of the wish's text, since it
 *     depends on what is there
 */
record TableBindingWish(Ref<String> vpc, Ref<String> vSwitch, Ref<String> table, boolean ours)
    implements Wish {
  TableBindingWish {
    requireNonNull(vpc, "vpc");
    requireNonNull(vSwitch, "vSwitch");
    requireNonNull(table, "table");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(vpc, vSwitch, table);
  }

  @Override
  public String toString() {
    return table + " for " + vSwitch;
  }
}
