package dev.tieline.testkit.contract;

import dev.tieline.Tieline;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Two wishes of different names that share objects: they come and go in either order, or at once.
 * What they share goes with the last of them, and no sooner. That one leaves at the very moment at
 * which the other one comes is left to the callers to serialise.
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
        races(cases, prepared, other, seed);
        leave(cases, prepared, other, seed);
      }
    }
    return cases.stream();
  }

  /** Both leave at once, each for the sake of the other: nothing may stay. */
  private static void leave(List<Case> to, Prepared prepared, Topology other, int seed) {
    to.add(
        new Case(
            "destroy beside " + other.name() + "'s destroy, seed " + seed,
            prepared.settled(),
            world -> {
              Ending.comesTrue(world, other);
              Race.run(
                  world,
                  seed,
                  process -> process.destroy(prepared.name()),
                  process -> process.destroy(other.name()));
              Ending.gone(world, other.name());
              Ending.restores(world, prepared.name(), prepared.before());
              world.checkCalls();
            }));
  }

  private static void races(List<Case> to, Prepared prepared, Topology other, int seed) {
    race(to, prepared, other, seed, "apply", prepared.start(), p -> p.apply(prepared.wish()));
    race(to, prepared, other, seed, "destroy", prepared.settled(), p -> p.destroy(prepared.name()));
  }

  private static void race(
      List<Case> to,
      Prepared prepared,
      Topology other,
      int seed,
      String what,
      World from,
      Consumer<Tieline> job) {
    to.add(
        new Case(
            what + " beside " + other.name() + "'s apply, seed " + seed,
            from,
            world -> {
              world.renamed(); // a token is that of an address, and so each of the two has its own
              Race.run(world, seed, job, process -> process.apply(other));
              if (from == prepared.settled()) {
                world.excuseMarkOf(other.name());
              }
              ends(prepared, world, other, seed % 2 == 0);
            }));
  }

  /**
   * Both come true, one beside the other, in at most two rounds: what the first one keeps for both
   * may be superfluous once the other one has come. Then one leaves, and the other one stays.
   */
  private static void ends(Prepared prepared, World world, Topology other, boolean otherFirst) {
    Ending.comesTrue(world, prepared.wish());
    Ending.comesTrue(world, other);
    Ending.comesTrue(world, prepared.wish());
    Ending.stays(world, other, 1);
    Topology leaving = otherFirst ? other : prepared.wish();
    Topology staying = otherFirst ? prepared.wish() : other;
    Ending.gone(world, leaving.name());
    Breach.unless(
        world.scenario().holds(world.process().verify(staying)),
        "who leaves takes something of " + staying.name() + " along");
    Ending.comesTrue(world, staying); // tidies what both of two that raced have claimed
    Ending.restores(world, staying.name(), prepared.before());
    world.checkCalls();
  }
}
