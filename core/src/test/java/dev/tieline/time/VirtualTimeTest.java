package dev.tieline.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VirtualTimeTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Runnable EVENT = () -> {};

  private final VirtualTime time = VirtualTime.startingAt(START);
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();

  @Test
  void instant_nobodyParks_staysAtStart() {
    assertThat(time.instant()).isEqualTo(START);
    assertThat(time.nanos()).isZero();
  }

  @Test
  void park_onlyRun_jumpsToDeadline() throws InterruptedException {
    try (Time.Run run = time.open("a")) {
      assertThat(run.park(events, Duration.ofDays(400), false)).isNull();
    }
    assertThat(time.instant()).isEqualTo(START.plus(Duration.ofDays(400)));
  }

  @Test
  void park_oftenInARow_sumsDelaysExactly() throws InterruptedException {
    try (Time.Run run = time.open("a")) {
      for (int i = 0; i < 1_000; i++) {
        run.park(events, Duration.ofNanos(i), false);
      }
    }
    assertThat(time.nanos()).isEqualTo(499_500);
  }

  @Test
  void park_onlyRun_leavesNothingInTheQueue() throws InterruptedException {
    try (Time.Run run = time.open("a")) {
      run.park(events, Duration.ofSeconds(1), false);
    }
    assertThat(events).isEmpty();
  }

  @Test
  void park_eventThere_returnsItAndTimeStands() throws InterruptedException {
    events.add(EVENT);
    try (Time.Run run = time.open("a")) {
      assertThat(run.park(events, Duration.ofDays(1), false)).isSameAs(EVENT);
    }
    assertThat(time.nanos()).isZero();
  }

  @Test
  void park_noDelayLeft_returnsAtOnceAndTimeStands() throws InterruptedException {
    try (Time.Run run = time.open("a")) {
      assertThat(run.park(events, Duration.ZERO, false)).isNull();
      assertThat(run.park(events, Duration.ofSeconds(-1), true)).isNull();
    }
    assertThat(time.nanos()).isZero();
  }

  @Test
  void park_otherRunWorks_clockStandsUntilItCloses() throws Exception {
    Time.Run worker = time.open("worker");
    Time.Run sleeper = time.open("sleeper");
    Started<Runnable> parked = Started.start(() -> sleeper.park(events, Duration.ofDays(1), false));
    parked.awaitBlocked();
    assertThat(time.nanos()).isZero();
    assertThat(parked.isDone()).isFalse();

    worker.close();

    assertThat(parked.result()).isNull();
    assertThat(time.instant()).isEqualTo(START.plus(Duration.ofDays(1)));
  }

  @Test
  void park_blocked_doesNotPoll() throws Exception {
    Time.Run worker = time.open("worker");
    Time.Run sleeper = time.open("sleeper");
    Started<Runnable> parked = Started.start(() -> sleeper.park(events, Duration.ofDays(1), false));
    parked.awaitBlocked();
    // A wait without a time limit can not be a poll: the thread sleeps until it is woken.
    assertThat(parked.state()).isEqualTo(Thread.State.WAITING);
    worker.close();
    parked.result();
  }

  @Test
  void park_eventOfForeignThreadWhileBlocked_wakesAndTimeStands() throws Exception {
    Time.Run worker = time.open("worker");
    Time.Run sleeper = time.open("sleeper");
    Started<Runnable> parked = Started.start(() -> sleeper.park(events, Duration.ofDays(1), false));
    parked.awaitBlocked();

    events.add(EVENT);

    assertThat(parked.result()).isSameAs(EVENT);
    assertThat(time.nanos()).isZero();
    worker.close();
  }

  @Test
  void park_withoutDelay_waitsForEvent() throws Exception {
    Time.Run run = time.open("a");
    Started<Runnable> parked = Started.start(() -> run.park(events, null, false));
    parked.awaitBlocked();
    events.add(EVENT);
    assertThat(parked.result()).isSameAs(EVENT);
    assertThat(time.nanos()).isZero();
  }

  @Test
  void park_callsInFlight_clockStandsForAllRuns() throws Exception {
    Time.Run caller = time.open("caller");
    Time.Run sleeper = time.open("sleeper");
    BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
    Started<Runnable> calling =
        Started.start(() -> caller.park(answers, Duration.ofSeconds(1), true));
    Started<Runnable> sleeping =
        Started.start(() -> sleeper.park(events, Duration.ofSeconds(2), false));
    calling.awaitBlocked();
    sleeping.awaitBlocked();
    assertThat(time.nanos()).isZero();

    answers.add(EVENT);

    assertThat(calling.result()).isSameAs(EVENT);
    assertThat(time.nanos()).isZero();
    caller.close();
    assertThat(sleeping.result()).isNull();
    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
  }

  /** Two threads with timers of their own: each wakes at its moments, whatever the other does. */
  @RepeatedTest(50)
  void park_twoRuns_wakeInOrderOfTheirTimers() throws Exception {
    List<String> woken = new ArrayList<>();
    Time.Run a = time.open("a");
    Time.Run b = time.open("b");
    Started<Void> first = Started.start(() -> wakeEvery(a, "a", 2, 5, woken));
    Started<Void> second = Started.start(() -> wakeEvery(b, "b", 3, 3, woken));
    first.result();
    second.result();
    assertThat(woken)
        .filteredOn(entry -> !entry.endsWith("@6"))
        .containsExactly("a@2", "b@3", "a@4", "a@8", "b@9", "a@10");
    assertThat(woken).contains("a@6", "b@6").hasSize(8);
  }

  private Void wakeEvery(Time.Run run, String name, int seconds, int times, List<String> woken)
      throws InterruptedException {
    BlockingQueue<Runnable> none = new LinkedBlockingQueue<>();
    try (run) {
      for (int i = 0; i < times; i++) {
        run.park(none, Duration.ofSeconds(seconds), false);
        synchronized (woken) {
          woken.add(name + "@" + time.nanos() / 1_000_000_000);
        }
      }
    }
    assertThat(none).isEmpty();
    return null;
  }

  /**
   * One run hands an event to the other and parks at once: the other must get it before time
   * passes, however the threads are scheduled.
   */
  @Test
  void park_eventOfOtherRun_arrivesBeforeTimePasses() throws Exception {
    int rounds = 5_000;
    Time.Run giver = time.open("giver");
    Time.Run taker = time.open("taker");
    List<Long> given = new ArrayList<>();
    List<Long> taken = new ArrayList<>();
    Started<Void> taking =
        Started.start(
            () -> {
              try (taker) {
                for (int i = 0; i < rounds; i++) {
                  Runnable event = taker.park(events, null, false);
                  assertThat(event).isSameAs(EVENT);
                  taken.add(time.nanos());
                }
              }
              return null;
            });
    Started<Void> giving =
        Started.start(
            () -> {
              BlockingQueue<Runnable> none = new LinkedBlockingQueue<>();
              try (giver) {
                for (int i = 0; i < rounds; i++) {
                  given.add(time.nanos());
                  events.add(EVENT);
                  giver.park(none, Duration.ofSeconds(1), false);
                }
              }
              return null;
            });
    giving.result();
    taking.result();
    assertThat(taken).isEqualTo(given);
    assertThat(events).isEmpty();
  }

  /** The taker has the event in hand, off the queue, and is held there while the giver parks. */
  @Test
  void park_eventTakenAndNotYetReturned_timeStands() throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    BlockingQueue<Runnable> gated =
        new LinkedBlockingQueue<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public Runnable take() throws InterruptedException {
            Runnable event = super.take();
            taken.countDown();
            gate.await();
            return event;
          }
        };
    Time.Run giver = time.open("giver");
    Time.Run taker = time.open("taker");
    Started<Runnable> taking = Started.start(() -> taker.park(gated, null, false));
    taking.awaitBlocked();
    gated.add(EVENT);
    taken.await();

    Started<Runnable> giving =
        Started.start(() -> giver.park(events, Duration.ofSeconds(1), false));
    giving.awaitBlocked();
    assertThat(time.nanos()).isZero();

    gate.countDown();
    assertThat(taking.result()).isSameAs(EVENT);
    assertThat(time.nanos()).isZero();
    assertThat(gated).isEmpty();
    taker.close();
    assertThat(giving.result()).isNull();
    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void park_interruptedWhileBlocked_throwsAndOthersStillWaitForIt() throws Exception {
    Time.Run worker = time.open("worker");
    Time.Run sleeper = time.open("sleeper");
    Started<Runnable> parked = Started.start(() -> sleeper.park(events, Duration.ofDays(1), false));
    parked.awaitBlocked();

    parked.interrupt();

    assertThatExceptionOfType(InterruptedException.class).isThrownBy(parked::result);
    assertThat(time).hasToString("2026-01-01T00:00:00Z; worker works; sleeper works");
    worker.close();
    assertThat(time.nanos()).isZero();
  }

  @Test
  void park_interruptedBefore_throwsEvenWithEvent() throws Exception {
    events.add(EVENT);
    try (Time.Run run = time.open("a")) {
      Started<Runnable> parked =
          Started.start(
              () -> {
                Thread.currentThread().interrupt();
                return run.park(events, Duration.ofDays(1), false);
              });
      assertThatExceptionOfType(InterruptedException.class).isThrownBy(parked::result);
    }
    assertThat(events).containsExactly(EVENT);
  }

  @Test
  void park_afterClose_isRefused() {
    Time.Run run = time.open("a");
    run.close();
    run.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> run.park(events, Duration.ofSeconds(1), false))
        .withMessage("a: closed (expected: an open run)");
  }

  @Test
  void park_delayBeyondTheClock_waitsForEvent() throws Exception {
    time.advance(Duration.ofDays(1));
    Time.Run run = time.open("a");
    Started<Runnable> parked =
        Started.start(() -> run.park(events, Duration.ofSeconds(Long.MAX_VALUE), false));
    parked.awaitBlocked();
    events.add(EVENT);
    assertThat(parked.result()).isSameAs(EVENT);
    assertThat(time.nanos()).isEqualTo(Duration.ofDays(1).toNanos());
  }

  @Test
  void advance_pastDeadline_wakesEvenWithCallsInFlight() throws Exception {
    Time.Run run = time.open("a");
    Started<Runnable> parked = Started.start(() -> run.park(events, Duration.ofSeconds(30), true));
    parked.awaitBlocked();

    time.advance(Duration.ofSeconds(31));

    assertThat(parked.result()).isNull();
    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(31).toNanos());
    assertThat(events).isEmpty();
  }

  @Test
  void advance_backwards_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> time.advance(Duration.ofSeconds(-1)))
        .withMessage("by: PT-1S (expected: zero or more)");
  }

  @Test
  void toString_parkedAndWorkingRuns_saysWhoKeepsTimeFromPassing() throws Exception {
    Time.Run worker = time.open("worker");
    Time.Run caller = time.open("caller");
    Time.Run sleeper = time.open("sleeper");
    Time.Run listener = time.open("listener");
    BlockingQueue<Runnable> a = new LinkedBlockingQueue<>();
    BlockingQueue<Runnable> b = new LinkedBlockingQueue<>();
    Started<Runnable> calling = Started.start(() -> caller.park(a, null, true));
    Started<Runnable> sleeping =
        Started.start(() -> sleeper.park(events, Duration.ofHours(1), false));
    Started<Runnable> listening = Started.start(() -> listener.park(b, null, false));
    calling.awaitBlocked();
    sleeping.awaitBlocked();
    listening.awaitBlocked();
    assertThat(time)
        .hasToString(
            "2026-01-01T00:00:00Z; worker works; caller waits for calls;"
                + " sleeper waits until 2026-01-01T01:00:00Z; listener waits for events");
    a.add(EVENT);
    b.add(EVENT);
    calling.result();
    listening.result();
    worker.close();
    caller.close();
    listener.close();
    sleeping.result();
  }
}
