package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.testkit.WalkResult;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.World;
import dev.tieline.testkit.internal.aliyun.NetworkAcl.Entry;
import dev.tieline.testkit.internal.aliyun.SecurityGroup.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Walks one packet and its answer over a world, setting by setting. */
public final class PacketWalk {

  /** The port that a client's answers go to; any of the ephemeral range would do. */
  private static final int EPHEMERAL = 49152;

  /** What a VPC holds for private without being told (VPC "User CIDR block", read 2026-11). */
  private static final List<Cidr> PRIVATE =
      List.of(
          Cidr.parse("10.0.0.0/8"),
          Cidr.parse("172.16.0.0/12"),
          Cidr.parse("192.168.0.0/16"),
          Cidr.parse("fc00::/7"));

  /** Ends a walk. */
  private static final class Stopped extends RuntimeException {
    Stopped(String where) {
      super(where, null, false, false);
    }
  }

  private final Rpc call;
  private final List<String> hops = new ArrayList<>();
  private final String protocol;
  private final int port;

  private PacketWalk(Rpc call, String protocol, int port) {
    this.call = call;
    this.protocol = protocol;
    this.port = port;
  }

  /** Sends a packet to an address. */
  public static WalkResult send(
      AliyunCloud cloud,
      World world,
      Instant now,
      String from,
      String to,
      String protocol,
      int port) {
    Caller nobody = new Caller("", "", Product.VPC, "", "", "");
    Rpc call = new Rpc(cloud.config(), world, nobody, now, Rpc.noParameters(), new Json());
    PacketWalk walk = new PacketWalk(call, protocol, port);
    Eni source = walk.source(from);
    try {
      walk.thereAndBack(source, walk.address(source, to));
      return new WalkResult(true, "", walk.hops);
    } catch (Stopped stopped) {
      return new WalkResult(false, String.valueOf(stopped.getMessage()), walk.hops);
    }
  }

  /** Reads an address, or asks for that of a name as the source's VPC does. */
  private Ip address(Eni source, String to) {
    return Ip.tryParse(to)
        .orElseGet(
            () -> {
              List<Ip> found = Names.resolve(call, source.vpcId(), to, hops);
              if (found.isEmpty()) {
                throw new Stopped("no address of " + to + " in " + source.vpcId());
              }
              return found.get(0);
            });
  }

  private List<Eni> live() {
    return call.everywhere(Kind.ENI).stream().filter(eni -> eni.isLive(call.now)).toList();
  }

