package dev.tieline.examples;

import dev.tieline.Tieline;
import dev.tieline.apply.Outcome;
import dev.tieline.apply.Report;
import dev.tieline.apply.RunEvent;
import dev.tieline.apply.Waiting;
import dev.tieline.net.Traffic;
import dev.tieline.plan.Plan;
import dev.tieline.snapshot.Picture;
import dev.tieline.spi.Call;
import dev.tieline.spi.CallObserver;
import dev.tieline.spi.Provider;
import dev.tieline.testkit.FakeCloud;
import dev.tieline.text.Amount;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fake cloud on virtual time with a {@link Tieline} that works on it over HTTP, and a voice that
 * says what happens. Nothing here reaches a real cloud.
 */
abstract class Stage implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Of what is longer only the beginning and the end are told. */
  private static final int MOST_LINES = 40;

  private final Performance performance;
  private final VirtualTime time;
  private final FakeCloud cloud;
  private final Tieline tieline;
  private volatile long lastAnswer;
  private boolean live;
  private int told;
  private int stepsOpen;
  private Instant began = START;

  Stage(
      Performance performance, String title, VirtualTime time, FakeCloud cloud, Provider provider) {
    this.performance = performance;
    this.time = time;
    this.cloud = cloud;
    print("\n=== " + title + " ===");
    print("(a simulation: fake clouds on virtual time, on this machine only)\n");
    tieline =
        Tieline.builder()
            .namespace("examples")
            .provider(provider)
            .time(time)
            .listener(this::progress)
            .callObserver(
                new CallObserver() {
                  @Override
                  public void after(Call<?> call, @Nullable Throwable thrown) {
                    lastAnswer = System.nanoTime();
                  }
                })
            .build();
  }

  VirtualTime time() {
    return time;
  }

  Tieline tieline() {
    return tieline;
  }

  void say(String what) {
    print("\n--- " + what);
  }

  Plan plan(Topology topology) {
    say("plan " + topology.name());
    Plan plan = tieline.plan(topology);
    long planned = (System.nanoTime() - lastAnswer) / 1_000_000;
    print(shortened(plan.toString()));
    performance.planned(planned);
    return plan;
  }

  Outcome apply(Plan plan) {
    say("apply " + plan.name());
    Outcome outcome = live(() -> tieline.apply(plan));
    print(shortened(outcome.toString()));
    return outcome;
  }

  /**
   * Verifies every wished flow: the whole trace of one for each traffic and direction, and all in
   * short.
   */
  Report verify(Topology topology) {
    say("verify " + topology.name() + ": the model's verdicts, in both directions");
    Report report = tieline.verify(topology);
    print(Flows.of(report));
    return report;
  }

  Report explain(Topology topology, String from, String to, Traffic traffic) {
    return explain(tieline, topology, from, to, traffic);
  }

  /** Explains a flow as another instance of the library sees it. */
  Report explain(Tieline by, Topology topology, String from, String to, Traffic traffic) {
    say("explain " + from + " -> " + to + " " + traffic);
    Report report = by.explain(topology, from, to, traffic);
    report.lines().stream()
        .limit(1)
        .forEach(line -> print(line.trace().toString().indent(2).stripTrailing()));
    if (report.lines().size() > 1) {
      print("  (" + (report.lines().size() - 1) + " more between other subnets)");
    }
    return report;
  }

  void picture(Outcome outcome) {
    say("picture (Mermaid)");
    print(Picture.mermaid(outcome.snapshot()).stripTrailing());
  }

  /** Plans once more and expects no change. */
  void replan(Topology topology) {
    say("plan again");
    Plan again = tieline.plan(topology);
    print(again);
    expect(again.isEmpty(), "a second plan finds nothing to do");
    CallsThatChange calls = new CallsThatChange();
    cloud.observe(calls);
    tieline.apply(topology);
    expect(calls.count() == 0, "a second apply makes no mutating call");
  }

  /**
   * Destroys, looks again when the cloud has come to rest, and expects the world to be as it was.
   */
  void destroy(String topology, String before) {
    say("destroy " + topology);
    Outcome outcome = live(() -> tieline.destroy(topology));
    print(shortened(outcome.toString()));
    for (int look = 0; look < 3 && !outcome.isReady(); look++) {
      Duration wait =
          outcome.waiting().stream()
              .map(Waiting::nextLook)
              .map(t -> Duration.between(time.instant(), t))
              .max(Duration::compareTo)
              .orElse(Duration.ofMinutes(1));
      print("... " + Amount.of(wait) + " later");
      time.advance(wait);
      outcome = live(() -> tieline.destroy(topology));
      print(shortened(outcome.toString()));
    }
    expect(outcome.isReady(), "nothing of the topology is left");
    expectSame(before, cloud.dump(), "the cloud is as it was before");
  }

  void expectSame(String expected, String actual, String what) {
    expect(expected.equals(actual), what);
    if (!expected.equals(actual)) {
      expected
          .lines()
          .filter(l -> !actual.lines().toList().contains(l))
          .forEach(l -> print("    missing: " + l));
      actual
          .lines()
          .filter(l -> !expected.lines().toList().contains(l))
          .forEach(l -> print("    surplus: " + l));
    }
  }

  void expect(boolean holds, String what) {
    performance.expect(holds, what);
  }

  void print(Object what) {
    performance.out().println(what);
  }

  /**
   * Runs with its events told as they come, in seconds of its own; plans and verdicts speak for
   * themselves.
   */
  private Outcome live(Supplier<Outcome> run) {
    told = 0;
    stepsOpen = -1;
    began = time.instant();
    live = true;
    try {
      return run.get();
    } finally {
      live = false;
      if (told > MOST_LINES) {
        print("  ... and " + (told - MOST_LINES) + " more events");
      }
    }
  }

  private void progress(RunEvent event) {
    if (!live) {
      return;
    }
    if (event instanceof RunEvent.Looked looked) {
      if (looked.steps() != stepsOpen) {
        tell(
            event,
            "looked, " + looked.reads() + " reads so far: " + looked.steps() + " steps open");
      }
      stepsOpen = looked.steps();
    } else if (event instanceof RunEvent.Progress progress) {
      tell(event, "  " + progress.step().address() + " is " + progress.state());
    } else if (event instanceof RunEvent.Done done) {
      tell(event, done.step().mark() + " " + done.step().address() + "  " + done.id());
    } else if (event instanceof RunEvent.Waits waits) {
      tell(event, "? " + waits.step().address() + " waits for " + waits.party());
    } else if (event instanceof RunEvent.Refused refused) {
      tell(event, "! " + refused.step().address() + ": " + refused.why());
    }
  }

  private void tell(RunEvent event, String what) {
    if (told++ < MOST_LINES) {
      print(
          String.format(
              "  %8.1fs  %s", Duration.between(began, event.at()).toMillis() / 1000.0, what));
    }
  }

  private static String shortened(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() <= 2 * MOST_LINES) {
      return text;
    }
    List<String> kept = new ArrayList<>(lines.subList(0, MOST_LINES));
    kept.add("  ... " + (lines.size() - MOST_LINES - MOST_LINES / 2) + " lines left out ...");
    kept.addAll(lines.subList(lines.size() - MOST_LINES / 2, lines.size()));
    return String.join("\n", kept);
  }

  @Override
  public void close() {
    tieline.close();
    cloud.close();
  }
}
