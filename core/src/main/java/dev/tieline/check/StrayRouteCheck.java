package dev.tieline.check;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.snapshot.Route;
import dev.tieline.topology.Peering;
import java.util.function.Consumer;

/** A route at a peering is for what the other side has, no more. */
final class StrayRouteCheck implements Checks.Check {
  @Override
  public void run(Scene scene, Consumer<Finding> out) {
    for (Scene.Joint joint : scene.joints()) {
      for (Way way : joint.ways()) {
        if (way.to().cidrs().isEmpty() || !(way.link() instanceof Peering)) {
          continue; // not known, or a hub, to which wide routes lead rightly
        }
        CidrSet theirs = CidrSet.copyOf(way.to().cidrs());
        way.exit()
            .ifPresent(
                via ->
                    scene
                        .after()
                        .via(via, way.from().id())
                        .forEach(placed -> route(way, placed, theirs, out)));
      }
    }
  }

  private static void route(Way way, View.Placed placed, CidrSet theirs, Consumer<Finding> out) {
    Cidr destination = placed.route().destination();
    if (placed.route().origin() != Route.Origin.STATIC || theirs.contains(destination)) {
      return;
    }
    String what =
        "%s of %s leads %s into %s, but %s has %s"
            .formatted(
                Prose.table(placed.table()),
                way.network(),
                destination,
                Prose.hop(placed.route().nextHop()),
                way.peer(),
                Prose.blocks(way.to()));
    if (theirs.overlaps(destination)) {
      out.accept(
          way.finding(
              Codes.WIDER_THAN_PEER,
              Severity.WARNING,
              what,
              "A peering carries only what is for the blocks of its other side; the rest is"
                  + " dropped, and would be let in should the other side grow",
              "Replace the route by one to " + Prose.blocks(way.to())));
    } else {
      out.accept(
          way.finding(
              Codes.ROUTE_MISSES_PEER,
              Severity.WARNING,
              what,
              "A peering carries only what is for the blocks of its other side, so this route"
                  + " drops everything it matches",
              "Route " + Prose.blocks(way.to()) + " instead, and delete this route"));
    }
  }
}
