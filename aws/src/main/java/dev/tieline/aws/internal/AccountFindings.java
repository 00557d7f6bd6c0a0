package dev.tieline.aws.internal;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.provider.Quota;
import dev.tieline.provider.Trouble;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Unread;
import dev.tieline.topology.Topology;
import java.util.LinkedHashSet;
import java.util.Set;

/** Findings about the accounts and quotas that a wish depends on. */
public final class AccountFindings {
  private AccountFindings() {}

  public static void add(Topology topology, Facts facts, Graph.Builder out) {
    Set<Scope> scopes = new LinkedHashSet<>();
    topology
        .networks()
        .forEach(
            (name, network) -> {
              if (!(network.asData() instanceof VpcForm form) || form instanceof VpcForm.Foreign) {
                return;
              }
              scopes.add(new Scope(Realm.CLOUD, form.account(), form.region()));
              facts
                  .one(Trouble.class, form.account())
                  .ifPresent(trouble -> out.finding(trouble.about("network." + name)));
            });
    for (Scope scope : scopes) {
      if (facts.one(Trouble.class, scope.account()).isEmpty()) {
        facts
            .unreadable(scope, Quota.class)
            .ifPresent(words -> quotas(scope, facts.unread(scope, words), out));
      }
    }
  }

  private static void quotas(Scope scope, Unread why, Graph.Builder out) {
    out.finding(
        new Finding(
            AwsFindings.QUOTAS_UNREADABLE,
            Severity.INFO,
            "scope." + scope.account() + "." + scope.region(),
            "quotas of " + scope + " could not be read: " + why.words(),
            "Default values are assumed, and the account's own may differ",
            why.remedy("plan again") + "; or build the provider with quotas(false)"));
  }
}
