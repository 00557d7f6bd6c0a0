package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.internal.PersistentMap;

/** A route table with its static routes by destination; local routes follow from the VPC. */
record RouteTable(String id, String vpcId, PersistentMap<Destination, Route> routes) {

  /**
   * A route.
   *
   * @param target the name of the element that names the target, such as {@code gatewayId}
   */
  record Route(Destination destination, String target, String targetId) {}

  RouteTable with(Route route) {
    return new RouteTable(id, vpcId, routes.put(route.destination(), route));
  }

  RouteTable without(Destination destination) {
    return new RouteTable(id, vpcId, routes.remove(destination));
  }
}
