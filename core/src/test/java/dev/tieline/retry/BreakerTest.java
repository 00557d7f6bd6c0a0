package dev.tieline.retry;

import static dev.tieline.retry.Failures.lostAnswer;
import static dev.tieline.retry.Failures.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.error.Category;
import dev.tieline.error.TielineException;
import dev.tieline.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One region of one account, with calls that end as the test says. */
class BreakerTest {
  private static final Duration TOOK = Duration.ofMillis(50);

  private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
  private final Breaker breaker = Breaker.of("main north", time);

  private void fail(int calls, TielineException failure) {
    for (int i = 0; i < calls; i++) {
      assertThat(breaker.tryEnter()).isEmpty();
      breaker.failed(failure, TOOK);
    }
  }

  private void succeed(int calls) {
    for (int i = 0; i < calls; i++) {
      assertThat(breaker.tryEnter()).isEmpty();
      breaker.succeeded(TOOK);
    }
  }

  private void open() {
    fail(5, refusal(Category.UNAVAILABLE));
  }

  /** Passes the stated wait and probes. */
  private void probeAfterRest(TielineException failure) {
    time.advance(breaker.tryEnter().orElseThrow());
    fail(1, failure);
  }

  @Test
  void tryEnter_fourUnavailable_staysClosed() {
    fail(4, refusal(Category.UNAVAILABLE));
    assertThat(breaker.tryEnter()).isEmpty();
  }

  @Test
  void tryEnter_fiveUnavailable_opensForFiveSeconds() {
    open();
    assertThat(breaker.tryEnter()).contains(Duration.ofSeconds(5).plusNanos(1));
    assertThat(breaker).hasToString("Breaker[main north OPEN]");
  }

  @Test
  void tryEnter_halfOfTheLastTen_opens() {
    succeed(5);
    fail(4, refusal(Category.UNAVAILABLE));
    assertThat(breaker.tryEnter()).isEmpty();
    breaker.failed(refusal(Category.UNAVAILABLE), TOOK);
    assertThat(breaker.tryEnter()).isPresent();
  }

  @Test
  void tryEnter_lessThanHalf_staysClosed() {
    for (int i = 0; i < 20; i++) {
      succeed(2);
      fail(1, refusal(Category.UNAVAILABLE));
    }
    assertThat(breaker.tryEnter()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNAVAILABLE")
  void failed_otherRefusals_countAsAnswers(Category category) {
    fail(100, refusal(category));
    assertThat(breaker.tryEnter()).isEmpty();
  }

  @Test
  void failed_lostAnswers_countForNothing() {
    fail(4, refusal(Category.UNAVAILABLE));
    fail(100, lostAnswer());
    assertThat(breaker.tryEnter()).isEmpty();
    breaker.failed(refusal(Category.UNAVAILABLE), TOOK);
    assertThat(breaker.tryEnter()).isPresent();
  }

  @Test
  void succeeded_verySlowCalls_areNotDown() {
    for (int i = 0; i < 100; i++) {
      assertThat(breaker.tryEnter()).isEmpty();
      breaker.succeeded(Duration.ofHours(1));
    }
    assertThat(breaker.tryEnter()).isEmpty();
  }

  @Test
  void tryEnter_askedAgainAfterTheStatedWait_letsOneProbeIn() {
    open();
    time.advance(breaker.tryEnter().orElseThrow());
    assertThat(breaker.tryEnter()).isEmpty();
    assertThat(breaker.tryEnter()).contains(Duration.ofSeconds(1));
  }

  @Test
  void tryEnter_askedTooEarly_statesWhatIsLeft() {
    open();
    time.advance(Duration.ofSeconds(2));
    assertThat(breaker.tryEnter()).contains(Duration.ofSeconds(3).plusNanos(1));
  }

  @Test
  void succeeded_probe_closes() {
    open();
    time.advance(breaker.tryEnter().orElseThrow());
    succeed(1);
    fail(4, refusal(Category.UNAVAILABLE));
    assertThat(breaker.tryEnter()).isEmpty();
  }

  @Test
  void failed_probes_restTwiceAsLongUpToAMinute() {
    open();
    for (long seconds : new long[] {5, 10, 20, 40, 60, 60}) {
      assertThat(breaker.tryEnter()).contains(Duration.ofSeconds(seconds).plusNanos(1));
      probeAfterRest(refusal(Category.UNAVAILABLE));
    }
  }

  @Test
  void failed_afterRecovery_restsFromFiveSecondsAgain() {
    open();
    probeAfterRest(refusal(Category.UNAVAILABLE));
    time.advance(breaker.tryEnter().orElseThrow());
    succeed(1);
    open();
    assertThat(breaker.tryEnter()).contains(Duration.ofSeconds(5).plusNanos(1));
  }

  @Test
  void failed_probeWithOtherRefusal_closes() {
    open();
    probeAfterRest(refusal(Category.DENIED));
    assertThat(breaker).hasToString("Breaker[main north CLOSED]");
  }

  @Test
  void failed_probeWithLostAnswer_letsAnotherProbeIn() {
    open();
    probeAfterRest(lostAnswer());
    assertThat(breaker.tryEnter()).isEmpty();
    assertThat(breaker.tryEnter()).isPresent();
  }

  @Test
  void leave_probeNotMade_letsAnotherProbeIn() {
    open();
    time.advance(breaker.tryEnter().orElseThrow());
    assertThat(breaker.tryEnter()).isEmpty();
    breaker.leave();
    assertThat(breaker.tryEnter()).isEmpty();
  }

  @Test
  void tryEnter_open_startsNoThread() {
    open();
    probeAfterRest(refusal(Category.UNAVAILABLE));
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("circuit"));
  }
}
