package dev.tieline.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void ceiling_eachAttempt_doublesUpToTheLongest() {
    Backoff backoff = Backoff.exponential(Duration.ofMillis(300), Duration.ofSeconds(1));
    assertThat(backoff.ceiling(1)).isEqualTo(Duration.ofMillis(300));
    assertThat(backoff.ceiling(2)).isEqualTo(Duration.ofMillis(600));
    assertThat(backoff.ceiling(3)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.ceiling(4)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void ceiling_hugeAttemptOfSmallestInitial_isTheLongest() {
    Backoff backoff = Backoff.exponential(Duration.ofMillis(1), Duration.ofDays(365));
    assertThat(backoff.ceiling(35)).isEqualTo(Duration.ofMillis(1L << 34));
    assertThat(backoff.ceiling(36)).isEqualTo(Duration.ofDays(365));
    assertThat(backoff.ceiling(Integer.MAX_VALUE)).isEqualTo(Duration.ofDays(365));
  }

  @Test
  void ceiling_hugeAttemptOfLargestInitial_doesNotOverflow() {
    Backoff backoff = Backoff.exponential(Duration.ofDays(365), Duration.ofDays(365));
    assertThat(backoff.ceiling(Integer.MAX_VALUE)).isEqualTo(Duration.ofDays(365));
  }

  @Test
  void ceiling_attemptZero_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryPolicy.ofDefaults().backoff().ceiling(0))
        .withMessage("attempt: 0 (expected: at least 1)");
  }

  @Test
  void exponential_zeroInitial_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backoff.exponential(Duration.ZERO, Duration.ofSeconds(1)))
        .withMessage(
            "backoff: PT0S to PT1S (expected: at least PT0.001S, not falling, at most 365 days)");
  }

  @Test
  void exponential_falling_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backoff.exponential(Duration.ofSeconds(2), Duration.ofSeconds(1)));
  }

  @Test
  void exponential_beyondAYear_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backoff.exponential(Duration.ofSeconds(2), Duration.ofDays(366)));
  }
}
