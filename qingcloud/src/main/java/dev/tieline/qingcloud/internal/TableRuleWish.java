package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A route of a load balancer's table.
 *
 * @param table the table
 * @param destination where it leads to
 * @param hop the border router's address in the balancer's vxnet
 * @param router the VPC, as what a rule leads to until the cloud lets it lead to an address
 * @param border the border router, for snapshots
 */
record TableRuleWish(
    Ref<String> table, Cidr destination, Ref<String> hop, Ref<String> router, Ref<String> border)
    implements Wish {
  TableRuleWish {
    requireNonNull(table, "table");
    requireNonNull(destination, "destination");
    requireNonNull(hop, "hop");
    requireNonNull(router, "router");
    requireNonNull(border, "border");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(table, hop, router);
  }

  @Override
  public String toString() {
    return destination + " by " + hop + " in " + table;
  }
}
