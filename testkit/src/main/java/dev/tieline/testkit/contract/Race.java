package dev.tieline.testkit.contract;

import dev.tieline.Tieline;
import dev.tieline.time.Time;
import dev.tieline.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two processes side by side on one virtual time. Each call of each takes a time that the seed
 * decides, to the nanosecond, so that no two answers come at once and the order of all calls is
 * that of virtual time, whatever the threads do.
 */
final class Race {
  private static final int LATEST_START = 90; // seconds

  private Race() {}

  static void run(World world, long seed, Consumer<Tieline> one, Consumer<Tieline> two) {
    Random random = new Random(seed);
    Racer a = new Racer(world.time(), random.nextLong());
    Racer b = new Racer(world.time(), random.nextLong());
    a.enter("first", Duration.ofNanos(1));
    b.enter("second", Duration.ofSeconds(random.nextInt(LATEST_START)).plusNanos(7));
    Tieline first = world.open("first", a);
    Tieline second = world.open("second", b);
    List<CompletableFuture<Void>> both =
        List.of(
            start(world, "race-1", () -> a.run(() -> one.accept(first))),
            start(world, "race-2", () -> b.run(() -> two.accept(second))));
    try {
      CompletableFuture.allOf(both.get(0), both.get(1)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static CompletableFuture<Void> start(World world, String name, Runnable job) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              Throwable thrown = null;
              try {
                job.run();
              } catch (Throwable t) { // it must reach who waits for the end
                thrown = t;
              }
              world.worked(CpuTime.ofThisThread());
              if (thrown == null) {
                end.complete(null);
              } else {
                end.completeExceptionally(thrown);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return end;
  }

  /** The time of one of the two: it begins later, and its calls take times of their own. */
  private static final class Racer implements Time {
    private final VirtualTime time;
    private final Random random;
    private Duration delay = Duration.ZERO;
    private @Nullable Run place;

    Racer(VirtualTime time, long seed) {
      this.time = time;
      this.random = new Random(seed);
    }

    /** Holds time back until this one has parked in its own thread. */
    void enter(String who, Duration startsAfter) {
      delay = startsAfter;
      place = time.open(who + " waits for its start");
    }

    /** Waits for its start, then works; its place is kept until the work has one of its own. */
    void run(Runnable work) {
      BlockingQueue<Runnable> nothing = new LinkedBlockingQueue<>();
      try {
        Run waiting = place;
        long due = time.nanos() + delay.toNanos();
        while (waiting != null && time.nanos() < due) {
          waiting.park(nothing, Duration.ofNanos(due - time.nanos()), false);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      try {
        work.run();
      } finally {
        leave();
      }
    }

    private void leave() {
      if (place != null) {
        place.close();
        place = null;
      }
    }

    @Override
    public Instant instant() {
      return time.instant();
    }

    @Override
    public long nanos() {
      return time.nanos();
    }

    @Override
    public Duration callLatency() {
      return Duration.ofNanos(20_000_000L + random.nextInt(400_000_000));
    }

    @Override
    public boolean standsForCalls() {
      return time.standsForCalls();
    }

    @Override
    public Run open(String who) {
      Run run = time.open(who);
      leave();
      return run;
    }
  }
}
