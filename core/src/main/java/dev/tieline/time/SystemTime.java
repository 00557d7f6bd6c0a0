package dev.tieline.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The machine's own time. */
enum SystemTime implements Time {
  INSTANCE;

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Run open(String who) {
    requireNonNull(who, "who");
    return Parking.INSTANCE;
  }

  private enum Parking implements Run {
    INSTANCE;

    @Override
    public @Nullable Runnable park(
        BlockingQueue<Runnable> events, @Nullable Duration delay, boolean callsInFlight)
        throws InterruptedException {
      return delay == null
          ? events.take()
          : events.poll(TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {}
  }
}
