package dev.tieline.testkit.contract;

import dev.tieline.Tieline;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Two wishes of different names that share objects: they come and go in either order, or at once.
 * What they share goes with the last of them, and no sooner. That both leave at the very same
 * moment is left to the callers to serialise.
 */
final class Neighbours {
  private Neighbours() {}

  static Stream<Case> cases(Prepared prepared, int seeds) {
    List<Case> cases = new ArrayList<>();
    for (Topology other : prepared.wishes().neighbours()) {
      for (boolean first : new boolean[] {true, false}) {
        String leaves = first ? other.name() + " leaves first" : "the wish leaves first";
        cases.add(
            new Case(
                other.name() + " comes first, " + leaves,
                prepared.start(),
                world -> {
                  Ending.comesTrue(world, other);
                  ends(prepared, world, other, first);
                }));
        cases.add(
            new Case(
                other.name() + " comes last, " + leaves,
                prepared.settled(),
                world -> {
                  Ending.comesTrue(world, other);
                  ends(prepared, world, other, first);
                }));
      }
      for (int seed = 1; seed <= seeds; seed++) {
        race(cases, prepared, other, seed, "apply beside " + other.name() + "'s apply", false);
        race(cases, prepared, other, seed, "apply beside " + other.name() + "'s destroy", true);
        race(cases, prepared, other, seed, "destroy beside " + other.name() + "'s apply", false);
      }
    }
    return cases.stream();
  }

  private static void race(
      List<Case> to, Prepared prepared, Topology other, int seed, String what, boolean leaving) {
    boolean destroying = what.startsWith("destroy");
    Consumer<Tieline> one =
        destroying
            ? process -> process.destroy(prepared.name())
            : process -> process.apply(prepared.wish());
    Consumer<Tieline> two =
        leaving ? process -> process.destroy(other.name()) : process -> process.apply(other);
    to.add(
        new Case(
            what + ", seed " + seed,
            destroying ? prepared.settled() : prepared.start(),
            world -> {
              if (leaving) {
                Ending.comesTrue(world, other);
                world.pass(Ending.QUIET);
              }
              Race.run(world, seed, one, two);
              ends(prepared, world, other, seed % 2 == 0);
            }));
  }

  /** Both come true, one beside the other; then one leaves, and the other one stays as it is. */
  private static void ends(Prepared prepared, World world, Topology other, boolean otherFirst) {
    Ending.comesTrue(world, prepared.wish());
    Ending.comesTrue(world, other);
    Ending.stays(world, prepared.wish(), 1);
    Topology leaving = otherFirst ? other : prepared.wish();
    Topology staying = otherFirst ? prepared.wish() : other;
    Ending.gone(world, leaving.name());
    Ending.stays(world, staying, 1);
    Ending.restores(world, staying.name(), prepared.before());
    world.checkCalls();
  }
}
