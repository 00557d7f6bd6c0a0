package dev.tieline.aliyun.internal;

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
  /**
   * Who an alias was when its calls were signed with a key.
   *
   * @param key the AccessKey's id; empty if that is not certain, since it changed meanwhile
   */
  record Signed(Caller caller, Optional<String> key) {}

  private record Opened(String alias, boolean crossBorder) {}

  private record Ordered(String alias, Product product) {}

  private final Map<String, Signed> callers = new ConcurrentHashMap<>();
  private final Map<String, String> keys = new ConcurrentHashMap<>();
  private final Map<Scope, List<Zone>> zones = new ConcurrentHashMap<>();
  private final Map<Opened, Boolean> opened = new ConcurrentHashMap<>();
  private final Map<Ordered, Boolean> ordered = new ConcurrentHashMap<>();

  public Known() {}

  Optional<Caller> caller(String alias) {
    return Optional.ofNullable(callers.get(alias)).map(Signed::caller);
  }

  /** Takes who an alias is; what was read of another account under the same alias is forgotten. */
  void learn(Signed signed) {
    String alias = signed.caller().alias();
    Signed before = callers.put(alias, signed);
    if (before != null && !before.caller().accountId().equals(signed.caller().accountId())) {
      zones.keySet().removeIf(scope -> scope.account().equals(alias));
      opened.keySet().removeIf(o -> o.alias().equals(alias));
      ordered.keySet().removeIf(o -> o.alias().equals(alias));
    }
  }

  void forgetCaller(String alias) {
    callers.remove(alias);
  }

  /** Notes the key that calls of an alias are signed with. */
  public void signing(String alias, String accessKeyId) {
    keys.put(alias, accessKeyId);
  }

  /** Returns the key that the calls of an alias were signed with last. */
  Optional<String> key(String alias) {
    return Optional.ofNullable(keys.get(alias));
  }

  /** Returns whether an alias now signs with another key than when it was asked who it is. */
  boolean isOutdated(String alias) {
    Signed signed = callers.get(alias);
    return signed != null && !signed.key().equals(key(alias));
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
