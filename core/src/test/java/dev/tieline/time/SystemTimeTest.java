package dev.tieline.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SystemTimeTest {
  private static final Runnable EVENT = () -> {};

  private final Time time = Time.system();
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();

  @Test
  void park_eventThere_returnsIt() throws InterruptedException {
    events.add(EVENT);
    try (Time.Run run = time.open("a")) {
      assertThat(run.park(events, Duration.ofSeconds(Long.MAX_VALUE), false)).isSameAs(EVENT);
    }
  }

  @Test
  void park_eventThereAndNoDelay_returnsIt() throws InterruptedException {
    events.add(EVENT);
    try (Time.Run run = time.open("a")) {
      assertThat(run.park(events, null, true)).isSameAs(EVENT);
    }
  }

  @Test
  void park_noEvent_returnsAfterTheDelay() throws InterruptedException {
    long before = time.nanos();
    try (Time.Run run = time.open("a")) {
      assertThat(run.park(events, Duration.ofMillis(2), false)).isNull();
    }
    assertThat(time.nanos() - before).isGreaterThanOrEqualTo(2_000_000);
  }

  @Test
  void park_delayOver_returnsAtOnce() throws InterruptedException {
    try (Time.Run run = time.open("a")) {
      assertThat(run.park(events, Duration.ofSeconds(-1), false)).isNull();
    }
  }
}
