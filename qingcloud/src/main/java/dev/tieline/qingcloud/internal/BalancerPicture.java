package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.Balancer;
import dev.tieline.snapshot.Balancer.Listens;
import dev.tieline.snapshot.Balancer.Server;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.snapshot.SecurityGroup;
import dev.tieline.snapshot.SnapshotEditor;
import java.util.ArrayList;
import java.util.List;

/** Balancers of snapshots with other listeners and servers. */
final class BalancerPicture {
  private BalancerPicture() {}

  /**
   * The table of a balancer to which none is bound: it knows its own VPC alone, whatever the table
   * of its vxnet says.
   */
  static String bare(String balancer) {
    return balancer + " without a route table";
  }

  /** Puts that table into a snapshot. */
  static void bare(SnapshotEditor to, String balancer, String vpc) {
    to.put(new RouteTable(bare(balancer), vpc, "balancer", false, local(to, vpc), List.of()));
  }

  /** The routes that every table of a VPC has. */
  static List<Route> local(SnapshotEditor to, String vpc) {
    return to.vpc(vpc).stream().flatMap(v -> v.cidrs().stream()).map(Picture::local).toList();
  }

  /** A group of a balancer: what nobody drops gets out. */
  static SecurityGroup group(String id, String vpc, String name) {
    return new SecurityGroup(
        id,
        vpc,
        name,
        List.of(
            new Rule(
                id + ".out", false, Traffic.all(), new RulePeer.Block(Cidr.parse("0.0.0.0/0")))));
  }

  /** Puts a rule into a group of a snapshot, in place of one with the same id. */
  static void rule(SnapshotEditor to, String group, String id, int port, Cidr source) {
    to.changeGroup(
        group,
        g -> {
          List<Rule> rules =
              new ArrayList<>(g.rules().stream().filter(r -> !r.id().equals(id)).toList());
          rules.add(new Rule(id, true, Traffic.tcp(port), new RulePeer.Block(source)));
          return new SecurityGroup(g.id(), g.vpc(), g.name(), rules);
        });
  }

  static Balancer with(Balancer balancer, Listens listener) {
    List<Listens> listeners = new ArrayList<>(balancer.listeners());
    listeners.add(listener);
    return with(balancer, listeners);
  }

  static Balancer without(Balancer balancer, Traffic listener) {
    return with(
        balancer,
        balancer.listeners().stream().filter(l -> !l.traffic().equals(listener)).toList());
  }

  /** Adds a server to a listener, unless it is there. */
  static Balancer with(Balancer balancer, Traffic listener, Server server) {
    return with(
        balancer,
        balancer.listeners().stream()
            .map(l -> l.traffic().equals(listener) ? with(l, server) : l)
            .toList());
  }

  private static Listens with(Listens listener, Server server) {
    boolean there =
        listener.backends().stream()
            .anyMatch(s -> s.target().equals(server.target()) && s.port() == server.port());
    if (there) {
      return listener;
    }
    List<Server> servers = new ArrayList<>(listener.backends());
    servers.add(server);
    return new Listens(listener.traffic(), servers);
  }

  static Balancer without(Balancer balancer, String server) {
    return with(
        balancer,
        balancer.listeners().stream()
            .map(
                l ->
                    new Listens(
                        l.traffic(),
                        l.backends().stream().filter(s -> !s.id().equals(server)).toList()))
            .toList());
  }

  private static Balancer with(Balancer b, List<Listens> listeners) {
    return new Balancer(
        b.id(),
        b.name(),
        b.vpc(),
        b.active(),
        b.cloudState(),
        b.publicAddresses(),
        b.hosts(),
        b.routeTable(),
        listeners);
  }

  /** The same balancer with another table. */
  static Balancer routedBy(Balancer b, String table) {
    return new Balancer(
        b.id(),
        b.name(),
        b.vpc(),
        b.active(),
        b.cloudState(),
        b.publicAddresses(),
        b.hosts(),
        table,
        b.listeners());
  }
}
