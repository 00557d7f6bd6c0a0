package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * That a load balancer goes by a route table.
 *
 * @param table the table
 * @param balancer the balancer
 */
record TableBindingWish(Ref<String> table, Ref<String> balancer) implements Wish {
  TableBindingWish {
    requireNonNull(table, "table");
    requireNonNull(balancer, "balancer");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(table, balancer);
  }
}
