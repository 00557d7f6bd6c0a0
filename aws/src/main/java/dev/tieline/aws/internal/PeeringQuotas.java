package dev.tieline.aws.internal;

import dev.tieline.check.Codes;
import dev.tieline.check.Severity;
import dev.tieline.net.Cidr;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Keys;
import dev.tieline.provider.OtherRule;
import dev.tieline.provider.Quota;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Facts;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Peering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts what peerings add against what an account and its objects allow. Everything is counted
 * once, by maps. Where the real value was not read, an excess is a warning.
 */
final class PeeringQuotas {
  /** What is counted: a container with the part of it that has a limit of its own. */
  private record Counter(String what, Scope scope, Ref<String> container, String part) {}

  private record Table(String id, boolean v6) {}

  private record Rules(String group, boolean ingress, boolean v6) {}

  private final Facts facts;
  private final FoundRefs refs;
  private final PeeringFindings findings;
  private final Map<Counter, List<Peering>> added = new LinkedHashMap<>();
  private final Map<Counter, Set<Peering>> degree = new LinkedHashMap<>();
  private @Nullable Map<Table, Integer> routes;
  private @Nullable Map<Rules, Integer> rules;

  PeeringQuotas(Facts facts, FoundRefs refs, PeeringFindings findings) {
    this.facts = facts;
    this.refs = refs;
    this.findings = findings;
  }

  void peering(Compiled network, Peering peering, boolean fresh) {
    if (network.scope() != null) {
      Counter counter = new Counter("peering", network.scope(), network.vpcId(), network.name());
      degree.computeIfAbsent(counter, c -> new LinkedHashSet<>()).add(peering);
      add(counter, peering, fresh);
    }
  }

  /** A request that stays open until somebody else accepts it; ours are accepted at once. */
  void request(Scope scope, Peering peering, boolean fresh) {
    add(new Counter("request", scope, Ref.known(scope.toString()), ""), peering, fresh);
  }

  void route(Scope scope, Ref<String> table, boolean v6, Peering peering, boolean fresh) {
    add(new Counter("route", scope, table, family(v6)), peering, fresh);
  }

  void rule(Scope scope, RuleWish wish, boolean v6, Peering peering) {
    Optional<String> group = refs.peek(wish.group());
    Optional<Cidr> peer = refs.peek(wish.peer());
    boolean there =
        group.isPresent()
            && peer.isPresent()
            && !facts
                .find(
                    GroupRule.class,
                    new RuleAt(
                        group.get(),
                        wish.ingress(),
                        wish.traffic(),
                        new RulePeer.Block(peer.get())))
                .isEmpty();
    String part = (wish.ingress() ? "ingress " : "egress ") + family(v6);
    add(new Counter("rule", scope, wish.group(), part), peering, !there);
  }

  void claim(Scope scope, Ref<String> table, Peering peering, boolean fresh) {
    add(new Counter("tag", scope, table, ""), peering, fresh);
  }

  private static String family(boolean v6) {
    return v6 ? "IPv6" : "IPv4";
  }

  private void add(Counter counter, Peering peering, boolean fresh) {
    if (fresh) {
      added.computeIfAbsent(counter, c -> new ArrayList<>()).add(peering);
    }
  }

  /** Makes the findings. */
  void check(String topology) {
    added.forEach(this::check);
    degree.forEach(
        (counter, links) -> {
          Quota limit = limit(counter.scope(), Quotas.PEERINGS_PER_VPC);
          if (links.size() > 1 && links.size() > limit.value()) {
            findings.add(
                Codes.MESH_TOO_LARGE,
                Severity.WARNING,
                "topology." + topology,
                "network "
                    + counter.part()
                    + " has "
                    + links.size()
                    + " peerings, and a VPC can have "
                    + limit.value(),
                "A mesh of this size can not be built of peerings",
                "Use a hub, or have the quota "
                    + Quotas.PEERINGS_PER_VPC
                    + " raised (at most 125)");
          }
        });
  }

  private void check(Counter counter, List<Peering> fresh) {
    Quota limit = limit(counter);
    int there = there(counter);
    if (there + fresh.size() <= limit.value()) {
      return;
    }
    String what =
        refs.show(counter.container())
            + " has "
            + there
            + " "
            + words(counter)
            + ", the topology adds "
            + fresh.size()
            + ", and "
            + limit.value()
            + (limit.read() ? " are allowed" : " are allowed by default");
    // the first ones still fit; each link is named once
    new LinkedHashSet<>(fresh.subList(Math.max(0, limit.value() - there), fresh.size()))
        .forEach(
            peering ->
                findings.add(
                    code(counter),
                    limit.read() ? Severity.ERROR : Severity.WARNING,
                    peering.address(),
                    what,
                    "AWS refuses what goes beyond",
                    remedy(counter)));
  }

