package dev.tieline.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** A time that stands still until it is told to advance. Thread-safe. */
public final class ManualClock implements InstantSource {

  private Instant now;

  private ManualClock(Instant now) {
    this.now = now;
  }

  /**
   * Returns a clock that stands at an instant.
   *
   * @param start the instant
   * @return the clock
   */
  public static ManualClock at(Instant start) {
    return new ManualClock(Objects.requireNonNull(start, "start"));
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /**
   * Moves the time on.
   *
   * @param step how far
   * @throws IllegalArgumentException when {@code step} is negative
   */
  public synchronized void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("step: " + step + " (expected: zero or more)");
    }
    now = now.plus(step);
  }
}
