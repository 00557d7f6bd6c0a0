package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
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
  /**
   * Who an alias was when its calls were signed with a key.
   *
   * @param key the access key's id; empty if that is not certain, since it changed meanwhile
   */
  record Signed(Caller caller, Optional<String> key) {}

  private record Version(Scope scope, String list, long version) {}

  private final Map<String, Signed> callers = new ConcurrentHashMap<>();
  private final Map<String, String> keys = new ConcurrentHashMap<>();
  private final Map<Scope, List<Quota>> quotas = new ConcurrentHashMap<>();
  private final Map<Scope, List<Zone>> zones = new ConcurrentHashMap<>();
  private final Map<Version, List<Cidr>> lists = new ConcurrentHashMap<>();

  public Known() {}

  Optional<Caller> caller(String alias) {
    return Optional.ofNullable(callers.get(alias)).map(Signed::caller);
  }

  /** Takes who an alias is; what was read of another account under the same alias is forgotten. */
  void learn(Signed signed) {
    String alias = signed.caller().alias();
    Signed before = callers.put(alias, signed);
    if (before != null && !before.caller().accountId().equals(signed.caller().accountId())) {
      quotas.keySet().removeIf(scope -> scope.account().equals(alias));
      zones.keySet().removeIf(scope -> scope.account().equals(alias));
      lists.keySet().removeIf(list -> list.scope().account().equals(alias));
    }
  }

  void forgetCaller(String alias) {
    callers.remove(alias);
  }

  /** Notes the access key that calls of an alias are signed with. */
  public void signing(String alias, String accessKeyId) {
    keys.put(alias, accessKeyId);
  }

  /** Returns the access key that the calls of an alias were signed with last. */
  Optional<String> key(String alias) {
    return Optional.ofNullable(keys.get(alias));
  }

  /** Returns whether an alias now signs with another key than when it was asked who it is. */
  boolean isOutdated(String alias) {
    Signed signed = callers.get(alias);
    return signed != null && !signed.key().equals(key(alias));
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
