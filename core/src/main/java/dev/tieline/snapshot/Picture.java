package dev.tieline.snapshot;

import dev.tieline.net.Cidr;
import dev.tieline.text.Mermaid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws snapshots. For reports and documents. */
public final class Picture {
  private static final String UNKNOWN_END = "unknown vpc ";

  private final Snapshot snapshot;
  private final Map<String, List<Subnet>> subnets;
  private final Map<String, List<RouteTable>> tables;

  private Picture(Snapshot snapshot) {
    this.snapshot = snapshot;
    subnets = snapshot.subnets().stream().collect(Collectors.groupingBy(Subnet::vpc));
    tables = snapshot.routeTables().stream().collect(Collectors.groupingBy(RouteTable::vpc));
  }

  /**
   * Returns a snapshot as a flowchart of Mermaid: each VPC a frame with its subnets and route
   * tables, an arrow from each subnet to its table, one for each peering connection, and one for
   * each endpoint to its service, dashed unless that carries traffic.
   *
   * @param snapshot the facts
   * @return the picture's lines, each ended by a line feed
   */
  public static String mermaid(Snapshot snapshot) {
    return new Picture(snapshot).draw();
  }

  private String draw() {
    Mermaid out = Mermaid.leftToRight();
    Set<String> drawn = new HashSet<>();
    for (Vpc vpc : snapshot.vpcs()) {
      drawn.add(vpc.id());
      out.subgraph(vpc.id(), label(vpc), in -> inside(vpc, in));
    }
    for (PeeringConnection peering : snapshot.peerings()) {
      if (peering.state() == PeeringConnection.State.DEAD) {
        continue; // the cloud lists dead ones for hours; they join nothing
      }
      for (String end : List.of(peering.requester(), peering.accepter())) {
        if (drawn.add(end)) {
          out.node(end, UNKNOWN_END + end, Mermaid.Shape.HEXAGON);
        }
      }
      boolean active = peering.state() == PeeringConnection.State.ACTIVE;
      out.edge(
          peering.requester(),
          peering.accepter(),
          active ? peering.id() : peering.id() + " (" + peering.cloudState() + ")",
          active ? Mermaid.Line.SOLID : Mermaid.Line.DASHED);
    }
    for (VpcEndpoint endpoint : snapshot.endpoints()) {
      draw(endpoint, out, drawn);
    }
    return out.toString();
  }

  private void draw(VpcEndpoint endpoint, Mermaid out, Set<String> drawn) {
    if (endpoint.state() == VpcEndpoint.State.DEAD) {
      return;
    }
    if (drawn.add(endpoint.vpc())) {
      out.node(endpoint.vpc(), UNKNOWN_END + endpoint.vpc(), Mermaid.Shape.HEXAGON);
    }
    Optional<EndpointService> service =
        snapshot.services().stream().filter(s -> s.name().equals(endpoint.service())).findFirst();
    String end = service.map(EndpointService::id).orElse(endpoint.service());
    if (drawn.add(end)) {
      out.node(end, "service " + endpoint.service(), Mermaid.Shape.HEXAGON);
    }
    boolean connected = endpoint.state() == VpcEndpoint.State.CONNECTED;
    out.edge(
        endpoint.vpc(),
        end,
        connected ? endpoint.id() : endpoint.id() + " (" + endpoint.cloudState() + ")",
        connected ? Mermaid.Line.SOLID : Mermaid.Line.DASHED);
  }

  private void inside(Vpc vpc, Mermaid out) {
    Map<String, RouteTable> known = new HashMap<>();
    List<Subnet> own = subnets.getOrDefault(vpc.id(), List.of());
    for (Subnet subnet : own) {
      out.node(
          subnet.id(), titled(subnet.name(), subnet.id(), subnet.cidrs()), Mermaid.Shape.ROUND);
    }
    for (RouteTable table : tables.getOrDefault(vpc.id(), List.of())) {
      known.put(table.id(), table);
      String main = table.main() ? "main, " : "";
      String routes =
          String.format(
              Locale.ROOT,
              "%d %s",
              table.routes().size(),
              table.routes().size() == 1 ? "route" : "routes");
      out.node(
          table.id(),
          titled(table.name(), table.id(), List.of()) + " (" + main + routes + ")",
          Mermaid.Shape.BOX);
    }
    for (Subnet subnet : own) {
      if (known.containsKey(subnet.routeTable())) {
        out.edge(subnet.id(), subnet.routeTable(), "", Mermaid.Line.SOLID);
      }
    }
    if (own.isEmpty() && known.isEmpty()) {
      String why = vpc.complete() ? "no subnets" : "known from outside only";
      out.node(vpc.id() + " inside", why, Mermaid.Shape.ROUND);
    }
  }

  private static String label(Vpc vpc) {
    return titled(vpc.name(), vpc.id(), vpc.cidrs()) + " in " + vpc.place().region();
  }

  private static String titled(String name, String id, List<Cidr> blocks) {
    String title = name.isBlank() ? id : name + " " + id;
    return blocks.isEmpty()
        ? title
        : title + ": " + blocks.stream().map(Cidr::toString).collect(Collectors.joining(", "));
  }
}
