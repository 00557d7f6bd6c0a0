package dev.tieline.aws.internal;

import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The accounts and regions that a provider was given.
 *
 * @param declared alias to the account id that the caller declared for it, if any
 * @param regions the declared regions
 * @param readQuotas whether Service Quotas may be asked
 */
public record Realm(
    Map<String, Optional<String>> declared, List<String> regions, boolean readQuotas) {
  public static final String CLOUD = "aws";

  public Realm {
    declared = java.util.Collections.unmodifiableMap(new TreeMap<>(declared));
    regions = List.copyOf(regions);
  }

  /** Every account in every declared region. */
  List<Scope> scopes() {
    List<Scope> scopes = new ArrayList<>();
    for (String alias : declared.keySet()) {
      for (String region : regions) {
        scopes.add(new Scope(CLOUD, alias, region));
      }
    }
    return scopes;
  }

  /** Why an alias can not be used, given who it turned out to be; empty if it can. */
  Optional<String> misfit(Caller caller) {
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
