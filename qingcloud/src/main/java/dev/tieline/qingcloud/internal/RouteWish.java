package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Ip;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A rule of ours in the route table of vxnets.
 *
 * @param table the table
 * @param router the VPC whose vxnets go by it: no part of the wish's text
 * @param lead what it leads to
 * @param nextHop the border's address in one of the vxnets
 * @param name its name, which is our mark: no part of the wish's text
 */
record RouteWish(Ref<String> table, Ref<String> router, Lead lead, Ref<Ip> nextHop, String name)
    implements Wish {
  RouteWish {
    requireNonNull(table, "table");
    requireNonNull(router, "router");
    requireNonNull(lead, "lead");
    requireNonNull(nextHop, "nextHop");
    requireNonNull(name, "name");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(table, router, lead.border(), nextHop);
  }

  @Override
  public String toString() {
    return "rule of " + table + ": " + lead.destination() + " via " + nextHop;
  }
}
