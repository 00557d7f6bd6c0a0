package dev.tieline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints one line a goal and remembers whether one was missed. */
final class Goals {
  private boolean missed;
  private final List<String> lines = new ArrayList<>();

  Goals() {
    System.out.println("goal | name | measured | wanted | ok");
  }

  /** A measure that must not be above a limit. */
  void atMost(String goal, String name, double measured, double limit, String unit) {
    print(goal, name, measured, "at most", limit, unit, measured <= limit);
  }

  /** A measure that must not be below a limit. */
  void atLeast(String goal, String name, double measured, double limit, String unit) {
    print(goal, name, measured, "at least", limit, unit, measured >= limit);
  }

  /** A measure that must not be above a limit, and is wrong if it is below another one. */
  void within(String goal, String name, double measured, double least, double most, String unit) {
    boolean ok = least <= measured && measured <= most;
    print(goal, name, measured, "from " + text(least) + " to", most, unit, ok);
  }

  private void print(
      String goal,
      String name,
      double measured,
      String bound,
      double limit,
      String unit,
      boolean ok) {
    missed |= !ok;
    String line =
        String.format(
            Locale.ROOT,
            "%s | %s | %s %s | %s %s %s | %s",
            goal,
            name,
            text(measured),
            unit,
            bound,
            text(limit),
            unit,
            ok ? "ok" : "short");
    System.out.println(line);
    lines.add(line);
  }

  /** The lines that were printed so far, without the heading. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  int exitCode() {
    return missed ? 1 : 0;
  }

  private static String text(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
