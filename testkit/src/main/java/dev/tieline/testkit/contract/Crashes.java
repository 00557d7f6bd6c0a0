package dev.tieline.testkit.contract;

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
            w.process().apply(prepared.plan());
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

  private static void whole(Prepared prepared, World world, String wish) {
    Ending.comesTrue(world, prepared.wishes().named(wish));
    away(prepared, world);
  }

  private static void away(Prepared prepared, World world) {
    Ending.restores(world, prepared.name(), prepared.before());
    world.checkCalls();
  }
}
