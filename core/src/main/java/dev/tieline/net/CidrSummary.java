package dev.tieline.net;

import java.math.BigInteger;
import java.util.List;

/**
 * A set of addresses in fewer routes than it has blocks, and the price of that. Immutable, safe for
 * use by many threads.
 *
 * @param routes the routes in address order, IPv4 first; unmodifiable
 * @param extra how many addresses the routes lead to that are not in the set; 0 if they are exact
 */
public record CidrSummary(List<Cidr> routes, BigInteger extra) {

  /**
   * Makes a summary.
   *
   * @param routes the routes in address order, IPv4 first
   * @param extra how many addresses the routes lead to that are not in the set
   */
  public CidrSummary {
    routes = List.copyOf(routes);
  }
}
