package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Traffic;
import dev.tieline.testkit.internal.Openings;
import dev.tieline.testkit.internal.World;
import dev.tieline.testkit.internal.aliyun.SecurityGroup.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges what one call has changed: what it names was judged when it was asked for; whatever else
 * changes must be ours, and what opens must be wished.
 */
final class Effect {
  /** How the fake remembers what is no object. */
  private static final Set<String> INNER = Set.of("token", "setting", "pending", "turn");

  private final AliyunEvidence evidence;
  private final Openings openings;
  private final ServiceOpenings services;
  private final World after;
  private final Set<String> named;
  private final List<String> wrong = new ArrayList<>();

  private Effect(
      AliyunEvidence evidence,
      Openings openings,
      ServiceOpenings services,
      World after,
      SortedMap<String, String> p) {
    this.evidence = evidence;
    this.openings = openings;
    this.services = services;
    this.after = after;
    this.named = new TreeSet<>(p.values());
  }

  /** Returns what is wrong with the difference of two worlds; the evidence knows both. */
  static List<String> judge(
      AliyunEvidence evidence,
      Openings openings,
      ServiceOpenings services,
      World before,
      World after,
      SortedMap<String, String> parameters) {
    Effect effect = new Effect(evidence, openings, services, after, parameters);
    World.changes(before, after, effect::changed);
    return effect.wrong;
  }

  private void changed(String path, @Nullable Object old, @Nullable Object fresh) {
    String kind = path.substring(0, path.indexOf('/'));
    String id = path.substring(path.lastIndexOf('/') + 1);
    if (INNER.contains(kind)) {
      return;
    }
    if (kind.equals("tags")) {
      if (!named.contains(id) && !evidence.marked(id)) {
        wrong.add("the tags of " + id + ", which is not ours, change");
      }
    } else if (!isOurs(id, old, old != null) && !isOurs(id, fresh, old != null)) {
      wrong.add(
          id
              + (old == null ? ", made without a mark" : ", which is not ours, changes")
              + ": "
              + fresh);
    }
    if (fresh instanceof SecurityGroup group) {
      rules(old instanceof SecurityGroup was ? was : null, group);
    } else if (fresh instanceof RouteEntry entry) {
      route(old instanceof RouteEntry was ? was : null, entry);
    }
  }

  private boolean isOurs(String id, @Nullable Object object, boolean there) {
    return object != null
        && (evidence.marked(id)
            || evidence.marked(AliyunEvidence.vpcOf(object))
            || (there && named.contains(id))
            || (object instanceof RouteEntry entry && evidence.describes(entry.description()))
            || (object instanceof Eni eni && evidence.marked(eni.instanceId()))
            || (object instanceof PrivateZone zone && isOurs(zone))
            || (object instanceof PrivateZone.Entry entry && evidence.isOurs(entry)));
  }

  /** The call that makes a zone can not write its mark. */
  private boolean isOurs(PrivateZone zone) {
    return evidence.isOurs(after, zone) || evidence.isRemark(zone.name(), zone.remark());
  }

  private void rules(@Nullable SecurityGroup was, SecurityGroup group) {
    for (Rule rule : group.rules().values()) {
      Rule old = was == null ? null : was.rules().get(rule.id());
      if (old == null && !isWished(group, rule)) {
        wrong.add("nobody wished the rule " + rule + " of " + group.vpcId());
      } else if (old != null && !old.equals(rule) && !named.contains(rule.id())) {
        wrong.add("the rule " + rule.id() + ", which the call does not name, changes");
      }
    }
    if (was != null) {
      for (String id : was.rules().keys()) {
        if (!group.rules().containsKey(id) && !named.contains(id)) {
          wrong.add("the rule " + id + ", which the call does not name, goes");
        }
      }
    }
  }

  private boolean isWished(SecurityGroup group, Rule rule) {
    return rule.accepts()
        && (openings.lets(group.vpcId(), rule.egress(), rule.cidr(), t -> says(rule, t))
            || services.lets(group, rule.egress(), rule.cidr(), t -> says(rule, t)));
  }

  private static boolean says(Rule rule, Traffic traffic) {
    return switch (traffic.protocol()) {
      case TCP -> rule.protocol().equals("TCP") && hasPorts(rule, traffic);
      case UDP -> rule.protocol().equals("UDP") && hasPorts(rule, traffic);
      case ICMP -> rule.protocol().startsWith("ICMP");
      case ALL -> rule.protocol().equals("ALL");
    };
  }

  /** Ports begin at 1 here. */
  private static boolean hasPorts(Rule rule, Traffic traffic) {
    return rule.port().equals(Math.max(1, traffic.fromPort()) + "/" + traffic.toPort());
  }

  private void route(@Nullable RouteEntry was, RouteEntry entry) {
    boolean leadsElsewhere = was == null || !was.hopId().equals(entry.hopId());
    if (leadsElsewhere && !isWished(entry)) {
      wrong.add("nobody wished the route " + entry + " of " + entry.vpcId());
    }
  }

  private boolean isWished(RouteEntry entry) {
    return after.ofId(entry.hopId()) instanceof Peering peering
        && peering.endOf(entry.vpcId()) != null
        && openings.routes(
            entry.vpcId(), entry.destination(), peering.other(entry.vpcId()).vpcId());
  }
}
