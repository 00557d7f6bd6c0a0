package dev.tieline.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  @Test
  void ofDefaults_always_isWhatItsWordsSay() {
    RetryPolicy policy = RetryPolicy.ofDefaults();
    assertThat(policy.maxAttempts()).isEqualTo(6);
    assertThat(policy.backoff())
        .isEqualTo(new Backoff(Duration.ofMillis(200), Duration.ofSeconds(20)));
    assertThat(policy.throttleBackoff())
        .isEqualTo(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)));
    assertThat(policy.budget()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void none_always_makesOneAttempt() {
    assertThat(RetryPolicy.none().maxAttempts()).isEqualTo(1);
  }

  @Test
  void builder_ofExisting_keepsItsValues() {
    Backoff slow = Backoff.exponential(Duration.ofSeconds(3), Duration.ofSeconds(9));
    RetryPolicy policy =
        RetryPolicy.builder()
            .maxAttempts(9)
            .backoff(slow)
            .throttleBackoff(slow)
            .budget(Duration.ofHours(1))
            .build();
    assertThat(RetryPolicy.builder(policy).build()).isEqualTo(policy).hasSameHashCodeAs(policy);
  }

  @Test
  void equals_anyOtherPart_differs() {
    RetryPolicy policy = RetryPolicy.ofDefaults();
    Backoff slow = Backoff.exponential(Duration.ofSeconds(3), Duration.ofSeconds(9));
    assertThat(RetryPolicy.builder(policy).maxAttempts(5).build()).isNotEqualTo(policy);
    assertThat(RetryPolicy.builder(policy).backoff(slow).build()).isNotEqualTo(policy);
    assertThat(RetryPolicy.builder(policy).throttleBackoff(slow).build()).isNotEqualTo(policy);
    assertThat(RetryPolicy.builder(policy).budget(Duration.ZERO).build()).isNotEqualTo(policy);
  }

  @Test
  void build_builderUsedAgain_leavesTheFirstPolicyAlone() {
    RetryPolicy.Builder builder = RetryPolicy.builder().maxAttempts(3);
    RetryPolicy first = builder.build();
    RetryPolicy second = builder.maxAttempts(4).build();
    assertThat(first.maxAttempts()).isEqualTo(3);
    assertThat(second.maxAttempts()).isEqualTo(4);
  }

  @Test
  void maxAttempts_zero_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryPolicy.builder().maxAttempts(0))
        .withMessage("maxAttempts: 0 (expected: at least 1, the first call counts)");
  }

  @Test
  void budget_negative_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryPolicy.builder().budget(Duration.ofSeconds(-1)))
        .withMessage("budget: PT-1S (expected: zero or more)");
  }
}
