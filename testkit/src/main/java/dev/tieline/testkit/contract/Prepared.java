package dev.tieline.testkit.contract;

import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of one scenario begin from: the world before the wish, the moments on the way to
 * it, the world in which it is true, the moments of its destroy. Each is made once and forked from.
 */
final class Prepared {
  private final World start;
  private final Wishes wishes;
  private final String before;
  private final Plan early;
  private @Nullable Plan plan;
  private @Nullable Plan destroyPlan;
  private @Nullable Plan settledDestroyPlan;
  private @Nullable List<Point> applying;
  private @Nullable World settled;
  private @Nullable List<Point> destroying;
  private @Nullable List<Step> deleting;
  private Refusals.@Nullable Seen seen;

  Prepared(Scenario scenario) {
    start = World.begin(scenario, Trace.none());
    wishes = start.wishes();
    early = leaving(start);
    start.pass(start.quiet());
    before = start.cloud().dump();
  }

  Wishes wishes() {
    return wishes;
  }

  Topology wish() {
    return wishes.wish();
  }

  String name() {
    return wish().name();
  }

  /** What is there before the wish, as text. */
  String before() {
    return before;
  }

  World start() {
    return start;
  }

  /** A plan of the wish, made before anything else. */
  synchronized Plan plan() {
    if (plan == null) {
      try (World world = start.fork(Trace.none())) {
        plan = world.process().plan(wish());
      }
    }
    return plan;
  }

  /** A plan of its destroy, made just before the wish begins to come true. */
  synchronized Plan destroyPlan() {
    if (destroyPlan == null) {
      destroyPlan = leaving(start);
    }
    return destroyPlan;
  }

  /** A plan of its destroy, made so long before that nothing of the past could happen since. */
  Plan earlyDestroyPlan() {
    return early;
  }

  /** A plan of its destroy, made when the wish was true. */
  synchronized Plan settledDestroyPlan() {
    if (settledDestroyPlan == null) {
      settledDestroyPlan = leaving(settled());
    }
    return settledDestroyPlan;
  }

  private Plan leaving(World from) {
    try (World world = from.fork(Trace.none())) {
      return world.process().planDestroy(name());
    }
  }

  synchronized List<Point> applying() {
    if (applying == null) {
      World world = start.fork(Trace.none());
      applying = Point.of(world, p -> Ending.applied(world, wish()));
      settled = world;
    }
    return applying;
  }

  synchronized World settled() {
    applying();
    World world = settled;
    if (world == null) {
      throw new IllegalStateException("not settled");
    }
    return world;
  }

  /** What the wish and its destroy need. */
  synchronized Refusals.Seen seen() {
    if (seen == null) {
      seen = Refusals.Seen.of(this);
    }
    return seen;
  }

  /** Each permission that the wish and its destroy need, in an order that never changes. */
  List<Refusals.Denial> denials() {
    return seen().denials();
  }

  /** The steps of its destroy, in the order in which they begin. */
  synchronized List<Step> deleting() {
    if (deleting == null) {
      List<Step> steps = new ArrayList<>();
      try (World world = settled().fork(Trace.none())) {
        world.onStep(steps::add);
        Ending.destroyed(world, name());
      }
      deleting = steps;
    }
    return deleting;
  }

  synchronized List<Point> destroying() {
    if (destroying == null) {
      World world = settled().fork(Trace.none());
      destroying = Point.of(world, p -> Ending.destroyed(world, name()));
    }
    return destroying;
  }
}
