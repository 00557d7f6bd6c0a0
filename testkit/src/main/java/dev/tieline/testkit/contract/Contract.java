package dev.tieline.testkit.contract;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The contract of one scenario: all checks, or a sample of them. Single-threaded but for the cases
 * in which processes race.
 */
public final class Contract {
  private static final int SEEDS = 3;
  private static final int ALL_SEEDS = 20;
  private static final int FEWEST = 3; // runs of a check in a sample
  private static final int MOST_TOLD = 5;
  private static final int MOST_NAMED = 20;
  private static final int TRACE_LINES = 60;
  private static final int TRACE_WIDTH = 240;

  private final Scenario scenario;
  private final boolean all;
  private final Map<Check, Tally> tallies = new EnumMap<>(Check.class);
  private final Prepared prepared;

  /**
   * Prepares a scenario's contract; runs nothing yet but what sets it up.
   *
   * @param scenario the scenario
   * @param all whether every case is run, instead of a sample
   */
  public Contract(Scenario scenario, boolean all) {
    this.scenario = requireNonNull(scenario, "scenario");
    this.all = all;
    this.prepared = new Prepared(scenario);
  }

  /**
   * What was run of one check.
   *
   * @param cases how many cases there are
   * @param runs how many of them were run
   * @param calls how many calls the fakes served in them
   * @param nanos how long the runs took without what they all begin with, in nanoseconds of real
   *     time
   * @param cpuNanos what all threads spent on processors in them, those of the Java machine itself
   *     left out, in nanoseconds; 0 where the platform does not tell
   * @param failures what went wrong, each with the line that replays it
   */
  public record Tally(
      int cases, int runs, long calls, long nanos, long cpuNanos, List<String> failures) {
    /** Copies the failures. */
    public Tally {
      failures = List.copyOf(failures);
    }
  }

  /**
   * Returns the names of the checks.
   *
   * @return in the order of the documentation
   */
  public static List<String> checks() {
    return Arrays.stream(Check.values()).map(Check::text).toList();
  }

  /**
   * Runs one check.
   *
   * @param name one of {@link #checks()}
   * @return what was run
   * @throws IllegalArgumentException if there is no such check
   */
  public Tally run(String name) {
    return tallies.computeIfAbsent(named(name), this::run);
  }

  private Tally run(Check check) {
    List<Case> cases = check.cases(prepared, seeds()).toList();
    List<Case> chosen = all ? cases : sample(cases, check);
    long began = System.nanoTime();
    List<String> failures = new ArrayList<>();
    long calls = 0;
    long cpu = 0;
    for (Case one : chosen) {
      CpuTime spent = CpuTime.start();
      try (World world = world(check, one, Trace.none())) {
        String wrong = attempt(one, world);
        calls += world.calls();
        cpu += spent.nanos() + world.cpuNanos();
        if (!wrong.isEmpty() && failures.size() < MOST_TOLD) {
          failures.add(told(check, one, wrong) + "\n" + end(again(check, one).trace()));
        }
      }
    }
    return new Tally(cases.size(), chosen.size(), calls, System.nanoTime() - began, cpu, failures);
  }

  /** The end of a trace, long enough to see what led to a failure. */
  private static String end(String trace) {
    List<String> lines = trace.lines().toList();
    int left = Math.max(0, lines.size() - TRACE_LINES);
    String skipped = left == 0 ? "" : "    ... " + left + " lines before\n";
    return lines.stream()
        .skip(left)
        .map(l -> "    " + (l.length() > TRACE_WIDTH ? l.substring(0, TRACE_WIDTH) + "..." : l))
        .collect(Collectors.joining("\n", skipped, ""));
  }

  /** Each check of a scenario has a few cases in its sample. */
  private List<Case> sample(List<Case> cases, Check check) {
    String name = scenario.name();
    List<Case> sample = cases.stream().filter(one -> check.isSampled(name, one)).toList();
    return sample.size() >= FEWEST
        ? sample
        : cases.stream()
            .sorted(Comparator.comparingInt((Case one) -> Check.draw(name, one)))
            .limit(FEWEST)
            .toList();
  }

