package dev.tieline.aliyun.internal;

import dev.tieline.provider.Caller;
import dev.tieline.provider.Claims;
import dev.tieline.provider.Elsewhere;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marked;
import dev.tieline.provider.OtherRule;
import dev.tieline.provider.Quota;
import dev.tieline.provider.Trouble;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Unread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

  void quotas(List<Quota> quotas) {
    quotas.forEach(
        q -> out.add(Quota.class, q, new Keys.Quotas(q.scope(), q.code()), new Keys.In(q.scope())));
  }

  void zones(List<Zone> zones) {
    zones.forEach(z -> out.add(Zone.class, z, new Keys.In(z.scope()), z.id()));
  }

  void cdt(Cdt cdt) {
    out.add(Cdt.class, cdt, cdt.alias());
  }

  void unreadCdt(Scope scope, Unread why) {
    out.unreadable(scope, Cdt.class, why);
  }

  void opened(LinkOpen opened) {
    out.add(LinkOpen.class, opened, opened.alias());
  }

  void regrouped(Regrouped chosen) {
    out.add(Regrouped.class, chosen, chosen.owner());
  }

  void cutOff(CutOff consent) {
    out.add(CutOff.class, consent, consent.owner());
  }

  void unreadOpened(Scope scope, Unread why) {
    out.unreadable(scope, LinkOpen.class, why);
  }

  void look(ScopeLook look) {
    look.failures.forEach((type, why) -> out.unreadable(look.scope, type, why));
    look.vpcs.values().forEach(vpc -> out.add(Vpc.class, vpc, keys(vpc)));
    look.elsewhere.forEach(vpc -> out.add(Elsewhere.class, vpc, vpc.vpc()));
    for (VSwitch vSwitch : look.vSwitches.values()) {
      if (concerned.contains(vSwitch.vpc())) {
        out.add(
            VSwitch.class,
            vSwitch,
            keys(
                vSwitch,
                new Keys.InVpc(vSwitch.vpc()),
                new Keys.Named(vSwitch.vpc(), vSwitch.name())));
      }
    }
    for (RouteTable table : look.tables.values()) {
      if (concerned.contains(table.vpc())) {
        out.add(
            RouteTable.class,
            table,
            keys(table, new Keys.InVpc(table.vpc()), new Keys.Named(table.vpc(), table.name())));
      }
    }
    for (Route route : look.routes.values()) {
      out.add(
          Route.class,
          route,
          keys(
              route,
              route.entryId(),
              new Keys.RouteAt(route.table(), route.destination()),
              new Keys.Via(route.target()),
              new Keys.InVpc(route.vpc())));
    }
    for (OtherRoute other : look.otherRoutes.values()) {
      out.add(OtherRoute.class, other, other.entryId(), new AliyunKeys.InTable(other.table()));
    }
    for (Acl acl : look.acls.values()) {
      if (concerned.contains(acl.vpc())) {
        out.add(Acl.class, acl, keys(acl, new Keys.InVpc(acl.vpc())));
      }
    }
    groups(look);
    endpoints(look);
    services(look);
    for (Pcc pcc : look.peerings.values()) {
      out.add(
          Pcc.class,
          pcc,
          keys(
              pcc,
              new Keys.Seen(pcc.scope(), pcc.id()),
              new Keys.InVpc(pcc.requester().vpc()),
              new Keys.InVpc(pcc.accepter().vpc()),
              Keys.Pair.of(pcc.requester().vpc(), pcc.accepter().vpc())));
    }
    for (Host host : look.hosts.values()) {
      out.add(Host.class, host, host.id(), new Keys.In(host.scope()), new Keys.InVpc(host.vpc()));
    }
  }

  private void services(ScopeLook look) {
    for (OfferedService service : look.offered.values()) {
      List<String> claims = new ArrayList<>();
      service
          .marks()
          .forEach(
              (owner, address) -> {
                String key = Claims.key(owner, address.path());
                look.vpcs.values().stream()
                    .filter(vpc -> vpc.tags().get(key).isPresent())
                    .forEach(vpc -> claims.add(LabelKind.id(vpc.id(), key)));
              });
      out.add(OfferedService.class, service.claimedBy(claims), keys(service));
    }
    look.serviceResources
        .values()
        .forEach(
            r -> out.add(ServiceResource.class, r, r.id(), new AliyunKeys.OfService(r.service())));
    look.serviceUsers
        .values()
        .forEach(u -> out.add(ServiceUser.class, u, u.id(), new AliyunKeys.OfService(u.service())));
    look.serviceConnections
        .values()
        .forEach(
            c ->
                out.add(ServiceConnection.class, c, c.id(), new AliyunKeys.OfService(c.service())));
  }

  private void endpoints(ScopeLook look) {
    Map<String, List<EpGroup>> attached = new LinkedHashMap<>();
    for (EpGroup group : look.endpointGroups.values()) {
      out.add(
          EpGroup.class,
          group,
          group.id(),
          new AliyunKeys.OfEndpoint(group.endpoint()),
          new Keys.InGroup(group.group()));
      attached.computeIfAbsent(group.endpoint(), e -> new ArrayList<>()).add(group);
    }
    for (Ep endpoint : look.endpoints.values()) {
      out.add(
          Ep.class,
          endpoint.guardedBy(attached.getOrDefault(endpoint.id(), List.of())),
          keys(
              endpoint,
              new Keys.InVpc(endpoint.vpc()),
              new AliyunKeys.EndpointAt(endpoint.vpc(), endpoint.service())));
    }
    for (EpZone zone : look.endpointZones.values()) {
      Ep endpoint = look.endpoints.get(zone.endpoint());
      out.add(
          EpZone.class,
          endpoint == null ? zone : zone.of(endpoint.tags()),
          zone.id(),
          new AliyunKeys.OfEndpoint(zone.endpoint()));
    }
    for (EpService service : look.services.values()) {
      out.add(EpService.class, service, new AliyunKeys.Offered(look.scope, service.name()));
    }
    for (DnsZone zone : look.dnsZones.values()) {
      out.add(DnsZone.class, zone, zone.id(), new AliyunKeys.ZoneNamed(look.scope, zone.name()));
    }
    for (DnsRecord dnsRecord : look.dnsRecords.values()) {
      out.add(DnsRecord.class, dnsRecord, dnsRecord.id(), new AliyunKeys.InZone(dnsRecord.zone()));
    }
  }

  private void groups(ScopeLook look) {
    for (SecurityGroup group : look.groups.values()) {
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
    look.insides
        .values()
        .forEach(inside -> out.add(Inside.class, inside, new Keys.InGroup(inside.group())));
    for (GroupRule rule : look.rules.values()) {
      SecurityGroup group = look.groups.get(rule.group());
      out.add(
          GroupRule.class,
          rule,
          keys(
              rule,
              new Keys.InVpc(group == null ? "" : group.vpc()),
              new Keys.InGroup(rule.group()),
              new AliyunKeys.RuleAt(
                  rule.group(), rule.ingress(), rule.traffic(), rule.peer(), rule.accept())));
    }
    for (OtherRule rule : look.otherRules.values()) {
      out.add(OtherRule.class, rule, rule.id(), new Keys.InGroup(rule.group()));
    }
  }

  /** The keys of everything that can bear marks, and those given. */
  private static Object[] keys(Marked object, Object... more) {
    List<Object> keys = new ArrayList<>(List.of(more));
    keys.add(object.id());
    keys.add(new Keys.In(object.scope()));
    object
        .marks()
        .forEach(
            (owner, address) -> {
              keys.add(new Keys.Marked(owner, address));
              keys.add(new Keys.OwnedBy(owner));
            });
    return keys.toArray();
  }

  Facts facts() {
    return out.build();
  }
}
