package dev.tieline.snapshot;

import dev.tieline.net.Cidr;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Builds a snapshot, from nothing or from another one: each object by its id, a later one in place
 * of an earlier. Not thread-safe.
 */
public final class SnapshotEditor {
  private final SortedMap<String, Vpc> vpcs = new TreeMap<>();
  private final SortedMap<String, Subnet> subnets = new TreeMap<>();
  private final SortedMap<String, RouteTable> tables = new TreeMap<>();
  private final SortedMap<String, SecurityGroup> groups = new TreeMap<>();
  private final SortedMap<String, NetworkAcl> acls = new TreeMap<>();
  private final SortedMap<String, PeeringConnection> peerings = new TreeMap<>();
  private final SortedMap<String, RegionalHub> hubs = new TreeMap<>();
  private final SortedMap<String, VpcEndpoint> endpoints = new TreeMap<>();
  private final SortedMap<String, EndpointService> services = new TreeMap<>();
  private final SortedMap<String, Balancer> balancers = new TreeMap<>();
  private final SortedMap<String, Host> hosts = new TreeMap<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  // routes of tables that are being edited route by route; the tables themselves hold older ones
  private final Map<String, Map<Cidr, List<Route>>> edited = new LinkedHashMap<>();

  /** Starts with nothing. */
  public SnapshotEditor() {}

  /**
   * Starts with what a snapshot holds.
   *
   * @param from the snapshot
   */
  public SnapshotEditor(Snapshot from) {
    from.vpcs().forEach(this::put);
    from.subnets().forEach(this::put);
    from.routeTables().forEach(this::put);
    from.groups().forEach(this::put);
    from.acls().forEach(this::put);
    from.peerings().forEach(this::put);
    from.hubs().forEach(this::put);
    from.endpoints().forEach(this::put);
    from.services().forEach(this::put);
    from.balancers().forEach(this::put);
    from.hosts().forEach(this::put);
    unreadable.addAll(from.unreadable());
  }

  /**
   * Puts a VPC.
   *
   * @param vpc the VPC
   */
  public void put(Vpc vpc) {
    vpcs.put(vpc.id(), vpc);
  }

  /**
   * Puts a subnet.
   *
   * @param subnet the subnet
   */
  public void put(Subnet subnet) {
    subnets.put(subnet.id(), subnet);
  }

  /**
   * Puts a route table.
   *
   * @param table the table
   */
  public void put(RouteTable table) {
    edited.remove(table.id());
    tables.put(table.id(), table);
  }

  /**
   * Puts a security group.
   *
   * @param group the group
   */
  public void put(SecurityGroup group) {
    groups.put(group.id(), group);
  }

  /**
   * Puts a network ACL.
   *
   * @param acl the ACL
   */
  public void put(NetworkAcl acl) {
    acls.put(acl.id(), acl);
  }

  /**
   * Puts a peering connection.
   *
   * @param peering the connection
   */
  public void put(PeeringConnection peering) {
    peerings.put(peering.id(), peering);
  }

  /**
   * Puts a hub.
   *
   * @param hub the hub
   */
  public void put(RegionalHub hub) {
    hubs.put(hub.id(), hub);
  }

  /**
   * Puts a load balancer.
   *
   * @param balancer the balancer
   */
  public void put(Balancer balancer) {
    balancers.put(balancer.id(), balancer);
  }

  /**
   * Puts an endpoint.
   *
   * @param endpoint the endpoint
   */
  public void put(VpcEndpoint endpoint) {
    endpoints.put(endpoint.id(), endpoint);
  }

  /**
   * Puts a service.
   *
   * @param service the service
   */
  public void put(EndpointService service) {
    services.put(service.id(), service);
  }

  /**
   * Puts a host.
   *
   * @param host the host
   */
  public void put(Host host) {
    hosts.put(host.id(), host);
  }

  /**
   * Notes what could not be read.
   *
   * @param what the objects and the reason
   */
  public void put(Unreadable what) {
    unreadable.add(what);
  }

  /**
   * Returns the VPC of an id.
   *
   * @param id the id
   * @return the VPC, if it is there
   */
  public Optional<Vpc> vpc(String id) {
    return Optional.ofNullable(vpcs.get(id));
  }

