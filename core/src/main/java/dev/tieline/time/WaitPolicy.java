package dev.tieline.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often a waiter looks and for how long. The pause after look <i>n</i> (the first is 1) is
 * {@code min(longest, every * 1.25^(n-1))}, in whole milliseconds: a wait ends late by little more
 * than a quarter of its length, and a long one makes few calls.
 *
 * <p>By default: after one second, then each time a quarter later up to ten seconds, for at most 15
 * minutes.
 *
 * <p>Immutable.
 */
public final class WaitPolicy {
  private static final double GROWTH = 1.25;
  private static final WaitPolicy DEFAULTS = builder().build();

  private final Duration every;
  private final Duration longest;
  private final Duration atMost;

  private WaitPolicy(Builder builder) {
    this.every = builder.every;
    this.longest = builder.longest;
    this.atMost = builder.atMost;
  }

  /**
   * Returns a builder that begins with the defaults.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a builder that begins with the values of an existing policy.
   *
   * @param policy where to begin
   * @return a new builder
   */
  public static Builder builder(WaitPolicy policy) {
    requireNonNull(policy, "policy");
    return new Builder().every(policy.every).growingTo(policy.longest).atMost(policy.atMost);
  }

  /**
   * Returns the default policy: a look after one second, then each time a quarter later up to ten
   * seconds, for at most 15 minutes.
   *
   * @return the defaults
   */
  public static WaitPolicy ofDefaults() {
    return DEFAULTS;
  }

  /**
   * Returns the pause after the first look.
   *
   * @return more than zero
   */
  public Duration every() {
    return every;
  }

  /**
   * Returns the longest pause.
   *
   * @return not shorter than the first; equal to it if pauses do not grow
   */
  public Duration longest() {
    return longest;
  }

  /**
   * Returns how long the wait lasts at most, from the first look; one more look is made at its end.
   *
   * @return zero or more
   */
  public Duration atMost() {
    return atMost;
  }

  /**
   * Returns the pause after a look.
   *
   * @param look which look it was; the first is 1
   * @return the pause until the next look, regardless of the end of the wait
   * @throws IllegalArgumentException if the look is below 1
   */
  public Duration pauseAfter(int look) {
    if (look < 1) {
      throw new IllegalArgumentException("look: " + look + " (expected: at least 1)");
    }
    double millis = every.toMillis() * StrictMath.pow(GROWTH, look - 1.0);
    return millis < longest.toMillis() ? Duration.ofMillis((long) millis) : longest;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WaitPolicy that
        && every.equals(that.every)
        && longest.equals(that.longest)
        && atMost.equals(that.atMost);
  }

  @Override
  public int hashCode() {
    return Objects.hash(every, longest, atMost);
  }

  @Override
  public String toString() {
    return "WaitPolicy[every=" + every + ", longest=" + longest + ", atMost=" + atMost + "]";
  }

  /** Collects the parts of a policy; not for several threads. May be used again after build. */
  public static final class Builder {
    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration MOST = Duration.ofDays(365);

    private Duration every = Duration.ofSeconds(1);
    private Duration longest = Duration.ofSeconds(10);
    private Duration atMost = Duration.ofMinutes(15);

    private Builder() {}

    /**
     * Sets a pause that does not grow, unless {@link #growingTo} follows.
     *
     * @param pause the time between two looks; a millisecond to 365 days
     * @return this
     * @throws IllegalArgumentException if the pause is out of range
     */
    public Builder every(Duration pause) {
      requireNonNull(pause, "pause");
      if (pause.compareTo(LEAST) < 0 || pause.compareTo(MOST) > 0) {
        throw new IllegalArgumentException(
            "every: " + pause + " (expected: a millisecond to 365 days)");
      }
      this.every = pause;
      this.longest = pause;
      return this;
    }

    /**
     * Lets the pauses grow by a quarter each.
     *
     * @param longest the longest pause; at most 365 days
     * @return this
     * @throws IllegalArgumentException if it is out of range or shorter than the first pause
     */
    public Builder growingTo(Duration longest) {
      requireNonNull(longest, "longest");
      if (longest.compareTo(every) < 0 || longest.compareTo(MOST) > 0) {
        throw new IllegalArgumentException(
            "growingTo: " + longest + " (expected: " + every + " to 365 days)");
      }
      this.longest = longest;
      return this;
    }

    /**
     * Sets how long the wait lasts at most, from the first look; 15 minutes by default.
     *
     * @param limit zero for a single look
     * @return this
     * @throws IllegalArgumentException if the limit is negative
     */
    public Builder atMost(Duration limit) {
      requireNonNull(limit, "limit");
      if (limit.isNegative()) {
        throw new IllegalArgumentException("atMost: " + limit + " (expected: zero or more)");
      }
      this.atMost = limit;
      return this;
    }

    /**
     * Returns the policy.
     *
     * @return a policy with the values set so far
     */
    public WaitPolicy build() {
      return new WaitPolicy(this);
    }
  }
}
