package dev.tieline.testkit.contract;

import dev.tieline.error.StalePlanException;
import dev.tieline.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A process dies, and another one, which knows nothing of it, does something. */
final class Crashes {
  /** Tokens, tombstones and requests have expired by then. */
  private static final Duration DAYS = Duration.ofDays(8);

  private Crashes() {}

  static Stream<Case> cases(Prepared prepared, int seeds) {
    List<Case> cases = new ArrayList<>();
    for (Point point : prepared.applying()) {
      add(cases, "apply", point, "apply", w -> whole(prepared, w, "wish"));
      add(cases, "apply", point, "destroy", w -> away(prepared, w));
      add(
          cases,
          "apply",
          point,
          "apply the plan that it had",
          w -> {
            Word.ofPlan(w, prepared.wish(), w.process().apply(prepared.plan()));
            whole(prepared, w, "wish");
          });
      add(
          cases,
          "apply",
          point,
          "apply days later",
          w -> {
            w.pass(DAYS);
            whole(prepared, w, "wish");
          });
      for (boolean early : new boolean[] {false, true}) {
        add(
            cases,
            "apply",
            point,
            "the destroy plan " + (early ? "made long before" : "that it had"),
            w ->
                planned(prepared, w, early ? prepared.earlyDestroyPlan() : prepared.destroyPlan()));
      }
      for (String edit : prepared.wishes().edits().keySet()) {
        add(cases, "apply", point, "apply " + edit, w -> whole(prepared, w, edit));
      }
    }
    for (Point point : prepared.destroying()) {
      add(cases, "destroy", point, "destroy", w -> away(prepared, w));
      add(cases, "destroy", point, "apply", w -> whole(prepared, w, "wish"));
      add(
          cases,
          "destroy",
          point,
          "the destroy plan that it had",
          w -> planned(prepared, w, prepared.settledDestroyPlan()));
      add(
          cases,
          "destroy",
          point,
          "destroy days later",
          w -> {
            w.pass(DAYS);
            away(prepared, w);
          });
      for (String edit : prepared.wishes().edits().keySet()) {
        add(cases, "destroy", point, "apply " + edit, w -> whole(prepared, w, edit));
      }
    }
    return cases.stream();
  }

  private static void add(
      List<Case> to, String job, Point point, String then, Consumer<World> body) {
    to.add(new Case(job + " dies " + point.text() + " then " + then, point.world(), body));
  }

  /**
   * A plan of a destroy that was made before an apply can not know of what that has made: it is
   * refused, or it says nothing of what is gone that is not, or that still comes.
   */
  static void planned(Prepared prepared, World world, Plan plan) {
    int writes = world.writes();
    try {
      Word.ofDestroy(world, prepared.before(), world.process().apply(plan));
    } catch (StalePlanException refused) {
      Breach.unless(world.writes() == writes, "a refused plan writes: " + refused.getMessage());
    }
    away(prepared, world);
  }

  private static void whole(Prepared prepared, World world, String wish) {
    Ending.comesTrue(world, prepared.wishes().named(wish));
    away(prepared, world);
  }

  private static void away(Prepared prepared, World world) {
    Ending.restores(world, prepared.name(), prepared.before());
    world.checkCalls();
  }
}
