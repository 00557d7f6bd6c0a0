package dev.tieline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.benchmarks.Turns.Time;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Turns by a meter that shows what the candidates say they took: ours 0.1 s, the rival 7 s. */
class TurnsTest {

  private static final long SECOND = 1_000_000_000L;

  private final List<String> log = new ArrayList<>();
  private final Shown meter = new Shown();

  private final class Shown implements Meter {
    private long processor;
    private long collector;

    @Override
    public long processor() {
      return processor;
    }

    @Override
    public long collector() {
      return collector;
    }

    @Override
    public void clear() {
      log.add("clear");
      collector += SECOND;
    }

    long takes(String name, long ofProcessor, long ofCollector) {
      log.add(name);
      processor += ofProcessor;
      collector += ofCollector;
      return 42;
    }
  }

  private List<Time> run() {
    return new Turns("task", 10, meter)
        .add("ours", () -> meter.takes("ours", SECOND / 10, 0), n -> n)
        .add("rival", () -> meter.takes("rival", 7 * SECOND, SECOND / 2), n -> n)
        .run();
  }

  @Test
  void run_ofASlowCandidate_isOneInEachRound() {
    assertThat(run()).extracting(Time::runs).containsExactly(9, 3);
    List<String> round = List.of("clear", "ours", "ours", "ours", "clear", "rival");
    List<String> rounds = new ArrayList<>(round);
    rounds.addAll(round);
    rounds.addAll(round);
    assertThat(log).isEqualTo(rounds);
  }

  @Test
  void run_withCollections_countsThoseOfTheRunAlone() {
    assertThat(run())
        .containsExactly(
            new Time("task", "ours", SECOND / 100.0, 0, 9),
            new Time("task", "rival", 7.5 * SECOND / 10, SECOND / 20.0, 3));
    assertThat(run()).extracting(Time::collectorText).containsExactly("-", "50.00 ms");
  }

  @Test
  void run_ofDifferentResults_isRefused() {
    Turns turns =
        new Turns("task", 1, meter)
            .add("ours", () -> meter.takes("ours", SECOND, 0), n -> n)
            .add("rival", () -> meter.takes("rival", SECOND, 0), n -> n + 1);
    assertThatThrownBy(turns::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("task: rival 43 (expected: 42, as ours)");
  }
}
