package dev.tieline.check;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.snapshot.Subnet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Where packets find their way, answers must find theirs. */
final class ReturnRouteCheck implements Checks.Check {
  @Override
  public void run(Scene scene, Consumer<Finding> out) {
    for (Scene.Joint joint : scene.joints()) {
      for (boolean v4 : new boolean[] {true, false}) {
        check(scene, joint.there(), joint.back(), v4, out);
        check(scene, joint.back(), joint.there(), v4, out);
      }
    }
  }

  /** Checks that answers to what leaves along {@code way} come home along {@code home}. */
  private static void check(Scene scene, Way way, Way home, boolean v4, Consumer<Finding> out) {
    boolean isKnown = way.from().complete() && way.to().complete();
    if (!isKnown || scene.after().subnets(way.to().id()).isEmpty()) {
      return; // unknown, or nobody there to answer
    }
    List<Cidr> sending = sending(scene, way, v4);
    if (sending.isEmpty()) {
      return;
    }
    CidrSet back = routed(scene, home);
    List<Cidr> lost = sending.stream().filter(block -> !back.contains(block)).toList();
    boolean none = Prose.family(way.from(), v4).stream().noneMatch(back::overlaps);
    if (!lost.isEmpty()) {
      out.accept(
          way.finding(
              Codes.ONE_WAY_ROUTE,
              none ? Severity.ERROR : Severity.WARNING,
              "%s will have routes to %s, but %s will have none back to %s"
                  .formatted(
                      way.network(),
                      way.peer(),
                      way.peer(),
                      Prose.list(none ? Prose.family(way.from(), v4) : lost)),
              "Packets would arrive and no answer would come back",
              "Let " + way.peer() + " route these blocks, too: see its route tables in the link"));
    }
  }

  /** Returns the blocks of the subnets that will have a route along the way. */
  private static List<Cidr> sending(Scene scene, Way way, boolean v4) {
    Set<String> tables = new LinkedHashSet<>();
    CidrSet theirs =
        CidrSet.copyOf(way.blocks().stream().filter(block -> block.isV4() == v4).toList());
    way.exit()
        .ifPresent(
            via ->
                scene.after().via(via, way.from().id()).stream()
                    .filter(placed -> theirs.overlaps(placed.route().destination()))
                    .forEach(placed -> tables.add(placed.table().id())));
    List<Cidr> blocks = new ArrayList<>();
    for (Subnet subnet : scene.after().subnets(way.from().id())) {
      if (tables.contains(subnet.routeTable())) {
        subnet.cidrs().stream().filter(block -> block.isV4() == v4).forEach(blocks::add);
      }
    }
    return blocks;
  }

  private static CidrSet routed(Scene scene, Way way) {
    return way.exit()
        .map(
            via ->
                CidrSet.copyOf(
                    scene.after().via(via, way.from().id()).stream()
                        .map(placed -> placed.route().destination())
                        .toList()))
        .orElse(CidrSet.empty());
  }
}
