package dev.tieline.testkit.contract;

import dev.tieline.apply.Outcome;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The cloud refuses: each permission alone is denied, each region is down, calls are throttled or
 * fail in each way that a call can. What was refused is done when it is not refused any more.
 */
final class Refusals {
  private static final int PATIENCE = 4;

  private Refusals() {}

  static Stream<Case> cases(Prepared prepared, int seeds) {
    List<Case> cases = new ArrayList<>();
    Seen seen = prepared.seen();
    for (Denial denial : seen.denials) {
      cases.add(
          held(
              prepared,
              "apply, " + denial.text(),
              prepared.start(),
              denial::to,
              w -> {
                appliedOrSaid(prepared, w, denial.action());
                denial.lift(w);
              }));
      cases.add(
          held(
              prepared,
              "destroy, " + denial.text(),
              prepared.settled(),
              denial::to,
              w -> {
                destroyedOrSaid(prepared, w, denial.action());
                denial.lift(w);
              }));
      if (denial.reads()) {
        cases.add(
            held(
                prepared,
                "apply again, " + denial.text(),
                prepared.settled(),
                denial::to,
                w -> {
                  int writes = w.writes();
                  appliedOrSaid(prepared, w, denial.action());
                  Breach.unless(
                      w.writes() == writes, "an apply that can not read writes where all is well");
                  denial.lift(w);
                }));
        List<String> edits = // of what rests on no such read there is nothing to hear
            prepared.start().scenario().blind(denial.action()).isEmpty()
                ? List.of()
                : List.copyOf(prepared.wishes().edits().keySet());
        for (String edit : edits) {
          cases.add(
              held(
                  prepared,
                  "apply " + edit + ", " + denial.text(),
                  prepared.settled(),
                  denial::to,
                  w -> {
                    Blind blind = new Blind(w, denial);
                    w.gate(blind);
                    w.process().apply(prepared.wishes().named(edit));
                    w.remove(blind);
                    Breach.unless(
                        blind.wrote.isEmpty(),
                        "what can not be read is written to: " + blind.wrote);
                    denial.lift(w);
                  }));
        }
      }
    }
    for (String action : seen.actions()) {
      if (prepared.start().scenario().mayHide(action)) {
        for (boolean even : new boolean[] {true, false}) {
          String what = ", " + action + " hides " + (even ? "some" : "others");
          // what a job says then is not held against the cloud: nobody knows what no list shows
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
              w -> appliedOrSaid(prepared, w, region)));
      cases.add(
          held(
              prepared,
              "destroy, " + region + " is down",
              prepared.settled(),
              w -> w.cloud().regionDown(region, true),
              w -> destroyedOrSaid(prepared, w, region)));
      cases.add(
          held(
              prepared,
              "apply again, " + region + " is down",
              prepared.settled(),
              w -> w.cloud().regionDown(region, true),
              w -> appliedOrSaid(prepared, w, region)));
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
      if (trouble.ofReads) {
        for (int read = 1; read <= seen.readsOfApply; read++) {
          cases.add(struckAtRead(prepared, trouble, read, false));
        }
        for (int read = 1; read <= seen.readsOfDestroy; read++) {
          cases.add(struckAtRead(prepared, trouble, read, true));
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
                applied(prepared, world);
                world.cloud().faults().clear();
                whole(prepared, world);
              }));
    }
    return cases.stream();
  }

  private static Outcome applied(Prepared prepared, World world) {
    return Word.ofApply(world, prepared.wish(), world.process().apply(prepared.wish()));
  }

  private static Outcome destroyed(Prepared prepared, World world) {
    return Word.ofDestroy(world, prepared.before(), world.process().destroy(prepared.name()));
  }

  private static void appliedOrSaid(Prepared prepared, World world, String refused) {
    said(world, refused, () -> applied(prepared, world), world.scenario()::others);
  }

  private static void destroyedOrSaid(Prepared prepared, World world, String refused) {
    said(world, refused, () -> destroyed(prepared, world), world.scenario()::leave);
  }

  /** What is refused is said, at the latest when nothing else is left to wait for. */
  private static void said(
      World world, String refused, Supplier<Outcome> job, Consumer<World> others) {
    Outcome outcome = job.get();
    for (int i = 0; i < PATIENCE && isSilent(outcome, refused); i++) {
      world.pass(Ending.untilNextLook(world, outcome));
      others.accept(world);
      outcome = job.get();
    }
    Breach.unless(
        !isSilent(outcome, refused),
        "not ready, and nothing is said of " + refused + ": " + Strangers.told(outcome));
  }

  private static boolean isSilent(Outcome outcome, String refused) {
    return !outcome.isReady() && !Strangers.told(outcome).contains(refused);
  }

  /** What happens to one call. */
  private enum Trouble {
    RESET((f, world) -> f.resetBefore(), true),
    LOST((f, world) -> f.loseAnswer(), true),
    LATE((f, world) -> f.lateEffect(Duration.ofSeconds(3)), false),
    LATEST((f, world) -> f.lateEffect(world.latest()), false),
    SERVER_ERRORS((f, world) -> f.serverError().times(3), true),
    FAILED((f, world) -> f.failAfter(500), false),
    UNAVAILABLE((f, world) -> f.failAfter(503), false),
    THROTTLED((f, world) -> f.throttle().times(6), true),
    TRUNCATED((f, world) -> f.truncated(), true),
    HTML((f, world) -> f.html(), true);

    private final BiConsumer<Faults.Fault, World> how;
    private final boolean ofReads;

    Trouble(BiConsumer<Faults.Fault, World> how, boolean ofReads) {
      this.how = how;
      this.ofReads = ofReads;
    }
  }

  /**
   * One fault at one call that only reads. That a process dies at one is no case of its own: the
   * cloud is then as it was after the last call that changed something.
   */
  private static Case struckAtRead(
      Prepared prepared, Trouble trouble, int number, boolean destroying) {
    return new Case(
        (destroying ? "destroy" : "apply") + ", " + trouble + " at read " + number,
        destroying ? prepared.settled() : prepared.start(),
        world -> {
          trouble.how.accept(world.cloud().faults().on("*").reads().nth(number), world);
          if (destroying) {
            destroyed(prepared, world);
          } else {
            applied(prepared, world);
          }
          world.cloud().faults().clear();
          whole(prepared, world);
        });
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
                public void before(Call call, Ask ask) {
                  if (++seen == point.number()) {
                    trouble.how.accept(world.cloud().faults().on(call.action()), world);
                  }
                }
              });
          if (destroying) {
            destroyed(prepared, world);
          } else {
            applied(prepared, world);
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

  /** Hears of the writes to what an account may not read. */
  private static final class Blind implements World.Gate {
    private final Denial denial;
    private final Set<String> actions;
    private final Set<String> wrote = new TreeSet<>();

    Blind(World world, Denial denial) {
      this.denial = denial;
      this.actions = world.scenario().blind(denial.action());
    }

    @Override
    public void before(Call call, Ask ask) {
      if (call.account().equals(denial.account()) && actions.contains(call.action())) {
        wrote.add(call.action());
      }
    }
  }

  /** One permission of one account. */
  record Denial(String account, String action, boolean reads) {
    String text() {
      return action + " is denied to " + account;
    }

    void to(World world) {
      world.cloud().permissions().deny(account, "*:" + action);
    }

    void lift(World world) {
      world.cloud().permissions().reset(account);
    }
  }

  /** What the wish needs, and how many calls of it only read. */
  static final class Seen {
    private final SortedSet<Denial> denials =
        new TreeSet<>(Comparator.comparing(Denial::action).thenComparing(Denial::account));
    private int reads;
    private int readsOfApply;
    private int readsOfDestroy;

    static Seen of(Prepared prepared) {
      Seen seen = new Seen();
      try (World world = prepared.start().fork(Trace.none())) {
        world.onAny(seen::hear);
        Ending.applied(world, prepared.wish());
        seen.readsOfApply = seen.reads;
        Ending.destroyed(world, prepared.name());
        seen.readsOfDestroy = seen.reads - seen.readsOfApply;
      }
      return seen;
    }

    private void hear(Call call) {
      denials.add(new Denial(call.account(), call.action(), !call.mutating()));
      reads += call.mutating() ? 0 : 1;
    }

    List<Denial> denials() {
      return List.copyOf(denials);
    }

    SortedSet<String> actions() {
      SortedSet<String> actions = new TreeSet<>();
      denials.forEach(d -> actions.add(d.action()));
      return actions;
    }
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
          world.pass(world.quiet());
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
