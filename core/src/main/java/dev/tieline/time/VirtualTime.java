package dev.tieline.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A time for tests: it stands still while anybody works, and jumps to the earliest timer when every
 * open run is parked. A wait of days takes no time.
 *
 * <p>Safe for use by several threads. Open all runs before the first of them parks, or the first
 * may run ahead.
 */
public final class VirtualTime implements Time {
  private static final long NEVER = Long.MAX_VALUE;

  private final Instant start;
  private final Set<Parking> runs = new LinkedHashSet<>();
  private long nanos;
  private Duration callLatency = Duration.ZERO;

  private VirtualTime(Instant start) {
    this.start = start;
  }

  /**
   * Returns a time that begins at the given moment.
   *
   * @param start the first moment
   * @return a new time
   */
  public static VirtualTime startingAt(Instant start) {
    return new VirtualTime(requireNonNull(start, "start"));
  }

  @Override
  public synchronized Instant instant() {
    return start.plusNanos(nanos);
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  /**
   * Lets the answer of each call arrive some time after the call was made, as on a network, so that
   * the length of a run is realistic; the call has its effect when it is made. Zero at first.
   *
   * @param latency from the beginning of a call to its answer
   * @return this
   * @throws IllegalArgumentException if the latency is negative
   */
  public synchronized VirtualTime callLatency(Duration latency) {
    if (latency.isNegative()) {
      throw new IllegalArgumentException("latency: " + latency + " (expected: zero or more)");
    }
    callLatency = latency;
    return this;
  }

  @Override
  public synchronized Duration callLatency() {
    return callLatency;
  }

  @Override
  public boolean standsForCalls() {
    return true;
  }

  /**
   * Lets time pass by hand, whether or not anybody works.
   *
   * @param by how much; not negative
   * @throws IllegalArgumentException if the duration is negative
   */
  public synchronized void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("by: " + by + " (expected: zero or more)");
    }
    passTo(after(by));
  }

  @Override
  public synchronized Run open(String who) {
    Parking run = new Parking(requireNonNull(who, "who"));
    runs.add(run);
    return run;
  }

  /** Returns the moment and what every open run does, to see who keeps time from passing. */
  @Override
  public synchronized String toString() {
    StringBuilder text = new StringBuilder(instant().toString());
    runs.forEach(run -> text.append("; ").append(run));
    return text.toString();
  }

  private long after(Duration delay) {
    long length = Math.max(0, TimeUnit.NANOSECONDS.convert(delay)); // of centuries: the largest
    return length < NEVER - nanos ? nanos + length : NEVER;
  }

  /** Somebody worked until now and may have handed an event to any run: what was seen is void. */
  private void doubtAll() {
    runs.forEach(run -> run.idle = false);
  }

  /**
   * Jumps to the earliest deadline if that is certain to be right: every open run is parked, none
   * has an event, and none has a call out.
   *
   * <p>An empty queue is not enough to tell that its run has no event: the run's thread may have
   * taken one and not yet come to the lock. So a run that was not seen idle since somebody last
   * worked is sent a knock, behind all its events; if it comes back with the knock, it had none.
   */
  private void settle() {
    for (Parking run : runs) {
      if (!run.parked || run.callsInFlight || !run.knocked && !run.events.isEmpty()) {
        return;
      }
    }
    long earliest = NEVER;
    boolean certain = true;
    for (Parking run : runs) {
      if (!run.idle) {
        run.knock();
      }
      certain &= run.idle && !run.knocked;
      earliest = Math.min(earliest, run.deadline);
    }
    // A deadline that has passed belongs to a run on its way back to work.
    if (certain && earliest != NEVER && earliest > nanos) {
      passTo(earliest);
    }
  }

  private void passTo(long moment) {
    nanos = moment;
    for (Parking run : runs) {
      if (run.parked && run.deadline <= nanos) {
        run.knock();
      }
    }
  }

  /** Lies in a queue to wake the thread that reads it; is no event. */
  private static final class Knock implements Runnable {
    @Override
    public void run() {}
  }

  private final class Parking implements Run {
    private final String who;
    private final Knock knock = new Knock();
    // All of these are guarded by the time's lock.
    private BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private long deadline = NEVER;
    private boolean callsInFlight;
    private boolean parked;
    private boolean knocked; // the knock is in the queue, or taken and not yet at the lock
    private boolean idle; // parked, and seen without an event since somebody last worked

    Parking(String who) {
      this.who = who;
    }

    @Override
    public @Nullable Runnable park(
        BlockingQueue<Runnable> events, @Nullable Duration delay, boolean callsInFlight)
        throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      synchronized (VirtualTime.this) {
        if (!runs.contains(this)) {
          throw new IllegalStateException(who + ": closed (expected: an open run)");
        }
        Runnable event = events.poll();
        if (event != null || delay != null && (delay.isZero() || delay.isNegative())) {
          return event;
        }
        this.events = events;
        this.callsInFlight = callsInFlight;
        deadline = delay == null ? NEVER : after(delay);
        parked = true;
        doubtAll();
        idle = true;
        settle();
      }
      while (true) {
        Runnable event;
        try {
          event = events.take();
        } catch (InterruptedException e) {
          leave();
          throw e;
        }
        synchronized (VirtualTime.this) {
          if (event == knock) {
            knocked = false;
          }
          // In one turn of the lock with the look, so that nobody takes this run for a parked one.
          if (event != knock || nanos >= deadline) {
            leave();
            return event == knock ? null : event;
          }
          idle = true;
          settle();
        }
      }
    }

    @Override
    public void close() {
      synchronized (VirtualTime.this) {
        if (runs.remove(this)) {
          doubtAll();
          settle();
        }
      }
    }

    private void leave() {
      synchronized (VirtualTime.this) {
        if (knocked) {
          events.remove(knock);
          knocked = false;
        }
        parked = false;
        deadline = NEVER;
      }
    }

    /** Wakes the thread; a full queue does not take the knock, but then the thread wakes anyhow. */
    private void knock() {
      if (!knocked) {
        knocked = events.offer(knock);
      }
    }

    @Override
    public String toString() {
      if (!parked) {
        return who + " works";
      }
      if (callsInFlight) {
        return who + " waits for calls";
      }
      return who
          + (deadline == NEVER ? " waits for events" : " waits until " + start.plusNanos(deadline));
    }
  }
}
