package dev.tieline.snapshot;

import java.util.List;

/**
 * A route table.
 *
 * @param id the cloud's id
 * @param vpc the id of its VPC
 * @param name its name in the cloud; empty if it has none
 * @param main whether it serves the subnets that have no table of their own
 * @param routes its routes, by destination
 * @param unresolved routes whose destinations could not be read (a prefix list, for example), as
 *     the cloud shows them
 */
public record RouteTable(
    String id, String vpc, String name, boolean main, List<Route> routes, List<String> unresolved) {
  /** Copies the routes in order of their destinations. */
  public RouteTable {
    routes = routes.stream().sorted().toList();
    unresolved = List.copyOf(unresolved);
  }
}
