package dev.tieline.check;

import dev.tieline.net.Cidr;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.Vpc;
import dev.tieline.topology.Peering;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a peering: from the network whose tables get the routes to the one that they
 * lead to.
 *
 * @param link the wish
 * @param network the name of the network that the way begins in
 * @param from its VPC
 * @param to the VPC of the other network
 * @param via the connection, as it will be; null if there will be none
 * @param tables the tables that get the routes, as they will be
 * @param tableIds their ids
 * @param chosen whether the wish names them
 */
record Way(
    Peering link,
    String network,
    Vpc from,
    Vpc to,
    @Nullable PeeringConnection via,
    List<RouteTable> tables,
    Set<String> tableIds,
    boolean chosen) {

  /** Returns the name of the network that the way leads to. */
  String peer() {
    return link.other(network);
  }

  /** Returns the blocks that are routed: those of a family that both networks speak. */
  List<Cidr> destinations() {
    return to.cidrs().stream()
        .filter(block -> from.cidrs().stream().anyMatch(own -> own.isV4() == block.isV4()))
        .toList();
  }

  /** Returns whether a route leads through this link. */
  boolean carries(Route route) {
    return via != null
        && route.nextHop() instanceof NextHop.Peering hop
        && hop.id().equals(via.id());
  }

  Optional<PeeringConnection> connection() {
    return Optional.ofNullable(via);
  }

  boolean uses(String tableId) {
    return tableIds.contains(tableId);
  }

  Finding finding(String code, Severity severity, String what, String why, String remedy) {
    return new Finding(code, severity, link.address(), what, why, remedy);
  }
}
