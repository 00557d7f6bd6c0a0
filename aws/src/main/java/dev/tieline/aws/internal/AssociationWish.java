package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * The route table that serves a subnet.
 *
 * @param subnet the subnet's id
 * @param table the table's id
 * @param holder whose the subnet is
 */
record AssociationWish(Ref<String> subnet, Ref<String> table, Holder holder) implements Wish {
  AssociationWish {
    requireNonNull(subnet, "subnet");
    requireNonNull(table, "table");
    requireNonNull(holder, "holder");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(subnet, table);
  }

  @Override
  public String toString() {
    return "table " + table + " for " + subnet;
  }
}
