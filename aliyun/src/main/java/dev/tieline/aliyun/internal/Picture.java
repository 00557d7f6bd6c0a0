package dev.tieline.aliyun.internal;

import dev.tieline.net.CidrSet;
import dev.tieline.net.Traffic;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Keys;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.Place;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.snapshot.Unreadable;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts what was read of the VPCs concerned into a snapshot. */
final class Picture {
  /** What must have been read for a VPC to be complete. */
  private static final List<Class<?>> NEEDED =
      List.of(
          Vpc.class,
          VSwitch.class,
          RouteTable.class,
          Route.class,
          OtherRoute.class,
          Acl.class,
          SecurityGroup.class,
          Inside.class,
          GroupRule.class,
          Pcc.class);

  private final Facts facts;
  private final Collection<Scope> scopes;
  private final Set<String> concerned;
  private final SnapshotEditor to;

  Picture(Facts facts, Collection<Scope> scopes, Set<String> concerned, SnapshotEditor to) {
    this.facts = facts;
    this.scopes = scopes;
    this.concerned = concerned;
    this.to = to;
  }

  void all() {
    facts.all(Vpc.class).stream().filter(vpc -> concerned.contains(vpc.id())).forEach(this::vpc);
    tables();
    vSwitches();
    groups();
    for (Acl acl : facts.all(Acl.class)) {
      to.put(new dev.tieline.snapshot.NetworkAcl(acl.id(), acl.vpc(), acl.entries()));
    }
    peerings();
    for (Host host : facts.all(Host.class)) {
      to.put(
          new dev.tieline.snapshot.Host(
              host.id(), host.name(), host.vSwitch(), host.addresses(), host.groups()));
    }
    endpoints();
    unreadable();
  }

  /** The services of an owner, with what those answer to that the wish still names. */
  void services(Owner owner, Map<Address, List<Traffic>> traffic) {
    for (Owned<OfferedService> service : AliyunKinds.ENDPOINT_SERVICES.owned(owner, facts)) {
      to.put(
          EndpointServices.picture(
              service.object(), facts, traffic.getOrDefault(service.address(), List.of())));
    }
  }

  /** A VPC of somebody else, as the wish describes it. */
  void foreign(String name, VpcForm.Foreign form) {
    if (to.vpc(form.vpcId()).isEmpty()) {
      to.put(
          new dev.tieline.snapshot.Vpc(
              form.vpcId(),
              new Place(Realm.CLOUD, form.account(), form.region()),
              name,
              form.blocks(),
              false));
    }
  }

  private void vpc(Vpc vpc) {
    boolean complete =
        NEEDED.stream().allMatch(type -> facts.unreadable(vpc.scope(), type).isEmpty());
    to.put(
        new dev.tieline.snapshot.Vpc(
            vpc.id(),
            new Place(Realm.CLOUD, vpc.accountId(), vpc.scope().region()),
            vpc.name(),
            vpc.cidrs(),
            complete));
  }

  private void tables() {
    Map<String, List<Route>> routes = new LinkedHashMap<>();
    facts
        .all(Route.class)
        .forEach(r -> routes.computeIfAbsent(r.table(), t -> new ArrayList<>()).add(r));
    for (RouteTable table : facts.all(RouteTable.class)) {
      List<dev.tieline.snapshot.Route> all = new ArrayList<>();
      List<String> unresolved = new ArrayList<>();
      for (Route route : routes.getOrDefault(table.id(), List.of())) {
        // of one that comes or goes nobody knows whether it counts already, or still
        if (route.available()) {
          all.add(
              new dev.tieline.snapshot.Route(
                  route.destination(), route.kind(), route.disabled(), route.origin()));
        } else {
          unresolved.add(route.destination() + " -> " + route.target() + " " + route.status());
        }
      }
      facts
          .find(OtherRoute.class, new AliyunKeys.InTable(table.id()))
          .forEach(other -> unresolved.add(other.text()));
      to.put(
          new dev.tieline.snapshot.RouteTable(
              table.id(), table.vpc(), table.name(), table.system(), all, unresolved));
    }
  }

