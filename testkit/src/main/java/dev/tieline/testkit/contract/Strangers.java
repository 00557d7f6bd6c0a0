package dev.tieline.testkit.contract;

import dev.tieline.apply.Outcome;
import dev.tieline.plan.Step;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.contract.Deed.Apply;
import dev.tieline.testkit.contract.Move.After;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Somebody else moves: when a process has just died, while one works, or when all is done. */
final class Strangers {
  /** More than there is between the look just before a write and the write. */
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private Strangers() {}

  static Stream<Case> cases(Prepared prepared, int seeds) {
    List<Case> cases = new ArrayList<>();
    for (Move move : prepared.start().scenario().moves()) {
      for (Point point : prepared.applying()) {
        if (point.after()) {
          cases.add(
              new Case(
                  "apply dies " + point.text() + ", " + move.name() + ", then apply",
                  point.world(),
                  world -> ends(prepared, world, move, world.struck(move))));
        } else {
          cases.add(
              new Case(
                  move.name() + " before " + point.number() + " of apply",
                  prepared.start(),
                  world -> {
                    Intrusion intrusion = new Intrusion(world, move, point.number());
                    world.gate(intrusion);
                    world.process().apply(prepared.wish());
                    if (!intrusion.happened()) { // that call comes after what others have to do
                      Ending.applied(world, prepared.wish());
                    }
                    world.remove(intrusion);
                    ends(prepared, world, move, intrusion.deed);
                  }));
        }
      }
      cases.add(
          new Case(
              move.name() + " when all is done",
              prepared.settled(),
              world -> ends(prepared, world, move, world.struck(move))));
    }
    for (Move move : prepared.start().scenario().moves()) {
      for (Point point : prepared.destroying()) {
        cases.add(duringDestroy(prepared, move, point));
      }
    }
    for (Move move : prepared.start().scenario().movesAsDestroyBegins()) {
      cases.add(
          new Case(
              move.name() + " as destroy begins",
              prepared.settled(),
              world -> {
                AtStep first = AtStep.of(world, 1, step -> world.struck(move));
                world.process().destroy(prepared.name());
                if (first.seen == 0) { // it begins when others have left
                  Ending.destroyed(world, prepared.name());
                }
                goes(prepared, world, move, first.deed);
              }));
    }
    for (Snatch snatch : prepared.start().scenario().snatches()) {
      List<Step> steps = prepared.deleting();
      for (int number = 1; number <= steps.size(); number++) {
        if (snatch.kinds().contains(steps.get(number - 1).kind())) {
          cases.add(snatched(prepared, snatch, number));
        }
      }
    }
    return Stream.concat(cases.stream(), Overtaken.cases(prepared));
  }

  /** Somebody moves between two calls of a destroy, which goes on or has just died. */
  private static Case duringDestroy(Prepared prepared, Move move, Point point) {
    return point.after()
        ? new Case(
            "destroy dies " + point.text() + ", " + move.name() + ", then destroy",
            point.world(),
            world -> goes(prepared, world, move, world.struck(move)))
        : new Case(
            move.name() + " before " + point.number() + " of destroy",
            prepared.settled(),
            world -> {
              Intrusion intrusion = new Intrusion(world, move, point.number());
              world.gate(intrusion);
              world.process().destroy(prepared.name());
              if (!intrusion.happened()) { // that call comes after others have left
                Ending.destroyed(world, prepared.name());
              }
              world.remove(intrusion);
              if (intrusion.overtaken && !intrusion.deed.intact().getAsBoolean()) {
                world.excuse("which is not ours");
                return; // between the look just before a write and the write: nobody can see that
              }
              goes(prepared, world, move, intrusion.deed);
            });
  }

  /** What is snatched from us stays; when it is given back, all goes on. */
  private static Case snatched(Prepared prepared, Snatch snatch, int number) {
    return new Case(
        snatch.name() + " as step " + number + " of destroy begins",
        prepared.settled(),
        world -> {
          AtStep its = AtStep.of(world, number, step -> snatch.what().apply(world, step));
          Outcome outcome = Ending.destroyed(world, prepared.name());
          Deed deed = its.deed;
          said(deed, outcome);
          Breach.unless(deed.done(), "there is no step " + number + " of destroy");
          Breach.unless(deed.intact().getAsBoolean(), "what is not ours alone is deleted");
          world.checkCalls();
          deed.undo().run();
          world.pass(world.quiet());
          Ending.comesTrue(world, prepared.wish());
          Ending.restores(world, prepared.name(), prepared.before());
          world.checkCalls();
        });
  }

