package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.provider.Addresses;
import dev.tieline.snapshot.NextHop;
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
import dev.tieline.spi.Address;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How VPCs and vxnets look in a snapshot, both as they are read and as they will be. The cloud
 * filters nothing between machines of vxnets; a snapshot says so by a group that lets everything
 * through. What a VPC's policies and its default table say together is one table in a snapshot.
 */
final class Picture {
  private static final Cidr EVERYWHERE = Cidr.parse("0.0.0.0/0");

  private Picture() {}

  static Place place(Scope scope) {
    return new Place(scope.cloud(), scope.account(), scope.region());
  }

  /** The table by which the vxnets of a VPC go that have none of their own. */
  static String table(String router) {
    return router + ".routes";
  }

  /** The group that stands for there being none. */
  static String group(String router) {
    return router + ".hosts";
  }

  /** A VPC of which no more is known than its block. */
  static void outside(SnapshotEditor to, Scope scope, String id, String name, Cidr block) {
    to.put(new Vpc(id, place(scope), shown(name), List.of(block), false));
  }

  /** A VPC, of which everything has been read that decides what passes. */
  static void vpc(SnapshotEditor to, Scope scope, String id, String name, Cidr block) {
    to.put(new Vpc(id, place(scope), shown(name), List.of(block), true));
    to.put(new RouteTable(table(id), id, "intranet", true, List.of(local(block)), List.of()));
    to.put(
        new SecurityGroup(
            group(id),
            id,
            "default",
            List.of(
                new Rule(group(id) + ".in", true, Traffic.all(), new RulePeer.Block(EVERYWHERE)),
                new Rule(
                    group(id) + ".out", false, Traffic.all(), new RulePeer.Block(EVERYWHERE)))));
  }

  static void vxnet(
      SnapshotEditor to, Scope scope, String id, String router, String name, Cidr block) {
    to.put(
        new Subnet(
            id,
            router,
            shown(name),
            List.of(block),
            scope.region(),
            scope.region(),
            table(router),
            ""));
  }

  static Route local(Cidr block) {
    return new Route(block, new NextHop.Local(), false, Route.Origin.LOCAL);
  }

  // ---- hubs ----

  static void hub(SnapshotEditor to, Scope scope, String id, String name, String status) {
    to.put(
        new RegionalHub(
            id,
            shown(name),
            place(scope),
            Border.READY.contains(status) ? RegionalHub.State.ACTIVE : RegionalHub.State.PENDING,
            status,
            List.of(),
            List.of(),
            List.of()));
  }

  /** A vxnet at a border, which leads its block there; so do those that trunks join with it. */
  static void attach(
      SnapshotEditor to, String border, String vxnet, String router, Cidr block, String on) {
    RegionalHub.State state = on.isEmpty() ? RegionalHub.State.ACTIVE : RegionalHub.State.PENDING;
    to.changeHub(
        border,
        hub ->
            with(
                hub,
                plus(
                    hub.attachments().stream().filter(a -> !a.id().equals(vxnet)),
                    new RegionalHub.Attachment(vxnet, router, state, on)),
                hub.trunks(),
                plus(hub.routes().stream(), new RegionalHub.Leads(block, vxnet))));
    to.hub(border).stream()
        .flatMap(hub -> hub.trunks().stream())
        .forEach(trunk -> far(to, trunk.hub(), new RegionalHub.Leads(block, border)));
  }

  private static void far(SnapshotEditor to, String border, RegionalHub.Leads leads) {
    to.changeHub(
        border,
        hub -> with(hub, hub.attachments(), hub.trunks(), plus(hub.routes().stream(), leads)));
  }

  static void detach(SnapshotEditor to, String border, String vxnet) {
    Optional<RegionalHub> hub = to.hub(border);
    List<Cidr> blocks =
        hub.stream()
            .flatMap(h -> h.routes().stream())
            .filter(r -> r.to().equals(vxnet))
            .map(RegionalHub.Leads::destination)
            .toList();
    hub.stream()
        .flatMap(h -> h.trunks().stream())
        .forEach(trunk -> without(to, trunk.hub(), border, blocks));
    without(to, border, vxnet, blocks);
  }

  private static void without(SnapshotEditor to, String border, String target, List<Cidr> blocks) {
    to.changeHub(
        border,
        hub ->
            with(
                hub,
                hub.attachments().stream().filter(a -> !a.id().equals(target)).toList(),
                hub.trunks(),
                hub.routes().stream()
                    .filter(r -> !r.to().equals(target) || !blocks.contains(r.destination()))
                    .toList()));
  }

  /** What joins two borders: each leads there what is at the other one. */
  static void trunk(SnapshotEditor to, String border, String other) {
    trunk(to, border, other, RegionalHub.State.ACTIVE, "");
  }

  static void trunk(
      SnapshotEditor to, String border, String other, RegionalHub.State state, String on) {
    if (to.hub(border).isPresent() && to.hub(other).isPresent()) {
      oneWay(to, border, other, state, on);
      oneWay(to, other, border, state, on);
    }
  }

