package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.KnownCallers;
import dev.tieline.provider.Quota;
import dev.tieline.spi.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What hardly ever changes and is therefore read once for a provider: who an alias is, quotas,
 * zones, and what a version of a prefix list holds. Safe for several threads.
 */
public final class Known {
  private record Version(Scope scope, String list, long version) {}

  private final KnownCallers callers = new KnownCallers(this::forget);
  private final Map<Scope, List<Quota>> quotas = new ConcurrentHashMap<>();
  private final Map<Scope, List<Zone>> zones = new ConcurrentHashMap<>();
  private final Map<Version, List<Cidr>> lists = new ConcurrentHashMap<>();

  public Known() {}

  /** Returns who each alias is. */
  public KnownCallers callers() {
    return callers;
  }

  /** Forgets what was read of an account, since its alias is another one by now. */
  private void forget(String alias) {
    quotas.keySet().removeIf(scope -> scope.account().equals(alias));
    zones.keySet().removeIf(scope -> scope.account().equals(alias));
    lists.keySet().removeIf(list -> list.scope().account().equals(alias));
  }

  Optional<List<Quota>> quotas(Scope scope) {
    return Optional.ofNullable(quotas.get(scope));
  }

  void learn(Scope scope, List<Quota> read) {
    quotas.put(scope, List.copyOf(read));
  }

  Optional<List<Zone>> zones(Scope scope) {
    return Optional.ofNullable(zones.get(scope));
  }

  /**
   * Returns whether all of these zones are known of, or none can be, since the list is denied; one
   * that is not may be new to the account, or may have been left out of the list.
   */
  boolean hasZones(Scope scope, Collection<String> names) {
    List<Zone> all = zones.get(scope);
    if (all == null || all.isEmpty()) {
      return all != null || names.isEmpty();
    }
    return names.stream().allMatch(name -> all.stream().anyMatch(z -> z.isCalled(name)));
  }

  void learnZones(Scope scope, List<Zone> read) {
    zones.put(scope, List.copyOf(read));
  }

  /** Returns the blocks of a prefix list, if this version of it was read. */
  Optional<List<Cidr>> list(Scope scope, String list, long version) {
    return Optional.ofNullable(lists.get(new Version(scope, list, version)));
  }

  void learnList(Scope scope, String list, long version, List<Cidr> blocks) {
    lists.keySet().removeIf(v -> v.scope().equals(scope) && v.list().equals(list));
    lists.put(new Version(scope, list, version), List.copyOf(blocks));
  }
}
