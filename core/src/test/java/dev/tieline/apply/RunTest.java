package dev.tieline.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.Tieline;
import dev.tieline.retry.Pace;
import dev.tieline.spi.Call;
import dev.tieline.spi.CallObserver;
import dev.tieline.topology.Topology;
import dev.tieline.toy.ToyCloud;
import dev.tieline.toy.ToyNetwork;
import dev.tieline.toy.ToyWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a run works: polling, turns, pacing, events, interrupts, and the same order each time. */
class RunTest {
  private final ToyWorld world = new ToyWorld();

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  /** A box joined with many, so that as many cables and pegs are made side by side. */
  private static Topology star(String name, int rays) {
    Topology.Builder star =
        Topology.named(name).network("hub", ToyNetwork.managed("north", "hub", "10.0.0.0/16"));
    for (int i = 1; i <= rays; i++) {
      star.network("r" + i, ToyNetwork.managed("south", "r" + i, "10." + i + ".0.0/16"));
      star.peer("hub", "r" + i, p -> {});
    }
    return star.build();
  }

  @Test
  void waits_ofOneKindInOneRegion_shareOneReadATick() {
    world.process().apply(star("many", 30)).orThrow();

    Map<Long, Long> readsATick =
        world.cloud.log().stream()
            .filter(e -> e.operation().equals("ReadCable"))
            .collect(Collectors.groupingBy(ToyCloud.Entry::at, Collectors.counting()));
    assertThat(readsATick.values()).isNotEmpty().containsOnly(1L);
    assertThat(readsATick).hasSizeLessThan(15);
  }

  @Test
  void calls_toOneBoard_areMadeInTurn() {
    List<String> open = new ArrayList<>();
    List<Integer> together = new ArrayList<>();
    world.time.callLatency(Duration.ofMillis(50));
    Map<String, Long> last = new HashMap<>();
    world.cloud.onCall(
        e -> {
          if (e.operation().equals("PutPeg") && e.region().equals("north")) {
            Long before = last.put("hub", e.at());
            together.add(before == null ? 50 : (int) ((e.at() - before) / 1_000_000));
            open.add(e.what());
          }
        });

    world.process().apply(star("many", 10)).orThrow();

    assertThat(open).hasSize(10);
    assertThat(together).allSatisfy(apart -> assertThat(apart).isGreaterThanOrEqualTo(50));
  }

