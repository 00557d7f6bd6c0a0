package dev.tieline.examples;

import dev.tieline.testkit.Call;
import dev.tieline.testkit.CallListener;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the calls that may change something. */
final class CallsThatChange implements CallListener {
  private final AtomicInteger count = new AtomicInteger();

  @Override
  public void before(Call call, SortedMap<String, String> parameters) {
    if (call.mutating() && !call.dryRun()) {
      count.incrementAndGet();
    }
  }

  int count() {
    return count.get();
  }
}
