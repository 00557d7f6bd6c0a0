package dev.tieline.aws.internal;

import dev.tieline.provider.Caller;
import dev.tieline.provider.Claims;
import dev.tieline.provider.Elsewhere;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.OldValues;
import dev.tieline.provider.OtherRule;
import dev.tieline.provider.Quota;
import dev.tieline.provider.Tagged;
import dev.tieline.provider.Trouble;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Unread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Files what was read under the keys that {@link Keys} lists. Of VPCs and peering connections all
 * are filed, of what is in VPCs only what is in those concerned.
 */
final class Filing {
  private final Facts.Builder out = new Facts.Builder();
  private final Set<String> concerned;
  private final Set<String> callers = new LinkedHashSet<>();
  private final Set<String> troubled = new LinkedHashSet<>();

  Filing(Set<String> concerned) {
    this.concerned = concerned;
  }

  void caller(Caller caller) {
    if (callers.add(caller.alias())) {
      out.add(Caller.class, caller, caller.alias());
    }
  }

  void trouble(Trouble trouble) {
    if (troubled.add(trouble.alias())) {
      out.add(Trouble.class, trouble, trouble.alias());
    }
  }

  void unusable(Scope scope, String words) {
    ScopeLook.TYPES.forEach(type -> out.unreadable(scope, type, words));
  }

  void quotas(Scope scope, List<Quota> quotas, Optional<Unread> failure) {
    quotas.forEach(
        q -> out.add(Quota.class, q, new Keys.Quotas(scope, q.code()), new Keys.In(scope)));
    failure.ifPresent(why -> out.unreadable(scope, Quota.class, why));
  }

  void zones(List<Zone> zones) {
    zones.forEach(z -> out.add(Zone.class, z, new Keys.In(z.scope())));
  }

  void look(ScopeLook look) {
    look.failures.forEach((type, why) -> out.unreadable(look.scope, type, why));
    look.vpcs.forEach(vpc -> out.add(Vpc.class, vpc, keys(vpc)));
    look.elsewhere.forEach(vpc -> out.add(Elsewhere.class, vpc, vpc.vpc()));
    for (Subnet subnet : look.subnets) {
      if (concerned.contains(subnet.vpc())) {
        out.add(
            Subnet.class,
            subnet,
            keys(
                subnet,
                new Keys.InVpc(subnet.vpc()),
                new Keys.Named(subnet.vpc(), AwsTags.name(subnet.tags()))));
      }
    }
    for (RouteTable table : look.tables) {
      if (concerned.contains(table.vpc())) {
        out.add(
            RouteTable.class,
            table,
            keys(
                table,
                new Keys.InVpc(table.vpc()),
                new Keys.Named(table.vpc(), AwsTags.name(table.tags()))));
      }
    }
    for (Route route : look.routes) {
      if (concerned.contains(route.vpc())) {
        out.add(
            Route.class,
            route,
            route.id(),
            new Keys.In(route.scope()),
            new Keys.RouteAt(route.table(), route.destination()),
            new Keys.Via(route.target()),
            new Keys.InVpc(route.vpc()));
      }
    }
    for (Acl acl : look.acls) {
      if (concerned.contains(acl.vpc())) {
        out.add(Acl.class, acl, keys(acl, new Keys.InVpc(acl.vpc())));
      }
    }
    groups(look);
    for (Pcx pcx : look.peerings) {
      out.add(
          Pcx.class,
          pcx,
          keys(
              pcx,
              new Keys.Seen(pcx.scope(), pcx.id()),
              new Keys.InVpc(pcx.requester().vpc()),
              new Keys.InVpc(pcx.accepter().vpc()),
              Keys.Pair.of(pcx.requester().vpc(), pcx.accepter().vpc())));
    }
    for (VpcAttributes attributes : look.attributes) {
      out.add(VpcAttributes.class, attributes, attributes.vpc(), new Keys.InVpc(attributes.vpc()));
    }
    look.lists
        .values()
        .forEach(list -> out.add(PrefixList.class, list, new Keys.Seen(list.scope(), list.id())));
    for (Host host : look.hosts) {
      out.add(Host.class, host, host.id(), new Keys.In(host.scope()), new Keys.InVpc(host.vpc()));
    }
  }

  private void groups(ScopeLook look) {
    Map<String, String> vpcs = new LinkedHashMap<>();
    for (SecurityGroup group : look.groups) {
      vpcs.put(group.id(), group.vpc());
      if (concerned.contains(group.vpc())) {
        out.add(
            SecurityGroup.class,
            group,
            keys(
                group,
                new Keys.InVpc(group.vpc()),
                new Keys.GroupNamed(group.vpc(), group.name())));
      }
    }
    for (GroupRule rule : look.rules.values()) {
      String vpc = vpcs.getOrDefault(rule.group(), "");
      if (concerned.contains(vpc)) {
        out.add(
            GroupRule.class,
            rule,
            keys(
                rule,
                new Keys.InVpc(vpc),
                new Keys.InGroup(rule.group()),
                new RuleAt(rule.group(), rule.ingress(), rule.traffic(), rule.peer())));
      }
    }
    for (OtherRule rule : look.otherRules.values()) {
      if (concerned.contains(vpcs.getOrDefault(rule.group(), ""))) {
        out.add(OtherRule.class, rule, rule.id(), new Keys.InGroup(rule.group()));
      }
    }
  }

  /** The keys of everything that can bear tags, and those given. */
  private static Object[] keys(Tagged object, Object... more) {
    List<Object> keys = new ArrayList<>(List.of(more));
    keys.add(object.id());
    keys.add(new Keys.In(object.scope()));
    Marks.all(object.tags())
        .forEach(
            (owner, address) -> {
              keys.add(new Keys.Marked(owner, address));
              keys.add(new Keys.OwnedBy(owner));
            });
    Claims.claimants(object.tags()).forEach(owner -> keys.add(new Keys.ClaimedBy(owner)));
    OldValues.keepers(object.tags()).forEach(owner -> keys.add(new Keys.BeforeBy(owner)));
    return keys.toArray();
  }

  Facts facts() {
    return out.build();
  }
}
