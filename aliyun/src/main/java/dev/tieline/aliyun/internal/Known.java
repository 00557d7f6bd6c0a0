package dev.tieline.aliyun.internal;

import dev.tieline.provider.KnownCallers;
import dev.tieline.spi.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What hardly ever changes and is therefore read once for a provider: who an alias is, zones, and
 * that an account has opened Cloud Data Transfer or a product, which can not be closed again. Safe
 * for several threads.
 */
public final class Known {
  private record Opened(String alias, boolean crossBorder) {}

  private record Ordered(String alias, Product product) {}

  private final KnownCallers callers = new KnownCallers(this::forget);
  private final Map<Scope, List<Zone>> zones = new ConcurrentHashMap<>();
  private final Map<Opened, Boolean> opened = new ConcurrentHashMap<>();
  private final Map<Ordered, Boolean> ordered = new ConcurrentHashMap<>();

  public Known() {}

  /** Returns who each alias is. */
  public KnownCallers callers() {
    return callers;
  }

  /** Forgets what was read of an account, since its alias is another one by now. */
  private void forget(String alias) {
    zones.keySet().removeIf(scope -> scope.account().equals(alias));
    opened.keySet().removeIf(o -> o.alias().equals(alias));
    ordered.keySet().removeIf(o -> o.alias().equals(alias));
  }

  Optional<List<Zone>> zones(Scope scope) {
    return Optional.ofNullable(zones.get(scope));
  }

  /**
   * Returns whether all of these zones are known of, or none can be: one that is not in a list may
   * be new, or may have been left out of it.
   */
  boolean hasZones(Scope scope, Collection<String> ids) {
    List<Zone> all = zones.get(scope);
    return ids.isEmpty()
        || (all != null && (all.isEmpty() || all.stream().map(Zone::id).toList().containsAll(ids)));
  }

  void learnZones(Scope scope, List<Zone> read) {
    zones.put(scope, List.copyOf(read));
  }

  /** Returns whether the account is known to have opened Cloud Data Transfer. */
  boolean isOpened(String alias, boolean crossBorder) {
    return opened.containsKey(new Opened(alias, crossBorder));
  }

  /** Returns whether the account is known to have opened a product. */
  boolean isOpened(String alias, Product product) {
    return ordered.containsKey(new Ordered(alias, product));
  }

  void learnOpened(String alias, Product product) {
    ordered.put(new Ordered(alias, product), true);
  }

  void learnOpened(String alias, boolean crossBorder) {
    opened.put(new Opened(alias, crossBorder), true);
  }
}
