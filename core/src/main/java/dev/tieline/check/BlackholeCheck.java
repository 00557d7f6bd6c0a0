package dev.tieline.check;

import dev.tieline.net.Cidr;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Routes that lead nowhere drop what they match, at times what a link should carry. */
final class BlackholeCheck implements Checks.Check {
  @Override
  public void run(Scene scene, Consumer<Finding> out) {
    for (Map.Entry<String, List<Way>> entry : scene.waysFrom().entrySet()) {
      BlockIndex<Way> ways = new BlockIndex<>();
      for (Way way : entry.getValue()) {
        way.destinations().forEach(block -> ways.add(block, way));
      }
      String vpc = entry.getValue().get(0).from().id();
      for (RouteTable table : scene.after().tables(vpc)) {
        table(entry.getKey(), table, ways, out);
      }
    }
  }

  private static void table(
      String network, RouteTable table, BlockIndex<Way> ways, Consumer<Finding> out) {
    List<String> others = new ArrayList<>();
    for (Route route : table.routes()) {
      if (route.blackhole() && !reported(route, table, ways, out)) {
        others.add(route.destination() + " to " + Prose.hop(route.nextHop()));
      }
    }
    if (!others.isEmpty()) {
      out.accept(
          new Finding(
              Codes.BLACKHOLE_ROUTE,
              Severity.WARNING,
              "network." + network,
              "%s of %s has routes that lead nowhere: %s"
                  .formatted(Prose.table(table), network, Prose.list(others)),
              "Their targets are gone, and they still count towards the quota of the table",
              "Delete them if nobody waits for their targets to come back"));
    }
  }

  private static boolean reported(
      Route route, RouteTable table, BlockIndex<Way> ways, Consumer<Finding> out) {
    Cidr block = route.destination();
    List<Way> touched = new ArrayList<>(ways.at(block));
    touched.addAll(ways.around(block));
    touched.removeIf(way -> !way.uses(table.id()));
    for (Way way : touched) {
      boolean exact = way.blocks().contains(block);
      out.accept(
          way.finding(
              Codes.BLACKHOLE_ROUTE,
              Severity.WARNING,
              "%s of %s drops what goes to %s, %s of %s: the route's target, %s, is gone"
                  .formatted(
                      Prose.table(table),
                      way.network(),
                      block,
                      exact ? "a block" : "a part",
                      way.peer(),
                      Prose.hop(route.nextHop())),
              exact
                  ? "The route stands where the link needs its own"
                  : "The more specific route wins, so these addresses are not reached through the"
                      + " link",
              exact
                  ? "Delete the route, or consent to its being replaced (REPLACE_BLACKHOLES)"
                  : "Delete the route"));
    }
    return !touched.isEmpty();
  }
}
