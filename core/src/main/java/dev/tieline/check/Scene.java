package dev.tieline.check;

import dev.tieline.net.Cidr;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.Subnet;
import dev.tieline.snapshot.Vpc;
import dev.tieline.snapshot.VpcEndpoint;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Hub;
import dev.tieline.topology.Link;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What all checks share: the facts indexed, and the links whose two VPCs are known. */
final class Scene {
  /** A link whose two VPCs are known. */
  record Joint(Way there, Way back) {
    List<Way> ways() {
      return List.of(there, back);
    }
  }

  private record Exit(String vpc, NextHop via) {}

  private final Checked checked;
  private final View now;
  private final View after;
  private final List<Joint> joints = new ArrayList<>();
  private final Map<String, List<Way>> waysFrom = new LinkedHashMap<>();
  private final Map<Exit, List<Way>> exits = new LinkedHashMap<>();

  Scene(Checked checked) {
    this.checked = checked;
    now = new View(checked.now());
    after = new View(checked.after());
    for (Link link : checked.topology().links().values()) {
      if (link instanceof Peering peering) {
        join(link, Member.of(peering, peering.a()), Member.of(peering, peering.b()));
      } else if (link instanceof Hub hub) {
        List<Member> members = hub.members().stream().map(Member::of).toList();
        for (int i = 0; i < members.size(); i++) {
          for (Member other : members.subList(i + 1, members.size())) {
            join(link, members.get(i), other);
          }
        }
      }
    }
  }

  private void join(Link link, Member a, Member b) {
    Optional<Vpc> first = vpc(a.network());
    Optional<Vpc> second = vpc(b.network());
    if (first.isEmpty() || second.isEmpty()) {
      return; // that they are not there is the cloud's module to say
    }
    Vpc one = first.get();
    Vpc two = second.get();
    boolean isHub = link instanceof Hub;
    Set<String> ends = Set.of(a.network(), b.network());
    List<Flow> flows =
        link.flows().stream()
            .filter(f -> ends.contains(f.from()) && ends.contains(f.to()))
            .toList();
    Optional<NextHop> there =
        isHub ? after.hub(one.id(), two.id()) : after.peering(one.id(), two.id());
    Optional<NextHop> back = isHub ? after.hub(two.id(), one.id()) : there;
    Joint joint =
        new Joint(way(link, flows, a, b, one, two, there), way(link, flows, b, a, two, one, back));
    joints.add(joint);
    for (Way way : joint.ways()) {
      waysFrom.computeIfAbsent(way.network(), n -> new ArrayList<>()).add(way);
      way.exit()
          .ifPresent(
              via ->
                  exits
                      .computeIfAbsent(new Exit(way.from().id(), via), e -> new ArrayList<>())
                      .add(way));
    }
  }

  /** When the facts were read. */
  Instant at() {
    return checked.now().at();
  }

  /** The endpoints that a network has now. */
  List<VpcEndpoint> endpoints(String network) {
    String id = checked.vpcIds().get(network);
    return checked.now().endpoints().stream().filter(e -> e.vpc().equals(id)).toList();
  }

  private Optional<Vpc> vpc(String network) {
    String id = checked.vpcIds().get(network);
    return id == null ? Optional.empty() : after.vpc(id).or(() -> now.vpc(id));
  }

  private Way way(
      Link link,
      List<Flow> flows,
      Member at,
      Member other,
      Vpc from,
      Vpc to,
      Optional<NextHop> via) {
    Set<String> ids = new LinkedHashSet<>();
    if (at.tables().isEmpty()) {
      taking(at, from).stream().map(Subnet::routeTable).forEach(ids::add);
    } else {
      // A name of a wished table is the cloud module's to resolve: its routes show which it is.
      via.ifPresent(p -> after.via(p, from.id()).forEach(r -> ids.add(r.table().id())));
    }
    List<RouteTable> tables = new ArrayList<>();
    for (RouteTable table : after.tables(from.id())) {
      boolean named = at.tables().contains(table.id()) || at.tables().contains(table.name());
      if (named || ids.contains(table.id())) {
        tables.add(table);
      }
    }
    return new Way(
        link,
        flows,
        at.network(),
        other.network(),
        from,
        to,
        other.subnets().isEmpty() ? to.cidrs() : blocks(taking(other, to)),
        via.orElse(null),
        tables,
        tables.stream().map(RouteTable::id).collect(Collectors.toCollection(LinkedHashSet::new)),
        at.tables(),
        at.groups());
  }

  /** The subnets of a network that take part in a link. */
  private List<Subnet> taking(Member member, Vpc vpc) {
    return after.subnets(vpc.id()).stream()
        .filter(
            s ->
                member.subnets().isEmpty()
                    || member.subnets().contains(s.id())
                    || member.subnets().contains(s.name()))
        .toList();
  }

  private static List<Cidr> blocks(List<Subnet> subnets) {
    return subnets.stream().flatMap(s -> s.cidrs().stream()).toList();
  }

  Topology topology() {
    return checked.topology();
  }

  View now() {
    return now;
  }

  View after() {
    return after;
  }

  List<Joint> joints() {
    return joints;
  }

  /** Returns the ways by the network that they begin in, both in the order of the wish. */
  Map<String, List<Way>> waysFrom() {
    return waysFrom;
  }

  /** Returns whether a route is what some link of the wish asks for. */
  boolean isWished(Vpc vpc, Route route) {
    return exits.getOrDefault(new Exit(vpc.id(), route.nextHop()), List.of()).stream()
        .anyMatch(way -> way.blocks().contains(route.destination()));
  }
}
