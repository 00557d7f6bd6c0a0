package dev.tieline.retry;

import static java.util.Objects.requireNonNull;

import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One policy at work on one call: says after each failed attempt whether to try again and when.
 * Waits for nothing and calls nobody. Two with the same policy and seed give the same answers.
 *
 * <p>Not safe for use by several threads.
 */
public final class Retries {
  private final RetryPolicy policy;
  private final boolean mutating;
  private final SplittableRandom random;
  private int attempt;
  // Made at the first failure: most calls never need it.
  private Retry.@Nullable AsyncContext<Object> decision;

  private Retries(RetryPolicy policy, boolean mutating, long seed) {
    this.policy = policy;
    this.mutating = mutating;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Returns the retries of one call.
   *
   * @param policy how often and how patiently
   * @param mutating whether the call may change anything: its lost answer is then not a reason to
   *     repeat it, since only a look can tell whether it happened
   * @param seed what the jitter is drawn from
   * @return the retries, before the first attempt
   */
  public static Retries of(RetryPolicy policy, boolean mutating, long seed) {
    return new Retries(requireNonNull(policy, "policy"), mutating, seed);
  }

  /**
   * Returns whether to try again after a failed attempt, and when. Refusals that are {@linkplain
   * CloudCallException#retryable() retryable} are repeated; a lost answer only if the call reads.
   *
   * @param failure what the attempt ended with
   * @param attempt which attempt it was; the first is 1, and each failure has a higher number than
   *     the one before
   * @param elapsed the time since the first attempt began
   * @return how long to wait before the next attempt, from zero; empty means give up
   * @throws IllegalArgumentException if the attempt is not higher than the one before
   */
  public Optional<Duration> afterFailure(TielineException failure, int attempt, Duration elapsed) {
    requireNonNull(failure, "failure");
    requireNonNull(elapsed, "elapsed");
    if (attempt <= this.attempt) {
      throw new IllegalArgumentException(
          "attempt: " + attempt + " (expected: more than " + this.attempt + ")");
    }
    this.attempt = attempt;
    if (decision == null) {
      decision = decision();
    }
    long millis = decision.onError(failure);
    // The caller may have made attempts that were judged elsewhere (a look after a lost answer), so
    // that its count, which is the promised one, runs ahead of the context's.
    if (millis < 0 || attempt >= policy.maxAttempts()) {
      return Optional.empty();
    }
    Duration pause = Duration.ofMillis(millis);
    return elapsed.plus(pause).compareTo(policy.budget()) > 0
        ? Optional.empty()
        : Optional.of(pause);
  }

  private Retry.AsyncContext<Object> decision() {
    RetryConfig config =
        RetryConfig.custom()
            .maxAttempts(policy.maxAttempts())
            .retryOnException(this::worthRepeating)
            .intervalBiFunction((ignored, result) -> pauseMillis(result.getLeft()))
            .build();
    return Retry.of("call", config).asyncContext();
  }

  private boolean worthRepeating(Throwable failure) {
    return failure instanceof CloudCallException refusal && refusal.retryable()
        || failure instanceof OutcomeUnknownException && !mutating;
  }

  // Not Resilience4j's own randomised function: that one draws from a source that has no seed.
  private long pauseMillis(Throwable failure) {
    boolean throttled =
        failure instanceof CloudCallException refusal && refusal.category() == Category.THROTTLED;
    Backoff backoff = throttled ? policy.throttleBackoff() : policy.backoff();
    return random.nextLong(backoff.ceiling(attempt).toMillis() + 1);
  }
}
