package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Address;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * That a route is ours which points at a connection that we did not make.
 *
 * @param table the route table's id
 * @param destination the route's destination
 * @param pcx the id of the connection
 * @param link the link that the route is for
 * @param uses whether the route was there before the claim
 */
record ClaimWish(
    Ref<String> table, Ref<Cidr> destination, Ref<String> pcx, Address link, boolean uses)
    implements Wish {
  ClaimWish {
    requireNonNull(table, "table");
    requireNonNull(destination, "destination");
    requireNonNull(pcx, "pcx");
    requireNonNull(link, "link");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(table, destination, pcx);
  }

  @Override
  public String toString() {
    return "claim " + destination + " via " + pcx + " in " + table + " for " + link;
  }
}
