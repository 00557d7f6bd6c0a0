package dev.tieline.provider;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The accounts and regions that a provider was given.
 *
 * @param cloud the name of the cloud's module
 * @param declared alias to the account id that the caller declared for it, if any
 * @param regions the declared regions
 */
public record Accounts(String cloud, Map<String, Optional<String>> declared, List<String> regions) {
  /** Copies the maps and lists; the aliases in order. */
  public Accounts {
    requireNonNull(cloud, "cloud");
    declared = Collections.unmodifiableMap(new TreeMap<>(declared));
    regions = List.copyOf(regions);
  }

  /**
   * Returns every account in every declared region.
   *
   * @return by alias, then in the order of the regions
   */
  public List<Scope> scopes() {
    List<Scope> scopes = new ArrayList<>();
    for (String alias : declared.keySet()) {
      for (String region : regions) {
        scopes.add(new Scope(cloud, alias, region));
      }
    }
    return scopes;
  }

  /**
   * Returns why an alias can not be used, given who it turned out to be.
   *
   * @param caller who it is
   * @return what is wrong; empty if nothing is
   */
  public Optional<String> misfit(Caller caller) {
    return declared
        .getOrDefault(caller.alias(), Optional.empty())
        .filter(id -> !id.equals(caller.accountId()))
        .map(
            id ->
                "account alias "
                    + caller.alias()
                    + " is account "
                    + caller.accountId()
                    + " (expected: "
                    + id
                    + ", as declared)");
  }
}
