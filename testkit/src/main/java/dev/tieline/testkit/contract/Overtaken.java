package dev.tieline.testkit.contract;

import dev.tieline.apply.Outcome;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.contract.Move.After;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A write that changes something breaks off, and a stranger is there before it is tried again. */
final class Overtaken {
  private Overtaken() {}

  static Stream<Case> cases(Prepared prepared) {
    List<Case> cases = new ArrayList<>();
    for (Overtake overtake : prepared.start().scenario().overtakes()) {
      Counter counter = new Counter(overtake);
      try (World world = prepared.settled().fork(Trace.none())) {
        if (world.struck(overtake.before()).done()) {
          world.gate(counter);
          world.process().apply(prepared.wish());
        }
      }
      for (int number = 1; number <= counter.seen; number++) {
        int its = number;
        cases.add(
            new Case(
                overtake.name() + " at write " + number + " after " + overtake.before().name(),
                prepared.settled(),
                world -> run(prepared, world, overtake, its)));
      }
    }
    return cases.stream();
  }

  private static void run(Prepared prepared, World world, Overtake overtake, int number) {
    Deed first = world.struck(overtake.before());
    Thief thief = new Thief(world, overtake, number);
    world.gate(thief);
    Outcome outcome = world.process().apply(prepared.wish());
    world.remove(thief);
    Deed deed = thief.deed;
    Breach.unless(!thief.names.isEmpty(), "there is no write " + number + " that breaks off");
    if (!deed.done()) {
      return; // it names nothing that this stranger moves in
    }
    Breach.unless(
        deed.intact().getAsBoolean(),
        "what a stranger did is overwritten by a second try of what they overtook");
    Strangers.said(deed, outcome);
    Strangers.said(deed, Ending.applied(world, prepared.wish()));
    Breach.unless(deed.intact().getAsBoolean(), "what a stranger did is not left alone");
    deed.undo().run();
    first.undo().run();
    world.pass(world.quiet());
    Ending.comesTrue(world, prepared.wish());
    if (overtake.before().after() == After.KEPT) {
      Ending.leavesNothing(world, prepared.name(), prepared.before());
    } else {
      Ending.restores(world, prepared.name(), prepared.before());
    }
    world.checkCalls();
  }

  private static final class Counter implements World.Gate {
    private final Overtake overtake;
    private int seen;

    Counter(Overtake overtake) {
      this.overtake = overtake;
    }

    @Override
    public void before(Call call, Ask ask) {
      seen += overtake.actions().contains(call.action()) ? 1 : 0;
    }
  }

  /** Breaks one write off, and does something to what that names. */
  private static final class Thief implements World.Gate {
    private final World world;
    private final Overtake overtake;
    private final int number;
    private SortedMap<String, String> names = new TreeMap<>();
    private int seen;
    private Deed deed = Deed.nothing();

    Thief(World world, Overtake overtake, int number) {
      this.world = world;
      this.overtake = overtake;
      this.number = number;
    }

    @Override
    public void named(Call call, SortedMap<String, String> parameters) {
      if (overtake.actions().contains(call.action()) && ++seen == number) {
        names = parameters;
        world.cloud().faults().on(call.action()).resetBefore();
      }
    }

    @Override
    public void after(Call call, Ask ask) {
      if (!names.isEmpty() && !deed.done()) {
        deed = world.struck(() -> overtake.what().apply(world, names));
      }
    }
  }
}
