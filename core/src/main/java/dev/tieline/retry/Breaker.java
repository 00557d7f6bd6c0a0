package dev.tieline.retry;

import static java.util.Objects.requireNonNull;

import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import dev.tieline.time.Time;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Stops calls to a region that is down, and lets one through now and then to see whether it is
 * back. One for each account and region.
 *
 * <p>It opens once at least half of the last ten calls (of at least five) ended {@link
 * Category#UNAVAILABLE}; it stays open for five seconds, then lets one call through: if that
 * succeeds, it closes; if not, it stays open for twice as long as before, up to a minute. Any other
 * refusal is an answer, and so shows that the region is up; a lost answer shows nothing and does
 * not count.
 *
 * <p>Each call that was let in must be reported with exactly one of {@link #succeeded}, {@link
 * #failed} and {@link #leave}. Safe for use by several threads; starts none and blocks none.
 */
public final class Breaker {
  private static final int WINDOW = 10;
  private static final int LEAST_CALLS = 5;
  private static final Duration FIRST_REST = Duration.ofSeconds(5);
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);
  // How soon to ask again while a probe is out; its answer may come at any time.
  private static final Duration PROBE_OUT = Duration.ofSeconds(1);

  private final Time time;
  private final CircuitBreaker circuit;
  private volatile long restUntil;

  private Breaker(String name, Time time) {
    this.time = time;
    this.circuit =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .clock(new MonotonicClock(time))
                .currentTimestampFunction(clock -> time.nanos(), TimeUnit.NANOSECONDS)
                .slidingWindow(WINDOW, LEAST_CALLS, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(50)
                // Slow is not down: no call is ever slow.
                .slowCallDurationThreshold(Duration.ofDays(36_500))
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitIntervalFunctionInOpenState(this::rest)
                .ignoreException(failure -> failure instanceof OutcomeUnknownException)
                .recordException(Breaker::isDown)
                .writableStackTraceEnabled(false)
                .build());
  }

  /**
   * Returns a breaker that lets calls in.
   *
   * @param name the account and region, for diagnosis
   * @param time whose clock it uses
   * @return a new breaker
   */
  public static Breaker of(String name, Time time) {
    return new Breaker(requireNonNull(name, "name"), requireNonNull(time, "time"));
  }

  /**
   * Asks to make a call.
   *
   * @return empty if the call may be made now; else how long to wait before asking again, more than
   *     zero
   */
  public Optional<Duration> tryEnter() {
    if (circuit.tryAcquirePermission()) {
      return Optional.empty();
    }
    // One nanosecond more, since the circuit opens only after the moment, not at it.
    long left = restUntil - time.nanos() + 1;
    return Optional.of(left > 0 ? Duration.ofNanos(left) : PROBE_OUT);
  }

  /**
   * Reports that a call was answered as wished.
   *
   * @param took how long the call took
   */
  public void succeeded(Duration took) {
    circuit.onSuccess(nanos(took), TimeUnit.NANOSECONDS);
  }

  /**
   * Reports that a call failed.
   *
   * @param failure what it ended with; only {@link Category#UNAVAILABLE} counts against the region
   * @param took how long the call took
   */
  public void failed(TielineException failure, Duration took) {
    circuit.onError(nanos(took), TimeUnit.NANOSECONDS, requireNonNull(failure, "failure"));
  }

  /** Reports that a call was let in and not made after all. */
  public void leave() {
    circuit.releasePermission();
  }

  @Override
  public String toString() {
    return "Breaker[" + circuit.getName() + " " + circuit.getState() + "]";
  }

  private static boolean isDown(Throwable failure) {
    return failure instanceof CloudCallException refusal
        && refusal.category() == Category.UNAVAILABLE;
  }

  /** Asked by the circuit when it opens for the nth time in a row; it does not tell until when. */
  private long rest(int times) {
    long millis =
        Math.min(
            LONGEST_REST.toMillis(), FIRST_REST.toMillis() << Math.min(Math.max(times - 1, 0), 10));
    restUntil = time.nanos() + TimeUnit.MILLISECONDS.toNanos(millis);
    return millis;
  }

  private static long nanos(Duration took) {
    return TimeUnit.NANOSECONDS.convert(took);
  }

  /** The monotonic clock in the shape that the circuit wants; a changed wall clock is not seen. */
  private static final class MonotonicClock extends Clock {
    private final Time time;

    MonotonicClock(Time time) {
      this.time = time;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH.plusNanos(time.nanos());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
