package dev.tieline.aliyun.internal;

import dev.tieline.aliyun.AliyunSite;
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
 * @param declared alias to the account id that the caller declared for it, if any
 * @param sites alias to the site that the caller declared for it, where it did
 * @param regions the declared regions
 */
public record Realm(
    Map<String, Optional<String>> declared, Map<String, AliyunSite> sites, List<String> regions) {
  public static final String CLOUD = "aliyun";

  public Realm {
    declared = Collections.unmodifiableMap(new TreeMap<>(declared));
    sites = Map.copyOf(sites);
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