  private Eni source(String from) {
    List<Eni> found =
        live().stream()
            .filter(
                eni ->
                    eni.id().equals(from)
                        || eni.instanceId().equals(from)
                        || eni.ip().toString().equals(from)
                        || eni.ipv6().stream().anyMatch(ip -> ip.toString().equals(from)))
            .toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "from: "
              + from
              + " (expected: an interface, an instance or an address of exactly one interface, found "
              + found.size()
              + ")");
    }
    return found.get(0);
  }

  private static Ip address(Eni eni, boolean v4) {
    if (v4) {
      return eni.ip();
    }
    if (eni.ipv6().isEmpty()) {
      throw new Stopped(eni.id() + ": no address of IPv6");
    }
    return eni.ipv6().get(0);
  }

  private void thereAndBack(Eni source, Ip to) {
    Ip from = address(source, to.isV4());
    hops.add(source.id() + " " + from);
    // groups judge the first packet only; what answers it is let through
    guard(source, true, from, to, to, source);
    Eni target = route(source, to);
    cross(source, target, from, to, port);
    guard(target, false, from, to, from, source);
    hops.add(target.id() + " " + to);
    through(target);
    Eni back = route(target, from);
    if (!back.id().equals(source.id())) {
      throw new Stopped("return path: " + from + " is " + back.id() + " from there");
    }
    cross(target, source, to, from, isIcmp() ? port : EPHEMERAL);
    hops.add(source.id() + " " + from);
  }

  /**
   * What arrives at an endpoint's interface goes on to the service's balancer of the zone and to a
   * backend of the port's listener; what arrives at a balancer's own, to the backend. Backends see
   * the cloud's addresses, which their groups let in; answers come back the same way.
   */
  private void through(Eni target) {
    if (!target.isOfService()) {
      return;
    }
    if (isIcmp()) {
      throw new Stopped(target.id() + ": an interface of a service answers no ping");
    }
    Endpoint endpoint = call.anywhere(Kind.ENDPOINT, target.instanceId());
    Balancer balancer =
        call.anywhere(
            Kind.BALANCER, endpoint == null ? target.instanceId() : served(endpoint, target));
    if (balancer == null) {
      throw new Stopped(target.id() + ": no resource of the service serves " + target.zone());
    }
    Balancer.Listener listener = port == 0 ? null : balancer.listeners().get(port);
    if (listener == null || listener.backends().isEmpty()) {
      throw new Stopped(balancer.id() + ": no backend listens on " + port);
    }
    Balancer.Backend backend = listener.backends().get(0);
    if (call.find(Kind.INSTANCE, balancer.account(), balancer.region(), backend.instanceId())
        == null) {
      throw new Stopped(balancer.id() + ": the backend " + backend.instanceId() + " is gone");
    }
    hops.add(balancer.id() + ":" + port);
    hops.add(backend.instanceId() + ":" + backend.port());
  }

  private String served(Endpoint endpoint, Eni target) {
    Endpoint.Zone zone = endpoint.zones().get(target.zone());
    String status = zone == null ? "gone" : Endpoints.status(call, endpoint, zone);
    if (zone == null || !status.equals("Connected")) {
      throw new Stopped(endpoint.id() + ": the connection is " + status + " in " + target.zone());
    }
    for (String payer : List.of(endpoint.account(), account(endpoint))) {
      if (call.isInArrears(payer)) {
        throw new Stopped(endpoint.id() + ": " + payer + " is in arrears");
      }
    }
    hops.add(endpoint.id() + " -> " + endpoint.serviceId());
    return Connections.resource(call, endpoint, zone);
  }

  private String account(Endpoint endpoint) {
    EndpointService service = PrivateLink.serviceOf(call, endpoint);
    return service == null ? "" : service.account();
  }

  private boolean isIcmp() {
    return protocol.equals("icmp");
  }

  private Vpc vpc(Eni eni) {
    Vpc vpc = call.find(Kind.VPC, eni.account(), eni.region(), eni.vpcId());
    if (vpc == null) {
      throw new IllegalStateException(eni.id() + " is in no VPC");
    }
    return vpc;
  }

  private VSwitch vswitch(Eni eni) {
    VSwitch vswitch = call.find(Kind.VSWITCH, eni.account(), eni.region(), eni.vswitchId());
    if (vswitch == null) {
      throw new IllegalStateException(eni.id() + " is in no vSwitch");
    }
    return vswitch;
  }

  /** Finds the interface that an address means from here, along the tables. */
  private Eni route(Eni source, Ip to) {
    VSwitch vswitch = vswitch(source);
    Rpc there = call.at(source.account(), source.region());
    RouteTable table = RouteTables.require(there, vswitch.tableId());
    RouteEntry best =
        Routes.withSystem(there, table).stream()
            .filter(route -> route.destination().contains(to))
            .filter(route -> isWorking(route))
            .max( // of two for one block the made one: which one the cloud takes is not known
                Comparator.comparingInt((RouteEntry route) -> route.destination().prefixLength())
                    .thenComparing(route -> !route.isLearned()))
            .orElse(null);
    if (best == null) {
      throw new Stopped(table.id() + ": no route to " + to);
    }
    String line = table.id() + ": " + best.destination() + " -> " + hop(best);
    switch (best.hopType()) {
      case RouteEntry.LOCAL -> {
        hops.add(line);
        return at(source.account(), source.region(), source.vpcId(), to, line);
      }
      case "VpcPeer" -> {
        hops.add(line);
        checkPrivate(source, to, line);
        return peer(source, best.hopId(), to);
      }
      default -> throw new Stopped(line + " leads out of the private networks");
    }
  }

  /** An entry that changes still works; one that comes or goes does not. */
  private boolean isWorking(RouteEntry route) {
    String status = route.status(call.config, call.now);
    return status.equals("Available") || status.equals("Modifying");
  }

  private static String hop(RouteEntry route) {
    return route.isSystem() ? route.hopType() : route.hopId();
  }

  /** What looks public leaves by the internet, route or not, unless the VPC knows better. */
  private void checkPrivate(Eni source, Ip to, String line) {
    Vpc vpc = vpc(source);
    boolean known =
        PRIVATE.stream().anyMatch(range -> range.contains(to))
            || to.isV6()
            || vpc.userCidrs().stream().anyMatch(range -> range.contains(to));
    if (!known) {
      throw new Stopped(line + ": " + to + " looks public and is in no user CIDR of " + vpc.id());
    }
  }

  private Eni peer(Eni source, String id, Ip to) {
    Peering peering = call.anywhere(Kind.PEERING, id);
    if (peering == null) {
      throw new Stopped(id + ": there is no such connection");
    }
    String status = peering.status(call.config, call.now);
    boolean updating = status.equals("Updating") && peering.changedAt() != null;
    if (!status.equals("Activated") && !updating) {
      throw new Stopped(id + ": the connection is " + status);
    }
    for (Peering.End end : List.of(peering.requester(), peering.accepter())) {
      if (call.isInArrears(end.account())) {
        throw new Stopped(id + ": " + end.account() + " is in arrears");
      }
    }
    Peering.End there = peering.other(source.vpcId());
    return at(there.account(), there.region(), there.vpcId(), to, id);
  }

  /** A peering hands packets to interfaces of the peer network only, never onward. */
  private Eni at(String account, String region, String vpcId, Ip to, String where) {
    for (Eni eni : live()) {
      if (eni.vpcId().equals(vpcId)
          && eni.account().equals(account)
          && eni.region().equals(region)
          && eni.has(to)) {
        return eni;
      }
    }
    throw new Stopped(where + ": nobody has " + to + " in " + vpcId);
  }

  /**
   * The rules of all groups of an interface are judged together, by priority; of two of the same
   * priority the one that drops wins. Without a rule, what is sent passes, and what comes in passes
   * from members of a same group that is not closed to them.
   */
  private void guard(Eni at, boolean egress, Ip from, Ip to, Ip otherIp, Eni source) {
    List<SecurityGroup> groups = new ArrayList<>();
    for (String id : at.groups()) {
      SecurityGroup group = call.find(Kind.GROUP, at.account(), at.region(), id);
      if (group != null) {
        groups.add(group);
      }
    }
    Rule first =
        groups.stream()
            .flatMap(group -> group.rules().values().stream())
            .filter(rule -> rule.egress() == egress && fits(rule, otherIp, egress, to, source))
            .min(Comparator.comparingInt(Rule::priority).thenComparing(Rule::accepts))
            .orElse(null);
    String where = String.join(",", at.groups()) + (egress ? " egress " : " ingress ");
    String what = protocol + (isIcmp() ? "" : " " + port) + " from " + from + " to " + to;
    if (first != null) {
      if (!first.accepts()) {
        throw new Stopped(where + first.id() + " drops " + what);
      }
      hops.add(where + first.id());
    } else if (!egress
        && !isOfBalancer(at)
        && groups.stream().noneMatch(group -> isOpenTo(group, source))) {
      throw new Stopped(where + "has no rule for " + what);
    }
  }

  /** A balancer's interfaces have no groups: whoever reaches them is let in. */
  private boolean isOfBalancer(Eni eni) {
    return call.find(Kind.BALANCER, eni.account(), eni.region(), eni.instanceId()) != null;
  }

  private static boolean isOpenTo(SecurityGroup group, Eni source) {
    return !group.enterprise() && source.groups().contains(group.id());
  }

  private boolean fits(Rule rule, Ip otherIp, boolean egress, Ip to, Eni source) {
    boolean samePeer =
        rule.cidr() != null
            ? rule.cidr().contains(otherIp)
            : egress ? holderIsIn(to, rule.groupId()) : source.groups().contains(rule.groupId());
    return samePeer
        && isProtocol(rule.protocol().toLowerCase(Locale.ROOT), otherIp)
        && (isIcmp() || Ports.contain(rule.port(), port))
        && (isIcmp() || Ports.contain(rule.sourcePort(), EPHEMERAL));
  }

  private boolean holderIsIn(Ip to, String groupId) {
    return live().stream().anyMatch(eni -> eni.has(to) && eni.groups().contains(groupId));
  }

  private boolean isProtocol(String named, Ip ip) {
    return named.equals("all")
        || named.equals(isIcmp() && ip.isV6() ? "icmpv6" : protocol)
        || (named.equals("icmp") && isIcmp());
  }

  /** Network ACLs judge every packet that leaves or enters a vSwitch, answers as well. */
  private void cross(Eni from, Eni to, Ip fromIp, Ip toIp, int toPort) {
    if (!from.vswitchId().equals(to.vswitchId())) {
      acl(from, true, toIp, toPort);
      acl(to, false, fromIp, toPort);
    }
  }

  private void acl(Eni at, boolean egress, Ip other, int toPort) {
    String id = vswitch(at).aclId();
    @Nullable NetworkAcl acl =
        id.isEmpty() ? null : call.find(Kind.ACL, at.account(), at.region(), id);
    if (acl == null) {
      return;
    }
    String where = acl.id() + (egress ? " egress " : " ingress ");
    for (Entry entry : egress ? acl.egress() : acl.ingress()) {
      if (entry.cidr().contains(other)
          && isProtocol(entry.protocol(), other)
          && (isIcmp() || Ports.contain(entry.port(), toPort))) {
        if (!entry.accepts()) {
          throw new Stopped(where + entry.id() + " drops " + protocol + " " + toPort);
        }
        hops.add(where + entry.id());
        return;
      }
    }
    throw new Stopped(where + "has no entry for " + other);
  }
}
