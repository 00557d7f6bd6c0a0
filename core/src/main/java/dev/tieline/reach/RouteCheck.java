package dev.tieline.reach;

import dev.tieline.net.Cidr;
import dev.tieline.snapshot.Balancer;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.Subnet;
import dev.tieline.snapshot.Vpc;
import dev.tieline.text.Clean;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks where the route table of one end's subnet sends a packet, and whether it gets there. */
final class RouteCheck {
  private final SnapshotIndex index;
  private final HubCheck hubs;

  RouteCheck(SnapshotIndex index) {
    this.index = index;
    hubs = new HubCheck(index);
  }

  Answer check(End from, End to, Leg leg) {
    Subnet subnet = from.subnet();
    RoutingTable table = subnet == null ? null : index.table(tableOf(from, subnet));
    if (subnet == null || table == null) {
      String of = subnet == null ? from.ip().toString() : subnet.id();
      return lost(
          List.of(),
          index.gap(from.vpc(), from.id(), "the route table of " + of + " was not read"));
    }
    Route route = table.decisive(to.ip(), from.vpc());
    if (table.mayBeOverruled(route, to.ip())) {
      return lost(List.of(), overruled(table, to));
    }
    return new Step(table, route, from, to, leg).take();
  }

  /** A load balancer may have a table of its own, whatever its subnet's says. */
  private String tableOf(End from, Subnet subnet) {
    Balancer balancer = from.kind() == Hop.Kind.HOST ? index.balancerOf(from.id()) : null;
    return balancer == null || balancer.routeTable().isEmpty()
        ? subnet.routeTable()
        : balancer.routeTable();
  }

  private static Answer lost(List<Hop> hops, Gap gap) {
    return new Answer.Unclear(hops, gap, true);
  }

  private static Gap overruled(RoutingTable table, End to) {
    return new Gap(
        table.id(),
        table.label()
            + " has routes whose destinations were not read, and one of them may be for "
            + to.ip()
            + ": "
            + Clean.text(Wording.names(table.unresolved())));
  }

  /** One packet at one table. */
  private final class Step {
    private final RoutingTable table;
    private final @Nullable Route route;
    private final End from;
    private final End to;
    private final Leg leg;

    Step(RoutingTable table, @Nullable Route route, End from, End to, Leg leg) {
      this.table = table;
      this.route = route;
      this.from = from;
      this.to = to;
      this.leg = leg;
    }

    Answer take() {
      if (route == null) {
        return stop(leg.noRoute, table.label() + " has no route for " + to.ip());
      }
      String leads = route.destination() + " leads to " + Wording.target(route.nextHop());
      if (route.blackhole()) {
        return stop(leg.blackhole, table.label() + " route " + leads + ", which is a blackhole");
      }
      if (route.nextHop() instanceof NextHop.Local) {
        return local(route.destination());
      }
      if (route.nextHop() instanceof NextHop.Peering next) {
        return peering(next.id(), new Hop(Hop.Kind.ROUTE_TABLE, table.id(), leads));
      }
      if (route.nextHop() instanceof NextHop.Hub next) {
        Hop tableHop = new Hop(Hop.Kind.ROUTE_TABLE, table.id(), leads);
        return hubs.check(tableHop, next.id(), from, to, leg);
      }
      return stop(
          leg.leavesModel, table.label() + " route " + leads + ", out of what is described here");
    }

    private Answer local(Cidr destination) {
      Hop hop = new Hop(Hop.Kind.ROUTE_TABLE, table.id(), destination + " is local");
      if (to.vpcId().isEmpty()) {
        return lost(List.of(hop), index.gap(from.vpc(), to.id(), noSubnetKnown()));
      }
      if (to.vpcId().equals(from.vpcId())) {
        return new Answer.Passes(List.of(hop));
      }
      Block block =
          new Block(
              leg.staysLocal,
              table.id(),
              table.label()
                  + " keeps "
                  + to.ip()
                  + " in "
                  + from.vpcId()
                  + ", whose own block "
                  + destination
                  + " overlaps "
                  + to.vpcId(),
              "move one side to a block that does not overlap");
      return Answer.Stops.at(Hop.Kind.ROUTE_TABLE, block);
    }

    private String noSubnetKnown() {
      return to.ip() + " lies in no subnet that was read, so that its place is not known";
    }

