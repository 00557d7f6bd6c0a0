package dev.tieline.reach;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.snapshot.Balancer;
import dev.tieline.snapshot.EndpointService;
import dev.tieline.snapshot.Host;
import dev.tieline.snapshot.NetworkAcl;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.SecurityGroup;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.Subnet;
import dev.tieline.snapshot.Unreadable;
import dev.tieline.snapshot.Vpc;
import dev.tieline.snapshot.VpcEndpoint;
import dev.tieline.text.Clean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The facts, so arranged that a walk finds what it needs without searching. Immutable. */
final class SnapshotIndex {
  private record Pair(String low, String high) {
    static Pair of(String a, String b) {
      return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
    }
  }

  private final Map<String, Vpc> vpcs;
  private final Map<String, Subnet> subnets;
  private final Map<String, SecurityGroup> groups;
  private final Map<String, NetworkAcl> acls;
  private final Map<String, PeeringConnection> peerings;
  private final Map<String, Host> hosts;
  private final Map<String, HubRoutes> hubs = new LinkedHashMap<>();
  private final Map<String, Balancer> balancersByHost = new LinkedHashMap<>();
  private final Map<String, VpcEndpoint> endpointsByHost = new LinkedHashMap<>();
  private final Map<String, EndpointService> servicesByName;
  private final Map<String, RoutingTable> tables = new LinkedHashMap<>();
  private final Map<Pair, PeeringConnection> peeringsByEnds = new LinkedHashMap<>();
  private final Map<Ip, List<Host>> hostsByAddress = new LinkedHashMap<>();
  private final BlockIndex<List<Subnet>> subnetsByBlock;
  private final BlockIndex<List<Vpc>> vpcsByBlock;
  private final List<Unreadable> unreadable;

  SnapshotIndex(Snapshot snapshot) {
    vpcs = byId(snapshot.vpcs(), Vpc::id);
    subnets = byId(snapshot.subnets(), Subnet::id);
    groups = byId(snapshot.groups(), SecurityGroup::id);
    acls = byId(snapshot.acls(), NetworkAcl::id);
    peerings = byId(snapshot.peerings(), PeeringConnection::id);
    hosts = byId(snapshot.hosts(), Host::id);
    snapshot.endpoints().forEach(e -> e.hosts().forEach(h -> endpointsByHost.put(h, e)));
    snapshot.hubs().forEach(h -> hubs.put(h.id(), new HubRoutes(h)));
    snapshot.balancers().forEach(b -> b.hosts().forEach(h -> balancersByHost.put(h, b)));
    servicesByName = byId(snapshot.services(), EndpointService::name);
    for (RouteTable table : snapshot.routeTables()) {
      tables.put(table.id(), new RoutingTable(table));
    }
    Comparator<PeeringConnection> bestFirst =
        Comparator.comparing(PeeringConnection::state).thenComparing(PeeringConnection::id);
    snapshot.peerings().stream()
        .sorted(bestFirst)
        .forEach(p -> peeringsByEnds.putIfAbsent(Pair.of(p.requester(), p.accepter()), p));
    for (Host host : snapshot.hosts()) {
      for (Ip ip : host.addresses()) {
        hostsByAddress.computeIfAbsent(ip, i -> new ArrayList<>()).add(host);
      }
    }
    subnetsByBlock = byBlock(snapshot.subnets(), Subnet::cidrs);
    vpcsByBlock = byBlock(snapshot.vpcs(), Vpc::cidrs);
    unreadable = snapshot.unreadable();
  }

  private static <T> Map<String, T> byId(List<T> objects, Function<T, String> id) {
    Map<String, T> byId = new LinkedHashMap<>();
    objects.forEach(o -> byId.put(id.apply(o), o));
    return byId;
  }

