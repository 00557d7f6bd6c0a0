package dev.tieline.check;

import dev.tieline.net.Cidr;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What stands in the tables already must leave the wished routes their traffic. */
final class DestinationCheck implements Checks.Check {
  @Override
  public void run(Scene scene, Consumer<Finding> out) {
    for (Scene.Joint joint : scene.joints()) {
      for (Way way : joint.ways()) {
        for (RouteTable table : way.tables()) {
          BlockIndex<Route> routes = scene.after().routes(table);
          for (Cidr block : way.destinations()) {
            taken(scene, way, table, block, routes.at(block), out);
            shadowed(scene, way, table, block, routes.inside(block), out);
            local(way, table, block, routes, out);
          }
        }
      }
    }
  }

  private static boolean leadsElsewhere(Scene scene, Way way, Route route) {
    return route.origin() != Route.Origin.LOCAL
        && !route.blackhole() // BlackholeCheck speaks of those
        && !way.carries(route)
        && !scene.isWished(way.from(), route); // SameBlockCheck speaks of those
  }

  private static void taken(
      Scene scene,
      Way way,
      RouteTable table,
      Cidr block,
      List<Route> routes,
      Consumer<Finding> out) {
    if (routes.stream().anyMatch(way::carries)) {
      return;
    }
    for (Route route : routes) {
      if (leadsElsewhere(scene, way, route)) {
        out.accept(
            way.finding(
                Codes.ROUTE_DESTINATION_TAKEN,
                Severity.ERROR,
                "%s of %s leads %s, a block of %s, to %s"
                    .formatted(
                        Prose.table(table),
                        way.network(),
                        block,
                        way.peer(),
                        Prose.hop(route.nextHop())),
                "A route table holds one route to a destination, and this one is not ours to"
                    + " change",
                "Delete that route if it is no longer needed, or choose other tables for the link"
                    + " (routeTables)"));
      }
    }
  }

  private static void shadowed(
      Scene scene,
      Way way,
      RouteTable table,
      Cidr block,
      List<Route> routes,
      Consumer<Finding> out) {
    List<String> shadows = new ArrayList<>();
    for (Route route : routes) {
      if (leadsElsewhere(scene, way, route)) {
        shadows.add(route.destination() + " to " + Prose.hop(route.nextHop()));
      }
    }
    if (!shadows.isEmpty()) {
      out.accept(
          way.finding(
              Codes.ROUTE_SHADOWED,
              Severity.WARNING,
              "%s of %s leads parts of %s, a block of %s, elsewhere: %s"
                  .formatted(
                      Prose.table(table), way.network(), block, way.peer(), Prose.list(shadows)),
              "The more specific route wins, so these addresses are not reached through the link",
              "Delete the more specific routes if they are no longer needed, or leave them if"
                  + " these addresses are meant to be reached elsewhere"));
    }
  }

  private static void local(
      Way way, RouteTable table, Cidr block, BlockIndex<Route> routes, Consumer<Finding> out) {
    if (way.from().cidrs().stream().anyMatch(block::overlaps)) {
      return; // OverlapCheck speaks of it
    }
    List<Route> wider = routes.around(block);
    wider.addAll(routes.at(block));
    for (Route route : wider) {
      if (route.origin() == Route.Origin.LOCAL) {
        out.accept(
            way.finding(
                Codes.ROUTE_INSIDE_LOCAL,
                Severity.ERROR,
                "block %s of %s lies inside %s, which is local in %s of %s"
                    .formatted(
                        block, way.peer(), route.destination(), Prose.table(table), way.network()),
                "A local route can not be overridden by one through a peering",
                "Remove the local block from "
                    + way.network()
                    + " if it is no longer needed, or give "
                    + way.peer()
                    + " another block"));
      }
    }
  }
}
