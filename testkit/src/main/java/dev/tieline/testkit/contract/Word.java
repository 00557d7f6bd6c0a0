package dev.tieline.testkit.contract;

import dev.tieline.apply.Outcome;
import dev.tieline.plan.Action;
import dev.tieline.plan.Step;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.List;

/**
 * What a job says of itself while all goes wrong around it, held against the cloud as it truly is:
 * on a fork of the world in which nothing goes wrong, so that the case goes on as if nobody had
 * looked.
 */
final class Word {
  private Word() {}

  /** An apply that says that all is ready has left nothing to make or to change. */
  static Outcome ofApply(World world, Topology wish, Outcome outcome) {
    if (outcome.isReady()) {
      try (World truth = truth(world)) {
        List<Step> left =
            truth.process().plan(wish).steps().stream()
                .filter(s -> s.action().mutates() && s.action() != Action.DELETE)
                .toList();
        Breach.unless(left.isEmpty(), "an apply says that all is ready, but it is not: " + left);
      }
    }
    return outcome;
  }

  /** A destroy that says that all is gone has left nothing that may still come of it. */
  static Outcome ofDestroy(World world, String before, Outcome outcome) {
    if (outcome.isReady()) {
      try (World truth = truth(world)) {
        truth.pass(truth.quiet());
        String now = truth.cloud().dump();
        Breach.unless(
            now.equals(before),
            "a destroy says that all is gone, but it is not: " + Ending.difference(before, now));
      }
    }
    return outcome;
  }

  /**
   * An apply of a plan that says that all is ready has left nothing to do for one of the wish, and
   * says what it waits for otherwise.
   */
  static void ofPlan(World world, Topology wish, Outcome outcome) {
    Breach.unless(
        outcome.isReady() || !outcome.waiting().isEmpty(),
        "an approved plan does not come true: " + outcome + " " + outcome.findings());
    ofApply(world, wish, outcome);
    int writes = world.writes();
    Ending.comesTrue(world, wish);
    Breach.unless(
        !outcome.isReady() || world.writes() == writes,
        "an approved plan leaves " + (world.writes() - writes) + " writes to an apply of the wish");
  }

  private static World truth(World world) {
    World truth = world.fork(Trace.none());
    truth.cloud().faults().clear();
    truth.cloud().accounts().forEach(a -> truth.cloud().permissions().reset(a));
    truth.cloud().lag(Duration.ZERO);
    truth.cloud().listLag(Duration.ZERO);
    truth.cloud().tagLag(Duration.ZERO);
    truth.cloud().regions().forEach(r -> truth.cloud().regionDown(r, false));
    return truth;
  }
}
