package dev.tieline.aliyun.internal;

import dev.tieline.provider.Caller;
import dev.tieline.provider.Trouble;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Topology;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all who compile a network work with.
 *
 * @param owner who wishes
 * @param topology the wish
 * @param facts what the survey found
 * @param out what objects and findings are added to
 */
record Compiling(Owner owner, Topology topology, Facts facts, Graph.Builder out) {
  /** Returns the name that people see of a network, or of a part in it. */
  String shown(Address address) {
    return Mine.shown(owner, address);
  }

  @Nullable String account(Scope scope) {
    return facts.one(Caller.class, scope.account()).map(Caller::accountId).orElse(null);
  }

  String accountOr(Scope scope) {
    String id = account(scope);
    return id == null ? scope.account() : id;
  }

  /** What keeps an account from being used, which is a finding already. */
  Optional<String> trouble(Scope scope) {
    return facts.one(Trouble.class, scope.account()).map(Trouble::what);
  }
}
