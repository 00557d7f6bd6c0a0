package dev.tieline.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private static final Pace PACE = new Pace("writes", 3, 2);

  private final Buckets buckets = new Buckets();

  @Test
  void take_withinTheBurst_goesNow() {
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.take("main", PACE, 0)).isZero();
    }
  }

  @Test
  void take_beyondTheBurst_reservesOneTokenAfterTheOther() {
    exhaust();
    assertThat(buckets.take("main", PACE, 0)).isEqualTo(Duration.ofMillis(500));
    assertThat(buckets.take("main", PACE, 0)).isEqualTo(Duration.ofMillis(1000));
    assertThat(buckets.take("main", PACE, 100_000_000)).isEqualTo(Duration.ofMillis(1400));
  }

  @Test
  void take_afterOneRefill_goesNowOnce() {
    exhaust();
    long later = Duration.ofMillis(500).toNanos();
    assertThat(buckets.take("main", PACE, later)).isZero();
    assertThat(buckets.take("main", PACE, later)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void take_afterALongRest_hasNoMoreThanTheBurst() {
    exhaust();
    long later = Duration.ofDays(1).toNanos();
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.take("main", PACE, later)).isZero();
    }
    assertThat(buckets.take("main", PACE, later)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void take_otherScope_hasItsOwnBucket() {
    exhaust();
    assertThat(buckets.take("other", PACE, 0)).isZero();
  }

  @Test
  void take_otherBucket_isNotHeldUp() {
    exhaust();
    assertThat(buckets.take("main", new Pace("reads", 1, 1), 0)).isZero();
  }

  @Test
  void take_clockBelowZero_isNoDifference() {
    long now = Long.MIN_VALUE;
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.take("main", PACE, now)).isZero();
    }
    assertThat(buckets.take("main", PACE, now)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void take_slowestPace_neverOverflows() {
    Pace slow = new Pace("slow", Integer.MAX_VALUE, Double.MIN_VALUE);
    for (int i = 0; i < 10; i++) {
      assertThat(buckets.take("main", slow, 0)).isZero();
    }
    Pace single = new Pace("single", 1, Double.MIN_VALUE);
    assertThat(buckets.take("main", single, 0)).isZero();
    for (int i = 0; i < 10; i++) {
      assertThat(buckets.take("main", single, 0)).isGreaterThan(Duration.ofDays(36_500));
    }
  }

  @Test
  void take_fastestPace_goesAlwaysNow() {
    Pace fast = new Pace("fast", 1, Double.MAX_VALUE);
    assertThat(buckets.take("main", fast, 0)).isZero();
    assertThat(buckets.take("main", fast, 1)).isZero();
  }

  /** The oracle searches, for each call, the earliest moment that breaks no window of the rule. */
  @Property(tries = 300)
  void take_anyCalls_startsEachAsEarlyAsTheRuleAllows(
      @ForAll @Size(max = 40) List<@IntRange(max = 3_000) Integer> gapsMillis,
      @ForAll @IntRange(min = 1, max = 6) int burst,
      @ForAll @DoubleRange(min = 0.1, max = 20) double perSecond) {
    Pace pace = new Pace("any", burst, perSecond);
    Buckets any = new Buckets();
    long refill = (long) Math.ceil(1e9 / perSecond);
    List<Long> starts = new ArrayList<>();
    long now = 0;
    for (int gap : gapsMillis) {
      now += gap * 1_000_000L;
      long start = now + any.take("main", pace, now).toNanos();
      assertThat(start).isEqualTo(earliest(starts, now, burst, refill));
      starts.add(start);
    }
  }

  /** A call may start unless, for some earlier call, all tokens made since are used up. */
  private static long earliest(List<Long> starts, long now, int burst, long refill) {
    long earliest = now;
    for (int i = 0; i < starts.size(); i++) {
      int used = starts.size() - i;
      earliest = Math.max(earliest, starts.get(i) + (used - burst + 1L) * refill);
    }
    return earliest;
  }

  private void exhaust() {
    for (int i = 0; i < 3; i++) {
      buckets.take("main", PACE, 0);
    }
  }
}
