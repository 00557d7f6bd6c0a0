package dev.tieline.retry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often and how patiently one call is repeated.
 *
 * <p>An <i>attempt</i> is one request to the cloud; the first one counts, so that six attempts are
 * five repetitions. Only what may succeed later is repeated: refusals for too many calls, and a
 * cloud that is out of order. After attempt <i>n</i> the pause is drawn evenly from zero to {@code
 * min(max, initial * 2^(n-1))} of the {@linkplain Backoff backoff}, in whole milliseconds;
 * throttled attempts have a backoff of their own. A pause that would end beyond the budget is not
 * begun.
 *
 * <p>By default: six attempts; pauses from 200 milliseconds to 20 seconds; after throttling, from
 * one second to 30 seconds; within five minutes.
 *
 * <pre>{@code
 * RetryPolicy patient =
 *     RetryPolicy.builder()
 *         .maxAttempts(10)
 *         .throttleBackoff(Backoff.exponential(Duration.ofSeconds(2), Duration.ofMinutes(1)))
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class RetryPolicy {
  private static final RetryPolicy DEFAULTS = builder().build();
  private static final RetryPolicy NONE = builder().maxAttempts(1).build();

  private final int maxAttempts;
  private final Backoff backoff;
  private final Backoff throttleBackoff;
  private final Duration budget;

  private RetryPolicy(Builder builder) {
    this.maxAttempts = builder.maxAttempts;
    this.backoff = builder.backoff;
    this.throttleBackoff = builder.throttleBackoff;
    this.budget = builder.budget;
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
  public static Builder builder(RetryPolicy policy) {
    requireNonNull(policy, "policy");
    return new Builder()
        .maxAttempts(policy.maxAttempts)
        .backoff(policy.backoff)
        .throttleBackoff(policy.throttleBackoff)
        .budget(policy.budget);
  }

  /**
   * Returns the default policy: six attempts, pauses from 200 milliseconds to 20 seconds, after
   * throttling from one second to 30 seconds, within five minutes.
   *
   * @return the defaults
   */
  public static RetryPolicy ofDefaults() {
    return DEFAULTS;
  }

  /**
   * Returns the policy that repeats nothing.
   *
   * @return a policy of one attempt
   */
  public static RetryPolicy none() {
    return NONE;
  }

  /**
   * Returns how many attempts are made at most.
   *
   * @return the number; the first attempt counts
   */
  public int maxAttempts() {
    return maxAttempts;
  }

  /**
   * Returns the pauses after an attempt that found the cloud out of order.
   *
   * @return the backoff
   */
  public Backoff backoff() {
    return backoff;
  }

  /**
   * Returns the pauses after an attempt that was refused for too many calls.
   *
   * @return the backoff
   */
  public Backoff throttleBackoff() {
    return throttleBackoff;
  }

  /**
   * Returns how long after the beginning of the first attempt the last one may begin.
   *
   * @return the total time, pauses and calls together
   */
  public Duration budget() {
    return budget;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RetryPolicy that
        && maxAttempts == that.maxAttempts
        && backoff.equals(that.backoff)
        && throttleBackoff.equals(that.throttleBackoff)
        && budget.equals(that.budget);
  }

  @Override
  public int hashCode() {
    return Objects.hash(maxAttempts, backoff, throttleBackoff, budget);
  }

  @Override
  public String toString() {
    return "RetryPolicy[maxAttempts="
        + maxAttempts
        + ", backoff="
        + backoff
        + ", throttleBackoff="
        + throttleBackoff
        + ", budget="
        + budget
        + "]";
  }

  /** Collects the parts of a policy; not for several threads. May be used again after build. */
  public static final class Builder {
    private int maxAttempts = 6;
    private Backoff backoff = Backoff.exponential(Duration.ofMillis(200), Duration.ofSeconds(20));
    private Backoff throttleBackoff =
        Backoff.exponential(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private Duration budget = Duration.ofMinutes(5);

    private Builder() {}

    /**
     * Sets how many attempts are made at most; six by default.
     *
     * @param maxAttempts the number; the first attempt counts
     * @return this
     * @throws IllegalArgumentException if the number is below 1
     */
    public Builder maxAttempts(int maxAttempts) {
      if (maxAttempts < 1) {
        throw new IllegalArgumentException(
            "maxAttempts: " + maxAttempts + " (expected: at least 1, the first call counts)");
      }
      this.maxAttempts = maxAttempts;
      return this;
    }

    /**
     * Sets the pauses after an attempt that found the cloud out of order; from 200 milliseconds to
     * 20 seconds by default.
     *
     * @param backoff how the pauses grow
     * @return this
     */
    public Builder backoff(Backoff backoff) {
      this.backoff = requireNonNull(backoff, "backoff");
      return this;
    }

    /**
     * Sets the pauses after an attempt that was refused for too many calls; from one second to 30
     * seconds by default.
     *
     * @param backoff how the pauses grow
     * @return this
     */
    public Builder throttleBackoff(Backoff backoff) {
      this.throttleBackoff = requireNonNull(backoff, "backoff");
      return this;
    }

    /**
     * Sets how long after the beginning of the first attempt the last one may begin; five minutes
     * by default.
     *
     * @param budget the total time, pauses and calls together
     * @return this
     * @throws IllegalArgumentException if the time is negative
     */
    public Builder budget(Duration budget) {
      requireNonNull(budget, "budget");
      if (budget.isNegative()) {
        throw new IllegalArgumentException("budget: " + budget + " (expected: zero or more)");
      }
      this.budget = budget;
      return this;
    }

    /**
     * Returns the policy.
     *
     * @return a policy with the values set so far
     */
    public RetryPolicy build() {
      return new RetryPolicy(this);
    }
  }
}
