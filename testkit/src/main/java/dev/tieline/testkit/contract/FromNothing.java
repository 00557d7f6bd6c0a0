package dev.tieline.testkit.contract;

import dev.tieline.apply.Outcome;
import dev.tieline.error.StalePlanException;
import dev.tieline.plan.Plan;
import java.util.stream.Stream;

/** From nothing to the wish and back. */
final class FromNothing {
  private FromNothing() {}

  static Stream<Case> cases(Prepared prepared, int seeds) {
    return Stream.of(
        new Case("apply", prepared.start(), world -> apply(prepared, world)),
        new Case("destroy nothing", prepared.start(), world -> destroyNothing(prepared, world)),
        new Case("walk", prepared.settled(), world -> walk(prepared, world)),
        new Case("plan is what is done", prepared.start(), world -> approved(prepared, world)),
        new Case("projected", prepared.start(), world -> projected(prepared, world)),
        new Case("a stale plan", prepared.settled(), world -> stale(prepared, world)));
  }

  private static void apply(Prepared prepared, World world) {
    Ending.comesTrue(world, prepared.wish());
    world.checkCalls();
    Ending.restores(world, prepared.name(), prepared.before());
  }

  private static void destroyNothing(Prepared prepared, World world) {
    Ending.restores(world, prepared.name(), prepared.before());
    Breach.unless(world.writes() == 0, "a destroy of nothing writes " + world.writes() + " times");
  }

  private static void walk(Prepared prepared, World world) {
    world.scenario().walk(world, prepared.wishes());
  }

  /** An approved plan may be carried out by another process, and nothing else is done. */
  private static void approved(Prepared prepared, World world) {
    Plan plan = world.process().plan(prepared.wish());
    int writes = world.writes();
    Breach.unless(writes == 0, "a plan writes " + writes + " times");
    Word.ofPlan(world, prepared.wish(), world.process().apply(plan));
  }

  /** A plan that does not hold what is needed by then is refused, and nothing of it is done. */
  private static void stale(Prepared prepared, World world) {
    Plan plan = world.process().plan(prepared.wish());
    Ending.gone(world, prepared.name());
    int writes = world.writes();
    try {
      Outcome outcome = world.process().apply(plan);
      throw new Breach("what a plan does not hold is not refused: " + outcome);
    } catch (StalePlanException refused) {
      Breach.unless(world.writes() == writes, "a refused plan writes: " + refused.getMessage());
    }
    Ending.comesTrue(world, prepared.wish());
    Ending.restores(world, prepared.name(), prepared.before());
  }

  /** What the plan says will be there is there, by the surveyed snapshot's own words. */
  private static void projected(Prepared prepared, World world) {
    Plan plan = world.process().plan(prepared.wish());
    Outcome outcome = Ending.applied(world, prepared.wish());
    String planned = Shapes.of(plan.projected());
    String surveyed = Shapes.of(outcome.snapshot());
    Breach.unless(
        planned.equals(surveyed),
        "the plan projects otherwise than the survey sees: "
            + Ending.difference(planned, surveyed));
  }
}
