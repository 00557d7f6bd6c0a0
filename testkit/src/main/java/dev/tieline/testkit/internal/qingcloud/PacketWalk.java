package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.testkit.WalkResult;
import dev.tieline.testkit.internal.World;
import dev.tieline.testkit.internal.qingcloud.Ends.End;
import dev.tieline.testkit.internal.qingcloud.Vxnet.Join;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks one packet and its answer over a world, by what was published and by nothing else. */
public final class PacketWalk {

  /** Ends a walk. */
  static final class Stopped extends RuntimeException {
    Stopped(String where) {
      super(where, null, false, false);
    }
  }

  /** A way out of a VPC: by which block, to which hop, told how. */
  private record Way(Cidr network, String hop, int type, String source) {
    static final int TO_BORDER = 0;

    @Override
    public String toString() {
      return source + ": " + network + " -> " + hop;
    }
  }

  private final List<String> hops;
  private final String protocol;
  private final int port;

  PacketWalk(List<String> hops, String protocol, int port) {
    this.hops = hops;
    this.protocol = protocol;
    this.port = port;
  }

  /** Sends a packet from an instance or a balancer to an address. */
  public static WalkResult send(
      QingCloud cloud,
      World world,
      Instant now,
      String from,
      String to,
      String protocol,
      int port) {
    End source = Ends.named(Iaas.looking(cloud.config(), world, now, "", ""), from);
    Ip target =
        Ip.tryParse(to)
            .orElseThrow(
                () -> new IllegalArgumentException("to: " + to + " (expected: an address)"));
    List<String> hops = new ArrayList<>();
    try {
      new PacketWalk(hops, protocol, port).thereAndBack(source, target);
      return new WalkResult(true, "", hops);
    } catch (Stopped stopped) {
      return new WalkResult(false, String.valueOf(stopped.getMessage()), hops);
    }
  }

  /** Groups judge the first packet only; what answers it is let through. */
  void thereAndBack(End source, Ip to) {
    hops.add(source.toString());
    guard(source, true, to);
    End target = route(source, to);
    guard(target, false, source.address());
    hops.add(target.toString());
    End back = route(target, source.address());
    if (!back.id().equals(source.id())) {
      throw new Stopped("return path: " + source.address() + " is " + back.id() + " from there");
    }
    hops.add(source.toString());
  }

  /** Finds whom an address means from here, along what was published. */
  private End route(End source, Ip to) {
    Iaas here = source.there();
    Join join = source.vxnet().working(here.now);
    if (join == null) {
      throw new Stopped(source.vxnet().id() + ": it is in no VPC");
    }
    if (join.network().contains(to)) {
      return deliver(here, source.vxnet(), to);
    }
    Router router = here.find(Kind.ROUTER, join.router());
    if (router == null || !router.life().isUp(here.now)) {
      throw new Stopped(join.router() + ": the VPC does not work");
    }
    Vxnet local = local(here, router.id(), to);
    if (local != null) {
      hops.add(router.id());
      return deliver(here, local, to);
    }
    Way way = best(ways(source, router), to);
    if (way == null) {
      throw new Stopped(router.id() + ": no way from " + source.id() + " to " + to);
    }
    hops.add(way.toString());
    return follow(here, router, way, to);
  }

  private static @Nullable Vxnet local(Iaas here, String router, Ip to) {
    for (Vxnet vxnet : here.all(Kind.VXNET)) {
      Join join = vxnet.working(here.now);
      if (join != null && join.router().equals(router) && join.network().contains(to)) {
        return vxnet;
      }
    }
    return null;
  }

  /** A balancer goes by its own table, and everybody else by the VPC's policies as well. */
  private static List<Way> ways(End source, Router router) {
    Iaas here = source.there();
    List<Way> ways = new ArrayList<>();
    boolean isBalancer = here.find(Kind.BALANCER, source.id()) != null;
    RouteTable table = RouteTables.serving(here, isBalancer ? source.id() : source.vxnet().id());
    if (table != null) {
      for (RouteRule rule : table.rules().at(here.now)) {
        if (!rule.disabled()) {
          ways.add(new Way(rule.network(), rule.hop(), rule.hopType(), table.id()));
        }
      }
    }
    if (!isBalancer) {
      ways.addAll(policies(here, router));
    }
    return ways;
  }

