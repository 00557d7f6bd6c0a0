package dev.tieline.apply;

import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.TielineException;
import dev.tieline.spi.Scope;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long the looks of a run try to reach an account and region that answers nothing: not one
 * retry budget for each read, nor the same again in each look, since a person or a service waits.
 */
final class LookPatience {
  static final Duration LONGEST = Duration.ofMinutes(1);

  /** For a name that no address has, or an address at which nobody listens: few of these pass. */
  static final Duration NOBODY_THERE = Duration.ofSeconds(5);

  /** Since when there has been no answer, and what was said first. */
  private record Silence(long since, TielineException cause) {}

  private final Map<Scope, Silence> silences = new LinkedHashMap<>();
  private final Set<Scope> answered = new LinkedHashSet<>();
  private final Set<Scope> givenUp = new LinkedHashSet<>();

  /** Each look tries again, if only once where there was no answer for long. */
  void beginLook() {
    answered.clear();
    givenUp.clear();
  }

  void answered(Scope scope) {
    answered.add(scope);
    silences.remove(scope);
  }

  /**
   * Notes a failed call of a look; returns what silenced the scope, if another attempt is in vain.
   */
  Optional<TielineException> failed(Scope scope, TielineException why, long now) {
    if (!(why instanceof CloudCallException refusal)
        || refusal.category() != Category.UNAVAILABLE
        || answered.contains(scope)) {
      return Optional.empty();
    }
    silences.computeIfAbsent(scope, s -> new Silence(now, why));
    return tooLong(scope, isNobodyThere(why), now);
  }

  /** Notes that a call of a look would have to rest; returns what silenced the scope, as above. */
  Optional<TielineException> resting(Scope scope, long now) {
    Silence silence = silences.get(scope);
    return silence == null ? Optional.empty() : tooLong(scope, isNobodyThere(silence.cause()), now);
  }

  private Optional<TielineException> tooLong(Scope scope, boolean nobodyThere, long now) {
    Silence silence = silences.get(scope);
    Duration longest = nobodyThere ? NOBODY_THERE : LONGEST;
    if (silence == null || now - silence.since() < longest.toNanos()) {
      return Optional.empty();
    }
    givenUp.add(scope);
    return Optional.of(silence.cause());
  }

  /** Returns why nothing more is asked there in this look, if so. */
  Optional<TielineException> givenUp(Scope scope) {
    Silence silence = silences.get(scope);
    return silence == null || !givenUp.contains(scope)
        ? Optional.empty()
        : Optional.of(silence.cause());
  }

  private static boolean isNobodyThere(Throwable why) {
    for (Throwable t = why; t != null; t = t.getCause()) {
      if (t instanceof ConnectException
          || t instanceof UnknownHostException
          || t instanceof NoRouteToHostException) {
        return true;
      }
    }
    return false;
  }
}
