package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Keys;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.Place;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.snapshot.Unreadable;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
          Subnet.class,
          RouteTable.class,
          Route.class,
          Acl.class,
          SecurityGroup.class,
          GroupRule.class,
          Pcx.class);

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
    subnets();
    groups();
    for (Acl acl : facts.all(Acl.class)) {
      to.put(new dev.tieline.snapshot.NetworkAcl(acl.id(), acl.vpc(), acl.entries()));
    }
    peerings();
    for (Host host : facts.all(Host.class)) {
      to.put(
          new dev.tieline.snapshot.Host(
              host.id(), host.name(), host.subnet(), host.addresses(), host.groups()));
    }
    unreadable();
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
            AwsTags.name(vpc.tags()),
            vpc.cidrs(),
            complete));
  }

  private void tables() {
    Map<String, List<Route>> routes = new LinkedHashMap<>();
    facts
        .all(Route.class)
        .forEach(r -> routes.computeIfAbsent(r.table(), t -> new ArrayList<>()).add(r));
    for (RouteTable table : facts.all(RouteTable.class)) {
      Map<Cidr, dev.tieline.snapshot.Route> resolved = new LinkedHashMap<>();
      List<String> unresolved = new ArrayList<>();
      for (OtherRoute other : table.unresolved()) {
        Optional<PrefixList> list =
            facts.one(PrefixList.class, new Keys.Seen(table.scope(), other.list()));
        if (list.filter(PrefixList::isRead).isPresent()) {
          for (Cidr block : list.get().blocks()) {
            resolved.putIfAbsent(
                block,
                new dev.tieline.snapshot.Route(
                    block, other.kind(), other.blackhole(), Origin.STATIC));
          }
        } else {
          unresolved.add(other.text() + unread(list));
        }
      }
      List<dev.tieline.snapshot.Route> all = new ArrayList<>();
      for (Route route : routes.getOrDefault(table.id(), List.of())) {
        if (route.origin() != Origin.PROPAGATED) {
          // "the static route with the CIDR block takes priority" over one of a list (Amazon VPC
          // User Guide, "Route priority and prefix lists"); a propagated one does not
          resolved.remove(route.destination());
        }
        all.add(
            new dev.tieline.snapshot.Route(
                route.destination(), route.kind(), route.blackhole(), route.origin()));
      }
      all.addAll(resolved.values());
      to.put(
          new dev.tieline.snapshot.RouteTable(
              table.id(), table.vpc(), AwsTags.name(table.tags()), table.main(), all, unresolved));
    }
  }

  /** Why the blocks of a list are not known, for those who ask about a flow that it may concern. */
  private static String unread(Optional<PrefixList> list) {
    return list.map(l -> " (the blocks of the list could not be read: " + l.why() + ")").orElse("");
  }

  private void subnets() {
    Map<String, String> own = new LinkedHashMap<>();
    Map<String, String> main = new LinkedHashMap<>();
    for (RouteTable table : facts.all(RouteTable.class)) {
      for (Association association : table.associations()) {
        String subnet = association.subnet();
        boolean there =
            association.state().equals("associated") || association.state().equals("associating");
        if (association.main()) {
          main.put(table.vpc(), table.id());
        } else if (subnet != null && there) {
          own.put(subnet, table.id());
        }
      }
    }
    Map<String, String> acls = new LinkedHashMap<>();
    facts.all(Acl.class).forEach(acl -> acl.subnets().forEach(s -> acls.put(s, acl.id())));
    for (Subnet subnet : facts.all(Subnet.class)) {
      to.put(
          new dev.tieline.snapshot.Subnet(
              subnet.id(),
              subnet.vpc(),
              AwsTags.name(subnet.tags()),
              subnet.cidrs(),
              subnet.zone(),
              subnet.zoneId(),
              own.getOrDefault(subnet.id(), main.getOrDefault(subnet.vpc(), "")),
              acls.getOrDefault(subnet.id(), "")));
    }
  }

  private void groups() {
    Map<String, List<Rule>> rules = new LinkedHashMap<>();
    for (GroupRule rule : facts.all(GroupRule.class)) {
      rules.computeIfAbsent(rule.group(), g -> new ArrayList<>()).addAll(rules(rule));
    }
    for (SecurityGroup group : facts.all(SecurityGroup.class)) {
      to.put(
          new dev.tieline.snapshot.SecurityGroup(
              group.id(), group.vpc(), group.name(), rules.getOrDefault(group.id(), List.of())));
    }
  }

  /** A rule that names a list is one for each of its blocks, as AWS takes it. */
  private List<Rule> rules(GroupRule rule) {
    List<RulePeer> peers = new ArrayList<>(List.of(rule.peer()));
    if (rule.peer() instanceof RulePeer.Unresolved peer) {
      Optional<PrefixList> list =
          facts.one(PrefixList.class, new Keys.Seen(rule.scope(), peer.what()));
      if (list.filter(PrefixList::isRead).isPresent()) {
        peers.clear();
        list.get().blocks().forEach(block -> peers.add(new RulePeer.Block(block)));
      } else if (list.isPresent()) {
        peers.set(0, new RulePeer.Unresolved(peer.what() + unread(list)));
      }
    }
    return peers.stream()
        .map(peer -> new Rule(rule.id(), rule.ingress(), rule.traffic(), peer))
        .toList();
  }

  private void peerings() {
    // Of two views of one connection the less active counts: it carries traffic once both say so.
    facts.all(Pcx.class).stream()
        .filter(
            pcx ->
                concerned.contains(pcx.requester().vpc())
                    || concerned.contains(pcx.accepter().vpc()))
        .sorted(Comparator.comparing(Picture::state))
        .forEach(
            pcx ->
                to.put(
                    new PeeringConnection(
                        pcx.id(),
                        pcx.requester().vpc(),
                        pcx.accepter().vpc(),
                        state(pcx),
                        pcx.status())));
  }

  private static PeeringConnection.State state(Pcx pcx) {
    if (pcx.active()) {
      return PeeringConnection.State.ACTIVE;
    }
    return pcx.dead() ? PeeringConnection.State.DEAD : PeeringConnection.State.PENDING;
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
