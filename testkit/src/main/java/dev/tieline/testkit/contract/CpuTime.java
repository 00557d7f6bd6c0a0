package dev.tieline.testkit.contract;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the threads of this process spend on processors from a moment on: on a machine that others
 * use as well it says more of the work than a clock does. Threads of the Java machine itself, its
 * compiler and collector, are not seen. Nothing where the platform does not tell.
 */
final class CpuTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final boolean TOLD =
      THREADS.isThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

  private final Map<Long, Long> began = all();

  private CpuTime() {}

  static CpuTime start() {
    return new CpuTime();
  }

  /** What the thread that asks has spent in its life, in nanoseconds. */
  static long ofThisThread() {
    return TOLD ? THREADS.getCurrentThreadCpuTime() : 0;
  }

  /** What all threads that live now have spent since the start, in nanoseconds. */
  long nanos() {
    long nanos = 0;
    for (Map.Entry<Long, Long> thread : all().entrySet()) {
      nanos += thread.getValue() - began.getOrDefault(thread.getKey(), 0L);
    }
    return nanos;
  }

  private static Map<Long, Long> all() {
    Map<Long, Long> all = new TreeMap<>();
    if (TOLD) {
      for (long id : THREADS.getAllThreadIds()) {
        long nanos = THREADS.getThreadCpuTime(id);
        if (nanos >= 0) { // it may have ended meanwhile
          all.put(id, nanos);
        }
      }
    }
    return all;
  }
}
