package dev.tieline.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A time for tests: it stands still while anybody works, and jumps to the earliest timer when every
 * open run is parked. A wait of days takes no time.
 *
 * <p>Safe for use by several threads. Open all runs before the first of them parks, or the first
 * may run ahead.
 */
public final class VirtualTime implements Time {
  private final Map<Object, Long> deadlines = new HashMap<>();
  private final Instant start;
  private long nanos;
  private int open;

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
   * Lets time pass by hand.
   *
   * @param by how much; not negative
   * @throws IllegalArgumentException if the duration is negative
   */
  public synchronized void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("by: " + by + " (expected: zero or more)");
    }
    nanos += by.toNanos();
    notifyAll();
  }

  @Override
  public synchronized Run open(String who) {
    requireNonNull(who, "who");
    open++;
    return new Parking();
  }

  /** Jumps to the earliest deadline if every open run is parked; called with the lock held. */
  private void jump() {
    if (open == 0 || deadlines.size() < open) {
      return;
    }
    Optional<Long> next = deadlines.values().stream().min(Comparator.naturalOrder());
    if (next.isPresent() && next.get() != Long.MAX_VALUE && next.get() > nanos) {
      nanos = next.get();
      notifyAll();
    }
  }

  private final class Parking implements Run {
    private boolean closed;

    @Override
    public @Nullable Runnable park(
        BlockingQueue<Runnable> events, @Nullable Duration delay, boolean callsInFlight)
        throws InterruptedException {
      if (callsInFlight) {
        return events.take(); // the clock stands while a call is out, so no timer can fall due
      }
      Runnable event = events.poll();
      if (event != null) {
        return event;
      }
      synchronized (VirtualTime.this) {
        long deadline = delay == null ? Long.MAX_VALUE : nanos + Math.max(0, delay.toNanos());
        deadlines.put(this, deadline);
        try {
          while (nanos < deadline && events.isEmpty()) {
            jump();
            if (nanos < deadline && events.isEmpty()) {
              // Events of other threads do not notify this monitor, so look again now and then.
              VirtualTime.this.wait(delay == null ? 1 : 50);
            }
          }
        } finally {
          deadlines.remove(this);
        }
        return events.poll();
      }
    }

    @Override
    public void close() {
      synchronized (VirtualTime.this) {
        if (!closed) {
          closed = true;
          open--;
          jump();
          VirtualTime.this.notifyAll();
        }
      }
    }
  }
}
