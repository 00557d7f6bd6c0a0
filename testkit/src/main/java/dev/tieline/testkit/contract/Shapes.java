package dev.tieline.testkit.contract;

import dev.tieline.net.Cidr;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.VpcEndpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A snapshot without ids, so that what a plan projects can be compared with what is there later.
 * What only the cloud chooses is left out: IPv6 blocks, and the groups that come with a VPC.
 */
final class Shapes {
  private final Snapshot snapshot;
  private final Map<String, String> names = new LinkedHashMap<>();

  private Shapes(Snapshot snapshot) {
    this.snapshot = snapshot;
    snapshot.vpcs().forEach(v -> names.put(v.id(), "vpc " + v.place() + " " + v4(v.cidrs())));
    snapshot
        .peerings()
        .forEach(
            p ->
                names.put(
                    p.id(),
                    "peering of " + new TreeSet<>(List.of(vpc(p.requester()), vpc(p.accepter())))));
    for (RouteTable table : snapshot.routeTables()) {
      TreeSet<String> served = new TreeSet<>();
      snapshot.subnets().stream()
          .filter(s -> s.routeTable().equals(table.id()))
          .forEach(s -> served.add(v4(s.cidrs())));
      names.put(
          table.id(),
          (table.main() ? "main table" : "table") + " of " + vpc(table.vpc()) + " for " + served);
    }
    snapshot.groups().forEach(g -> names.put(g.id(), "group " + g.name() + " of " + vpc(g.vpc())));
    snapshot
        .endpoints()
        .forEach(e -> names.put(e.id(), "endpoint of " + vpc(e.vpc()) + " for " + e.service()));
    snapshot.subnets().forEach(s -> names.put(s.id(), "subnet " + v4(s.cidrs())));
  }

  /** The snapshot's lines, sorted. */
  static String of(Snapshot snapshot) {
    return new Shapes(snapshot).lines();
  }

  private String lines() {
    TreeSet<String> lines = new TreeSet<>(names.values());
    endpoints(lines);
    snapshot
        .services()
        .forEach(
            s ->
                lines.add(
                    (s.ready() ? "service" : "service in the making")
                        + " in "
                        + s.zones()
                        + " of "
                        + s.traffic()
                        + " for "
                        + s.principals()
                        + " from "
                        + s.regions()
                        + ", used by "
                        + s.consumers()));
    snapshot
        .subnets()
        .forEach(
            s ->
                lines.add(
                    "subnet "
                        + v4(s.cidrs())
                        + " of "
                        + vpc(s.vpc())
                        + " by "
                        + name(s.routeTable())));
    snapshot.peerings().forEach(p -> lines.add(name(p.id()) + " is " + p.state()));
    for (RouteTable table : snapshot.routeTables()) {
      for (Route route : table.routes()) {
        if (route.destination().isV4() && route.nextHop() instanceof NextHop.Peering hop) {
          lines.add(name(table.id()) + " leads " + route.destination() + " to " + name(hop.id()));
        }
      }
    }
    snapshot.groups().stream()
        .filter(g -> !g.name().equals("default"))
        .forEach(g -> g.rules().forEach(r -> lines.add(name(g.id()) + " " + rule(r))));
    lines.removeIf(l -> l.endsWith(" IPv6"));
    lines.removeIf(l -> l.startsWith("group default of "));
    return String.join("\n", lines);
  }

  /** Endpoints with their interfaces; no address is known before. */
  private void endpoints(Set<String> lines) {
    for (VpcEndpoint endpoint : snapshot.endpoints()) {
      lines.add(name(endpoint.id()) + " is " + endpoint.state());
      snapshot.hosts().stream()
          .filter(h -> endpoint.hosts().contains(h.id()))
          .forEach(
              h ->
                  lines.add(
                      name(endpoint.id())
                          + " is in "
                          + name(h.subnet())
                          + " guarded by "
                          + h.groups().stream().map(this::name).sorted().toList()));
    }
  }

  private String rule(Rule rule) {
    String peer =
        rule.peer() instanceof RulePeer.Block block
            ? block.cidr().isV4() ? block.cidr().toString() : "IPv6"
            : rule.peer() instanceof RulePeer.Members members
                ? name(members.group())
                : rule.peer().toString();
    return (rule.ingress() ? "lets in " : "lets out ") + rule.traffic() + " " + peer;
  }

  private String vpc(String id) {
    return name(id);
  }

  private String name(String id) {
    return names.getOrDefault(id, id);
  }

  private static String v4(List<Cidr> cidrs) {
    return cidrs.stream().filter(Cidr::isV4).toList().toString();
  }
}