  @Test
  void calls_areMadeAtThePaceOfTheCloud() {
    Pace slow = new Pace("all", 5, 10);

    Outcome outcome = world.process(slow, b -> b).apply(star("many", 10));

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    List<Long> times =
        world.cloud.log().stream()
            .filter(e -> e.region().equals("south"))
            .map(ToyCloud.Entry::at)
            .toList();
    for (int i = 15; i < times.size(); i++) {
      long window = times.get(i) - times.get(i - 15); // five at once, ten more in a second
      assertThat(window).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(1000));
    }
  }

  @Test
  void run_withCallLatency_takesAsLongAsItsLongestChain() {
    Outcome without = new ToyWorld().process().apply(world.pair());
    ToyWorld slow = new ToyWorld();
    slow.time.callLatency(Duration.ofMillis(200));

    Outcome outcome = slow.process().apply(slow.pair());

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    Duration more = outcome.took().minus(without.took());
    // Look, box, is it alone, cable, poll, accept, poll, peg, look again: each beside its like.
    assertThat(more).isBetween(Duration.ofMillis(9 * 200 - 1000), Duration.ofMillis(15 * 200));
  }

  @Test
  void latency_thatIsNegative_isRefused() {
    assertThatThrownBy(() -> world.time.callLatency(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("latency");
  }

  @Test
  void answers_ofCallsMadeTogether_arriveTogether() {
    world.time.callLatency(Duration.ofMillis(300));

    world.process().plan(world.pair());

    assertThat(world.cloud.log()).extracting(ToyCloud.Entry::at).containsOnly(0L);
    assertThat(world.time.nanos()).isEqualTo(Duration.ofMillis(300).toNanos());
  }

  @Test
  void calls_withTheSameSeed_areTheSameEachTime() {
    assertThat(callsOf(7)).isEqualTo(callsOf(7)).hasSizeGreaterThan(100);
  }

  private static List<String> callsOf(long seed) {
    ToyWorld world = new ToyWorld();
    world.cloud.fault(
        e -> e.at() > 0 && e.what().length() % 3 == 0, 0, 20, dev.tieline.toy.Fault.THROTTLED);
    world.process(b -> b.seed(seed)).apply(star("many", 8));
    return world.cloud.log().stream().map(ToyCloud.Entry::toString).toList();
  }

  @Test
  void twoRuns_onOneVirtualTime_bothEndWell() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Outcome> one = threads.submit(() -> world.process().apply(star("one", 4)));
      Future<Outcome> two = threads.submit(() -> world.process().apply(star("two", 4)));

      assertThat(one.get(30, TimeUnit.SECONDS).isReady()).isTrue();
      assertThat(two.get(30, TimeUnit.SECONDS).isReady()).isTrue();
    } finally {
      threads.shutdownNow();
    }
    assertThat(world.cloud.alive("cable")).hasSize(8);
  }

  @Test
  void twoAppliers_ofOneWish_converge() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Outcome> one = threads.submit(() -> world.process().apply(star("same", 4)));
      Future<Outcome> two = threads.submit(() -> world.process().apply(star("same", 4)));
      one.get(30, TimeUnit.SECONDS);
      two.get(30, TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }
    world.pass(Duration.ofMinutes(3));

    Outcome last = world.process().apply(star("same", 4));

    assertThat(last.isReady()).as(last.toString()).isTrue();
    assertThat(world.cloud.alive("cable")).hasSize(4);
    assertThat(world.cloud.alive("box")).hasSize(6);
  }

  @Test
  void events_tellEachStepFromItsStartToItsEnd() {
    world.process().apply(world.pair()).orThrow();

    assertThat(world.events.get(0)).isInstanceOf(RunEvent.Looked.class);
    List<String> cable =
        world.events.stream()
            .map(RunTest::told)
            .filter(t -> t.startsWith("peering.n-s/cable "))
            .toList();
    assertThat(cable)
        .containsExactly(
            "peering.n-s/cable started", "peering.n-s/cable requested", "peering.n-s/cable done");
    assertThat(world.events).isSortedAccordingTo(java.util.Comparator.comparing(RunEvent::at));
  }

  private static String told(RunEvent event) {
    if (event instanceof RunEvent.Started e) {
      return e.step().address() + " started";
    }
    if (event instanceof RunEvent.Progress e) {
      return e.step().address() + " " + e.state();
    }
    return event instanceof RunEvent.Done e ? e.step().address() + " done" : "";
  }

  @Test
  void listener_thatThrows_isSurvived() {
    Tieline tieline =
        world.process(
            b ->
                b.listener(
                    e -> {
                      throw new IllegalStateException("no");
                    }));

    assertThat(tieline.apply(world.pair()).isReady()).isTrue();
  }

  @Test
  void interrupt_duringACall_startsNoNewStepAndLeavesTheFlagSet() {
    Tieline tieline =
        world.process(
            b ->
                b.callObserver(
                    new CallObserver() {
                      @Override
                      public void before(Call<?> call) {
                        if (call.operation().equals("CreateCable")) {
                          Thread.currentThread().interrupt();
                        }
                      }
                    }));

    Outcome outcome = tieline.apply(world.pair());

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(outcome.isReady()).isFalse();
    assertThat(outcome.notStarted())
        .extracting(NotStarted::because)
        .contains("the run was interrupted");
    assertThat(world.cloud.writes())
        .extracting(ToyCloud.Entry::operation)
        .endsWith("CreateCable")
        .doesNotContain("AcceptCable");
    Thread.interrupted();
    assertThat(world.process().apply(world.pair()).isReady()).isTrue();
  }

  @Test
  void interrupt_whileItWaitsForCalls_letsThemEnd() {
    world.time.callLatency(Duration.ofSeconds(1));
    Tieline tieline =
        world.process(
            b ->
                b.listener(
                    e -> {
                      if (e instanceof RunEvent.Started s
                          && s.step().address().equals("peering.n-s/claim.s")) {
                        Thread.currentThread().interrupt();
                      }
                    }));

    Outcome outcome = tieline.apply(world.pair());

    assertThat(outcome.done()).extracting(s -> s.address()).containsExactly("network.n");
    assertThat(world.cloud.writes())
        .extracting(ToyCloud.Entry::operation)
        .containsExactly("CreateBox");
  }

  @Test
  void interrupt_duringTheFirstLook_isThrown() {
    Tieline tieline = world.process();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> tieline.plan(world.pair()))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("shop");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void run_onWorkers_isTheSameAsOnVirtualTime() {
    ToyWorld other = new ToyWorld();
    other.process().apply(other.pair()).orThrow();
    ToyCloud real = new ToyCloud(new Hurried());
    real.box("south", "10.2.0.0/16");
    Tieline tieline =
        Tieline.builder()
            .namespace("acme")
            .provider(
                new dev.tieline.toy.ToyProvider(
                    real, new Pace("all", 10_000, 10_000), "north", "south"))
            .time(new Hurried())
            .workers(4)
            .build();

    try (tieline) {
      assertThat(tieline.apply(world.pair()).isReady()).isTrue();
    }

    assertThat(real.dump()).isEqualTo(other.cloud.dump());
  }

  /** The machine's time, a thousand times as fast. */
  private static final class Hurried implements dev.tieline.time.Time {
    private static final int FACTOR = 1000;
    private static final long START = System.nanoTime();

    @Override
    public java.time.Instant instant() {
      return java.time.Instant.EPOCH.plusNanos(nanos());
    }

    @Override
    public long nanos() {
      return (System.nanoTime() - START) * FACTOR;
    }

    @Override
    public Run open(String who) {
      return new Run() {
        @Override
        public @org.jspecify.annotations.Nullable Runnable park(
            java.util.concurrent.BlockingQueue<Runnable> events,
            @org.jspecify.annotations.Nullable Duration delay,
            boolean callsInFlight)
            throws InterruptedException {
          return delay == null
              ? events.take()
              : events.poll(delay.toNanos() / FACTOR, TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {}
      };
    }
  }
}
