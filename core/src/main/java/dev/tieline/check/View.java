package dev.tieline.check;

import dev.tieline.snapshot.NetworkAcl;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.RegionalHub;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.SecurityGroup;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.Subnet;
import dev.tieline.snapshot.Vpc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A snapshot, indexed by what the checks ask for. */
final class View {
  /** A route and the table that it is in. */
  record Placed(RouteTable table, Route route) {}

  private record Ends(String first, String second) {
    static Ends of(String a, String b) {
      return a.compareTo(b) <= 0 ? new Ends(a, b) : new Ends(b, a);
    }
  }

  private final Map<String, Vpc> vpcs;
  private final Map<String, NetworkAcl> acls;
  private final Map<String, SecurityGroup> groups;
  private final Map<String, List<Subnet>> subnets;
  private final Map<String, List<RouteTable>> tables;
  private final Map<String, List<SecurityGroup>> groupsOfVpc;
  private final Map<String, BlockIndex<Route>> routes = new LinkedHashMap<>();
  private final Map<NextHop, List<Placed>> via = new LinkedHashMap<>();
  private final Map<Ends, PeeringConnection> peerings = new LinkedHashMap<>();
  private final Map<String, List<RegionalHub>> hubs = new LinkedHashMap<>();

  View(Snapshot snapshot) {
    vpcs = byId(snapshot.vpcs(), Vpc::id);
    acls = byId(snapshot.acls(), NetworkAcl::id);
    groups = byId(snapshot.groups(), SecurityGroup::id);
    subnets = grouped(snapshot.subnets(), Subnet::vpc);
    tables = grouped(snapshot.routeTables(), RouteTable::vpc);
    groupsOfVpc = grouped(snapshot.groups(), SecurityGroup::vpc);
    for (RouteTable table : snapshot.routeTables()) {
      BlockIndex<Route> index = new BlockIndex<>();
      for (Route route : table.routes()) {
        index.add(route.destination(), route);
        if (route.nextHop() instanceof NextHop.Peering || route.nextHop() instanceof NextHop.Hub) {
          via.computeIfAbsent(route.nextHop(), hop -> new ArrayList<>())
              .add(new Placed(table, route));
        }
      }
      routes.put(table.id(), index);
    }
    for (RegionalHub hub : snapshot.hubs()) {
      hub.attachments().stream()
          .filter(a -> a.state() != RegionalHub.State.DEAD)
          .forEach(a -> hubs.computeIfAbsent(a.vpc(), v -> new ArrayList<>()).add(hub));
    }
    for (PeeringConnection peering : snapshot.peerings()) {
      if (peering.state() != PeeringConnection.State.DEAD) {
        // Where several are alive, the one that carries traffic is the one that counts.
        peerings.merge(
            Ends.of(peering.requester(), peering.accepter()),
            peering,
            (a, b) -> b.state().compareTo(a.state()) < 0 ? b : a);
      }
    }
  }

  Optional<Vpc> vpc(String id) {
    return Optional.ofNullable(vpcs.get(id));
  }

  Optional<NetworkAcl> acl(String id) {
    return Optional.ofNullable(acls.get(id));
  }

  Optional<SecurityGroup> group(String id) {
    return Optional.ofNullable(groups.get(id));
  }

  List<Subnet> subnets(String vpc) {
    return subnets.getOrDefault(vpc, List.of());
  }

  List<RouteTable> tables(String vpc) {
    return tables.getOrDefault(vpc, List.of());
  }

  List<SecurityGroup> groups(String vpc) {
    return groupsOfVpc.getOrDefault(vpc, List.of());
  }

  /** Returns the routes of a table by their destinations. */
  BlockIndex<Route> routes(RouteTable table) {
    return routes.getOrDefault(table.id(), new BlockIndex<>());
  }

  /** Returns the routes of a VPC that lead through a peering connection or to a hub. */
  List<Placed> via(NextHop hop, String vpc) {
    return via.getOrDefault(hop, List.of()).stream()
        .filter(placed -> placed.table().vpc().equals(vpc))
        .toList();
  }

  /** Returns the live peering connection of two VPCs. */
  Optional<NextHop> peering(String a, String b) {
    return Optional.ofNullable(peerings.get(Ends.of(a, b))).map(p -> new NextHop.Peering(p.id()));
  }

  /** Returns the hub that a VPC is attached to, from which another one is reached. */
  Optional<NextHop> hub(String from, String to) {
    return hubs.getOrDefault(from, List.of()).stream()
        .filter(hub -> reaches(hub, to))
        .findFirst()
        .map(hub -> new NextHop.Hub(hub.id()));
  }

  private boolean reaches(RegionalHub hub, String vpc) {
    List<RegionalHub> there = hubs.getOrDefault(vpc, List.of());
    return there.contains(hub)
        || hub.trunks().stream()
            .filter(t -> t.state() != RegionalHub.State.DEAD)
            .anyMatch(t -> there.stream().anyMatch(h -> h.id().equals(t.hub())));
  }

  private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
    Map<String, T> map = new LinkedHashMap<>();
    all.forEach(one -> map.put(id.apply(one), one));
    return map;
  }

  private static <T> Map<String, List<T>> grouped(List<T> all, Function<T, String> key) {
    Map<String, List<T>> map = new LinkedHashMap<>();
    all.forEach(one -> map.computeIfAbsent(key.apply(one), k -> new ArrayList<>()).add(one));
    return map;
  }
}