  private static List<Way> policies(Iaas here, Router router) {
    List<Way> ways = new ArrayList<>();
    for (RouterStatic entry : router.statics().at(here.now)) {
      if (entry.type() == here.config.policyType()) {
        Cidr network = Cidr.parse(entry.value(1));
        ways.add(new Way(network, entry.value(2), Way.TO_BORDER, router.id()));
      }
    }
    return ways;
  }

  /** The longest prefix wins, and of equal ones the table's. */
  private static @Nullable Way best(List<Way> ways, Ip to) {
    return ways.stream()
        .filter(way -> way.network().contains(to))
        .min(Comparator.comparingInt(way -> -way.network().prefixLength()))
        .orElse(null);
  }

  private End follow(Iaas here, Router router, Way way, Ip to) {
    switch (way.type()) {
      case Way.TO_BORDER -> {
        return pass(here, entrance(here, router, way), to);
      }
      case RouteRule.TO_ADDRESS -> {
        return pass(here, holder(here, router, way), to);
      }
      case RouteRule.TO_ROUTER -> {
        Way policy = best(policies(here, router), to);
        if (!way.hop().equals(router.id()) || policy == null) {
          throw new Stopped(way + " knows no way to " + to);
        }
        hops.add(policy.toString());
        return pass(here, entrance(here, router, policy), to);
      }
      default -> throw new Stopped(way + " leads out of the private networks");
    }
  }

  /** A policy's border must be one that the VPC is at: by a network, or as a whole. */
  private static Border entrance(Iaas here, Router router, Way way) {
    Border border = here.find(Kind.BORDER, way.hop());
    if (border == null || !border.life().isUp(here.now)) {
      throw new Stopped(way + ": there is no such border");
    }
    boolean isAt = border.served(here.now).equals(router.id());
    for (Membership one : memberships(here, border)) {
      Vxnet vxnet = here.find(Kind.VXNET, one.vxnet());
      Join join = vxnet == null ? null : vxnet.working(here.now);
      if (join != null && join.router().equals(router.id())) {
        checkAlone(here, one);
        isAt = true;
      }
    }
    if (!isAt) {
      throw new Stopped(way + ": no network of " + router.id() + " is at this border");
    }
    return border;
  }

  /** An address as next hop is a border's, in one of the VPC's networks. */
  private static Border holder(Iaas here, Router router, Way way) {
    for (Membership one : here.all(Kind.MEMBERSHIP)) {
      Vxnet vxnet = here.find(Kind.VXNET, one.vxnet());
      Join join = vxnet == null ? null : vxnet.working(here.now);
      boolean fits =
          one.isUp(here.now)
              && join != null
              && join.router().equals(router.id())
              && one.address().toString().equals(way.hop());
      if (fits) {
        checkAlone(here, one);
        return here.require(Kind.BORDER, one.border());
      }
    }
    throw new Stopped(way + ": nobody there passes packets on");
  }

  /** Two that have one address hear each other's packets, and none of them works. */
  private static void checkAlone(Iaas here, Membership one) {
    for (Addresses.Holder holder : Addresses.in(here, one.vxnet())) {
      if (holder.address().equals(one.address())) {
        throw new Stopped(
            one.border() + " and " + holder.id() + ": both have the address " + one.address());
      }
    }
  }

  private static List<Membership> memberships(Iaas here, Border border) {
    return here.all(Kind.MEMBERSHIP).stream()
        .filter(m -> m.border().equals(border.id()) && m.isUp(here.now))
        .toList();
  }

