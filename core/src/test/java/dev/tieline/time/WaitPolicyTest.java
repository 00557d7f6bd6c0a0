package dev.tieline.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitPolicyTest {
  @Test
  void ofDefaults_always_isWhatItsWordsSay() {
    WaitPolicy policy = WaitPolicy.ofDefaults();
    assertThat(policy.every()).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.longest()).isEqualTo(Duration.ofSeconds(10));
    assertThat(policy.atMost()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void pauseAfter_growingPauses_growByAQuarterToTheLongest() {
    WaitPolicy policy =
        WaitPolicy.builder()
            .every(Duration.ofMillis(800))
            .growingTo(Duration.ofMillis(1400))
            .build();
    assertThat(policy.pauseAfter(1)).isEqualTo(Duration.ofMillis(800));
    assertThat(policy.pauseAfter(2)).isEqualTo(Duration.ofMillis(1000));
    assertThat(policy.pauseAfter(3)).isEqualTo(Duration.ofMillis(1250));
    assertThat(policy.pauseAfter(4)).isEqualTo(Duration.ofMillis(1400));
    assertThat(policy.pauseAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofMillis(1400));
  }

  @Test
  void pauseAfter_everyAlone_doesNotGrow() {
    WaitPolicy policy = WaitPolicy.builder().every(Duration.ofMinutes(1)).build();
    assertThat(policy.pauseAfter(1)).isEqualTo(Duration.ofMinutes(1));
    assertThat(policy.pauseAfter(50)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void pauseAfter_lookZero_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WaitPolicy.ofDefaults().pauseAfter(0))
        .withMessage("look: 0 (expected: at least 1)");
  }

  @Test
  void builder_ofExisting_keepsItsValues() {
    WaitPolicy policy =
        WaitPolicy.builder()
            .every(Duration.ofSeconds(20))
            .growingTo(Duration.ofSeconds(40))
            .atMost(Duration.ofHours(1))
            .build();
    assertThat(WaitPolicy.builder(policy).build()).isEqualTo(policy).hasSameHashCodeAs(policy);
    assertThat(WaitPolicy.builder(policy).atMost(Duration.ZERO).build()).isNotEqualTo(policy);
  }

  @Test
  void every_zero_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WaitPolicy.builder().every(Duration.ZERO))
        .withMessage("every: PT0S (expected: a millisecond to 365 days)");
  }

  @Test
  void growingTo_lessThanEvery_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WaitPolicy.builder().every(Duration.ofSeconds(5)).growingTo(Duration.ofSeconds(4)))
        .withMessage("growingTo: PT4S (expected: PT5S to 365 days)");
  }

  @Test
  void atMost_negative_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WaitPolicy.builder().atMost(Duration.ofSeconds(-1)))
        .withMessage("atMost: PT-1S (expected: zero or more)");
  }
}
