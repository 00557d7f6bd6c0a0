package dev.tieline.aws.internal;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Topology;
import java.util.LinkedHashSet;
import java.util.Set;

/** Findings about the accounts and quotas that a wish depends on. */
public final class AccountFindings {
  static final String WRONG_ACCOUNT = "WRONG_ACCOUNT";
  static final String QUOTAS_UNREADABLE = "QUOTAS_UNREADABLE";

  private AccountFindings() {}

  public static void add(Realm realm, Topology topology, Facts facts, Graph.Builder out) {
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
                  .one(Caller.class, form.account())
                  .flatMap(realm::misfit)
                  .ifPresent(
                      what ->
                          out.finding(
                              new Finding(
                                  WRONG_ACCOUNT,
                                  Severity.ERROR,
                                  "network." + name,
                                  what,
                                  "what is meant for one account would be made in another",
                                  "give the alias the credentials of the declared account, or"
                                      + " declare the account that it is")));
            });
    for (Scope scope : scopes) {
      facts
          .unreadable(scope, Quota.class)
          .ifPresent(
              words ->
                  out.finding(
                      new Finding(
                          QUOTAS_UNREADABLE,
                          Severity.INFO,
                          "scope." + scope.account() + "." + scope.region(),
                          "quotas of " + scope + " could not be read: " + words,
                          "the documented defaults are assumed, and the account's may differ",
                          "allow servicequotas:ListServiceQuotas, or build the provider with"
                              + " quotas(false)")));
    }
  }
}
