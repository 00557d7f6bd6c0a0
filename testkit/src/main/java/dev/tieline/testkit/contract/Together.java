package dev.tieline.testkit.contract;

import dev.tieline.Tieline;
import dev.tieline.apply.Outcome;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Two processes at once: one does its whole job at a moment of the other's, or both go on side by
 * side, call by call, in an order that a seed decides.
 */
final class Together {
  private enum Job {
    APPLY((prepared, process) -> process.apply(prepared.wish())),
    DESTROY((prepared, process) -> process.destroy(prepared.name()));

    private final BiFunction<Prepared, Tieline, Outcome> how;

    Job(BiFunction<Prepared, Tieline, Outcome> how) {
      this.how = how;
    }

    Outcome by(Tieline process, Prepared prepared) {
      return how.apply(prepared, process);
    }

    /** Holds what two of the same said against what has come of them. */
    void word(World world, Prepared prepared, Outcome outcome) {
      if (this == APPLY) {
        Word.ofApply(world, prepared.wish(), outcome);
      } else {
        Word.ofDestroy(world, prepared.before(), outcome);
      }
    }

    /** Goes on until it is done, with what others have to do for that. */
    void through(World world, Prepared prepared) {
      if (this == APPLY) {
        Ending.applied(world, prepared.wish());
      } else {
        Ending.destroyed(world, prepared.name());
      }
    }

    String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private Together() {}

  static Stream<Case> cases(Prepared prepared, int seeds) {
    List<Case> cases = new ArrayList<>();
    for (Job other : Job.values()) {
      visits(cases, prepared, Job.APPLY, other, prepared.start(), prepared.applying().size() / 2);
      visits(
          cases,
          prepared,
          Job.DESTROY,
          other,
          prepared.settled(),
          prepared.destroying().size() / 2);
      for (int seed = 1; seed <= seeds; seed++) {
        races(cases, prepared, Job.APPLY, other, prepared.start(), seed);
        races(cases, prepared, Job.DESTROY, other, prepared.settled(), seed);
      }
    }
    return Stream.concat(cases.stream(), Neighbours.cases(prepared, seeds));
  }

  private static void visits(
      List<Case> to, Prepared prepared, Job job, Job other, World from, int calls) {
    for (int number = 1; number <= calls; number++) {
      for (boolean after : new boolean[] {false, true}) {
        int its = number;
        to.add(
            new Case(
                job.text()
                    + ", "
                    + (after ? "after " : "before ")
                    + number
                    + " another one's "
                    + other.text(),
                from,
                world -> {
                  Visit visit = new Visit(world, prepared, other, its, after);
                  world.gate(visit);
                  Outcome said = job.by(world.process(), prepared);
                  if (job == other) {
                    job.word(world, prepared, said);
                  }
                  if (!visit.done) { // that call comes after what others have to do
                    job.through(world, prepared);
                  }
                  world.remove(visit);
                  ends(prepared, world, job, other);
                }));
      }
    }
  }

  /** Lets another process do its whole job at one call. */
  private static final class Visit implements World.Gate {
    private final World world;
    private final Prepared prepared;
    private final Job job;
    private final int number;
    private final boolean after;
    private int seen;
    private boolean done;

    Visit(World world, Prepared prepared, Job job, int number, boolean after) {
      this.world = world;
      this.prepared = prepared;
      this.job = job;
      this.number = number;
      this.after = after;
    }

    @Override
    public void before(Call call, Ask ask) {
      seen += done ? 0 : 1;
      visit(!after);
    }

    @Override
    public void after(Call call, Ask ask) {
      visit(after);
    }

    private void visit(boolean here) {
      if (here && seen == number && !done) {
        done = true;
        world.visit("second", process -> job.by(process, prepared));
      }
    }
  }

  private static void races(
      List<Case> to, Prepared prepared, Job job, Job other, World from, int seed) {
    to.add(
        new Case(
            job.text() + " beside another one's " + other.text() + ", seed " + seed,
            from,
            world -> {
              List<Outcome> said = new CopyOnWriteArrayList<>();
              Race.run(
                  world,
                  seed,
                  one -> said.add(job.by(one, prepared)),
                  two -> said.add(other.by(two, prepared)));
              if (job == other) {
                said.forEach(outcome -> job.word(world, prepared, outcome));
              }
              ends(prepared, world, job, other);
            }));
  }

  /**
   * Two destroys leave nothing; else the wish comes true when it is wished again. Where an apply
   * meets a destroy that forgets an old value at that very moment, the new value may count as what
   * was there before: callers serialise different wishes, and no mark of ours is left anyhow. So a
   * note may be taken off that the apply has just come to rely on, where a cloud takes tags off
   * whatever they say.
   */
  private static void ends(Prepared prepared, World world, Job job, Job other) {
    if (job == Job.APPLY && other == Job.APPLY) {
      Ending.comesTrue(world, prepared.wish());
      Ending.restores(world, prepared.name(), prepared.before());
    } else if (job == other) {
      Ending.restores(world, prepared.name(), prepared.before());
    } else {
      Ending.comesTrue(world, prepared.wish());
      Ending.leavesNoObject(world, prepared.name(), prepared.before());
      world.excuse("goes before what it is said of");
    }
    world.checkCalls();
  }
}
