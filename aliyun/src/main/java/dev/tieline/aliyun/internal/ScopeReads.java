package dev.tieline.aliyun.internal;

import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.provider.OtherRule;
import dev.tieline.provider.Phases;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Unread;
import java.util.Set;

/** The reads of one scope, phase by phase: each puts what it finds into the scope's look. */
final class ScopeReads {
  private final Owner owner;
  private final Phases phases;

  ScopeReads(Owner owner, Phases phases) {
    this.owner = owner;
    this.phases = phases;
  }

  /** Asks for what bears our mark. The cloud lists the tags of one type of object at a time. */
  void tags(ScopeLook look) {
    look.stage = ScopeLook.Stage.TAGS;
    AccountLists.marked(look.scope, owner).forEach(query -> mark(look, query));
  }

  private <T> void mark(ScopeLook look, Query<T> query) {
    phases.ask(
        query,
        found -> look.marked |= !found.isEmpty(),
        refused -> look.failed(Unread.of(refused), ScopeLook.TYPES.toArray(Class<?>[]::new)));
  }

  /** Asks for everything but what is in tables and groups. */
  void objects(ScopeLook look) {
    look.stage = ScopeLook.Stage.OBJECTS;
    var scope = look.scope;
    Lists.By all = Lists.By.everything();
    phases.ask(Lists.vpcs(scope, all), look::take, look, Vpc.class);
    phases.ask(Lists.vSwitches(scope, all), look::take, look, VSwitch.class);
    phases.ask(
        Lists.tables(scope, all),
        look::take,
        look,
        RouteTable.class,
        Route.class,
        OtherRoute.class);
    phases.ask(Lists.acls(scope, all), look::take, look, Acl.class);
    phases.ask(
        Lists.groups(scope, all),
        look::take,
        look,
        SecurityGroup.class,
        Inside.class,
        GroupRule.class,
        OtherRule.class);
    phases.ask(Lists.peerings(scope, all), look::take, look, Pcc.class);
  }

  /** Asks for the endpoints of a region, and for what is wished and claimed besides. */
  void endpoints(ScopeLook look, EndpointNeeds needs) {
    look.stage = ScopeLook.Stage.ENDPOINTS;
    var scope = look.scope;
    phases.ask(
        EndpointLists.endpoints(scope, Lists.By.everything()),
        look::take,
        look,
        Ep.class,
        EpZone.class,
        EpGroup.class);
    needs
        .services()
        .forEach(
            (name, region) ->
                phases.ask(
                    EndpointLists.service(scope, name, region), look::take, look, EpService.class));
    needs
        .dnsNames()
        .forEach(
            name ->
                phases.ask(
                    DnsLists.named(scope, name), look::take, look, DnsZone.class, DnsRecord.class));
  }

  /** Asks for the services that a region offers. */
  void services(ScopeLook look) {
    look.stage = ScopeLook.Stage.ENDPOINTS;
    phases.ask(
        ServiceLists.services(look.scope, Lists.By.everything()),
        look::take,
        look,
        OfferedService.class,
        ServiceResource.class,
        ServiceUser.class,
        ServiceConnection.class);
  }

  /** Asks for what is in the services of ours; false if there are none. */
  boolean insideServices(ScopeLook look) {
    boolean asked = false;
    for (OfferedService service : look.offered.values()) {
      if (service.marks().containsKey(owner)) {
        in(look, ServiceLists.resources(look.scope, service.id()), ServiceResource.class);
        in(look, ServiceLists.users(look.scope, service.id()), ServiceUser.class);
        in(look, ServiceLists.connections(look.scope, service.id()), ServiceConnection.class);
        asked = true;
      }
    }
    return asked;
  }

  /** Asks for what is in the endpoints and zones that matter; false if there are none. */
  boolean insideEndpoints(ScopeLook look, EndpointNeeds needs) {
    boolean asked = false;
    for (Ep endpoint : look.endpoints.values()) {
      if (endpoint.marks().containsKey(owner) || needs.services().containsKey(endpoint.service())) {
        in(look, EndpointLists.zones(look.scope, endpoint.id()), EpZone.class);
        in(look, EndpointLists.groups(look.scope, endpoint.id()), EpGroup.class);
        asked = true;
      } else if (look.dnsZones.values().stream().anyMatch(z -> isShared(look, endpoint, z))) {
        in(look, EndpointLists.zones(look.scope, endpoint.id()), EpZone.class);
        asked = true;
      }
    }
    for (DnsZone zone : look.dnsZones.values()) {
      if (zone.records() > 0 && look.vpcs.keySet().stream().anyMatch(v -> concerns(zone, v))) {
        in(look, DnsLists.records(look.scope, zone.id()), DnsRecord.class);
        asked = true;
      }
    }
    return asked;
  }

  /**
   * Whether a zone of ours in an endpoint's VPC has records of several topologies: then it matters
   * whose addresses those are.
   */
  private boolean isShared(ScopeLook look, Ep endpoint, DnsZone zone) {
    Vpc vpc = look.vpcs.get(endpoint.vpc());
    return vpc != null
        && zone.records() > 0
        && zone.remark().equals(MarkLimits.remark(owner, vpc.id(), zone.name()))
        && DnsClaims.isShared(owner, vpc, zone.name());
  }

  /** Whether a zone resolves in a VPC, or was made for it. */
  private boolean concerns(DnsZone zone, String vpc) {
    return zone.isBoundTo(vpc) || zone.remark().equals(MarkLimits.remark(owner, vpc, zone.name()));
  }

  /**
   * Asks for the entries of the tables and the rules of the groups in the VPCs concerned: the cloud
   * lists those of one table and of one group at a time. False if there are none.
   *
   * @param hosts whether hosts in them matter
   */
  boolean rest(ScopeLook look, Set<String> concerned, boolean hosts) {
    look.stage = ScopeLook.Stage.ALL;
    boolean asked = false;
    for (RouteTable table : look.tables.values()) {
      if (concerned.contains(table.vpc())) {
        in(look, Lists.allRoutes(table, Lists.By.everything()), Route.class, OtherRoute.class);
        asked = true;
      }
    }
    for (SecurityGroup group : look.groups.values()) {
      if (concerned.contains(group.vpc())) {
        in(
            look,
            Lists.allRules(look.scope, group.id()),
            Inside.class,
            GroupRule.class,
            OtherRule.class);
        asked = true;
      }
    }
    if (hosts) {
      for (Vpc vpc : look.vpcs.values()) {
        if (concerned.contains(vpc.id())) {
          in(look, Lists.hosts(look.scope, vpc.id()), Host.class);
          asked = true;
        }
      }
    }
    return asked;
  }

  /** Asks for what is in a container; in one that has gone since there is nothing. */
  private <T> void in(ScopeLook look, Query<T> query, Class<?>... types) {
    phases.ask(
        query,
        look::take,
        refused -> {
          boolean gone =
              refused instanceof CloudCallException e && e.category() == Category.NOT_FOUND;
          if (!gone) {
            look.failed(Unread.of(refused), types);
          }
        });
  }
}
