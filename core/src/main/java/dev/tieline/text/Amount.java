package dev.tieline.text;

import java.time.Duration;
import java.util.Locale;

/** Numbers and times as people write them, the same in every locale. Thread-safe. */
public final class Amount {
  private Amount() {}

  /**
   * Returns a number of things.
   *
   * @param number the number
   * @param noun the thing in the singular, whose plural ends in s
   * @return such as {@code 1 step} or {@code 3 steps}
   */
  public static String of(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /**
   * Returns a time in the two units that say most.
   *
   * @param time the time
   * @return such as {@code 250 ms}, {@code 4.3 s}, {@code 5 min 20 s} or {@code 2 h 5 min}
   */
  public static String of(Duration time) {
    if (time.isNegative()) {
      return "-" + of(time.negated());
    }
    long millis = time.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      String text = String.format(Locale.ROOT, "%.1f", Math.floor(millis / 100.0) / 10);
      return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " s";
    }
    long minutes = time.toMinutes();
    if (minutes < 60) {
      return two(minutes, "min", time.toSecondsPart(), "s");
    }
    return two(time.toHours(), "h", time.toMinutesPart(), "min");
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
