package dev.tieline.testkit.contract;

import dev.tieline.apply.Outcome;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The cloud refuses: each permission alone is denied, each region is down, calls are throttled or
 * fail in each way that a call can. What was refused is done when it is not refused any more.
 */
final class Refusals {
  private Refusals() {}

  static Stream<Case> cases(Prepared prepared, int seeds) {
    List<Case> cases = new ArrayList<>();
    for (String action : actions(prepared)) {
      cases.add(
          held(
              prepared,
              "apply, " + action + " is denied",
              prepared.start(),
              w -> w.cloud().faults().on(action).always().deny(),
              w -> w.process().apply(prepared.wish())));
      cases.add(
          held(
              prepared,
              "destroy, " + action + " is denied",
              prepared.settled(),
              w -> w.cloud().faults().on(action).always().deny(),
              w -> w.process().destroy(prepared.name())));
    }
    for (String action : actions(prepared)) {
      if (prepared.start().scenario().mayHide(action)) {
        for (boolean even : new boolean[] {true, false}) {
          String what = ", " + action + " hides " + (even ? "some" : "others");
          Consumer<World> hide =
              w -> w.cloud().faults().on(action).always().hide(id -> half(id) == even);
          cases.add(
              held(
                  prepared,
                  "apply" + what,
                  prepared.start(),
                  hide,
                  w -> w.process().apply(prepared.wish())));
          cases.add(
              held(
                  prepared,
                  "apply again" + what,
                  prepared.settled(),
                  hide,
                  w -> w.process().apply(prepared.wish())));
          cases.add(
              held(
                  prepared,
                  "destroy" + what,
                  prepared.settled(),
                  hide,
                  w -> w.process().destroy(prepared.name())));
        }
      }
    }
    for (String region : prepared.start().cloud().regions()) {
      cases.add(
          held(
              prepared,
              "apply, " + region + " is down",
              prepared.start(),
              w -> w.cloud().regionDown(region, true),
              w -> w.process().apply(prepared.wish())));
      cases.add(
          held(
              prepared,
              "destroy, " + region + " is down",
              prepared.settled(),
              w -> w.cloud().regionDown(region, true),
              w -> w.process().destroy(prepared.name())));
    }
    for (Trouble trouble : Trouble.values()) {
      for (Point point : prepared.applying()) {
        if (!point.after()) {
          cases.add(struck(prepared, trouble, point, false));
        }
      }
      for (Point point : prepared.destroying()) {
        if (!point.after()) {
          cases.add(struck(prepared, trouble, point, true));
        }
      }
    }
    for (int seed = 1; seed <= seeds; seed++) {
      int its = seed;
      cases.add(
          new Case(
              "throttle storm, seed " + seed,
              prepared.start(),
              world -> {
                Random random = new Random(its);
                for (int call = 1; call < 200; call += 1 + random.nextInt(4)) {
                  world.cloud().faults().on("*").nth(call).throttle();
                }
                world.process().apply(prepared.wish());
                world.cloud().faults().clear();
                whole(prepared, world);
              }));
    }
    return cases.stream();
  }

  /** What happens to one call. */
  private enum Trouble {
    RESET(Faults.Fault::resetBefore),
    LOST(Faults.Fault::loseAnswer),
    LATE(f -> f.lateEffect(java.time.Duration.ofSeconds(3))),
    LATER(f -> f.lateEffect(java.time.Duration.ofMinutes(4))),
    SERVER_ERRORS(f -> f.serverError().times(3)),
    THROTTLED(f -> f.throttle().times(6)),
    TRUNCATED(Faults.Fault::truncated),
    HTML(Faults.Fault::html);

    private final Consumer<Faults.Fault> how;

    Trouble(Consumer<Faults.Fault> how) {
      this.how = how;
    }
  }

  /** One fault at one call that changes something, in a process that lives on. */
  private static Case struck(Prepared prepared, Trouble trouble, Point point, boolean destroying) {
    return new Case(
        (destroying ? "destroy" : "apply") + ", " + trouble + " at " + point.number(),
        destroying ? prepared.settled() : prepared.start(),
        world -> {
          world.gate(
              new World.Gate() {
                private int seen;

                @Override
                public void before(Call call, dev.tieline.testkit.Ask ask) {
                  if (++seen == point.number()) {
                    trouble.how.accept(world.cloud().faults().on(call.action()));
                  }
                }
              });
          if (destroying) {
            world.process().destroy(prepared.name());
          } else {
            world.process().apply(prepared.wish());
          }
          world.cloud().faults().clear();
          if (!destroying) {
            Ending.comesTrue(world, prepared.wish());
          }
          Ending.restores(world, prepared.name(), prepared.before());
          Breach.unless(
              world.doubles() == 0, "a process that lives on makes something twice: " + trouble);
          world.checkCalls();
        });
  }

  /** One half of all ids, which have nothing in common but that. */
  private static boolean half(String id) {
    return Integer.bitCount(id.hashCode()) % 2 == 0;
  }

  private static SortedSet<String> actions(Prepared prepared) {
    SortedSet<String> actions = new TreeSet<>();
    World world = prepared.start().fork(Trace.none());
    world.onAny(call -> actions.add(call.action()));
    Ending.applied(world, prepared.wish());
    Ending.destroyed(world, prepared.name());
    return actions;
  }

  private static Case held(
      Prepared prepared, String script, World from, Consumer<World> refuse, Consumer<World> job) {
    return new Case(
        script,
        from,
        world -> {
          refuse.accept(world);
          job.accept(world);
          world.checkCalls();
          world.cloud().faults().clear();
          world.cloud().regions().forEach(r -> world.cloud().regionDown(r, false));
          world.pass(Ending.QUIET);
          whole(prepared, world);
        });
  }

  private static void whole(Prepared prepared, World world) {
    Outcome outcome = Ending.applied(world, prepared.wish());
    Breach.unless(outcome.isReady(), "the wish does not come true: " + outcome);
    Ending.stays(world, prepared.wish(), 1);
    Ending.restores(world, prepared.name(), prepared.before());
    world.checkCalls();
  }
}
