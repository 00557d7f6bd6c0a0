package dev.tieline.time;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one seam through which time comes in: now, and park until the next event or timer. Everything
 * that waits in this library waits here, so that the same code runs on real and on {@linkplain
 * VirtualTime virtual} time.
 *
 * <p>Implementations are safe for use by several threads.
 */
public interface Time extends InstantSource {
  /**
   * Returns the time of the machine.
   *
   * @return a time that really passes; one instance for all
   */
  static Time system() {
    return SystemTime.INSTANCE;
  }

  /**
   * Returns a reading of the monotonic clock, for durations; {@link #instant()} is for ages only.
   *
   * @return nanoseconds since an arbitrary moment
   */
  long nanos();

  /**
   * Opens a run: virtual time jumps only while every open run is parked.
   *
   * @param who a name for diagnosis
   * @return the run; the caller closes it
   */
  Run open(String who);

  /**
   * Returns how long after its beginning the answer of each call arrives, where calls themselves
   * take no time.
   *
   * @return zero on a time that really passes
   */
  default Duration callLatency() {
    return Duration.ZERO;
  }

  /**
   * Returns whether this time stands while calls are out. Then calls that begin at one instant are
   * made one after the other, on the thread of their run: nothing is lost by that, and their order
   * is the same each time.
   *
   * @return false by default
   */
  default boolean standsForCalls() {
    return false;
  }

  /** One thread's stay in time; used by that thread alone. */
  interface Run extends AutoCloseable {
    /**
     * Blocks until an event is there or the delay has passed, whichever is first.
     *
     * @param events where events arrive, from any thread: first in, first out, with room for one
     *     more, and read by this run alone
     * @param delay how long to wait at most; null means until an event comes
     * @param callsInFlight whether an event is certain to come, since a call is out: virtual time
     *     then stands still
     * @return the event, or null if the delay has passed first
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    @Nullable Runnable park(
        BlockingQueue<Runnable> events, @Nullable Duration delay, boolean callsInFlight)
        throws InterruptedException;

    /** Ends the run; virtual time no longer waits for it. */
    @Override
    void close();
  }
}
