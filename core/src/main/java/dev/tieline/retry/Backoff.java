package dev.tieline.retry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How the pauses between attempts grow: exponentially, with full jitter. The pause after attempt
 * <i>n</i> (the first is 1) is drawn evenly from zero to {@code min(max, initial * 2^(n-1))}, in
 * whole milliseconds; so that many callers who failed at one moment do not come back at one moment
 * ("Exponential Backoff And Jitter", AWS Architecture Blog, read 2026-11).
 *
 * @param initial the longest pause after the first attempt; at least a millisecond
 * @param max the longest pause at all; not shorter than {@code initial}
 */
public record Backoff(Duration initial, Duration max) {
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofDays(365);

  /**
   * Checks the durations.
   *
   * @param initial the longest pause after the first attempt
   * @param max the longest pause at all
   */
  public Backoff {
    requireNonNull(initial, "initial");
    requireNonNull(max, "max");
    if (initial.compareTo(LEAST) < 0 || max.compareTo(initial) < 0 || max.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "backoff: "
              + initial
              + " to "
              + max
              + " (expected: at least PT0.001S, not falling, at most 365 days)");
    }
  }

  /**
   * Returns a backoff that doubles its longest pause with each attempt.
   *
   * @param initial the longest pause after the first attempt; at least a millisecond
   * @param max the longest pause at all; at most 365 days
   * @return the backoff
   * @throws IllegalArgumentException if a duration is out of range or {@code max} is shorter than
   *     {@code initial}
   */
  public static Backoff exponential(Duration initial, Duration max) {
    return new Backoff(initial, max);
  }

  /**
   * Returns the longest pause after an attempt; the pause itself is drawn from zero to it.
   *
   * @param attempt which attempt failed; the first is 1
   * @return the longest pause
   * @throws IllegalArgumentException if the attempt is below 1
   */
  public Duration ceiling(int attempt) {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt: " + attempt + " (expected: at least 1)");
    }
    // 2^35 ms exceeds 365 days, so larger exponents change nothing and smaller ones can not
    // overflow.
    Duration grown = initial.multipliedBy(1L << Math.min(attempt - 1, 35));
    return grown.compareTo(max) < 0 ? grown : max;
  }
}