  /** Passes a packet through a border router: to what is at it, else by SD-WAN to other ones. */
  private End pass(Iaas here, Border border, Ip to) {
    hops.add(border.id());
    End near = behind(here, border, to);
    if (near != null) {
      return near;
    }
    for (AccessPoint access : AccessPoints.of(here, border.id())) {
      String refusal = refusal(access, here.now);
      for (AccessPoint other : here.everywhere(Kind.ACCESS)) {
        Iaas there = here.at(other.account(), other.zone());
        Border far = there.find(Kind.BORDER, other.border());
        boolean sameNet = other.wanNet().equals(access.wanNet()) && !other.id().equals(access.id());
        if (sameNet && far != null && far.life().isUp(there.now) && knows(there, far, to)) {
          refusal = refusal.isEmpty() ? refusal(other, there.now) : refusal;
          if (!refusal.isEmpty()) {
            throw new Stopped(refusal);
          }
          hops.addAll(List.of(access.id(), access.wanNet(), other.id(), far.id()));
          End found = behind(there, far, to);
          if (found != null) {
            return found;
          }
        }
      }
    }
    throw new Stopped(border.id() + ": no way to " + to);
  }

  private static String refusal(AccessPoint access, Instant now) {
    return access.passing(now) > 0 ? "" : access.id() + ": it is " + access.status(now);
  }

  private static boolean knows(Iaas there, Border border, Ip to) {
    return at(there, border, to) != null || local(there, border.served(there.now), to) != null;
  }

  /** Returns the network at a border that holds an address, or null. */
  private static @Nullable Vxnet at(Iaas there, Border border, Ip to) {
    Vxnet found = null;
    for (Membership one : memberships(there, border)) {
      Vxnet vxnet = there.find(Kind.VXNET, one.vxnet());
      Join join = vxnet == null ? null : vxnet.working(there.now);
      if (vxnet != null && join != null && join.network().contains(to)) {
        checkAlone(there, one);
        if (found != null) {
          throw new Stopped(
              border.id() + ": " + found.id() + " and " + vxnet.id() + " both have " + to);
        }
        found = vxnet;
      }
    }
    return found;
  }

  /** Returns whom an address means behind a border: in its networks, its VPC, by its statics. */
  private @Nullable End behind(Iaas there, Border border, Ip to) {
    Vxnet near = at(there, border, to);
    Vxnet found = near == null ? local(there, border.served(there.now), to) : near;
    if (found != null) {
      return deliver(there, found, to);
    }
    BorderStatic route =
        border.statics().at(there.now).stream()
            .filter(entry -> !entry.disabled() && Cidr.parse(entry.destination()).contains(to))
            .min(Comparator.comparingInt(e -> -Cidr.parse(e.destination()).prefixLength()))
            .orElse(null);
    if (route == null) {
      return null;
    }
    hops.add(border.id() + ": " + route.destination() + " -> " + route.hop());
    Vxnet of = route.type() == 0 ? local(there, route.hop(), to) : null;
    if (of == null) {
      throw new Stopped(border.id() + ": " + route.hop() + " leads out of the private networks");
    }
    return deliver(there, of, to);
  }

  private static End deliver(Iaas there, Vxnet vxnet, Ip to) {
    for (Membership one : there.all(Kind.MEMBERSHIP)) {
      if (one.vxnet().equals(vxnet.id()) && one.isUp(there.now) && one.address().equals(to)) {
        checkAlone(there, one);
        throw new Stopped(one.border() + ": " + to + " is the border's own address");
      }
    }
    return Ends.in(there, vxnet).stream()
        .filter(end -> end.address().equals(to))
        .findFirst()
        .orElseThrow(() -> new Stopped(vxnet.id() + ": nobody has " + to));
  }

  /** What has a group sends what no rule drops, and gets what a rule accepts. */
  private void guard(End at, boolean outward, Ip other) {
    SecurityGroup group = at.there().find(Kind.GROUP, at.group());
    if (group == null) {
      return;
    }
    String where = Groups.judge(group, at.there().now, outward, protocol, port, other);
    if (!where.isEmpty()) {
      throw new Stopped(where);
    }
    hops.add(group.id() + (outward ? " out" : " in"));
  }
}
