package dev.tieline.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Lets candidates do the same task in turns, and compares their results.
 *
 * <p>What counts is the processor time of the thread, since a clock says more of who else uses the
 * machine, and what the collector took meanwhile, since who leaves more behind pays more for it; of
 * all runs the best one. A turn repeats the task for some tenths of a second; who has spent many
 * seconds gets no further turn.
 */
final class Turns {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 3;
  private static final long TURN = 250_000_000L;
  private static final long ENOUGH = 2_500_000_000L;

  /** The best run of a candidate. */
  record Time(String task, String candidate, double nanos, int runs) {
    String text() {
      String time =
          nanos >= 1e9
              ? String.format(Locale.ROOT, "%.2f s", nanos / 1e9)
              : nanos >= 1e6
                  ? String.format(Locale.ROOT, "%.2f ms", nanos / 1e6)
                  : nanos >= 1e3
                      ? String.format(Locale.ROOT, "%.2f us", nanos / 1e3)
                      : String.format(Locale.ROOT, "%.1f ns", nanos);
      return time;
    }
  }

  private final String task;
  private final int items;
  private final List<Runnable> candidates = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<Double> best = new ArrayList<>();
  private final List<Long> spent = new ArrayList<>();
  private final List<Integer> runs = new ArrayList<>();
  private final List<Long> results = new ArrayList<>();

  /**
   * A task.
   *
   * @param items by how many the time is divided
   */
  Turns(String task, int items) {
    this.task = task;
    this.items = items;
  }

  <R> Turns add(String name, Supplier<R> run, ToLongFunction<R> checksum) {
    return add(name, () -> name, prepared -> run.get(), checksum);
  }

  /** Adds a candidate; what it prepares, and the checksum of its result, are not timed. */
  <S, R> Turns add(
      String name, Supplier<S> prepare, Function<S, R> run, ToLongFunction<R> checksum) {
    int number = candidates.size();
    names.add(name);
    best.add(Double.MAX_VALUE);
    spent.add(0L);
    runs.add(0);
    results.add(0L);
    candidates.add(
        () -> {
          long preparation = THREADS.getCurrentThreadCpuTime();
          S prepared = prepare.get();
          long start = THREADS.getCurrentThreadCpuTime();
          long collected = collected();
          R result = run.apply(prepared);
          long nanos = THREADS.getCurrentThreadCpuTime() - start + collected() - collected;
          best.set(number, Math.min(best.get(number), (double) nanos / items));
          spent.set(number, spent.get(number) + start - preparation + nanos);
          runs.set(number, runs.get(number) + 1);
          results.set(number, checksum.applyAsLong(result));
        });
    return this;
  }

  /** How long collections have taken by the clock, in nanoseconds. */
  private static long collected() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(collector -> Math.max(0, collector.getCollectionTime()))
        .map(TimeUnit.MILLISECONDS::toNanos)
        .sum();
  }

  /**
   * Runs all in turns; the first candidate is ours, to which the results of the others are held.
   */
  List<Time> run() {
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < candidates.size(); i++) {
        long before = spent.get(i);
        int runsBefore = runs.get(i);
        while (spent.get(i) < ENOUGH
            && spent.get(i) - before < TURN
            && runs.get(i) - runsBefore < 400) {
          candidates.get(i).run();
        }
      }
    }
    List<Time> times = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Time time = new Time(task, names.get(i), best.get(i), runs.get(i));
      System.out.printf(
          Locale.ROOT,
          "# %s | %s | %s, best of %d%n",
          task,
          names.get(i),
          time.text(),
          time.runs());
      if (!results.get(i).equals(results.get(0))) {
        throw new IllegalStateException(
            task
                + ": "
                + names.get(i)
                + " "
                + results.get(i)
                + " (expected: "
                + results.get(0)
                + ", as "
                + names.get(0)
                + ")");
      }
      times.add(time);
    }
    return times;
  }
}
