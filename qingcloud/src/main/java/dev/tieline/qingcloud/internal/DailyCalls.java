package dev.tieline.qingcloud.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the calls of each account in a day, since the cloud allows a number of them that it
 * nowhere states and gives them back at midnight. Others who call with the same account are not
 * counted. Safe for several threads.
 */
final class DailyCalls {
  // the documentation says "midnight" and no more; that it is the cloud's own is an assumption
  private static final ZoneId WHERE = ZoneId.of("Asia/Shanghai");

  private final Clock clock;
  private final Map<String, Day> days = new LinkedHashMap<>();

  DailyCalls(Clock clock) {
    this.clock = clock;
  }

  /**
   * A day of one account.
   *
   * @param calls how many were made by this provider
   * @param left how long it is until midnight
   */
  record Day(LocalDate date, long calls, Duration left) {
    @Override
    public String toString() {
      return calls
          + " of them were made here today; the number for a day comes back at midnight, in "
          + left.toHours()
          + " h "
          + left.toMinutesPart()
          + " min";
    }
  }

  /** Counts a call. */
  synchronized void count(String account) {
    Day before = day(account);
    days.put(account, new Day(before.date(), before.calls() + 1, before.left()));
  }

  /** Today, of an account. */
  synchronized Day day(String account) {
    ZonedDateTime now = clock.instant().atZone(WHERE);
    LocalDate today = now.toLocalDate();
    Day known = days.get(account);
    long calls = known != null && known.date().equals(today) ? known.calls() : 0;
    return new Day(today, calls, Duration.between(now, today.plusDays(1).atStartOfDay(WHERE)));
  }
}
