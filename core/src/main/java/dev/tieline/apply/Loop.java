package dev.tieline.apply;

import dev.tieline.time.Time;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One run's thread: it owns all state; workers only make calls and post the answers as events.
 * Backoff, pacing, polling and turns are timers and queues in here, never a sleeping thread.
 */
final class Loop implements AutoCloseable {
  /**
   * What is to be done when.
   *
   * @param answer whether it brings the answer of a call, and so survives an interrupt
   */
  private record Timer(long at, long seq, boolean answer, Runnable task) {}

  private final Time time;
  private final Time.Run run;
  private final Executor workers;
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::seq));
  private int inFlight;
  private long seq;
  private boolean cancelled;

  Loop(String who, Time time, Executor workers) {
    this.time = time;
    this.workers = workers;
    this.run = time.open(who);
  }

  Time time() {
    return time;
  }

  /** Whether the run was interrupted: nothing new starts, calls that are out come to their end. */
  boolean cancelled() {
    return cancelled || Thread.currentThread().isInterrupted();
  }

  /** Does something later on the loop's thread, unless the run is interrupted by then. */
  void after(Duration delay, Runnable task) {
    timers.add(new Timer(time.nanos() + Math.max(0, delay.toNanos()), seq++, false, task));
  }

  /** Makes a call on a worker and hands its answer, or what it threw, to the loop's thread. */
  <T> void call(Callable<T> body, BiConsumer<@Nullable T, @Nullable Throwable> then) {
    long due = time.nanos() + time.callLatency().toNanos();
    inFlight++;
    workers.execute(
        () -> {
          @Nullable T value = null;
          @Nullable Throwable thrown = null;
          try {
            value = body.call();
          } catch (Throwable t) { // an Error, too, must reach the run that it belongs to
            thrown = t;
          }
          @Nullable T answer = value;
          @Nullable Throwable failure = thrown;
          events.add(
              () -> {
                inFlight--;
                timers.add(new Timer(due, seq++, true, () -> then.accept(answer, failure)));
              });
        });
  }

  /**
   * Works until nothing is left to do. An interrupt drops all timers, lets the calls that are out
   * end, and leaves the thread's interrupt flag set.
   */
  void drain() {
    while (true) {
      if (cancelled()) {
        cancelled = true;
        timers.removeIf(t -> !t.answer());
        // Cleared so that this thread can wait for the calls that are out; set again at the end.
        Thread.interrupted();
      }
      Timer next = timers.peek();
      if (next != null && next.at() - time.nanos() <= 0) {
        timers.remove(next);
        next.task().run();
      } else if (inFlight == 0 && timers.isEmpty() && events.isEmpty()) {
        break;
      } else {
        park(next);
      }
    }
    if (cancelled) {
      Thread.currentThread().interrupt();
    }
  }

  private void park(@Nullable Timer next) {
    Duration delay = next == null ? null : Duration.ofNanos(Math.max(0, next.at() - time.nanos()));
    try {
      Runnable event = run.park(events, delay, inFlight > 0);
      if (event != null) {
        event.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // seen by the next turn of the loop
    }
  }

  @Override
  public void close() {
    run.close();
  }
}