  private static <T> BlockIndex<List<T>> byBlock(List<T> objects, Function<T, List<Cidr>> blocks) {
    TreeMap<Cidr, List<T>> byBlock = new TreeMap<>();
    for (T object : objects) {
      for (Cidr block : blocks.apply(object)) {
        byBlock.computeIfAbsent(block, b -> new ArrayList<>()).add(object);
      }
    }
    return new BlockIndex<>(byBlock);
  }

  @Nullable Vpc vpc(String id) {
    return vpcs.get(id);
  }

  @Nullable Subnet subnet(String id) {
    return subnets.get(id);
  }

  @Nullable SecurityGroup group(String id) {
    return groups.get(id);
  }

  @Nullable NetworkAcl acl(String id) {
    return acls.get(id);
  }

  @Nullable PeeringConnection peering(String id) {
    return peerings.get(id);
  }

  @Nullable Host host(String id) {
    return hosts.get(id);
  }

  /** Returns the endpoint whose interface a host is. */
  @Nullable VpcEndpoint endpointOf(String host) {
    return endpointsByHost.get(host);
  }

  @Nullable HubRoutes hub(String id) {
    return hubs.get(id);
  }

  /** Returns the load balancer whose interface a host is. */
  @Nullable Balancer balancerOf(String host) {
    return balancersByHost.get(host);
  }

  @Nullable EndpointService service(String name) {
    return servicesByName.get(name);
  }

  @Nullable RoutingTable table(String id) {
    return tables.get(id);
  }

  /** Returns the best peering between two VPCs: an active one, else a pending one, else a dead. */
  @Nullable PeeringConnection peeringBetween(String vpc, String other) {
    return peeringsByEnds.get(Pair.of(vpc, other));
  }

  /** Says whether two VPCs were peered once and no longer are. */
  boolean isSevered(String vpc, String other) {
    PeeringConnection best = vpc.equals(other) ? null : peeringBetween(vpc, other);
    return best != null && best.state() == PeeringConnection.State.DEAD;
  }

  List<Subnet> subnetsAround(Ip ip) {
    return subnetsByBlock.around(ip).stream().flatMap(List::stream).distinct().toList();
  }

  /** Returns the VPCs that are only known from outside and have a block around an address. */
  List<Vpc> incompleteVpcsAround(Ip ip) {
    return vpcsByBlock.around(ip).stream()
        .flatMap(List::stream)
        .filter(v -> !v.complete())
        .distinct()
        .toList();
  }

  /** Returns the host at an address of a subnet. */
  @Nullable Host hostAt(Ip ip, String subnet) {
    return hostsByAddress.getOrDefault(ip, List.of()).stream()
        .filter(h -> h.subnet().equals(subnet))
        .findFirst()
        .orElse(null);
  }

  /** Returns the VPC's block around an address, the longest one; null if it has none. */
  static @Nullable Cidr blockAround(Vpc vpc, Ip ip) {
    Cidr longest = null;
    for (Cidr block : vpc.cidrs()) { // in address order: a block stands before those it contains
      longest = block.contains(ip) ? block : longest;
    }
    return longest;
  }

  /**
   * Returns the gap that an object leaves which should be there: that of its VPC as a whole, if
   * that is only known from outside.
   */
  Gap gap(@Nullable Vpc vpc, String id, String missing) {
    if (vpc == null) {
      return new Gap(id, missing);
    }
    if (vpc.complete()) {
      return new Gap(id, missing + reasons(vpc));
    }
    return new Gap(
        vpc.id(),
        Wording.label(vpc.id(), vpc.name())
            + " is only known from outside: not all of its subnets, route tables, groups and ACLs"
            + " were read"
            + reasons(vpc));
  }

  private String reasons(Vpc vpc) {
    StringBuilder reasons = new StringBuilder();
    for (Unreadable what : unreadable) {
      if (what.place().equals(vpc.place())) {
        reasons.append(reasons.isEmpty() ? " (in " + what.place() + ": " : "; ");
        reasons.append(Clean.text(what.what())).append(": ").append(Clean.text(what.why()));
      }
    }
    return reasons.isEmpty() ? "" : reasons.append(")").toString();
  }
}