  private static String code(Counter counter) {
    return switch (counter.what()) {
      case "peering" -> AwsFindings.PEERING_QUOTA;
      case "request" -> AwsFindings.REQUEST_QUOTA;
      case "route" -> AwsFindings.ROUTE_QUOTA;
      case "rule" -> AwsFindings.RULE_QUOTA;
      default -> AwsFindings.TAG_LIMIT;
    };
  }

  private static String words(Counter counter) {
    return switch (counter.what()) {
      case "peering" -> "peering connections";
      case "request" -> "peering requests that nobody accepted yet";
      case "route" -> "routes of " + counter.part();
      case "rule" -> counter.part() + " rules";
      default -> "tags";
    };
  }

  private static String remedy(Counter counter) {
    return switch (counter.what()) {
      case "peering" -> "Have the quota " + Quotas.PEERINGS_PER_VPC + " raised, or use a hub";
      case "request" ->
          "Have the quota "
              + Quotas.OUTSTANDING_REQUESTS
              + " raised, or plan again when others have accepted theirs";
      case "route" ->
          "Have the quota " + Quotas.ROUTES_PER_TABLE + " raised, or choose fewer tables";
      case "rule" -> "Have the quota " + Quotas.RULES_PER_GROUP + " raised, or allow less traffic";
      default -> "Remove tags from the table, or let Tieline make the peering connection";
    };
  }

  private Quota limit(Counter counter) {
    return switch (counter.what()) {
      case "peering" -> limit(counter.scope(), Quotas.PEERINGS_PER_VPC);
      case "request" -> limit(counter.scope(), Quotas.OUTSTANDING_REQUESTS);
      case "route" -> limit(counter.scope(), Quotas.ROUTES_PER_TABLE);
      case "rule" -> limit(counter.scope(), Quotas.RULES_PER_GROUP);
      default -> new Quota(counter.scope(), "", AwsTags.PER_OBJECT, true);
    };
  }

  private Quota limit(Scope scope, String code) {
    return facts
        .one(Quota.class, new Keys.Quotas(scope, code))
        .orElseGet(() -> Quotas.assumed(scope, code));
  }

  private int there(Counter counter) {
    Optional<String> id = refs.peek(counter.container());
    if (id.isEmpty()) {
      return 0;
    }
    boolean v6 = counter.part().endsWith("IPv6");
    return switch (counter.what()) {
      case "peering" ->
          (int)
              facts.find(Pcx.class, new Keys.InVpc(id.get())).stream()
                  .filter(p -> !p.dead())
                  .map(Pcx::id)
                  .distinct()
                  .count();
      case "request" -> requests(counter.scope());
      case "route" -> routes().getOrDefault(new Table(id.get(), v6), 0);
      case "rule" ->
          rules().getOrDefault(new Rules(id.get(), counter.part().startsWith("ingress"), v6), 0);
      default ->
          facts.one(RouteTable.class, id.get()).map(t -> AwsTags.counted(t.tags())).orElse(0);
    };
  }

  /** The requests that an account made in a region and that wait for the other side. */
  private int requests(Scope scope) {
    Optional<String> account = facts.one(Caller.class, scope.account()).map(Caller::accountId);
    return (int)
        facts.find(Pcx.class, new Keys.In(scope)).stream()
            .filter(
                p ->
                    p.status().equals("initiating-request")
                        || p.status().equals("pending-acceptance"))
            .filter(
                p ->
                    p.requester().region().equals(scope.region())
                        && account.filter(p.requester().accountId()::equals).isPresent())
            .map(Pcx::id)
            .distinct()
            .count();
  }

  private Map<Table, Integer> routes() {
    if (routes == null) {
      Map<Table, Integer> counts = new LinkedHashMap<>();
      for (Route route : facts.all(Route.class)) {
        if (route.origin() == Origin.STATIC) {
          counts.merge(new Table(route.table(), route.destination().isV6()), 1, Integer::sum);
        }
      }
      routes = counts;
    }
    return routes;
  }

  private Map<Rules, Integer> rules() {
    if (rules == null) {
      Map<Rules, Integer> counts = new LinkedHashMap<>();
      for (GroupRule rule : facts.all(GroupRule.class)) {
        boolean v6 = rule.peer() instanceof RulePeer.Block block && block.cidr().isV6();
        counts.merge(new Rules(rule.group(), rule.ingress(), v6), 1, Integer::sum);
      }
      for (OtherRule rule : facts.all(OtherRule.class)) {
        counts.merge(new Rules(rule.group(), rule.ingress(), false), 1, Integer::sum);
      }
      rules = counts;
    }
    return rules;
  }
}
