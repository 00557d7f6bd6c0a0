package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A route into a peering connection.
 *
 * @param vpc the id of the VPC that the table is of, whose routes are written one at a time
 * @param table the route table's id
 * @param destination a block of the peer
 * @param pcc the id of the connection
 * @param overBlackholes whether a route that is not ours may be replaced when it leads nowhere
 */
record RouteWish(
    Ref<String> vpc,
    Ref<String> table,
    Ref<Cidr> destination,
    Ref<String> pcc,
    boolean overBlackholes)
    implements Wish {
  RouteWish {
    requireNonNull(vpc, "vpc");
    requireNonNull(table, "table");
    requireNonNull(destination, "destination");
    requireNonNull(pcc, "pcc");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(vpc, table, destination, pcc);
  }

  @Override
  public String toString() {
    return "route "
        + destination
        + " via "
        + pcc
        + " in "
        + table
        + (overBlackholes ? ", over blackholes" : "");
  }
}
