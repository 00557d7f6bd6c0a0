package dev.tieline.check;

import dev.tieline.net.Cidr;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.Vpc;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Link;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One direction between two networks of a peering or a hub: from the network whose tables get the
 * routes to the one that they lead to.
 *
 * @param link the wish
 * @param flows what of the link passes between the two, in either direction
 * @param network the name of the network that the way begins in
 * @param peer the name of the network that it leads to
 * @param from the VPC of the one
 * @param to the VPC of the other
 * @param blocks the other's blocks that are to be reached
 * @param via where the routes lead, as it will be; null if there will be nothing
 * @param tables the tables that get the routes, as they will be
 * @param tableIds their ids
 * @param chosenTables the tables that the wish names; empty for those that serve a subnet
 * @param chosenGroups the groups that the wish names
 */
record Way(
    Link link,
    List<Flow> flows,
    String network,
    String peer,
    Vpc from,
    Vpc to,
    List<Cidr> blocks,
    @Nullable NextHop via,
    List<RouteTable> tables,
    Set<String> tableIds,
    List<String> chosenTables,
    List<String> chosenGroups) {

  /** Whether the wish names the tables. */
  boolean chosen() {
    return !chosenTables.isEmpty();
  }

  /** Returns the blocks that are routed: those of a family that both networks speak. */
  List<Cidr> destinations() {
    return blocks.stream()
        .filter(block -> from.cidrs().stream().anyMatch(own -> own.isV4() == block.isV4()))
        .toList();
  }

  /** Returns whether a route leads through this link. */
  boolean carries(Route route) {
    return via != null && route.nextHop().equals(via);
  }

  Optional<NextHop> exit() {
    return Optional.ofNullable(via);
  }

  boolean uses(String tableId) {
    return tableIds.contains(tableId);
  }

  Finding finding(String code, Severity severity, String what, String why, String remedy) {
    return new Finding(code, severity, link.address(), what, why, remedy);
  }
}
