package dev.tieline.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.tieline.error.TerminalStateException;
import dev.tieline.error.WaitTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A peering is pending until a moment of virtual time and then reaches another state; waiters watch
 * it.
 */
@Timeout(60)
class WaiterTest {
  private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));

  private Waiter<String> pendingUntil(Duration moment, String then) {
    return Waiter.<String>forState(
            () -> time.nanos() < moment.toNanos() ? "pending-acceptance" : then)
        .named("peering pcx-1");
  }

  @Test
  void await_targetAtFirstLook_takesNoTime() {
    Waited<String> waited = pendingUntil(Duration.ZERO, "active").target("active").await(time);
    assertThat(waited).isEqualTo(new Waited<>("active", 1, Duration.ZERO));
  }

  @Test
  void await_targetAfterDays_returnsAtOnceInRealTime() {
    Waited<String> waited =
        pendingUntil(Duration.ofDays(6), "active")
            .target("active")
            .every(Duration.ofHours(1))
            .atMost(Duration.ofDays(7))
            .await(time);
    assertThat(waited).isEqualTo(new Waited<>("active", 145, Duration.ofDays(6)));
  }

  @Test
  void await_oneOfSeveralTargets_returnsTheOneSeen() {
    Waiter<String> waiter =
        pendingUntil(Duration.ofSeconds(5), "deleted").target("active", "deleted");
    assertThat(waiter.await(time).state()).isEqualTo("deleted");
  }

  @Test
  void await_targetsSaidTwice_bothCount() {
    Waiter<String> waiter =
        pendingUntil(Duration.ofSeconds(5), "deleted")
            .target("active")
            .targetWhen("a state that begins with d", state -> state.startsWith("d"));
    assertThat(waiter.await(time).state()).isEqualTo("deleted");
  }

  @Test
  void await_failingState_endsAtOnceWithTheCloudsWord() {
    Waiter<String> waiter =
        pendingUntil(Duration.ofSeconds(30), "rejected")
            .target("active")
            .failing("failed", "rejected")
            .every(Duration.ofSeconds(10));
    assertThatExceptionOfType(TerminalStateException.class)
        .isThrownBy(() -> waiter.await(time))
        .withMessage("peering pcx-1: rejected (expected: active)")
        .satisfies(e -> assertThat(e.last()).isEqualTo("rejected"))
        .satisfies(e -> assertThat(e.wanted()).isEqualTo("active"));
    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(30).toNanos());
  }

  @Test
  void await_failingWhen_endsAtOnce() {
    Waiter<String> waiter =
        pendingUntil(Duration.ZERO, "create-failed")
            .target("active")
            .failingWhen("a failed state", state -> state.endsWith("failed"));
    assertThatExceptionOfType(TerminalStateException.class)
        .isThrownBy(() -> waiter.await(time))
        .withMessage("peering pcx-1: create-failed (expected: active)");
  }

  @Test
  void await_unknownStateAndPendingStatesGiven_isTerminal() {
    Waiter<String> waiter =
        pendingUntil(Duration.ofSeconds(30), "hibernating")
            .target("active", "provisioned")
            .failing("failed")
            .pending("pending-acceptance");
    assertThatExceptionOfType(TerminalStateException.class)
        .isThrownBy(() -> waiter.await(time))
        .withMessage("peering pcx-1: hibernating (expected: active or provisioned)");
  }

  @Test
  void await_pendingWhen_keepsWaiting() {
    Waiter<String> waiter =
        pendingUntil(Duration.ofSeconds(30), "active")
            .target("active")
            .pendingWhen("a pending state", state -> state.startsWith("pending"));
    assertThat(waiter.await(time).state()).isEqualTo("active");
  }

  @Test
  void await_unknownStateAndNoPendingStatesGiven_keepsWaiting() {
    Waiter<String> waiter = pendingUntil(Duration.ofSeconds(30), "active").target("active");
    assertThat(waiter.await(time).state()).isEqualTo("active");
  }

  @Test
  void await_targetIsAlsoFailing_targetWins() {
    Waiter<String> waiter =
        pendingUntil(Duration.ZERO, "deleted").target("deleted").failing("deleted");
    assertThat(waiter.await(time).state()).isEqualTo("deleted");
  }

  @Test
  void await_neverTarget_looksOnceMoreAtTheEndAndTimesOut() {
    Waiter<String> waiter =
        pendingUntil(Duration.ofDays(1), "active")
            .target("active")
            .every(Duration.ofSeconds(40))
            .atMost(Duration.ofSeconds(100));
    assertThatExceptionOfType(WaitTimeoutException.class)
        .isThrownBy(() -> waiter.await(time))
        .withMessage("peering pcx-1 after PT1M40S: pending-acceptance (expected: active)")
        .satisfies(e -> assertThat(e.wanted()).isEqualTo("active"));
    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(100).toNanos());
  }

  @Test
  void await_targetAtTheVeryEnd_isSeen() {
    Waiter<String> waiter =
        pendingUntil(Duration.ofSeconds(100), "active")
            .target("active")
            .every(Duration.ofSeconds(40))
            .atMost(Duration.ofSeconds(100));
    assertThat(waiter.await(time)).isEqualTo(new Waited<>("active", 4, Duration.ofSeconds(100)));
  }

  @Test
  void await_atMostZero_looksOnce() {
    Waiter<String> waiter =
        pendingUntil(Duration.ofSeconds(1), "active").target("active").atMost(Duration.ZERO);
    assertThatExceptionOfType(WaitTimeoutException.class).isThrownBy(() -> waiter.await(time));
    assertThat(time.nanos()).isZero();
  }

  @Test
  void await_interrupted_staysInterruptedAndSaysSo() {
    Waiter<String> waiter = pendingUntil(Duration.ofDays(1), "active").target("active");
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> waiter.await(time))
          .withMessage("peering pcx-1: interrupted at pending-acceptance (expected: active)")
          .withCauseInstanceOf(InterruptedException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void await_readerThrows_passesItOnAndClosesItsRun() {
    Supplier<String> broken =
        () -> {
          throw new UnsupportedOperationException("no reader");
        };
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> Waiter.forState(broken).target("active").await(time));
    assertThat(time).hasToString("2026-01-01T00:00:00Z");
  }

  @Test
  void await_readerReturnsNull_isRefused() {
    Supplier<String> empty = () -> null;
    assertThatNullPointerException()
        .isThrownBy(() -> Waiter.forState(empty).target("active").await(time));
  }

  @Test
  void await_withoutTarget_isRefused() {
    Waiter<String> waiter = pendingUntil(Duration.ZERO, "active");
    assertThatIllegalStateException()
        .isThrownBy(() -> waiter.await(time))
        .withMessage("peering pcx-1: no target (expected: a call of target)");
  }

  @Test
  void target_noState_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pendingUntil(Duration.ZERO, "active").target())
        .withMessage("states: none (expected: at least one)");
  }

  @Test
  void target_onSharedWaiter_doesNotChangeIt() {
    Waiter<String> base = pendingUntil(Duration.ZERO, "active").target("active");
    Waiter<String> other = base.failing("active").target("deleted");
    assertThat(base.await(time).state()).isEqualTo("active");
    assertThat(other).isNotSameAs(base);
  }
}
