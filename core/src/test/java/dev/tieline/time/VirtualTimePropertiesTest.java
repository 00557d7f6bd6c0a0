package dev.tieline.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Several threads, each with timers of its own, on one virtual time. */
class VirtualTimePropertiesTest {
  @Property(tries = 100)
  void park_anyTimersOfSeveralRuns_eachWakesAtItsSums(
      @ForAll @Size(min = 1, max = 4) List<@Size(max = 20) List<@IntRange(max = 5) Integer>> delays)
      throws Exception {
    VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    List<Time.Run> runs = new ArrayList<>();
    delays.forEach(ignored -> runs.add(time.open("run")));
    List<Started<List<Long>>> started = new ArrayList<>();
    for (int i = 0; i < delays.size(); i++) {
      Time.Run run = runs.get(i);
      List<Integer> own = delays.get(i);
      started.add(
          Started.start(
              () -> {
                BlockingQueue<Runnable> none = new LinkedBlockingQueue<>();
                List<Long> seen = new ArrayList<>();
                try (run) {
                  for (int delay : own) {
                    run.park(none, Duration.ofNanos(delay), false);
                    seen.add(time.nanos());
                  }
                }
                return seen;
              }));
    }
    for (int i = 0; i < delays.size(); i++) {
      List<Long> expected = new ArrayList<>();
      long sum = 0;
      for (int delay : delays.get(i)) {
        expected.add(sum += delay);
      }
      assertThat(started.get(i).result()).isEqualTo(expected);
    }
  }
}
