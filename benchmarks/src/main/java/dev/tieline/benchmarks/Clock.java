package dev.tieline.benchmarks;

import dev.tieline.spi.Call;
import dev.tieline.spi.CallObserver;
import org.jspecify.annotations.Nullable;

/** Remembers when the last call was answered, and counts them. */
final class Clock implements CallObserver {
  private long lastAnswer;
  private int reads;
  private int writes;

  @Override
  public synchronized void after(Call<?> call, @Nullable Throwable thrown) {
    lastAnswer = System.nanoTime();
    if (call.mutating()) {
      writes++;
    } else {
      reads++;
    }
  }

  synchronized double millisSinceLastAnswer() {
    return (System.nanoTime() - lastAnswer) / 1e6;
  }

  synchronized int reads() {
    return reads;
  }

  synchronized int writes() {
    return writes;
  }

  synchronized void reset() {
    reads = 0;
    writes = 0;
  }
}
