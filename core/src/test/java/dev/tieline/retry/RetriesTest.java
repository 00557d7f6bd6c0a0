package dev.tieline.retry;

import static dev.tieline.retry.Failures.lostAnswer;
import static dev.tieline.retry.Failures.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tieline.error.Category;
import dev.tieline.error.InvalidTopologyException;
import dev.tieline.error.TielineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetriesTest {
  private static final RetryPolicy MANY = RetryPolicy.builder().maxAttempts(1_000).build();

  private static Optional<Duration> first(TielineException failure, boolean mutating) {
    return Retries.of(RetryPolicy.ofDefaults(), mutating, 7)
        .afterFailure(failure, 1, Duration.ZERO);
  }

  @ParameterizedTest
  @EnumSource
  void afterFailure_eachCategory_repeatsThrottledAndUnavailableOnly(Category category) {
    boolean expected = category == Category.THROTTLED || category == Category.UNAVAILABLE;
    assertThat(first(refusal(category), true).isPresent()).isEqualTo(expected);
    assertThat(first(refusal(category), false).isPresent()).isEqualTo(expected);
  }

  @Test
  void afterFailure_lostAnswerOfRead_isRepeated() {
    assertThat(first(lostAnswer(), false)).isPresent();
  }

  @Test
  void afterFailure_lostAnswerOfMutation_isNotRepeated() {
    assertThat(first(lostAnswer(), true)).isEmpty();
  }

  @Test
  void afterFailure_ownException_isNotRepeated() {
    assertThat(first(new InvalidTopologyException("wrong"), false)).isEmpty();
  }

  @Test
  void afterFailure_lastAttempt_givesUp() {
    Retries retries = Retries.of(RetryPolicy.builder().maxAttempts(3).build(), true, 7);
    TielineException down = refusal(Category.UNAVAILABLE);
    assertThat(retries.afterFailure(down, 1, Duration.ZERO)).isPresent();
    assertThat(retries.afterFailure(down, 2, Duration.ZERO)).isPresent();
    assertThat(retries.afterFailure(down, 3, Duration.ZERO)).isEmpty();
  }

  @Test
  void afterFailure_attemptsJudgedElsewhere_count() {
    Retries retries = Retries.of(RetryPolicy.builder().maxAttempts(3).build(), true, 7);
    assertThat(retries.afterFailure(refusal(Category.UNAVAILABLE), 3, Duration.ZERO)).isEmpty();
  }

  @Test
  void afterFailure_policyNone_givesUpAtOnce() {
    Retries retries = Retries.of(RetryPolicy.none(), false, 7);
    assertThat(retries.afterFailure(refusal(Category.THROTTLED), 1, Duration.ZERO)).isEmpty();
  }

  @Test
  void afterFailure_attemptTwice_isRefused() {
    Retries retries = Retries.of(MANY, false, 7);
    TielineException down = refusal(Category.UNAVAILABLE);
    retries.afterFailure(down, 2, Duration.ZERO);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> retries.afterFailure(down, 2, Duration.ZERO))
        .withMessage("attempt: 2 (expected: more than 2)");
  }

  @Test
  void afterFailure_pauseWithinBudget_isGranted() {
    RetryPolicy policy =
        RetryPolicy.builder().budget(Duration.ofSeconds(10).plus(Duration.ofMillis(200))).build();
    Retries retries = Retries.of(policy, false, 7);
    assertThat(retries.afterFailure(refusal(Category.UNAVAILABLE), 1, Duration.ofSeconds(10)))
        .isPresent();
  }

  @Test
  void afterFailure_pauseBeyondBudget_givesUp() {
    RetryPolicy policy = RetryPolicy.builder().budget(Duration.ofSeconds(10)).build();
    Retries retries = Retries.of(policy, false, 7);
    assertThat(
            retries.afterFailure(
                refusal(Category.UNAVAILABLE), 1, Duration.ofSeconds(10).plusNanos(1)))
        .isEmpty();
  }

  @Property
  void afterFailure_anySeed_staysBelowTheCeilingOfItsBackoff(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int attempt) {
    Retries slow = Retries.of(MANY, false, seed);
    assertThat(slow.afterFailure(refusal(Category.THROTTLED), attempt, Duration.ZERO))
        .hasValueSatisfying(
            pause ->
                assertThat(pause)
                    .isBetween(Duration.ZERO, MANY.throttleBackoff().ceiling(attempt)));
    Retries fast = Retries.of(MANY, false, seed);
    assertThat(fast.afterFailure(refusal(Category.UNAVAILABLE), attempt, Duration.ZERO))
        .hasValueSatisfying(
            pause -> assertThat(pause).isBetween(Duration.ZERO, MANY.backoff().ceiling(attempt)));
  }

  @Property(tries = 50)
  void afterFailure_sameSeed_givesTheSamePauses(@ForAll long seed) {
    assertThat(pauses(seed)).isEqualTo(pauses(seed));
  }

  @Test
  void afterFailure_otherSeed_givesOtherPauses() {
    assertThat(pauses(1)).isNotEqualTo(pauses(2));
  }

  /** The mean of an even draw from 0 to 200 ms is 100 ms; 3,000 draws come within 5 of it. */
  @Test
  void afterFailure_manySeeds_drawsEvenlyFromZeroToTheCeiling() {
    List<Long> drawn = new ArrayList<>();
    for (long seed = 0; seed < 3_000; seed++) {
      drawn.add(
          Retries.of(MANY, false, seed)
              .afterFailure(refusal(Category.UNAVAILABLE), 1, Duration.ZERO)
              .orElseThrow()
              .toMillis());
    }
    assertThat(drawn).contains(0L, 200L);
    assertThat(drawn.stream().mapToLong(Long::longValue).average().orElseThrow())
        .isBetween(95.0, 105.0);
  }

  private static List<Duration> pauses(long seed) {
    Retries retries = Retries.of(MANY, false, seed);
    List<Duration> pauses = new ArrayList<>();
    for (int attempt = 1; attempt < 20; attempt++) {
      pauses.add(
          retries
              .afterFailure(refusal(Category.UNAVAILABLE), attempt, Duration.ZERO)
              .orElseThrow());
    }
    return pauses;
  }
}
