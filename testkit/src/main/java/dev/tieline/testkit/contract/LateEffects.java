package dev.tieline.testkit.contract;

import dev.tieline.apply.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A process dies with a call on its way, whose effect comes during what the next one does. */
final class LateEffects {
  /** When an effect comes, and when reads show it. */
  private enum Late {
    SOON("after PT3S"), // while the next process works
    LAST("at the last moment"), // of its request's signature
    UNSEEN("at the last moment, with reads a full lag behind");

    private final String text;

    Late(String text) {
      this.text = text;
    }

    void let(World world, Point point) {
      Duration delay = this == SOON ? Duration.ofSeconds(3) : world.latest();
      world.later(point.call(), point.ask(), delay);
      world.cloud().lag(this == UNSEEN ? world.lag() : Duration.ZERO);
    }
  }

  private LateEffects() {}

  static Stream<Case> cases(Prepared prepared, int seeds) {
    List<Case> cases = new ArrayList<>();
    for (Late late : Late.values()) {
      add(cases, "apply", prepared.applying(), late, prepared);
      add(cases, "destroy", prepared.destroying(), late, prepared);
    }
    return cases.stream();
  }

  private static void add(
      List<Case> to, String job, List<Point> points, Late late, Prepared prepared) {
    for (Point point : points) {
      if (!point.after()) {
        String what =
            job + " dies at " + point.number() + ", whose effect comes " + late.text + ", then ";
        to.add(
            new Case(
                what + "apply",
                point.world(),
                world -> {
                  late.let(world, point);
                  Outcome outcome = Ending.applied(world, prepared.wish());
                  if (late == Late.UNSEEN) { // nobody could see what came, or went, meanwhile
                    world.excuse("before its mark");
                    world.excuse("before its claim");
                  } else {
                    Word.ofApply(world, prepared.wish(), outcome);
                  }
                  world.pass(world.quiet());
                  Ending.comesTrue(world, prepared.wish());
                  Ending.restores(world, prepared.name(), prepared.before());
                  world.checkCalls();
                }));
        if (job.equals("apply")) {
          to.add(
              new Case(
                  what + "the destroy plan made long before",
                  point.world(),
                  world -> {
                    late.let(world, point);
                    Crashes.planned(prepared, world, prepared.earlyDestroyPlan());
                  }));
        }
        to.add(
            new Case(
                what + "destroy",
                point.world(),
                world -> {
                  late.let(world, point);
                  Ending.restores(world, prepared.name(), prepared.before());
                  world.checkCalls();
                }));
      }
    }
  }
}
