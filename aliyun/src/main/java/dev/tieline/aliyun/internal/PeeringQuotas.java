package dev.tieline.aliyun.internal;

import dev.tieline.check.Codes;
import dev.tieline.check.Severity;
import dev.tieline.net.Cidr;
import dev.tieline.provider.Joined;
import dev.tieline.provider.Keys;
import dev.tieline.provider.OtherRule;
import dev.tieline.provider.Quota;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Facts;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts what links add against what an account and its objects allow. Everything is counted once,
 * by maps. Where the real value was not read, an excess is a warning.
 */
final class PeeringQuotas {
  /** What is counted, by the code of its quota, and the container that has the limit. */
  private record Counter(String quota, Scope scope, Ref<String> container, String network) {}

  private final Facts facts;
  private final FoundRefs refs;
  private final PeeringFindings findings;
  private final Map<Counter, List<Link>> added = new LinkedHashMap<>();
  private final Map<Counter, Set<Link>> degree = new LinkedHashMap<>();
  private @Nullable Map<String, Integer> routes;
  private @Nullable Map<String, Integer> rules;

  PeeringQuotas(Facts facts, FoundRefs refs, PeeringFindings findings) {
    this.facts = facts;
    this.refs = refs;
    this.findings = findings;
  }

  void peering(Compiled network, Joined<Compiled, Pcc> joined) {
    Scope scope = network.scope();
    if (scope != null) {
      boolean within = network.region().equals(joined.other(network).region());
      String quota = within ? Quotas.PEERINGS_IN_REGION : Quotas.PEERINGS_ACROSS_REGIONS;
      Counter counter = new Counter(quota, scope, network.vpcId(), network.name());
      degree.computeIfAbsent(counter, c -> new LinkedHashSet<>()).add(joined.peering());
      add(counter, joined.peering(), joined.there().isEmpty());
    }
  }

  void route(Scope scope, Ref<String> table, Link link, boolean fresh) {
    add(new Counter(Quotas.ROUTES_PER_TABLE, scope, table, ""), link, fresh);
  }

  void rule(Scope scope, RuleWish wish, Link link) {
    Optional<String> group = refs.peek(wish.group());
    Optional<Cidr> peer = refs.peek(wish.peer());
    boolean there =
        group.isPresent()
            && peer.isPresent()
            && !facts
                .find(
                    GroupRule.class,
                    new AliyunKeys.RuleAt(
                        group.get(),
                        wish.ingress(),
                        wish.traffic(),
                        new RulePeer.Block(peer.get()),
                        true))
                .isEmpty();
    add(new Counter(Quotas.RULES_PER_GROUP, scope, wish.group(), ""), link, !there);
  }

  private void add(Counter counter, Link link, boolean fresh) {
    if (fresh) {
      added.computeIfAbsent(counter, c -> new ArrayList<>()).add(link);
    }
  }

  /** Makes the findings. */
  void check(String topology) {
    added.forEach(this::check);
    degree.forEach(
        (counter, links) -> {
          Quota limit = limit(counter);
          if (links.size() > 1 && links.size() > limit.value()) {
            findings.add(
                Codes.MESH_TOO_LARGE,
                Severity.WARNING,
                "topology." + topology,
                "network "
                    + counter.network()
                    + " has "
                    + links.size()
                    + " "
                    + words(counter)
                    + ", and a VPC can have "
                    + limit.value(),
                "A mesh of this size can not be built of peerings",
                "Use a hub, or have the quota raised (Quota Center)");
          }
        });
  }

  private void check(Counter counter, List<Link> fresh) {
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
            link ->
                findings.add(
                    code(counter),
                    limit.read() ? Severity.ERROR : Severity.WARNING,
                    link.address(),
                    what,
                    "Alibaba Cloud refuses what goes beyond",
                    remedy(counter)));
  }

  private static String code(Counter counter) {
    return switch (counter.quota()) {
      case Quotas.ROUTES_PER_TABLE -> AliyunFindings.ROUTE_QUOTA;
      case Quotas.RULES_PER_GROUP -> AliyunFindings.RULE_QUOTA;
      default -> AliyunFindings.PEERING_QUOTA;
    };
  }

  private static String words(Counter counter) {
    return switch (counter.quota()) {
      case Quotas.ROUTES_PER_TABLE -> "custom route entries";
      case Quotas.RULES_PER_GROUP -> "rules";
      case Quotas.PEERINGS_IN_REGION -> "peering connections within its region";
      default -> "peering connections with other regions";
    };
  }

  private static String remedy(Counter counter) {
    return "Have the quota raised (Quota Center), or "
        + switch (counter.quota()) {
          case Quotas.ROUTES_PER_TABLE -> "choose fewer tables";
          case Quotas.RULES_PER_GROUP -> "allow less traffic";
          default -> "use a hub";
        };
  }

  private Quota limit(Counter counter) {
    return facts
        .one(Quota.class, new Keys.Quotas(counter.scope(), counter.quota()))
        .orElseGet(() -> Quotas.assumed(counter.scope(), counter.quota()));
  }

  private int there(Counter counter) {
    Optional<String> id = refs.peek(counter.container());
    if (id.isEmpty()) {
      return 0;
    }
    return switch (counter.quota()) {
      case Quotas.ROUTES_PER_TABLE -> routes().getOrDefault(id.get(), 0);
      case Quotas.RULES_PER_GROUP -> rules().getOrDefault(id.get(), 0);
      default -> {
        boolean within = counter.quota().equals(Quotas.PEERINGS_IN_REGION);
        yield (int)
            facts.find(Pcc.class, new Keys.InVpc(id.get())).stream()
                .filter(p -> !p.going())
                .filter(p -> p.requester().region().equals(p.accepter().region()) == within)
                .map(Pcc::id)
                .distinct()
                .count();
      }
    };
  }

  private Map<String, Integer> routes() {
    if (routes == null) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      for (Route route : facts.all(Route.class)) {
        if (route.origin() == Origin.STATIC) {
          counts.merge(route.table(), 1, Integer::sum);
        }
      }
      routes = counts;
    }
    return routes;
  }

  private Map<String, Integer> rules() {
    if (rules == null) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      facts.all(GroupRule.class).forEach(r -> counts.merge(r.group(), 1, Integer::sum));
      facts.all(OtherRule.class).forEach(r -> counts.merge(r.group(), 1, Integer::sum));
      rules = counts;
    }
    return rules;
  }
}
