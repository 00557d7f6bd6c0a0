package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A route into a peering connection.
 *
 * @param table the route table's id
 * @param destination a block of the peer
 * @param pcx the id of the connection
 * @param overBlackholes whether a route that is not ours may be replaced when it leads nowhere
 */
record RouteWish(Ref<String> table, Ref<Cidr> destination, Ref<String> pcx, boolean overBlackholes)
    implements Wish {
  RouteWish {
    requireNonNull(table, "table");
    requireNonNull(destination, "destination");
    requireNonNull(pcx, "pcx");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(table, destination, pcx);
  }

  @Override
  public String toString() {
    return "route "
        + destination
        + " via "
        + pcx
        + " in "
        + table
        + (overBlackholes ? ", over blackholes" : "");
  }
}