    private Answer peering(String id, Hop tableHop) {
      PeeringConnection peering = index.peering(id);
      if (peering == null) {
        return lost(
            List.of(tableHop), new Gap(id, "the peering connection " + id + " was not read"));
      }
      List<Block> blocks = new ArrayList<>();
      if (peering.state() != PeeringConnection.State.ACTIVE) {
        blocks.add(notActive(peering));
      }
      String otherId = otherEnd(peering);
      Vpc other = otherId == null ? null : index.vpc(otherId);
      boolean carriesAddress = other != null && SnapshotIndex.blockAround(other, to.ip()) != null;
      Gap gap = null;
      if (otherId == null) {
        blocks.add(notTransitive(peering, "does not join " + from.vpcId()));
      } else if (other == null) {
        gap =
            new Gap(
                otherId, "the blocks of " + otherId + ", where " + id + " leads, were not read");
      } else if (!carriesAddress) {
        blocks.add(
            notTransitive(peering, "carries only the blocks of " + otherId + ": " + other.cidrs()));
      } else if (to.vpcId().isEmpty()) {
        gap = index.gap(other, to.id(), noSubnetKnown());
      } else if (!otherId.equals(to.vpcId())) {
        blocks.add(notTransitive(peering, "leads to " + otherId + ", not to " + to.vpcId()));
      }
      if (!blocks.isEmpty()) {
        Hop stop = new Hop(Hop.Kind.PEERING, id, blocks.get(0).found());
        return new Answer.Stops(List.of(tableHop, stop), blocks);
      }
      Hop hop = new Hop(Hop.Kind.PEERING, id, "carries it from " + from.vpcId() + " to " + otherId);
      return gap != null
          ? lost(List.of(tableHop, hop), gap)
          : new Answer.Passes(List.of(tableHop, hop));
    }

    private @Nullable String otherEnd(PeeringConnection peering) {
      if (peering.requester().equals(from.vpcId())) {
        return peering.accepter();
      }
      return peering.accepter().equals(from.vpcId()) ? peering.requester() : null;
    }

    private Block notActive(PeeringConnection peering) {
      boolean dead = peering.state() == PeeringConnection.State.DEAD;
      return new Block(
          leg.peeringNotActive,
          peering.id(),
          peering.id() + " is " + Wording.state(peering) + ", so that it carries nothing",
          dead
              ? "make a new peering connection between "
                  + peering.requester()
                  + " and "
                  + peering.accepter()
                  + " and route through that"
              : "have it accepted by " + peering.accepter() + " and wait until it is active");
    }

    private Block notTransitive(PeeringConnection peering, String found) {
      return new Block(
          leg.notTransitive,
          peering.id(),
          table.label() + " sends " + to.ip() + " to " + peering.id() + ", which " + found,
          remedy());
    }

    /** Stops at the table, and lists the peering beyond it too if that would stop the packet. */
    private Answer stop(Verdict verdict, String found) {
      List<Block> blocks = new ArrayList<>();
      blocks.add(new Block(verdict, table.id(), found, remedy()));
      PeeringConnection meant =
          route != null && route.blackhole() && route.nextHop() instanceof NextHop.Peering next
              ? index.peering(next.id())
              : between();
      if (meant != null && meant.state() == PeeringConnection.State.PENDING) {
        blocks.add(notActive(meant));
      }
      return new Answer.Stops(List.of(new Hop(Hop.Kind.ROUTE_TABLE, table.id(), found)), blocks);
    }

    private @Nullable PeeringConnection between() {
      return from.vpcId().equals(to.vpcId())
          ? null
          : index.peeringBetween(from.vpcId(), to.vpcId());
    }

    /** Says which route would lead to the other end. */
    private String remedy() {
      Cidr wanted = to.block();
      if (from.vpcId().equals(to.vpcId())) {
        return "remove the route, so that " + wanted + " is local";
      }
      PeeringConnection peering = between();
      boolean usable = peering != null && peering.state() != PeeringConnection.State.DEAD;
      String through =
          peering != null && usable ? peering.id() : "a peering connection that leads there";
      boolean inTheWay =
          route != null && route.destination().prefixLength() >= wanted.prefixLength();
      String change =
          inTheWay && route != null
              ? "replace route " + route.destination() + " by one to " + through
              : "add a route for " + wanted + " to " + through;
      return usable || to.vpcId().isEmpty()
          ? change
          : change + " (there is none between " + from.vpcId() + " and " + to.vpcId() + ")";
    }
  }
}
