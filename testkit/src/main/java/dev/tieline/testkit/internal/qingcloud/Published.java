package dev.tieline.testkit.internal.qingcloud;

import java.time.Instant;
import java.util.List;

/**
 * Rules as they work, as opposed to rules as they are written down: what was published last, from
 * when on, and what before that.
 *
 * @param <T> the rules
 */
record Published<T>(List<T> before, List<T> after, Instant from) {

  static <T> Published<T> nothing() {
    return new Published<>(List.of(), List.of(), Instant.MIN);
  }

  List<T> at(Instant now) {
    return now.isBefore(from) ? before : after;
  }

  /** Publishes rules from an instant on. */
  Published<T> next(List<T> rules, Instant now, Instant from) {
    return new Published<>(at(now), List.copyOf(rules), from);
  }
}