  private void vSwitches() {
    Map<String, String> system = new LinkedHashMap<>();
    facts.all(RouteTable.class).stream()
        .filter(RouteTable::system)
        .forEach(table -> system.put(table.vpc(), table.id()));
    for (VSwitch vSwitch : facts.all(VSwitch.class)) {
      to.put(
          new dev.tieline.snapshot.Subnet(
              vSwitch.id(),
              vSwitch.vpc(),
              vSwitch.name(),
              vSwitch.cidrs(),
              vSwitch.zone(),
              vSwitch.zone(), // a zone's name means the same in all accounts
              vSwitch.table().isEmpty() ? system.getOrDefault(vSwitch.vpc(), "") : vSwitch.table(),
              vSwitch.acl()));
    }
  }

  private void groups() {
    Map<String, List<GroupRule>> rules = new LinkedHashMap<>();
    facts
        .all(GroupRule.class)
        .forEach(r -> rules.computeIfAbsent(r.group(), g -> new ArrayList<>()).add(r));
    Map<String, Set<String>> together = new LinkedHashMap<>();
    for (Host host : facts.all(Host.class)) {
      host.groups()
          .forEach(
              g -> together.computeIfAbsent(g, x -> new LinkedHashSet<>()).addAll(host.groups()));
    }
    for (SecurityGroup group : facts.all(SecurityGroup.class)) {
      List<GroupRule> drops = new ArrayList<>();
      together.getOrDefault(group.id(), Set.of()).stream()
          .filter(other -> !other.equals(group.id()))
          .sorted()
          .forEach(other -> drops.addAll(rules.getOrDefault(other, List.of())));
      boolean open =
          facts.one(Inside.class, new Keys.InGroup(group.id())).filter(Inside::open).isPresent();
      to.put(
          new dev.tieline.snapshot.SecurityGroup(
              group.id(),
              group.vpc(),
              group.name(),
              Effective.of(
                  group, open, rules.getOrDefault(group.id(), List.of()), drops, this::home)));
    }
  }

  /** The blocks that the members of a group have their addresses in. */
  private Optional<CidrSet> home(String group) {
    return facts
        .one(SecurityGroup.class, group)
        .flatMap(g -> facts.one(Vpc.class, g.vpc()))
        .map(vpc -> CidrSet.copyOf(vpc.cidrs()));
  }

  private void peerings() {
    // Of two views of one connection the less active counts: it carries traffic once both say so.
    facts.all(Pcc.class).stream()
        .filter(
            pcc ->
                concerned.contains(pcc.requester().vpc())
                    || concerned.contains(pcc.accepter().vpc()))
        .sorted(Comparator.comparing(Picture::state))
        .forEach(
            pcc ->
                to.put(
                    new PeeringConnection(
                        pcc.id(),
                        pcc.requester().vpc(),
                        pcc.accepter().vpc(),
                        state(pcc),
                        pcc.locked() ? pcc.status() + ", " + pcc.businessStatus() : pcc.status())));
  }

  /** The endpoints of the VPCs concerned; their interfaces are hosts, also where none are read. */
  private void endpoints() {
    Set<String> hosts = new LinkedHashSet<>();
    facts.all(Host.class).forEach(h -> hosts.add(h.id()));
    for (Ep endpoint : facts.all(Ep.class)) {
      if (!concerned.contains(endpoint.vpc())) {
        continue;
      }
      List<EpZone> zones = facts.find(EpZone.class, new AliyunKeys.OfEndpoint(endpoint.id()));
      to.put(Endpoints.picture(endpoint, zones));
      for (EpZone zone : zones) {
        if (!zone.eni().isEmpty() && !hosts.contains(zone.eni())) {
          to.put(
              new dev.tieline.snapshot.Host(
                  zone.eni(), "", zone.vSwitch(), zone.addresses(), endpoint.groups()));
        }
      }
    }
  }

  private static PeeringConnection.State state(Pcc pcc) {
    if (pcc.active()) {
      return PeeringConnection.State.ACTIVE;
    }
    return pcc.dead() ? PeeringConnection.State.DEAD : PeeringConnection.State.PENDING;
  }

  private void unreadable() {
    for (Scope scope : scopes) {
      String account =
          facts.one(Caller.class, scope.account()).map(Caller::accountId).orElse(scope.account());
      Place place = new Place(Realm.CLOUD, account, scope.region());
      for (Class<?> type : ScopeLook.TYPES) {
        Optional<String> why = facts.unreadable(scope, type);
        why.ifPresent(words -> to.put(new Unreadable(place, Types.words(type), words)));
      }
    }
  }
}
