package dev.tieline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Lets candidates do the same task in turns, and compares their results.
 *
 * <p>There are three rounds, and in each every candidate has a turn, in which it repeats the task
 * for a quarter of a second, and does it once at least: who takes seconds has three runs as well,
 * of which the later ones are as warm as those of the others. Before each turn the collector clears
 * away what others have left, at nobody's cost.
 *
 * <p>What counts is the processor time of the thread, since a clock says more of who else uses the
 * machine, and what the collector took meanwhile, since who leaves more behind pays more for it; of
 * all runs the best one. So who leaves less in a run than the young generation holds, pays nothing:
 * what the collector took is told apart as well.
 */
final class Turns {
  static final int ROUNDS = 3;
  private static final long TURN = 250_000_000L;
  private static final int MOST_RUNS_IN_A_TURN = 400;

  /**
   * The best run of a candidate.
   *
   * @param nanos of the processor and the collector
   * @param collector how much of it was the collector's
   * @param runs of how many runs it is the best
   */
  record Time(String task, String candidate, double nanos, double collector, int runs) {
    String text() {
      return text(nanos);
    }

    /** What the collector took in the best run; nothing in most. */
    String collectorText() {
      return collector == 0 ? "-" : text(collector);
    }

    private static String text(double nanos) {
      return nanos >= 1e9
          ? String.format(Locale.ROOT, "%.2f s", nanos / 1e9)
          : nanos >= 1e6
              ? String.format(Locale.ROOT, "%.2f ms", nanos / 1e6)
              : nanos >= 1e3
                  ? String.format(Locale.ROOT, "%.2f us", nanos / 1e3)
                  : String.format(Locale.ROOT, "%.1f ns", nanos);
    }
  }

  /** Who does the task, and how it went so far. */
  private static final class Candidate {
    private final String name;
    private final Runnable run;
    private long best = Long.MAX_VALUE;
    private long collector;
    private long spent;
    private int runs;
    private long result;

    Candidate(String name, Function<Candidate, Runnable> run) {
      this.name = name;
      this.run = run.apply(this);
    }

    void took(long processor, long ofCollector) {
      if (processor + ofCollector < best) {
        best = processor + ofCollector;
        collector = ofCollector;
      }
      runs++;
    }
  }

  private final String task;
  private final int items;
  private final Meter meter;
  private final List<Candidate> candidates = new ArrayList<>();

  /**
   * A task.
   *
   * @param items by how many the time is divided
   */
  Turns(String task, int items) {
    this(task, items, Meter.ofThread());
  }

  Turns(String task, int items, Meter meter) {
    this.task = task;
    this.items = items;
    this.meter = meter;
  }

  <R> Turns add(String name, Supplier<R> run, ToLongFunction<R> checksum) {
    return add(name, () -> name, prepared -> run.get(), checksum);
  }

  /** Adds a candidate; what it prepares, and the checksum of its result, are not timed. */
  <S, R> Turns add(
      String name, Supplier<S> prepare, Function<S, R> run, ToLongFunction<R> checksum) {
    candidates.add(
        new Candidate(
            name,
            candidate ->
                () -> {
                  long preparation = meter.processor();
                  S prepared = prepare.get();
                  long collected = meter.collector();
                  long start = meter.processor();
                  R result = run.apply(prepared);
                  long end = meter.processor();
                  candidate.took(end - start, meter.collector() - collected);
                  candidate.spent += end - preparation;
                  candidate.result = checksum.applyAsLong(result);
                }));
    return this;
  }

  /**
   * Runs all in turns; the first candidate is ours, to which the results of the others are held.
   */
  List<Time> run() {
    for (int round = 0; round < ROUNDS; round++) {
      for (Candidate candidate : candidates) {
        meter.clear();
        long spentBefore = candidate.spent;
        int runsBefore = candidate.runs;
        do {
          candidate.run.run();
        } while (candidate.spent - spentBefore < TURN
            && candidate.runs - runsBefore < MOST_RUNS_IN_A_TURN);
      }
    }
    Candidate first = candidates.get(0);
    List<Time> times = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Time time =
          new Time(
              task,
              candidate.name,
              (double) candidate.best / items,
              (double) candidate.collector / items,
              candidate.runs);
      System.out.printf(
          Locale.ROOT,
          "# %s | %s | %s, collector %s, best of %d%n",
          task,
          candidate.name,
          time.text(),
          time.collectorText(),
          time.runs());
      if (candidate.result != first.result) {
        throw new IllegalStateException(
            task
                + ": "
                + candidate.name
                + " "
                + candidate.result
                + " (expected: "
                + first.result
                + ", as "
                + first.name
                + ")");
      }
      times.add(time);
    }
    return times;
  }
}
