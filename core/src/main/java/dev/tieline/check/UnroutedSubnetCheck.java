package dev.tieline.check;

import dev.tieline.snapshot.Subnet;
import java.util.List;
import java.util.function.Consumer;

/** Whoever chooses route tables should know which subnets that leaves out. */
final class UnroutedSubnetCheck implements Checks.Check {
  @Override
  public void run(Scene scene, Consumer<Finding> out) {
    for (Scene.Joint joint : scene.joints()) {
      for (Way way : joint.ways()) {
        if (way.chosen() && !isChoiceOpen(way)) {
          check(scene, way, out);
        }
      }
    }
  }

  /**
   * That a chosen table is not there is the cloud's module to say, and all else follows from it.
   */
  private static boolean isChoiceOpen(Way way) {
    List<String> names = way.chosenTables();
    boolean unmatched =
        names.stream()
            .anyMatch(
                name ->
                    way.tables().stream()
                        .noneMatch(t -> name.equals(t.id()) || name.equals(t.name())));
    return unmatched && way.tables().size() < names.size();
  }

  private static void check(Scene scene, Way way, Consumer<Finding> out) {
    List<String> left =
        scene.after().subnets(way.from().id()).stream()
            .filter(subnet -> !subnet.routeTable().isEmpty()) // else its table is not known
            .filter(subnet -> !way.uses(subnet.routeTable()))
            .map(UnroutedSubnetCheck::words)
            .toList();
    if (!left.isEmpty()) {
      out.accept(
          way.finding(
              Codes.SUBNET_NOT_ROUTED,
              Severity.WARNING,
              "subnets of %s use other route tables than those chosen: %s"
                  .formatted(way.network(), Prose.list(left)),
              "Hosts in these subnets have no route to "
                  + way.peer()
                  + ", and can not answer it either",
              "Add their tables to routeTables(\""
                  + way.network()
                  + "\", ...), or leave them out if that is what you want"));
    }
  }

  private static String words(Subnet subnet) {
    return Prose.named(subnet.id(), subnet.name()) + " with " + subnet.routeTable();
  }
}
