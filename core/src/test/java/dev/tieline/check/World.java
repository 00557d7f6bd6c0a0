package dev.tieline.check;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.AclEntry;
import dev.tieline.snapshot.NetworkAcl;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.Place;
import dev.tieline.snapshot.RegionalHub;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.snapshot.SecurityGroup;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.snapshot.Subnet;
import dev.tieline.snapshot.Vpc;
import dev.tieline.topology.HubBuilder;
import dev.tieline.topology.PaperNetwork;
import dev.tieline.topology.PeeringBuilder;
import dev.tieline.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Facts for the checks. {@link #pair} is Tokyo (10.20.0.0/16, one subnet) linked with Singapore
 * (172.31.0.0/16, one subnet), all as it should be: routed both ways by pcx-tokyo-singapore, ACLs
 * open, ICMP and TCP 22 wished. Each test spoils one thing.
 */
final class World {
  private final SnapshotEditor now = new SnapshotEditor();
  private final SnapshotEditor after = new SnapshotEditor();
  private final Map<String, String> vpcIds = new LinkedHashMap<>();
  private final Topology.Builder topology = Topology.named("world");

  static World pair() {
    return pair(p -> p.allow(Traffic.icmp(), Traffic.tcp(22)));
  }

  static World pair(Consumer<PeeringBuilder> how) {
    return new World()
        .network("tokyo", "10.20.0.0/16")
        .network("singapore", "172.31.0.0/16")
        .link("tokyo", "singapore", how)
        .routed("tokyo", "singapore");
  }

  /** Adds a network with a VPC, and a subnet in the first /24 of each block on the main table. */
  World network(String name, String... blocks) {
    vpc(name, true, blocks);
    List<Cidr> subnet =
        Stream.of(blocks)
            .map(Cidr::parse)
            .map(c -> Cidr.of(c.first(), c.isV4() ? Math.max(24, c.prefixLength()) : 64))
            .toList();
    subnet(name, "subnet-" + name, "rtb-" + name, subnet.toArray(Cidr[]::new));
    List<Route> locals =
        Stream.of(blocks)
            .map(b -> new Route(Cidr.parse(b), new NextHop.Local(), false, Route.Origin.LOCAL))
            .toList();
    put(new RouteTable("rtb-" + name, "vpc-" + name, "main-" + name, true, locals, List.of()));
    acl(
        name,
        new AclEntry(100, true, true, Traffic.all(), Cidr.ofAny4()),
        new AclEntry(100, false, true, Traffic.all(), Cidr.ofAny4()),
        new AclEntry(101, true, true, Traffic.all(), Cidr.ofAny6()),
        new AclEntry(101, false, true, Traffic.all(), Cidr.ofAny6()));
    return this;
  }

  /** Adds a network that is only known from outside. */
  World foreign(String name, String... blocks) {
    return vpc(name, false, blocks);
  }

  private World vpc(String name, boolean complete, String... blocks) {
    vpcIds.put(name, "vpc-" + name);
    topology.network(name, PaperNetwork.existing("r", "vpc-" + name));
    Vpc vpc =
        new Vpc(
            "vpc-" + name,
            new Place("paper", "1", "r"),
            name,
            Stream.of(blocks).map(Cidr::parse).toList(),
            complete);
    now.put(vpc);
    after.put(vpc);
    return this;
  }

  World reserved(String network, String vendor, String... blocks) {
    topology.reserve(network, vendor, blocks);
    return this;
  }

  World sameVpc(String name, String other) {
    vpcIds.put(name, "vpc-" + other);
    return this;
  }

  World unknown(String name) {
    vpcIds.remove(name);
    return this;
  }

  World subnet(String network, String id, String table, Cidr... blocks) {
    Subnet subnet =
        new Subnet(id, "vpc-" + network, "", List.of(blocks), "a", "az1", table, "acl-" + network);
    now.put(subnet);
    after.put(subnet);
    return this;
  }

  World noSubnets(String network) {
    now.remove("subnet-" + network);
    after.remove("subnet-" + network);
    return this;
  }

  World table(String network, String id, String name) {
    put(new RouteTable(id, "vpc-" + network, name, false, List.of(), List.of()));
    return this;
  }

  private void put(RouteTable table) {
    now.put(table);
    after.put(table);
  }

  World acl(String network, AclEntry... entries) {
    NetworkAcl acl = new NetworkAcl("acl-" + network, "vpc-" + network, List.of(entries));
    now.put(acl);
    after.put(acl);
    return this;
  }

  /** Adds a link, and its peering to what will be. */
  World link(String a, String b, Consumer<PeeringBuilder> how) {
    topology.peer(a, b, how);
    after.put(
        new PeeringConnection(
            "pcx-" + a + "-" + b,
            "vpc-" + a,
            "vpc-" + b,
            PeeringConnection.State.ACTIVE,
            "active"));
    return this;
  }

  /** Adds a hub in the wish, and in what will be: with all its members attached to it. */
  World hub(Consumer<HubBuilder> how) {
    topology.hub("backbone", how);
    after.put(
        new RegionalHub(
            "hub-1",
            "",
            new Place("paper", "1", "r"),
            RegionalHub.State.ACTIVE,
            "",
            vpcIds.values().stream()
                .map(
                    vpc ->
                        new RegionalHub.Attachment("att-" + vpc, vpc, RegionalHub.State.ACTIVE, ""))
                .toList(),
            List.of(),
            List.of()));
    return this;
  }

  /** Adds the plan's routes of a link, between all blocks of both ends. */
  World routed(String a, String b) {
    NextHop via = new NextHop.Peering("pcx-" + a + "-" + b);
    for (String[] way : new String[][] {{a, b}, {b, a}}) {
      after
          .vpc("vpc-" + way[1])
          .ifPresent(to -> to.cidrs().forEach(c -> planned("rtb-" + way[0], c.toString(), via)));
    }
    return this;
  }

  /** Adds a route that the plan makes. */
  World planned(String table, String destination, NextHop hop) {
    route(after, table, destination, hop, false, Route.Origin.STATIC);
    return this;
  }

  /** Adds a route that is there and stays. */
  World existing(String table, String destination, NextHop hop) {
    return existing(table, destination, hop, false, Route.Origin.STATIC);
  }

  World blackhole(String table, String destination) {
    NextHop gone = new NextHop.Peering("pcx-gone");
    return existing(table, destination, gone, true, Route.Origin.STATIC);
  }

  World existing(
      String table, String destination, NextHop hop, boolean blackhole, Route.Origin origin) {
    route(now, table, destination, hop, blackhole, origin);
    route(after, table, destination, hop, blackhole, origin);
    return this;
  }

  private static void route(
      SnapshotEditor editor,
      String table,
      String destination,
      NextHop hop,
      boolean blackhole,
      Route.Origin origin) {
    editor.changeRouteTable(
        table,
        t -> {
          List<Route> routes = new ArrayList<>(t.routes());
          routes.add(new Route(Cidr.parse(destination), hop, blackhole, origin));
          return new RouteTable(t.id(), t.vpc(), t.name(), t.main(), routes, t.unresolved());
        });
  }

  /** Removes the routes to a destination from what will be. */
  World unrouted(String table, String destination) {
    after.changeRouteTable(
        table,
        t ->
            new RouteTable(
                t.id(),
                t.vpc(),
                t.name(),
                t.main(),
                t.routes().stream()
                    .filter(r -> !r.destination().equals(Cidr.parse(destination)))
                    .toList(),
                t.unresolved()));
    return this;
  }

  /** Adds a group with ingress rules, r-1 and so on. */
  World group(String network, String id, Traffic traffic, RulePeer... peers) {
    SecurityGroup group = group(network, id, true, traffic, peers);
    now.put(group);
    after.put(group);
    return this;
  }

  /** Adds a group with egress rules. */
  World egress(String network, String id, Traffic traffic, RulePeer... peers) {
    SecurityGroup group = group(network, id, false, traffic, peers);
    now.put(group);
    after.put(group);
    return this;
  }

  /** Adds a group that the plan makes. */
  World plannedGroup(String network, String id, Traffic traffic, RulePeer... peers) {
    after.put(group(network, id, true, traffic, peers));
    return this;
  }

  private static SecurityGroup group(
      String network, String id, boolean ingress, Traffic traffic, RulePeer... peers) {
    List<Rule> rules = new ArrayList<>();
    for (RulePeer peer : peers) {
      rules.add(new Rule("r-" + (rules.size() + 1), ingress, traffic, peer));
    }
    return new SecurityGroup(id, "vpc-" + network, "name-" + id, rules);
  }

  List<Finding> findings() {
    return Checks.run(
        new Checked(
            topology.build(), now.build(Instant.EPOCH), after.build(Instant.EPOCH), vpcIds));
  }

  /** Returns the findings of a code. */
  List<Finding> findings(String code) {
    return findings().stream().filter(f -> f.code().equals(code)).toList();
  }
}
