package dev.tieline.qingcloud.internal;

import dev.tieline.retry.Pace;

/**
 * How fast calls are made, for each account and zone. QingCloud publishes no number for a second,
 * only that a day has one, which it does not name: so the sizes here are assumptions, low enough
 * that a wait of minutes costs little of a day. Refusals for being busy are repeated with a
 * backoff.
 */
public final class Pacing {
  private record Size(int burst, double perSecond) {
    Size times(double factor) {
      return new Size(Math.max(1, (int) Math.floor(burst * factor)), perSecond * factor);
    }
  }

  private static final Size LIST = new Size(20, 5);
  private static final Size WRITE = new Size(10, 2);

  private Pacing() {}

  /** The pace of an operation, times a factor. */
  public static Pace of(String operation, boolean mutating, double factor) {
    Size size = (mutating ? WRITE : LIST).times(factor);
    // whatever the operation: the cloud counts them together
    return new Pace(mutating ? "writes" : "reads", size.burst(), size.perSecond());
  }
}
