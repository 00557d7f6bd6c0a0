package dev.tieline.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long a cloud needs until nothing of the past can still happen.
 *
 * @param expiry how long after its signature a request can still take effect
 * @param lag how long until every reader sees a write
 */
public record Settling(Duration expiry, Duration lag) {
  /** Checks that nothing is missing. */
  public Settling {
    requireNonNull(expiry, "expiry");
    requireNonNull(lag, "lag");
  }

  /**
   * Returns the time after which a look proves that something did not happen.
   *
   * @return expiry and lag together
   */
  public Duration quiet() {
    return expiry.plus(lag);
  }
}
