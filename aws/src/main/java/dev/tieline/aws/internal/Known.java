package dev.tieline.aws.internal;

import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What hardly ever changes and is therefore read once for a provider: who an alias is, and quotas.
 * Safe for several threads.
 */
public final class Known {
  private final Map<String, Caller> callers = new ConcurrentHashMap<>();
  private final Map<Scope, List<Quota>> quotas = new ConcurrentHashMap<>();

  public Known() {}

  Optional<Caller> caller(String alias) {
    return Optional.ofNullable(callers.get(alias));
  }

  void learn(Caller caller) {
    callers.put(caller.alias(), caller);
  }

  Optional<List<Quota>> quotas(Scope scope) {
    return Optional.ofNullable(quotas.get(scope));
  }

  void learn(Scope scope, List<Quota> read) {
    quotas.put(scope, List.copyOf(read));
  }
}
