package dev.tieline.qingcloud.internal;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.NetworkFindings;
import dev.tieline.provider.Trouble;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Topology;
import java.util.List;
import java.util.Optional;

/** What the networks of a topology come to: so far those that are there, for who links them. */
public final class NetworkCompiler {
  private NetworkCompiler() {}

  /** Finds the networks of QingCloud, and says what is wrong with them. */
  public static void compile(Topology topology, Facts facts, Graph.Builder out) {
    topology
        .networks()
        .forEach(
            (name, network) -> {
              if (network.asData() instanceof VpcForm.Existing form) {
                existing(name, form, facts, out);
              }
            });
  }

  static Scope scope(VpcForm form) {
    return new Scope(Realm.CLOUD, form.account(), form.zone());
  }

  private static void existing(String name, VpcForm.Existing form, Facts facts, Graph.Builder out) {
    String subject = Addresses.network(name).path();
    Scope scope = scope(form);
    Optional<Trouble> trouble = facts.one(Trouble.class, form.account());
    if (trouble.isPresent()) {
      out.finding(trouble.get().about(subject));
      return;
    }
    List<Zone> zones = facts.find(Zone.class, form.account());
    if (!zones.isEmpty()
        && zones.stream()
            .noneMatch(z -> form.zone().equals(z.id()) || form.zone().equals(z.region()))) {
      out.finding(
          NetworkFindings.error(
              QingCloudFindings.ZONE_NOT_FOUND,
              subject,
              "there is no zone "
                  + form.zone()
                  + " for account "
                  + form.account()
                  + " (there are: "
                  + String.join(", ", zones.stream().map(Zone::id).sorted().toList())
                  + ")",
              "Nothing can be there",
              "Name one of these zones"));
      return;
    }
    Optional<String> why = facts.unreadable(scope, Router.class);
    if (why.isPresent()) {
      out.finding(
          NetworkFindings.unreadable(
              subject, "VPC " + form.routerId(), scope, facts.unread(scope, why.get())));
      return;
    }
    Optional<Router> router =
        facts.find(Router.class, form.routerId()).stream()
            .filter(r -> r.scope().equals(scope))
            .findFirst();
    if (router.isEmpty()) {
      out.finding(
          NetworkFindings.error(
              QingCloudFindings.VPC_NOT_FOUND,
              subject,
              "there is no VPC "
                  + form.routerId()
                  + " in zone "
                  + scope.region()
                  + " of account "
                  + scope.account(),
              "The network is wished as existing, and nothing can be linked with it otherwise",
              "Correct id, account or zone in the wish, or create the VPC"));
      return;
    }
    free(subject, router.get()).ifPresent(out::finding);
    out.network(name, Ref.known(form.routerId()));
  }

  /** A VPC that may be a free one: their number is not documented, only those of all others are. */
  private static Optional<Finding> free(String subject, Router router) {
    boolean known = router.type() >= 0 && router.type() <= 3;
    return known
        ? Optional.empty()
        : Optional.of(
            new Finding(
                QingCloudFindings.FREE_VPC,
                Severity.WARNING,
                subject,
                "VPC "
                    + router.id()
                    + " is of type "
                    + router.type()
                    + " (expected: 0 to 3), which may be the free one",
                "A free VPC can be joined to no border router, and have no public address",
                "Look in the console; if it is free, change its type there"));
  }
}
