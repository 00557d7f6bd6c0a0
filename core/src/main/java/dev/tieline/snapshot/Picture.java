package dev.tieline.snapshot;

import dev.tieline.net.Cidr;
import dev.tieline.text.Mermaid;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    subnets =
        snapshot.subnets().stream()
            .collect(Collectors.groupingBy(Subnet::vpc, LinkedHashMap::new, Collectors.toList()));
    tables =
        snapshot.routeTables().stream()
            .collect(
                Collectors.groupingBy(RouteTable::vpc, LinkedHashMap::new, Collectors.toList()));
  }

  /**
   * Returns a snapshot as a flowchart of Mermaid: each VPC a frame with its subnets and route
   * tables, an arrow from each subnet to its table, one for each peering connection, and one for
   * each endpoint to its service, one for each VPC to its hub and from hub to hub, dashed unless
   * that carries traffic; a load balancer points to its VPC.
   *
   * @param snapshot the facts
   * @return the picture's lines, each ended by a line feed
   */
  public static String mermaid(Snapshot snapshot) {
    return new Picture(snapshot).draw();
  }

  private String draw() {
    Mermaid out = Mermaid.leftToRight();
    Set<String> drawn = new LinkedHashSet<>();
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
    for (RegionalHub hub : snapshot.hubs()) {
      if (hub.state() != RegionalHub.State.DEAD && drawn.add(hub.id())) {
        out.node(hub.id(), "hub " + titled(hub.name(), hub.id(), List.of()), Mermaid.Shape.HEXAGON);
      }
    }
    snapshot.hubs().forEach(hub -> draw(hub, out, drawn));
    snapshot.balancers().forEach(balancer -> draw(balancer, out, drawn));
    return out.toString();
  }

  private static void draw(RegionalHub hub, Mermaid out, Set<String> drawn) {
    if (hub.state() == RegionalHub.State.DEAD) {
      return;
    }
    for (RegionalHub.Attachment attachment : hub.attachments()) {
      known(attachment.vpc(), UNKNOWN_END, out, drawn);
      line(out, attachment.vpc(), hub.id(), "", attachment.state(), attachment.cloudState());
    }
    for (RegionalHub.Trunk trunk : hub.trunks()) {
      if (trunk.hub().compareTo(hub.id()) > 0) { // the other one tells of it, too
        known(trunk.hub(), "hub ", out, drawn);
        line(out, hub.id(), trunk.hub(), trunk.via(), trunk.state(), trunk.cloudState());
      }
    }
  }

  private static void line(
      Mermaid out,
      String from,
      String to,
      String name,
      RegionalHub.State state,
      String cloudState) {
    boolean active = state == RegionalHub.State.ACTIVE;
    out.edge(
        from,
        to,
        active ? name : (name + " (" + cloudState + ")").strip(),
        active ? Mermaid.Line.SOLID : Mermaid.Line.DASHED);
  }

  private static void known(String id, String what, Mermaid out, Set<String> drawn) {
    if (drawn.add(id)) {
      out.node(id, what + id, Mermaid.Shape.HEXAGON);
    }
  }

  private static void draw(Balancer balancer, Mermaid out, Set<String> drawn) {
    known(balancer.vpc(), UNKNOWN_END, out, drawn);
    out.node(
        balancer.id(),
        "load balancer " + titled(balancer.name(), balancer.id(), List.of()),
        Mermaid.Shape.HEXAGON);
    out.edge(
        balancer.id(),
        balancer.vpc(),
        balancer.active() ? "" : "(" + balancer.cloudState() + ")",
        balancer.active() ? Mermaid.Line.SOLID : Mermaid.Line.DASHED);
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
    Map<String, RouteTable> known = new LinkedHashMap<>();
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
