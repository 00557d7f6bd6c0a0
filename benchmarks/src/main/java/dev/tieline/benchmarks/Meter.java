package dev.tieline.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/** What a run has taken of the machine. */
interface Meter {

  /** The processor time of the thread so far, in nanoseconds. */
  long processor();

  /** How long collections have taken so far by the clock, in nanoseconds. */
  long collector();

  /** Clears away what nobody needs any more. */
  void clear();

  /** The meter of this thread and its JVM. */
  static Meter ofThread() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return new Meter() {
      @Override
      public long processor() {
        return threads.getCurrentThreadCpuTime();
      }

      @Override
      public long collector() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(collector -> Math.max(0, collector.getCollectionTime()))
            .map(TimeUnit.MILLISECONDS::toNanos)
            .sum();
      }

      @Override
      public void clear() {
        System.gc();
      }
    };
  }
}
