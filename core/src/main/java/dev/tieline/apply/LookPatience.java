package dev.tieline.apply;

import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.TielineException;
import dev.tieline.spi.Scope;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long one look tries to reach an account and region that has answered nothing in it: not one
 * retry budget for each read, since a person or a service waits for the plan.
 */
final class LookPatience {
  static final Duration LONGEST = Duration.ofMinutes(1);

  private final Map<Scope, Long> silentSince = new HashMap<>();
  private final Set<Scope> answered = new HashSet<>();
  private final Map<Scope, TielineException> givenUp = new HashMap<>();

  void answered(Scope scope) {
    answered.add(scope);
  }

  /** Notes a failed call; returns whether another attempt is in vain. */
  boolean failed(Scope scope, TielineException why, long now) {
    boolean unavailable =
        why instanceof CloudCallException refusal && refusal.category() == Category.UNAVAILABLE;
    if (!unavailable || answered.contains(scope)) {
      return false;
    }
    long since = silentSince.computeIfAbsent(scope, s -> now);
    if (now - since < LONGEST.toNanos()) {
      return false;
    }
    givenUp.putIfAbsent(scope, why);
    return true;
  }

  /** Returns why nothing more is asked there, if so. */
  Optional<TielineException> givenUp(Scope scope) {
    return Optional.ofNullable(givenUp.get(scope));
  }
}
