package dev.tieline.time;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A thread of a test, and what it ended with. */
final class Started<T> {
  private final CountDownLatch running = new CountDownLatch(1);
  private final FutureTask<T> task;
  private final Thread thread;

  private Started(Callable<T> body) {
    task =
        new FutureTask<>(
            () -> {
              running.countDown();
              return body.call();
            });
    thread = new Thread(task, "test");
    thread.setDaemon(true);
  }

  /** Starts a thread and returns once it runs. */
  static <T> Started<T> start(Callable<T> body) throws InterruptedException {
    Started<T> started = new Started<>(body);
    started.thread.start();
    started.running.await();
    return started;
  }

  /** Returns when the thread can go no further by itself. */
  void awaitBlocked() {
    while (state() != Thread.State.WAITING && state() != Thread.State.TIMED_WAITING) {
      assertThat(task.isDone()).as("the thread ended instead of waiting").isFalse();
      Thread.yield();
    }
  }

  Thread.State state() {
    return thread.getState();
  }

  boolean isDone() {
    return task.isDone();
  }

  void interrupt() {
    thread.interrupt();
  }

  T result() throws Exception {
    try {
      return task.get(30, SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw (Error) e.getCause();
    }
  }
}
