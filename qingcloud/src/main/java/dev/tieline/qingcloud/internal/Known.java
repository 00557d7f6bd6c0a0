package dev.tieline.qingcloud.internal;

import dev.tieline.provider.KnownCallers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What hardly ever changes and is therefore read once for a provider: who an alias is, and the
 * zones that its account has. Safe for several threads.
 */
public final class Known {
  private final KnownCallers callers = new KnownCallers(this::forget);
  private final Map<String, List<Zone>> zones = new ConcurrentHashMap<>();

  public Known() {}

  /** Returns who each alias is. */
  public KnownCallers callers() {
    return callers;
  }

  /** Forgets what was read of an account, since its alias is another one by now. */
  private void forget(String alias) {
    zones.remove(alias);
  }

  Optional<List<Zone>> zones(String alias) {
    return Optional.ofNullable(zones.get(alias));
  }

  void learnZones(String alias, List<Zone> read) {
    zones.put(alias, List.copyOf(read));
  }
}
