package dev.tieline.reach;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.Vpc;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A route table, indexed by destination. */
final class RoutingTable {
  private final RouteTable table;
  private final BlockIndex<Route> routes;

  RoutingTable(RouteTable table) {
    this.table = table;
    TreeMap<Cidr, Route> best = new TreeMap<>();
    for (Route route : table.routes()) { // among equal destinations: local, then static
      best.putIfAbsent(route.destination(), route);
    }
    routes = new BlockIndex<>(best);
  }

  String id() {
    return table.id();
  }

  String label() {
    return Wording.label(table.id(), table.name());
  }

  List<String> unresolved() {
    return table.unresolved();
  }

  /**
   * Returns the route that decides for an address: that of the longest prefix. The VPC's own blocks
   * are local also where the table does not say so, and propagated routes never take an address out
   * of them, however long their prefixes (AWS Site-to-Site VPN User Guide, "Route tables and route
   * priority", read 2026-11).
   */
  @Nullable Route decisive(Ip ip, @Nullable Vpc vpc) {
    Cidr own = vpc == null ? null : SnapshotIndex.blockAround(vpc, ip);
    for (Route route : routes.around(ip)) {
      if (own == null) {
        return route;
      }
      if (route.destination().prefixLength() < own.prefixLength()) {
        break;
      }
      if (route.origin() != Route.Origin.PROPAGATED) {
        return route;
      }
    }
    return own == null ? null : new Route(own, new NextHop.Local(), false, Route.Origin.LOCAL);
  }

  /**
   * Says whether a route of unknown destination could decide for an address in place of this one:
   * the longest prefix wins, and at the same length a static route wins over a prefix list's (AWS
   * VPC User Guide, "How route priority works", read 2026-11).
   */
  boolean mayBeOverruled(@Nullable Route decisive, Ip ip) {
    boolean unbeatable =
        decisive != null
            && decisive.destination().prefixLength() == ip.bits()
            && decisive.origin() != Route.Origin.PROPAGATED;
    return !table.unresolved().isEmpty() && !unbeatable;
  }
}
