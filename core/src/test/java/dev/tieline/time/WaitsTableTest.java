package dev.tieline.time;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.error.TielineException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What waiters do, as a table: an object is on its way for some time and then reaches a state; the
 * committed file {@code waits.txt} says when each policy looks. To change the behaviour is to
 * change the file.
 */
class WaitsTableTest {
  private static final WaitPolicy STEADY =
      WaitPolicy.builder().every(Duration.ofSeconds(30)).atMost(Duration.ofMinutes(5)).build();
  private static final WaitPolicy GROWING =
      WaitPolicy.builder()
          .every(Duration.ofSeconds(4))
          .growingTo(Duration.ofMinutes(1))
          .atMost(Duration.ofMinutes(5))
          .build();

  @Test
  void await_simulated_matchesTheCommittedTable() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        row("reaches", "after", "policy", "looks", "ended", "result", "first looks at (seconds)"));
    for (Duration after :
        List.of(Duration.ZERO, Duration.ofSeconds(3), Duration.ofMinutes(2), Duration.ofDays(2))) {
      lines.add(simulate("active", after, "defaults", WaitPolicy.ofDefaults()));
      lines.add(simulate("active", after, "30 s", STEADY));
      lines.add(simulate("active", after, "4 s to 1 min", GROWING));
    }
    lines.add(simulate("failed", Duration.ofSeconds(20), "defaults", WaitPolicy.ofDefaults()));
    lines.add(simulate("mystery", Duration.ofSeconds(20), "defaults", WaitPolicy.ofDefaults()));
    lines.add(simulate("failed", Duration.ofMinutes(5), "30 s", STEADY));
    assertThat(String.join("\n", lines) + "\n").isEqualTo(committed());
  }

  private static String simulate(String reaches, Duration after, String name, WaitPolicy policy) {
    VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    List<Duration> looks = new ArrayList<>();
    Waiter<String> waiter =
        Waiter.<String>forState(
                () -> {
                  Duration now = Duration.ofNanos(time.nanos());
                  looks.add(now);
                  return now.compareTo(after) < 0 ? "pending" : reaches;
                })
            .named("object")
            .target("active")
            .failing("failed")
            .pending("pending")
            .policy(policy);
    String result;
    try {
      result = waiter.await(time).state();
    } catch (TielineException e) {
      result = e.getClass().getSimpleName();
    }
    return row(
        reaches,
        seconds(after),
        name,
        String.valueOf(looks.size()),
        seconds(Duration.ofNanos(time.nanos())),
        result,
        looks.stream().limit(9).map(WaitsTableTest::seconds).collect(Collectors.joining(" ")));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1e3);
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%-8s %9s  %-13s %5s %7s  %-22s  %s", (Object[]) cells);
  }

  private static String committed() throws IOException {
    try (InputStream in = WaitsTableTest.class.getResourceAsStream("waits.txt")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
