package dev.tieline.examples;

import java.io.PrintStream;

/** One run of scenarios: where it is told, and which of its expectations held. Not thread-safe. */
final class Performance {
  private final PrintStream out;
  private int held;
  private int broken;
  private boolean planned;

  Performance(PrintStream out) {
    this.out = out;
  }

  PrintStream out() {
    return out;
  }

  void expect(boolean holds, String what) {
    out.println((holds ? "  [held]   " : "  [BROKEN] ") + what);
    if (holds) {
      held++;
    } else {
      broken++;
    }
  }

  /** Tells how long a plan took, and of the first one why that says little about others. */
  void planned(long millis) {
    out.println(
        planned
            ? "(planned in " + millis + " ms after the fake cloud's last answer)"
            : "(first plan of this process, its code not compiled yet: "
                + millis
                + " ms after the fake cloud's last answer)");
    planned = true;
  }

  int held() {
    return held;
  }

  int broken() {
    return broken;
  }

  /**
   * Tells the sum of all expectations and returns the exit code: 0 only if there were any and all
   * held.
   */
  int verdict() {
    out.printf("%n%d expectations held, %d broken%n", held, broken);
    return broken == 0 && held > 0 ? 0 : 1;
  }
}
