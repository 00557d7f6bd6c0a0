package dev.tieline.time;

import static java.util.Objects.requireNonNull;

import dev.tieline.error.TerminalStateException;
import dev.tieline.error.WaitTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a state by looking again and again.
 *
 * <pre>{@code
 * Waited<String> done =
 *     Waiter.forState(() -> console.stateOf("pcx-1"))
 *         .named("peering pcx-1")
 *         .target("active")
 *         .failing("failed", "rejected", "expired")
 *         .every(Duration.ofSeconds(5))
 *         .atMost(Duration.ofMinutes(10))
 *         .await(Time.system());
 * }</pre>
 *
 * <p>A state that was read is judged in this order: a target ends the wait well; a failing state
 * ends it at once; where {@linkplain #pending pending} states are given, any other state is unknown
 * and ends it at once, too; otherwise the wait goes on.
 *
 * <p>Immutable: each method returns a new waiter. As safe for several threads as the reader it is
 * given.
 *
 * @param <S> the state; by {@code equals} where states are given as values
 */
public final class Waiter<S> {
  private final Supplier<? extends S> read;
  private final String what;
  private final @Nullable Kind<S> target;
  private final @Nullable Kind<S> failing;
  private final @Nullable Kind<S> pending;
  private final WaitPolicy policy;

  private Waiter(
      Supplier<? extends S> read,
      String what,
      @Nullable Kind<S> target,
      @Nullable Kind<S> failing,
      @Nullable Kind<S> pending,
      WaitPolicy policy) {
    this.read = read;
    this.what = what;
    this.target = target;
    this.failing = failing;
    this.pending = pending;
    this.policy = policy;
  }

  /**
   * Returns a waiter without a target and with the default {@linkplain WaitPolicy policy}.
   *
   * @param read reads the state, in the waiting thread; what it throws ends the wait as it is
   * @param <S> the state
   * @return a new waiter
   */
  public static <S> Waiter<S> forState(Supplier<? extends S> read) {
    return new Waiter<>(
        requireNonNull(read, "read"), "state", null, null, null, WaitPolicy.ofDefaults());
  }

  /**
   * Names the object that is watched; "state" by default.
   *
   * @param what the name, for exceptions and diagnosis
   * @return a new waiter
   */
  public Waiter<S> named(String what) {
    return new Waiter<>(read, requireNonNull(what, "what"), target, failing, pending, policy);
  }

  /**
   * Says which states are waited for, besides those said before.
   *
   * @param states the states; at least one
   * @return a new waiter
   * @throws IllegalArgumentException if no state is given
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is copied, never stored or written
  public final Waiter<S> target(S... states) {
    return new Waiter<>(read, what, Kind.with(target, states), failing, pending, policy);
  }

  /**
   * Says which states are waited for, besides those said before.
   *
   * @param words the states in words, for exceptions
   * @param states accepts these states
   * @return a new waiter
   */
  public Waiter<S> targetWhen(String words, Predicate<? super S> states) {
    return new Waiter<>(read, what, Kind.with(target, words, states), failing, pending, policy);
  }

  /**
   * Says from which states no target can be reached, besides those said before.
   *
   * @param states the states; at least one
   * @return a new waiter
   * @throws IllegalArgumentException if no state is given
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is copied, never stored or written
  public final Waiter<S> failing(S... states) {
    return new Waiter<>(read, what, target, Kind.with(failing, states), pending, policy);
  }

  /**
   * Says from which states no target can be reached, besides those said before.
   *
   * @param words the states in words, for diagnosis
   * @param states accepts these states
   * @return a new waiter
   */
  public Waiter<S> failingWhen(String words, Predicate<? super S> states) {
    return new Waiter<>(read, what, target, Kind.with(failing, words, states), pending, policy);
  }

  /**
   * Says which states are on the way, besides those said before, and that any state never named is
   * unknown and ends the wait.
   *
   * @param states the states; at least one
   * @return a new waiter
   * @throws IllegalArgumentException if no state is given
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is copied, never stored or written
  public final Waiter<S> pending(S... states) {
    return new Waiter<>(read, what, target, failing, Kind.with(pending, states), policy);
  }

  /**
   * Says which states are on the way, besides those said before, and that any state never named is
   * unknown and ends the wait.
   *
   * @param words the states in words, for diagnosis
   * @param states accepts these states
   * @return a new waiter
   */
  public Waiter<S> pendingWhen(String words, Predicate<? super S> states) {
    return new Waiter<>(read, what, target, failing, Kind.with(pending, words, states), policy);
  }

  /**
   * Sets a pause that does not grow, unless {@link #growingTo} follows.
   *
   * @param pause the time between two looks; a millisecond to 365 days
   * @return a new waiter
   * @throws IllegalArgumentException if the pause is out of range
   */
  public Waiter<S> every(Duration pause) {
    return policy(WaitPolicy.builder(policy).every(pause).build());
  }

  /**
   * Lets the pauses grow by a quarter each.
   *
   * @param longest the longest pause; at most 365 days
   * @return a new waiter
   * @throws IllegalArgumentException if it is out of range or shorter than the first pause
   */
  public Waiter<S> growingTo(Duration longest) {
    return policy(WaitPolicy.builder(policy).growingTo(longest).build());
  }

  /**
   * Sets how long the wait lasts at most, from the first look; 15 minutes by default.
   *
   * @param limit zero for a single look
   * @return a new waiter
   * @throws IllegalArgumentException if the limit is negative
   */
  public Waiter<S> atMost(Duration limit) {
    return policy(WaitPolicy.builder(policy).atMost(limit).build());
  }

  /**
   * Sets how often to look and for how long.
   *
   * @param policy replaces all that was set of it before
   * @return a new waiter
   */
  public Waiter<S> policy(WaitPolicy policy) {
    return new Waiter<>(read, what, target, failing, pending, requireNonNull(policy, "policy"));
  }

  /**
   * Blocks until a target is seen. Not for a thread that has a run of the same time open: virtual
   * time would stand still for ever.
   *
   * @param time what to wait on
   * @return the state, and what it took
   * @throws TerminalStateException if a failing or an unknown state is seen
   * @throws WaitTimeoutException if no target is seen in time
   * @throws CancellationException if the thread is interrupted; it stays so
   * @throws IllegalStateException if no target was given
   * @throws NullPointerException if the reader returns null
   */
  public Waited<S> await(Time time) {
    requireNonNull(time, "time");
    if (target == null) {
      throw new IllegalStateException(what + ": no target (expected: a call of target)");
    }
    try (Time.Run run = time.open(what)) {
      LinkedBlockingQueue<Runnable> noEvents = new LinkedBlockingQueue<>();
      long start = time.nanos();
      for (int look = 1; ; look++) {
        S state = requireNonNull(read.get(), "state");
        Duration took = Duration.ofNanos(time.nanos() - start);
        if (target.holds(state)) {
          return new Waited<>(state, look, took);
        }
        if (failing != null && failing.holds(state) || pending != null && !pending.holds(state)) {
          throw new TerminalStateException(what, target.words(), String.valueOf(state));
        }
        Duration left = policy.atMost().minus(took);
        if (left.isZero() || left.isNegative()) {
          throw new WaitTimeoutException(
              what + " after " + took, target.words(), String.valueOf(state));
        }
        Duration pause = policy.pauseAfter(look);
        try {
          run.park(noEvents, pause.compareTo(left) < 0 ? pause : left, false);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          CancellationException cancelled =
              new CancellationException(
                  what + ": interrupted at " + state + " (expected: " + target.words() + ")");
          cancelled.initCause(e);
          throw cancelled;
        }
      }
    }
  }

  /** States that mean the same to a waiter. */
  private record Kind<S>(String words, Predicate<? super S> states) {
    boolean holds(S state) {
      return states.test(state);
    }

    static <S> Kind<S> with(@Nullable Kind<S> before, S[] states) {
      if (states.length == 0) {
        throw new IllegalArgumentException("states: none (expected: at least one)");
      }
      List<S> values = List.of(states);
      String words = values.stream().map(String::valueOf).collect(Collectors.joining(" or "));
      return with(before, words, values::contains);
    }

    static <S> Kind<S> with(@Nullable Kind<S> before, String words, Predicate<? super S> states) {
      requireNonNull(words, "words");
      requireNonNull(states, "states");
      if (before == null) {
        return new Kind<>(words, states);
      }
      return new Kind<>(
          before.words + " or " + words, state -> before.holds(state) || states.test(state));
    }
  }
}
