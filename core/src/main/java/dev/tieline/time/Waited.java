package dev.tieline.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A wait that ended well.
 *
 * @param state the state that was waited for, as last read
 * @param looks how often it was read; at least once
 * @param took the time from the first look to the last
 * @param <S> the state
 */
public record Waited<S>(S state, int looks, Duration took) {
  /**
   * Checks that nothing is missing.
   *
   * @param state the state
   * @param looks how often it was read
   * @param took the time it took
   */
  public Waited {
    requireNonNull(state, "state");
    requireNonNull(took, "took");
  }
}
