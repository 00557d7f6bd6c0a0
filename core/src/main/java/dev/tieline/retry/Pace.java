package dev.tieline.retry;

import static java.util.Objects.requireNonNull;

/**
 * How fast calls may be made: a token bucket.
 *
 * @param bucket the name of the bucket; operations of the same bucket share it
 * @param burst how many calls may be made at once after a rest
 * @param perSecond how many calls a second the bucket refills
 */
public record Pace(String bucket, int burst, double perSecond) {
  /**
   * Checks the numbers.
   *
   * @param bucket the name of the bucket
   * @param burst at least 1
   * @param perSecond more than 0
   */
  public Pace {
    requireNonNull(bucket, "bucket");
    if (burst < 1 || !(perSecond > 0)) {
      throw new IllegalArgumentException(
          "pace of "
              + bucket
              + ": burst "
              + burst
              + ", "
              + perSecond
              + " a second (expected: a burst of at least 1 and a rate above 0)");
    }
  }
}