  /**
   * Returns the route table of an id.
   *
   * @param id the id
   * @return the table, if it is there
   */
  public Optional<RouteTable> routeTable(String id) {
    settle(id);
    return Optional.ofNullable(tables.get(id));
  }

  /**
   * Returns the security group of an id.
   *
   * @param id the id
   * @return the group, if it is there
   */
  public Optional<SecurityGroup> group(String id) {
    return Optional.ofNullable(groups.get(id));
  }

  /**
   * Returns the peering connection of an id.
   *
   * @param id the id
   * @return the connection, if it is there
   */
  public Optional<PeeringConnection> peering(String id) {
    return Optional.ofNullable(peerings.get(id));
  }

  /**
   * Returns the subnets so far.
   *
   * @return a copy, in order of ids
   */
  public Collection<Subnet> subnets() {
    return List.copyOf(subnets.values());
  }

  /**
   * Returns the route tables of a VPC so far.
   *
   * @param vpc the id of the VPC
   * @return a copy, in order of ids
   */
  public List<RouteTable> routeTables(String vpc) {
    settle();
    return tables.values().stream().filter(t -> t.vpc().equals(vpc)).toList();
  }

  /**
   * Returns the main route table of a VPC.
   *
   * @param vpc the id of the VPC
   * @return the table, if it is there
   */
  public Optional<RouteTable> mainTable(String vpc) {
    return routeTables(vpc).stream().filter(RouteTable::main).findFirst();
  }

  /**
   * Changes the subnet of an id, if it is there.
   *
   * @param id the id
   * @param change what to make of it
   */
  public void changeSubnet(String id, UnaryOperator<Subnet> change) {
    subnets.computeIfPresent(id, (i, s) -> change.apply(s));
  }

  /**
   * Changes the route table of an id, if it is there.
   *
   * @param id the id
   * @param change what to make of it
   */
  public void changeRouteTable(String id, UnaryOperator<RouteTable> change) {
    settle(id);
    tables.computeIfPresent(id, (i, t) -> change.apply(t));
  }

  /**
   * Puts a route into the table of an id, if that is there: in place of those to the same
   * destination that have the same origin. Takes no longer in a table of many routes.
   *
   * @param table the id of the table
   * @param route the route
   */
  public void putRoute(String table, Route route) {
    removeRoutes(table, route.destination(), route.origin());
    Map<Cidr, List<Route>> routes = edited.get(table);
    if (routes != null) {
      routes.computeIfAbsent(route.destination(), d -> new ArrayList<>(1)).add(route);
    }
  }

  /**
   * Removes the routes to a destination that have an origin from the table of an id, if it is
   * there. Takes no longer in a table of many routes.
   *
   * @param table the id of the table
   * @param destination the destination
   * @param origin the origin
   */
  public void removeRoutes(String table, Cidr destination, Route.Origin origin) {
    RouteTable there = tables.get(table);
    if (there == null) {
      return;
    }
    Map<Cidr, List<Route>> routes = edited.computeIfAbsent(table, t -> byDestination(there));
    List<Route> same = routes.get(destination);
    if (same != null) {
      same.removeIf(r -> r.origin() == origin);
    }
  }

  private static Map<Cidr, List<Route>> byDestination(RouteTable table) {
    Map<Cidr, List<Route>> routes = new LinkedHashMap<>();
    table
        .routes()
        .forEach(r -> routes.computeIfAbsent(r.destination(), d -> new ArrayList<>(1)).add(r));
    return routes;
  }

  /** Takes the edited routes of a table over into the table, which sorts and copies them all. */
  private void settle(String id) {
    Map<Cidr, List<Route>> routes = edited.remove(id);
    if (routes != null) {
      tables.computeIfPresent(
          id,
          (i, t) ->
              new RouteTable(
                  t.id(),
                  t.vpc(),
                  t.name(),
                  t.main(),
                  routes.values().stream().flatMap(List::stream).toList(),
                  t.unresolved()));
    }
  }

  private void settle() {
    List.copyOf(edited.keySet()).forEach(this::settle);
  }