  private static void oneWay(
      SnapshotEditor to, String border, String other, RegionalHub.State state, String on) {
    List<RegionalHub.Leads> leads =
        to.hub(other).stream()
            .flatMap(hub -> attached(hub).stream())
            .map(block -> new RegionalHub.Leads(block, other))
            .toList();
    to.changeHub(
        border,
        hub ->
            with(
                hub,
                hub.attachments(),
                plus(
                    hub.trunks().stream().filter(t -> !t.hub().equals(other)),
                    new RegionalHub.Trunk(other, "SD-WAN", state, on)),
                Stream.concat(hub.routes().stream(), leads.stream()).distinct().toList()));
  }

  private static List<Cidr> attached(RegionalHub hub) {
    return hub.routes().stream()
        .filter(r -> hub.attachments().stream().anyMatch(a -> a.id().equals(r.to())))
        .map(RegionalHub.Leads::destination)
        .toList();
  }

  static void trunksGone(SnapshotEditor to, String border) {
    List<String> others =
        to.hub(border).stream()
            .flatMap(h -> h.trunks().stream())
            .map(RegionalHub.Trunk::hub)
            .toList();
    for (String other : others) {
      parted(to, border, other);
      parted(to, other, border);
    }
  }

  private static void parted(SnapshotEditor to, String border, String other) {
    to.changeHub(
        border,
        hub ->
            with(
                hub,
                hub.attachments(),
                hub.trunks().stream().filter(t -> !t.hub().equals(other)).toList(),
                hub.routes().stream().filter(r -> !r.to().equals(other)).toList()));
  }

  static void hubGone(SnapshotEditor to, String border) {
    trunksGone(to, border);
    to.remove(border);
  }

  private static <T> List<T> plus(Stream<T> list, T last) {
    return Stream.concat(list, Stream.of(last)).distinct().toList();
  }

  private static RegionalHub with(
      RegionalHub hub,
      List<RegionalHub.Attachment> attachments,
      List<RegionalHub.Trunk> trunks,
      List<RegionalHub.Leads> routes) {
    return new RegionalHub(
        hub.id(),
        hub.name(),
        hub.place(),
        hub.state(),
        hub.cloudState(),
        attachments,
        trunks,
        routes);
  }

  // ---- what leads to hubs ----

  /** The vxnets of a VPC lead packets for a block to a border. */
  static void lead(SnapshotEditor to, String router, Cidr destination, String border) {
    for (RouteTable table : to.routeTables(router)) {
      to.putRoute(table.id(), toBorder(destination, border));
    }
  }

  static Route toBorder(Cidr destination, String border) {
    return new Route(destination, new NextHop.Hub(border), false, Route.Origin.STATIC);
  }

  static void leadGone(SnapshotEditor to, String router, Cidr destination) {
    for (RouteTable table : to.routeTables(router)) {
      to.removeRoutes(table.id(), destination, Route.Origin.STATIC);
    }
  }

  /** A rule of a table goes, which may be one of its own or that of a whole VPC. */
  static void ruleGone(SnapshotEditor to, String table, Cidr destination) {
    to.subnets().stream()
        .map(Subnet::vpc)
        .distinct()
        .flatMap(vpc -> to.routeTables(vpc).stream())
        .filter(t -> t.id().equals(table) || t.name().equals(table))
        .forEach(t -> to.removeRoutes(t.id(), destination, Route.Origin.STATIC));
  }

  /** A table of ours: what a VPC's policies say holds for those that go by it, too. */
  static void ownTable(SnapshotEditor to, String id, String router) {
    List<Route> routes = to.mainTable(router).map(RouteTable::routes).orElse(List.of());
    to.put(new RouteTable(id, router, id, false, routes, List.of()));
  }

  static void goesBy(SnapshotEditor to, String vxnet, String table) {
    to.changeSubnet(
        vxnet,
        s ->
            new Subnet(s.id(), s.vpc(), s.name(), s.cidrs(), s.zone(), s.zoneId(), table, s.acl()));
  }

  static void goesByNone(SnapshotEditor to, String vxnet) {
    to.subnets().stream()
        .filter(s -> s.id().equals(vxnet))
        .findFirst()
        .ifPresent(s -> goesBy(to, vxnet, table(s.vpc())));
  }

  /** What waits to be applied is applied: nothing of the VPC's tables is unknown any more. */
  static void resolved(SnapshotEditor to, String router) {
    for (RouteTable table : to.routeTables(router)) {
      to.changeRouteTable(
          table.id(),
          t -> new RouteTable(t.id(), t.vpc(), t.name(), t.main(), t.routes(), List.of()));
    }
  }

  /** The name that people know something by: of what bears a mark, the last part of it. */
  static String shown(String name) {
    return Names.marks(name).values().stream().findFirst().map(Picture::last).orElse(name);
  }

  private static String last(Address address) {
    return address.path().startsWith("hub.")
        ? address.path().substring("hub.".length()).replace("/border.", " in ")
        : Addresses.name(address);
  }
}