  /** Lets somebody move once, as the step of a number begins. */
  private static final class AtStep implements Consumer<Step> {
    private final int number;
    private final Function<Step, Deed> what;
    private int seen;
    private Deed deed = Deed.nothing();

    private AtStep(int number, Function<Step, Deed> what) {
      this.number = number;
      this.what = what;
    }

    static AtStep of(World world, int number, Function<Step, Deed> what) {
      AtStep its = new AtStep(number, what);
      world.onStep(its);
      return its;
    }

    @Override
    public void accept(Step step) {
      if (++seen == number) {
        deed = what.apply(step);
      }
    }
  }

  /** Lets a stranger move just before a call. */
  private static final class Intrusion implements World.Gate {
    private final World world;
    private final Move move;
    private final int number;
    private int seen;
    private boolean overtaken;
    private @Nullable Instant struck;
    private Deed deed = Deed.nothing();

    Intrusion(World world, Move move, int number) {
      this.world = world;
      this.move = move;
      this.number = number;
    }

    boolean happened() {
      return seen >= number;
    }

    @Override
    public void before(Call call, Ask ask) {
      if (++seen == number) {
        deed = world.struck(move);
        struck = world.time().instant();
      }
      overtaken |=
          struck != null
              && world.time().instant().isBefore(struck.plus(AT_ONCE))
              && world.scenario().unguarded().contains(call.action());
    }
  }

  /**
   * What a destroy leaves that somebody has moved in is looked at before anything is made anew,
   * which would take up what was left.
   */
  private static void goes(Prepared prepared, World world, Move move, Deed deed) {
    if (!deed.done() || move.after() == After.RESTORED) {
      Ending.restores(world, prepared.name(), prepared.before());
    } else if (move.after() == After.KEPT) {
      Ending.leavesNothing(world, prepared.name(), prepared.before());
    } else {
      said(deed, Ending.destroyed(world, prepared.name()));
      Breach.unless(deed.intact().getAsBoolean(), "what a stranger did is not left alone");
    }
    world.checkCalls();
    ends(prepared, world, move, deed.apply() == Apply.HINDERED ? deed.maybe() : deed);
  }

  private static void ends(Prepared prepared, World world, Move move, Deed deed) {
    switch (deed.done() ? move.after() : After.RESTORED) {
      case RESTORED -> {
        Ending.comesTrue(world, prepared.wish());
        Ending.restores(world, prepared.name(), prepared.before());
      }
      case KEPT -> {
        Ending.comesTrue(world, prepared.wish());
        Ending.leavesNothing(world, prepared.name(), prepared.before());
      }
      case HINDERED -> hindered(prepared, world, deed);
    }
    world.checkCalls();
  }

  /** What hinders is said and left alone; when it is gone, all goes on as if it had never been. */
  private static void hindered(Prepared prepared, World world, Deed deed) {
    Outcome applied = Ending.applied(world, prepared.wish());
    Breach.unless(
        applied.isReady() ? deed.apply() != Apply.HINDERED : deed.apply() != Apply.READY,
        "an apply that a stranger hinders (" + deed.apply() + "): " + told(applied));
    said(deed, applied);
    said(deed, Ending.destroyed(world, prepared.name()));
    Breach.unless(deed.intact().getAsBoolean(), "what a stranger did is not left alone");
    deed.undo().run();
    world.pass(world.quiet());
    Ending.comesTrue(world, prepared.wish());
    Ending.restores(world, prepared.name(), prepared.before());
  }

  /** What is not ready must be said in the words that the deed gives reason for. */
  static void said(Deed deed, Outcome outcome) {
    String told = told(outcome);
    Breach.unless(
        outcome.isReady() || deed.said().stream().anyMatch(told::contains),
        "not ready for another reason than " + deed.said() + ": " + told);
  }

  static String told(Outcome outcome) {
    return outcome + " " + outcome.findings();
  }
}
