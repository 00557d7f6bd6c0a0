package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.internal.Openings;
import dev.tieline.testkit.internal.World;
import dev.tieline.testkit.internal.aws.RouteTable.Route;
import dev.tieline.testkit.internal.aws.SecurityGroup.Rule;
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
  private final AwsEvidence evidence;
  private final Openings openings;
  private final World before;
  private final World after;
  private final Set<String> named = new TreeSet<>();
  private final Set<String> destinations = new TreeSet<>();
  private final List<String> wrong = new ArrayList<>();

  private Effect(
      AwsEvidence evidence,
      Openings openings,
      World before,
      World after,
      SortedMap<String, String> parameters) {
    this.evidence = evidence;
    this.openings = openings;
    this.before = before;
    this.after = after;
    parameters.forEach(
        (name, value) -> {
          named.add(value);
          if (name.startsWith("Destination")) {
            destinations.add(value);
          }
        });
  }

  /** Returns what is wrong with the difference of two worlds; the evidence knows both. */
  static List<String> judge(
      AwsEvidence evidence,
      Openings openings,
      World before,
      World after,
      SortedMap<String, String> parameters) {
    Effect effect = new Effect(evidence, openings, before, after, parameters);
    effect.nameSubnets();
    World.changes(before, after, effect::changed);
    return effect.wrong;
  }

  /** Who names an association names its subnet or VPC; who names a block's, its VPC. */
  private void nameSubnets() {
    for (String id : List.copyOf(named)) {
      if (id.startsWith("rtbassoc-")
          && AwsEvidence.find(before, id, java.time.Instant.MIN) instanceof TableAssociation old) {
        named.add(old.subnetId().isEmpty() ? old.vpcId() : old.subnetId());
      } else if (id.startsWith("vpc-cidr-assoc-")) {
        for (Vpc vpc : before.below("vpc/", Vpc.class)) {
          boolean its =
              vpc.blocks().stream().anyMatch(b -> b.associationId().equals(id))
                  || vpc.ipv6Blocks().stream().anyMatch(b -> b.associationId().equals(id));
          if (its) {
            named.add(vpc.id());
          }
        }
      }
    }
  }

  private void changed(String path, @Nullable Object old, @Nullable Object fresh) {
    String kind = path.substring(0, path.indexOf('/'));
    String id = path.substring(path.lastIndexOf('/') + 1);
    switch (kind) {
      case "token", "setting", "pending" -> {}
      case "tags" -> {
        String vpc = AwsEvidence.vpcOf(before, id);
        boolean born = id.startsWith("sgr-") || vpc == null;
        // a main table goes with the VPC that the call deletes
        boolean along = vpc != null && named.contains(vpc) && AwsEvidence.vpcOf(after, id) == null;
        if (!named.contains(id) && !evidence.marked(id) && !born && !along) {
          wrong.add("the tags of " + id + ", which is not ours, change");
        }
      }
      default -> {
        if (!isOurs(id, old) && !isOurs(id, fresh)) {
          wrong.add(
              id
                  + (old == null ? ", made without a mark" : ", which is not ours, changes")
                  + ": "
                  + fresh);
        }
      }
    }
    if (fresh instanceof SecurityGroup group) {
      rules(old instanceof SecurityGroup was ? was : null, group);
    } else if (fresh instanceof RouteTable table) {
      routes(old instanceof RouteTable was ? was : null, table);
    }
  }

  private boolean isOurs(String id, @Nullable Object object) {
    if (object == null) {
      return false;
    }
    String subnet =
        object instanceof TableAssociation table
            ? table.subnetId()
            : object instanceof AclAssociation acl ? acl.subnetId() : "";
    boolean there = !(object instanceof TableAssociation || object instanceof AclAssociation);
    return evidence.marked(id)
        || evidence.marked(AwsEvidence.vpcOf(object))
        || evidence.marked(subnet)
        || (there && named.contains(id))
        || named.contains(subnet);
  }

  /** The cloud itself gives a new group one rule: everything may leave. */
  private void rules(@Nullable SecurityGroup was, SecurityGroup group) {
    for (Rule rule : group.rules().values()) {
      boolean there = was != null && was.rules().containsKey(rule.id());
      boolean given = was == null && (rule.egress() || rule.group() != null);
      if (!there && !given && !isWished(group, rule)) {
        wrong.add("nobody wished the rule " + rule + " of " + group.vpcId());
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

  private void routes(@Nullable RouteTable was, RouteTable table) {
    Set<Destination> all = new TreeSet<>(table.routes().keys());
    if (was != null) {
      all.addAll(was.routes().keys());
    }
    for (Destination to : all) {
      Route route = table.routes().get(to);
      Route old = was == null ? null : was.routes().get(to);
      if (route == null ? old != null : !route.equals(old)) {
        if (!destinations.contains(to.toString())) {
          wrong.add("the route to " + to + ", which the call does not name, changes");
        }
        if (route != null && !isWished(table, to, route)) {
          wrong.add("nobody wished the route " + route + " of " + table.vpcId());
        }
      }
    }
  }

  private boolean isWished(RouteTable table, Destination to, Route route) {
    Cidr cidr = to instanceof Destination.Block block ? block.cidr() : null;
    return cidr != null
        && after.get("pcx/-/-/" + route.targetId()) instanceof Peering pcx
        && pcx.touches(table.vpcId())
        && openings.routes(table.vpcId(), cidr, other(pcx, table.vpcId()));
  }

  private static String other(Peering pcx, String vpcId) {
    return (pcx.requester().vpcId().equals(vpcId) ? pcx.accepter() : pcx.requester()).vpcId();
  }

  private boolean isWished(SecurityGroup group, Rule rule) {
    return openings.lets(group.vpcId(), rule.egress(), rule.cidr(), t -> says(rule, t));
  }

  private static boolean says(Rule rule, Traffic traffic) {
    return switch (traffic.protocol()) {
      case TCP -> rule.protocol().equals("tcp") && hasPorts(rule, traffic);
      case UDP -> rule.protocol().equals("udp") && hasPorts(rule, traffic);
      case ICMP -> rule.protocol().startsWith("icmp");
      case ALL -> rule.protocol().equals("-1");
    };
  }

  private static boolean hasPorts(Rule rule, Traffic traffic) {
    return rule.from() == traffic.fromPort() && rule.to() == traffic.toPort();
  }
}
