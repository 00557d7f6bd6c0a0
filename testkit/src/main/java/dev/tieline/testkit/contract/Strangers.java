package dev.tieline.testkit.contract;

import dev.tieline.apply.Outcome;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Somebody else moves: when a process has just died, while one works, or when all is done. */
final class Strangers {
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
                  world -> {
                    move.what().accept(world);
                    ends(prepared, world, move);
                  }));
        } else {
          cases.add(
              new Case(
                  move.name() + " before " + point.number() + " of apply",
                  prepared.start(),
                  world -> {
                    world.gate(new Intrusion(world, move, point.number()));
                    world.process().apply(prepared.wish());
                    ends(prepared, world, move);
                  }));
        }
      }
      cases.add(
          new Case(
              move.name() + " when all is done",
              prepared.settled(),
              world -> {
                move.what().accept(world);
                ends(prepared, world, move);
              }));
    }
    for (Move move : prepared.start().scenario().movesAsDestroyBegins()) {
      cases.add(
          new Case(
              move.name() + " as destroy begins",
              prepared.settled(),
              world -> {
                world.gate(new Intrusion(world, move, 1));
                world.process().destroy(prepared.name());
                ends(prepared, world, move);
              }));
    }
    return cases.stream();
  }

  /** Lets a stranger move just before a call. */
  private static final class Intrusion implements World.Gate {
    private final World world;
    private final Move move;
    private final int number;
    private int seen;

    Intrusion(World world, Move move, int number) {
      this.world = world;
      this.move = move;
      this.number = number;
    }

    @Override
    public void before(Call call, Ask ask) {
      if (++seen == number) {
        move.what().accept(world);
      }
    }
  }

  private static void ends(Prepared prepared, World world, Move move) {
    switch (move.after()) {
      case RESTORED -> {
        Ending.comesTrue(world, prepared.wish());
        Ending.restores(world, prepared.name(), prepared.before());
      }
      case KEPT -> {
        Ending.comesTrue(world, prepared.wish());
        Ending.gone(world, prepared.name());
        noMarks(prepared, world);
      }
      case RELEASED -> {
        said(Ending.applied(world, prepared.wish()));
        Ending.gone(world, prepared.name());
      }
      case HINDERED -> {
        said(Ending.applied(world, prepared.wish()));
        said(Ending.destroyed(world, prepared.name()));
      }
    }
    world.checkCalls();
  }

  /** What is not ready must be said, with a reason. */
  private static void said(Outcome outcome) {
    boolean reason =
        !outcome.failed().isEmpty()
            || !outcome.notStarted().isEmpty()
            || !outcome.waiting().isEmpty();
    Breach.unless(outcome.isReady() || reason, "neither ready nor a reason: " + outcome);
  }

  /** No mark, claim or old value is there that was not there before. */
  static void noMarks(Prepared prepared, World world) {
    String tag = "tieline";
    String before = prepared.before();
    List<String> left =
        world
            .cloud()
            .dump()
            .lines()
            .filter(l -> l.contains(tag))
            .filter(l -> !before.contains(l))
            .toList();
    Breach.unless(left.isEmpty(), "marks are left: " + left);
  }
}
