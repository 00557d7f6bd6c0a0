package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls of accounts main and other, around midnight in Beijing, which is 16:00 UTC. */
class DailyCallsTest {
  private final Sites.Ticking clock = new Sites.Ticking();
  private final DailyCalls daily = new DailyCalls(clock);

  @Test
  void day_countsEachAccountApart() {
    daily.count("main");
    daily.count("main");
    daily.count("other");

    assertThat(daily.day("main").calls()).isEqualTo(2);
    assertThat(daily.day("other").calls()).isEqualTo(1);
    assertThat(daily.day("third").calls()).isZero();
  }

  @Test
  void day_beginsAnewAtTheCloudsMidnight() {
    clock.now = Instant.parse("2026-11-22T15:59:00Z");
    daily.count("main");
    assertThat(daily.day("main"))
        .hasToString(
            "1 of them were made here today; the number for a day comes back at midnight, in 0 h 1 min");

    clock.now = Instant.parse("2026-11-22T16:00:00Z");

    assertThat(daily.day("main").calls()).isZero();
    assertThat(daily.day("main").left()).hasHours(24);
  }

  @Test
  void call_everyAttempt_isCounted() throws Exception {
    Script script = new Script().on("DescribeRouters", Map.of("router_set", List.of()));
    Sites sites = new Sites(script);

    sites.read(Lists.routers(Sites.PEK3));
    sites.read(Lists.routers(Sites.PEK3));
    script.refusing("DescribeVxnets", 2500, "quota exceeded");

    assertThatThrownBy(() -> sites.read(Lists.vxnets(Sites.PEK3)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.circumstances().day().calls()).isEqualTo(3));
  }
}
