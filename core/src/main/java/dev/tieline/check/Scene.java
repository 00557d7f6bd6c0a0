package dev.tieline.check;

import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.Subnet;
import dev.tieline.snapshot.Vpc;
import dev.tieline.snapshot.VpcEndpoint;
import dev.tieline.topology.Link;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

  private record Exit(String vpc, String peering) {}

  private final Checked checked;
  private final View now;
  private final View after;
  private final List<Joint> joints = new ArrayList<>();
  private final Map<String, List<Way>> waysFrom = new LinkedHashMap<>();
  private final Map<Exit, Way> exits = new HashMap<>();

  Scene(Checked checked) {
    this.checked = checked;
    now = new View(checked.now());
    after = new View(checked.after());
    for (Link link : checked.topology().links().values()) {
      if (link instanceof Peering peering) {
        join(peering);
      }
    }
  }

  private void join(Peering link) {
    Optional<Vpc> a = vpc(link.a());
    Optional<Vpc> b = vpc(link.b());
    if (a.isEmpty() || b.isEmpty()) {
      return; // that they are not there is the cloud's module to say
    }
    Joint joint =
        new Joint(way(link, link.a(), a.get(), b.get()), way(link, link.b(), b.get(), a.get()));
    joints.add(joint);
    for (Way way : joint.ways()) {
      waysFrom.computeIfAbsent(way.network(), n -> new ArrayList<>()).add(way);
      way.connection().ifPresent(via -> exits.put(new Exit(way.from().id(), via.id()), way));
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

  private Way way(Peering link, String network, Vpc from, Vpc to) {
    Optional<PeeringConnection> via = after.peering(from.id(), to.id());
    List<String> names = link.routeTables().get(network);
    Set<String> ids = new HashSet<>();
    if (names == null) {
      after.subnets(from.id()).stream().map(Subnet::routeTable).forEach(ids::add);
    } else {
      // A name of a wished table is the cloud module's to resolve: its routes show which it is.
      via.ifPresent(p -> after.via(p.id(), from.id()).forEach(r -> ids.add(r.table().id())));
    }
    List<RouteTable> tables = new ArrayList<>();
    for (RouteTable table : after.tables(from.id())) {
      boolean named = names != null && (names.contains(table.id()) || names.contains(table.name()));
      if (named || ids.contains(table.id())) {
        tables.add(table);
      }
    }
    Set<String> tableIds = tables.stream().map(RouteTable::id).collect(Collectors.toSet());
    return new Way(link, network, from, to, via.orElse(null), tables, tableIds, names != null);
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
    if (!(route.nextHop() instanceof NextHop.Peering hop)) {
      return false;
    }
    Way way = exits.get(new Exit(vpc.id(), hop.id()));
    return way != null && way.to().cidrs().contains(route.destination());
  }
}