  /**
   * Changes the security group of an id, if it is there.
   *
   * @param id the id
   * @param change what to make of it
   */
  public void changeGroup(String id, UnaryOperator<SecurityGroup> change) {
    groups.computeIfPresent(id, (i, g) -> change.apply(g));
  }

  /**
   * Changes the peering connection of an id, if it is there.
   *
   * @param id the id
   * @param change what to make of it
   */
  public void changePeering(String id, UnaryOperator<PeeringConnection> change) {
    peerings.computeIfPresent(id, (i, p) -> change.apply(p));
  }

  /**
   * Returns the hub of an id.
   *
   * @param id the id
   * @return the hub, if it is there
   */
  public Optional<RegionalHub> hub(String id) {
    return Optional.ofNullable(hubs.get(id));
  }

  /**
   * Changes the hub of an id, if it is there.
   *
   * @param id the id
   * @param change what to make of it
   */
  public void changeHub(String id, UnaryOperator<RegionalHub> change) {
    hubs.computeIfPresent(id, (i, h) -> change.apply(h));
  }

  /**
   * Returns the load balancer of an id.
   *
   * @param id the id
   * @return the balancer, if it is there
   */
  public Optional<Balancer> balancer(String id) {
    return Optional.ofNullable(balancers.get(id));
  }

  /**
   * Changes the load balancer of an id, if it is there.
   *
   * @param id the id
   * @param change what to make of it
   */
  public void changeBalancer(String id, UnaryOperator<Balancer> change) {
    balancers.computeIfPresent(id, (i, b) -> change.apply(b));
  }

  /**
   * Returns the endpoint of an id.
   *
   * @param id the id
   * @return the endpoint, if it is there
   */
  public Optional<VpcEndpoint> endpoint(String id) {
    return Optional.ofNullable(endpoints.get(id));
  }

  /**
   * Changes the endpoint of an id, if it is there.
   *
   * @param id the id
   * @param change what to make of it
   */
  public void changeEndpoint(String id, UnaryOperator<VpcEndpoint> change) {
    endpoints.computeIfPresent(id, (i, e) -> change.apply(e));
  }

  /**
   * Returns the service of an id.
   *
   * @param id the id
   * @return the service, if it is there
   */
  public Optional<EndpointService> service(String id) {
    return Optional.ofNullable(services.get(id));
  }

  /**
   * Changes the service of an id, if it is there.
   *
   * @param id the id
   * @param change what to make of it
   */
  public void changeService(String id, UnaryOperator<EndpointService> change) {
    services.computeIfPresent(id, (i, s) -> change.apply(s));
  }

  /**
   * Removes the object of an id, whatever it is.
   *
   * @param id the id
   */
  public void remove(String id) {
    edited.remove(id);
    Stream.of(
            vpcs, subnets, tables, groups, acls, peerings, hubs, endpoints, services, balancers,
            hosts)
        .forEach(m -> m.remove(id));
  }

  /**
   * Removes a VPC with what comes and goes with it: its subnets, tables, groups and ACLs.
   *
   * @param id the id of the VPC
   */
  public void removeVpc(String id) {
    vpcs.remove(id);
    subnets.values().removeIf(s -> s.vpc().equals(id));
    tables.values().removeIf(t -> t.vpc().equals(id));
    groups.values().removeIf(g -> g.vpc().equals(id));
    acls.values().removeIf(a -> a.vpc().equals(id));
  }

  /**
   * Returns the snapshot so far.
   *
   * @param at when the reading ended
   * @return a new snapshot
   */
  public Snapshot build(Instant at) {
    settle();
    return new Snapshot(
        at,
        List.copyOf(vpcs.values()),
        List.copyOf(subnets.values()),
        List.copyOf(tables.values()),
        List.copyOf(groups.values()),
        List.copyOf(acls.values()),
        List.copyOf(peerings.values()),
        List.copyOf(hubs.values()),
        List.copyOf(endpoints.values()),
        List.copyOf(services.values()),
        List.copyOf(balancers.values()),
        List.copyOf(hosts.values()),
        unreadable);
  }
}
