package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Place;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.snapshot.SecurityGroup;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.snapshot.Subnet;
import dev.tieline.snapshot.Vpc;
import dev.tieline.spi.Scope;
import java.util.List;

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
    to.put(new Vpc(id, place(scope), name, List.of(block), false));
  }

  /** A VPC, of which everything has been read that decides what passes. */
  static void vpc(SnapshotEditor to, Scope scope, String id, String name, Cidr block) {
    to.put(new Vpc(id, place(scope), name, List.of(block), true));
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
            id, router, name, List.of(block), scope.region(), scope.region(), table(router), ""));
  }

  static Route local(Cidr block) {
    return new Route(block, new NextHop.Local(), false, Route.Origin.LOCAL);
  }
}
