package dev.tieline.testkit.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A process dies with a call on its way, whose effect comes during what the next one does. */
final class LateEffects {
  // soon, while the next process works; later, just before a signature dies
  private static final List<Duration> DELAYS =
      List.of(Duration.ofSeconds(3), Duration.ofMinutes(4));

  private LateEffects() {}

  static Stream<Case> cases(Prepared prepared, int seeds) {
    List<Case> cases = new ArrayList<>();
    for (Duration delay : DELAYS) {
      add(cases, "apply", prepared.applying(), delay, prepared);
      add(cases, "destroy", prepared.destroying(), delay, prepared);
    }
    return cases.stream();
  }

  private static void add(
      List<Case> to, String job, List<Point> points, Duration delay, Prepared prepared) {
    for (Point point : points) {
      if (!point.after()) {
        String what =
            job + " dies at " + point.number() + ", whose effect comes after " + delay + ", then ";
        to.add(
            new Case(
                what + "apply",
                point.world(),
                world -> {
                  world.later(point.call(), point.ask(), delay);
                  Word.ofApply(world, prepared.wish(), Ending.applied(world, prepared.wish()));
                  world.pass(Ending.QUIET);
                  Ending.comesTrue(world, prepared.wish());
                  Ending.restores(world, prepared.name(), prepared.before());
                  world.checkCalls();
                }));
        to.add(
            new Case(
                what + "destroy",
                point.world(),
                world -> {
                  world.later(point.call(), point.ask(), delay);
                  Ending.restores(world, prepared.name(), prepared.before());
                  world.checkCalls();
                }));
      }
    }
  }
}
