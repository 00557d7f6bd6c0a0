package dev.tieline.aliyun.internal;

import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all who compile a network work with.
 *
 * @param facts what the survey found
 * @param out what objects and findings are added to
 */
record Compiling(Facts facts, Graph.Builder out) {
  @Nullable String account(Scope scope) {
    return facts.one(Caller.class, scope.account()).map(Caller::accountId).orElse(null);
  }

  /** What keeps an account from being used, which is a finding already. */
  Optional<String> trouble(Scope scope) {
    return facts.one(Trouble.class, scope.account()).map(Trouble::what);
  }
}