  private static String attempt(Case one, World world) {
    try {
      one.body().accept(world);
      world.checkCalls();
      return "";
    } catch (Breach breach) {
      return String.valueOf(breach.getMessage());
    } catch (RuntimeException | Error e) { // whatever it is, it is told with its script
      StackTraceElement[] at = e.getStackTrace();
      return e + (at.length == 0 ? "" : " at " + at[0]);
    }
  }

  private String told(Check check, Case one, String wrong) {
    return "-Dtieline.contract='"
        + scenario.name()
        + ": "
        + check.text()
        + ": "
        + one.script().replace("'", "'\\''") // as a shell takes it between single quotes
        + "'\n  "
        + wrong;
  }

  /**
   * Runs one case once more and keeps its trace.
   *
   * @param check the check's name
   * @param script the case's script
   * @return what went wrong, or nothing, and the trace
   * @throws IllegalArgumentException if there is no such case
   */
  public Replay replay(String check, String script) {
    Case one =
        named(check)
            .cases(prepared, ALL_SEEDS)
            .filter(c -> c.script().equals(script))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(unknown(check, script)));
    return again(named(check), one);
  }

  private String unknown(String check, String script) {
    return "script: "
        + script
        + " (expected: a case of check "
        + check
        + ", such as\n"
        + scripts(check).stream()
            .sorted(Comparator.comparingInt((String s) -> -common(s, script)))
            .limit(MOST_NAMED)
            .collect(Collectors.joining("\n"))
        + ")";
  }

  /** How many characters two scripts begin with alike. */
  private static int common(String one, String other) {
    int length = 0;
    while (length < Math.min(one.length(), other.length())
        && one.charAt(length) == other.charAt(length)) {
      length++;
    }
    return length;
  }

  /**
   * The world of a case; in a life of random edits all may be wished, else what the script names.
   */
  private static World world(Check check, Case one, Trace trace) {
    Wishes all = one.from().wishes();
    return one.from().fork(trace, check == Check.LIFECYCLE ? all : all.in(one.script()));
  }

  private static Replay again(Check check, Case one) {
    Trace trace = Trace.kept();
    try (World world = world(check, one, trace)) {
      String wrong = attempt(one, world);
      return new Replay(wrong, trace.toString(), trace.hash());
    }
  }

  /**
   * Runs cases of a check one after the other until one fails.
   *
   * @param check the check's name
   * @param scripts which cases
   * @return the script of the first that fails and what went wrong in it; empty if none does
   * @throws IllegalArgumentException if there is no such check, or if it has no such cases
   */
  public Optional<Map.Entry<String, String>> firstFailure(String check, Predicate<String> scripts) {
    List<Case> cases =
        named(check).cases(prepared, seeds()).filter(c -> scripts.test(c.script())).toList();
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("no such case of check " + check);
    }
    for (Case one : cases) {
      try (World world = world(named(check), one, Trace.none())) {
        String wrong = attempt(one, world);
        if (!wrong.isEmpty()) {
          return Optional.of(Map.entry(one.script(), wrong));
        }
      }
    }
    return Optional.empty();
  }

  private int seeds() {
    return all ? ALL_SEEDS : SEEDS;
  }

  private static Check named(String name) {
    return Arrays.stream(Check.values())
        .filter(c -> c.text().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "check: " + name + " (expected: one of " + checks() + ")"));
  }

  /**
   * What one case came to.
   *
   * @param wrong what went wrong; empty if nothing did
   * @param trace all calls and decisions, a line each
   * @param hash the trace's SHA-256 in hexadecimal digits
   */
  public record Replay(String wrong, String trace, String hash) {}

  /**
   * Returns all scripts of a check.
   *
   * @param check the check's name
   * @return in the order in which they are run
   */
  public List<String> scripts(String check) {
    return Arrays.stream(Check.values())
        .filter(c -> c.text().equals(check))
        .flatMap(c -> c.cases(prepared, all ? ALL_SEEDS : SEEDS))
        .map(Case::script)
        .toList();
  }
}
