package dev.tieline.retry;

import static dev.tieline.retry.Failures.lostAnswer;
import static dev.tieline.retry.Failures.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.error.Category;
import dev.tieline.error.TielineException;
import dev.tieline.time.Time;
import dev.tieline.time.VirtualTime;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What retries, breaker and buckets do, as tables: scripted clouds on virtual time, fixed seeds;
 * the committed files say when each attempt begins. To change the behaviour is to change the file.
 */
class RetriesTableTest {
  private static final TielineException DOWN = refusal(Category.UNAVAILABLE);
  private static final TielineException THROTTLED = refusal(Category.THROTTLED);

  @Test
  void afterFailure_simulated_matchesTheCommittedTable() throws Exception {
    RetryPolicy defaults = RetryPolicy.ofDefaults();
    RetryPolicy patient =
        RetryPolicy.builder().maxAttempts(12).budget(Duration.ofMinutes(2)).build();
    List<String> lines = new ArrayList<>();
    lines.add(row("the cloud", "call", "policy", "seed", "ended", "attempts begin at (seconds)"));
    for (long seed = 1; seed <= 3; seed++) {
      lines.add(simulate("down for 2 s", DOWN, 2, 0, true, "defaults", defaults, seed));
      lines.add(simulate("down", DOWN, 9_999, 0, true, "defaults", defaults, seed));
      lines.add(simulate("throttles for 10 s", THROTTLED, 10, 0, true, "defaults", defaults, seed));
      lines.add(simulate("throttles", THROTTLED, 9_999, 0, true, "defaults", defaults, seed));
    }
    lines.add(simulate("down", DOWN, 9_999, 0, true, "12 in 2 min", patient, 1));
    lines.add(simulate("throttles", THROTTLED, 9_999, 0, true, "12 in 2 min", patient, 1));
    lines.add(simulate("down, answers late", DOWN, 9_999, 50, true, "12 in 2 min", patient, 1));
    lines.add(
        simulate("loses answers for 2 s", lostAnswer(), 2, 0, false, "defaults", defaults, 1));
    lines.add(simulate("loses answers for 2 s", lostAnswer(), 2, 0, true, "defaults", defaults, 1));
    lines.add(
        simulate("denies", refusal(Category.DENIED), 9_999, 0, false, "defaults", defaults, 1));
    lines.add(simulate("down for 2 s", DOWN, 2, 0, false, "none", RetryPolicy.none(), 1));
    assertThat(String.join("\n", lines) + "\n").isEqualTo(committed("retries.txt"));
  }

  @Test
  void tryEnter_simulated_matchesTheCommittedTable() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add("one call a second wanted, for five minutes; calls that reached the region at");
    for (int downUntil : new int[] {0, 8, 20, 60, 200, 9_999}) {
      lines.add(
          String.format(
              Locale.ROOT, "down from 3 s to %4d s: %s", downUntil, breakerCalls(3, downUntil)));
    }
    assertThat(String.join("\n", lines) + "\n").isEqualTo(committed("breaker.txt"));
  }

  @Test
  void take_simulated_matchesTheCommittedTable() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add("burst   a second   twelve calls at once, six more after 10 s, begin at (seconds)");
    for (Pace pace :
        List.of(
            new Pace("a", 1, 1), new Pace("b", 5, 1), new Pace("c", 5, 3), new Pace("d", 20, 5))) {
      Buckets buckets = new Buckets();
      List<Duration> begins = new ArrayList<>();
      for (int call = 0; call < 18; call++) {
        Duration now = call < 12 ? Duration.ZERO : Duration.ofSeconds(10);
        begins.add(now.plus(buckets.take("main", pace, now.toNanos())));
      }
      lines.add(
          String.format(
              Locale.ROOT, "%5d %10.1f   %s", pace.burst(), pace.perSecond(), seconds(begins)));
    }
    assertThat(String.join("\n", lines) + "\n").isEqualTo(committed("buckets.txt"));
  }

  private static String simulate(
      String cloud,
      TielineException failure,
      int forSeconds,
      int callSeconds,
      boolean mutating,
      String name,
      RetryPolicy policy,
      long seed)
      throws InterruptedException {
    VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    Retries retries = Retries.of(policy, mutating, seed);
    List<Duration> begins = new ArrayList<>();
    String ended = "done";
    try (Time.Run run = time.open("call")) {
      for (int attempt = 1; ; attempt++) {
        begins.add(Duration.ofNanos(time.nanos()));
        boolean fails = time.nanos() < Duration.ofSeconds(forSeconds).toNanos();
        pass(run, Duration.ofSeconds(callSeconds));
        if (!fails) {
          break;
        }
        Optional<Duration> pause =
            retries.afterFailure(failure, attempt, Duration.ofNanos(time.nanos()));
        if (pause.isEmpty()) {
          ended = "gave up";
          break;
        }
        pass(run, pause.get());
      }
    }
    return row(
        cloud, mutating ? "write" : "read", name, String.valueOf(seed), ended, seconds(begins));
  }

  private static String breakerCalls(int downFrom, int downUntil) throws InterruptedException {
    VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    Breaker breaker = Breaker.of("main north", time);
    List<String> reached = new ArrayList<>();
    try (Time.Run run = time.open("caller")) {
      for (int second = 0; second < 300; second++) {
        if (breaker.tryEnter().isEmpty()) {
          boolean down = downFrom <= second && second < downUntil;
          reached.add(down ? second + "!" : String.valueOf(second));
          if (down) {
            breaker.failed(DOWN, Duration.ZERO);
          } else {
            breaker.succeeded(Duration.ZERO);
          }
        }
        pass(run, Duration.ofSeconds(1));
      }
    }
    return shortened(reached);
  }

  /** Writes runs of successive calls that succeeded as "from..to". */
  private static String shortened(List<String> calls) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      int first = i;
      while (i + 1 < calls.size() && follows(calls.get(i), calls.get(i + 1))) {
        i++;
      }
      parts.add(i - first > 1 ? calls.get(first) + ".." + calls.get(i) : calls.get(first));
      if (i - first == 1) {
        parts.add(calls.get(i));
      }
    }
    return String.join(" ", parts);
  }

  private static boolean follows(String call, String next) {
    return !call.endsWith("!")
        && !next.endsWith("!")
        && Integer.parseInt(call) + 1 == Integer.parseInt(next);
  }

  private static void pass(Time.Run run, Duration delay) throws InterruptedException {
    run.park(new LinkedBlockingQueue<>(), delay, false);
  }

  private static String seconds(List<Duration> moments) {
    return moments.stream()
        .map(moment -> String.format(Locale.ROOT, "%.1f", moment.toMillis() / 1e3))
        .collect(Collectors.joining(" "));
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%-21s  %-5s  %-11s %4s  %-7s  %s", (Object[]) cells);
  }

  private static String committed(String file) throws IOException {
    try (InputStream in = RetriesTableTest.class.getResourceAsStream(file)) {
      assertThat(in).as(file).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
