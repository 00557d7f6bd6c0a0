package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.testkit.WalkResult;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.World;
import dev.tieline.testkit.internal.aws.NetworkAcl.Entry;
import dev.tieline.testkit.internal.aws.RouteTable.Route;
import dev.tieline.testkit.internal.aws.SecurityGroup.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks one packet and its answer over a world, setting by setting. */
public final class PacketWalk {

  /** The port that a client's answers go to; any of the ephemeral range would do. */
  private static final int EPHEMERAL = 49152;

  private static final Map<String, Integer> NUMBERS =
      Map.of("icmp", 1, "tcp", 6, "udp", 17, "icmpv6", 58);

  /** An interface with the account and region that it stands in. */
  private record Place(Ec2Call call, NetworkInterface eni) {}

  /** Ends a walk. */
  private static final class Stopped extends RuntimeException {
    Stopped(String where) {
      super(where, null, false, false);
    }
  }

  private final List<Place> places = new ArrayList<>();
  private final List<String> hops = new ArrayList<>();
  private final String protocol;
  private final int port;

  private PacketWalk(AwsCloud cloud, World world, Instant now, String protocol, int port) {
    this.protocol = protocol;
    this.port = port;
    for (String account : cloud.config().accounts()) {
      for (String region : cloud.config().regions()) {
        Caller caller = new Caller(account, region, "ec2", "", "");
        Ec2Call call =
            new Ec2Call(
                cloud.config(),
                world,
                caller,
                "",
                now,
                Query.of(Map.of(), AwsError.WORDS),
                new XmlElement("walk"));
        call.all(Kind.INTERFACE).forEach(eni -> places.add(new Place(call, eni)));
      }
    }
  }

  public static WalkResult send(
      AwsCloud cloud,
      World world,
      Instant now,
      String from,
      String toIp,
      String protocol,
      int port) {
    Ip to = Ip.parse(toIp);
    String name = protocol.equals("icmp") && to.isV6() ? "icmpv6" : protocol;
    int type = name.equals("icmpv6") ? 128 : port; // echo request, RFC 4443 section 4.1
    PacketWalk walk = new PacketWalk(cloud, world, now, name, type);
    Place source = walk.source(from);
    try {
      walk.thereAndBack(source, to);
      return new WalkResult(true, "", walk.hops);
    } catch (Stopped stopped) {
      return new WalkResult(false, String.valueOf(stopped.getMessage()), walk.hops);
    }
  }

  private Place source(String from) {
    List<Place> found =
        places.stream()
            .filter(
                place ->
                    place.eni().id().equals(from)
                        || place.eni().instanceId().equals(from)
                        || addresses(place.eni()).stream()
                            .anyMatch(ip -> ip.toString().equals(from)))
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

  private static List<Ip> addresses(NetworkInterface eni) {
    List<Ip> addresses = new ArrayList<>(eni.ipv6());
    addresses.addAll(eni.privateIps());
    return addresses;
  }

  private void thereAndBack(Place source, Ip to) {
    Ip from =
        addresses(source.eni()).stream()
            .filter(ip -> ip.isV4() == to.isV4())
            .findFirst()
            .orElseThrow(
                () -> new Stopped(source.eni().id() + ": no address of the family of " + to));
    hops.add(source.eni().id() + " " + from);
    int answerPort = answerPort();
    // groups judge the first packet only; what answers it is let through
    Place target = route(source, to);
    group(source, true, target, to);
    cross(source, target, from, to, port);
    group(target, false, source, from);
    hops.add(target.eni().id() + " " + to);
    Place back = route(target, from);
    if (!back.eni().id().equals(source.eni().id())) {
      throw new Stopped("return path: " + from + " is " + back.eni().id() + " from there");
    }
    cross(target, source, to, from, answerPort);
    hops.add(source.eni().id() + " " + from);
  }

  /** Echo replies have a type of their own; TCP answers go to the client's port. */
  private int answerPort() {
    return switch (protocol) {
      case "icmp" -> 0;
      case "icmpv6" -> 129;
      default -> EPHEMERAL;
    };
  }

  /** Finds the interface that an address means from here, along the tables. */
  private Place route(Place source, Ip to) {
    Ec2Call call = source.call();
    NetworkInterface eni = source.eni();
    RouteTable table = table(call, eni.subnetId(), eni.vpcId());
    Candidate best = null;
    for (Cidr block : Routes.blocks(call, table)) {
      if (!table.routes().containsKey(Destination.of(block))) {
        best = longer(best, block, new Route(Destination.of(block), "gatewayId", "local"), to);
      }
    }
    for (Route route : table.routes().values()) { // blocks first: they win over equal listed ones
      for (Cidr cidr : Routes.cidrs(call, route.destination())) {
        best = longer(best, cidr, route, to);
      }
    }
    String where = table.id() + ": ";
    if (best == null) {
      throw new Stopped(where + "no route to " + to);
    }
    Route route = best.route();
    String line = where + best.describe() + " -> " + route.targetId();
    if (route.targetId().equals("local")) {
      hops.add(line);
      return at(call.account, call.region, eni.vpcId(), to, where);
    }
    if (!Routes.isActive(call, table, route)) {
      throw new Stopped(line + " is a blackhole");
    }
    Peering peering =
        route.target().equals("vpcPeeringConnectionId")
            ? Peerings.find(call, route.targetId())
            : null;
    if (peering == null) {
      throw new Stopped(line + " leads out of the private networks");
    }
    hops.add(line);
    Peering.End there =
        peering.requester().vpcId().equals(eni.vpcId()) ? peering.accepter() : peering.requester();
    return at(there.account(), there.region(), there.vpcId(), to, peering.id() + ": ");
  }

  /** A route with the block of it that fits. */
  private record Candidate(Cidr cidr, Route route) {
    String describe() {
      return route.destination() instanceof Destination.Listed listed
          ? cidr + " of " + listed.listId()
          : cidr.toString();
    }
  }

  private static @Nullable Candidate longer(
      @Nullable Candidate best, Cidr cidr, Route route, Ip to) {
    boolean better =
        cidr.contains(to) && (best == null || cidr.prefixLength() > best.cidr().prefixLength());
    return better ? new Candidate(cidr, route) : best;
  }

  /** A peering hands packets to interfaces of the peer network only, never onward. */
  private Place at(String account, String region, String vpcId, Ip to, String where) {
    for (Place place : places) {
      if (place.eni().vpcId().equals(vpcId)
          && place.call().account.equals(account)
          && place.call().region.equals(region)
          && addresses(place.eni()).contains(to)) {
        return place;
      }
    }
    throw new Stopped(where + "nobody has " + to + " in " + vpcId);
  }

  private static RouteTable table(Ec2Call call, String subnetId, String vpcId) {
    for (TableAssociation association : call.all(Kind.TABLE_ASSOCIATION)) {
      if (association.subnetId().equals(subnetId)) {
        return call.require(Kind.TABLE, association.tableId());
      }
    }
    return call.require(Kind.TABLE, RouteTables.mainOf(call, vpcId).tableId());
  }

  private void group(Place at, boolean egress, Place other, Ip otherIp) {
    for (String id : at.eni().groups()) {
      SecurityGroup group = at.call().require(Kind.GROUP, id);
      for (Rule rule : group.rules().values()) {
        if (rule.egress() == egress && fits(rule, at, other, otherIp)) {
          hops.add(id + (egress ? " egress " : " ingress ") + rule.id());
          return;
        }
      }
    }
    throw new Stopped(
        String.join(",", at.eni().groups())
            + (egress ? ": no egress rule for " : ": no ingress rule for ")
            + protocol
            + " "
            + port
            + (egress ? " to " : " from ")
            + otherIp);
  }

  private boolean fits(Rule rule, Place at, Place other, Ip otherIp) {
    boolean samePeer;
    if (rule.cidr() != null) {
      samePeer = rule.cidr().contains(otherIp);
    } else if (rule.listId() != null) {
      samePeer =
          PrefixLists.cidrs(at.call(), rule.listId()).stream().anyMatch(c -> c.contains(otherIp));
    } else {
      SecurityGroup.GroupRef ref = rule.group();
      samePeer =
          ref != null
              && other.eni().groups().contains(ref.groupId())
              && (ref.peeringId() == null
                  || SecurityGroups.peeringStatus(at.call(), ref).equals("active"));
    }
    boolean sameProtocol =
        rule.protocol().equals("-1")
            || rule.protocol().equals(protocol)
            || rule.protocol().equals(String.valueOf(NUMBERS.get(protocol)));
    boolean samePort = !RuleReader.hasPorts(rule.protocol()) || spans(rule.from(), rule.to());
    return samePeer && sameProtocol && samePort;
  }

  private boolean spans(int from, int to) {
    if (protocol.startsWith("icmp")) {
      return (from == -1 || from == port) && (to == -1 || to == 0); // an echo has code 0
    }
    return from <= port && port <= to;
  }

  /** Network ACLs judge every packet that leaves or enters a subnet, answers as well. */
  private void cross(Place from, Place to, Ip fromIp, Ip toIp, int toPort) {
    if (!from.eni().subnetId().equals(to.eni().subnetId())) {
      acl(from, true, toIp, toPort);
      acl(to, false, fromIp, toPort);
    }
  }

  private void acl(Place at, boolean egress, Ip other, int toPort) {
    Ec2Call call = at.call();
    for (AclAssociation association : call.all(Kind.ACL_ASSOCIATION)) {
      if (association.subnetId().equals(at.eni().subnetId())) {
        NetworkAcl acl = call.require(Kind.ACL, association.aclId());
        String where = acl.id() + (egress ? " egress " : " ingress ");
        for (Entry entry : acl.entries().values()) {
          if (entry.egress() == egress && fits(entry, other, toPort)) {
            if (!entry.allows()) {
              throw new Stopped(where + entry.number() + " denies " + protocol + " " + toPort);
            }
            hops.add(where + entry.number());
            return;
          }
        }
        throw new Stopped(where + "has no entry for " + other);
      }
    }
    throw new IllegalStateException(at.eni().subnetId() + " has no network ACL");
  }

  private boolean fits(Entry entry, Ip other, int toPort) {
    Integer number = NUMBERS.get(protocol);
    if (!entry.cidr().contains(other)) {
      return false;
    }
    if (entry.protocol() == -1) {
      return true;
    }
    if (number == null || entry.protocol() != number) {
      return false;
    }
    return protocol.startsWith("icmp")
        ? (entry.from() == -1 || entry.from() == toPort) && (entry.to() == -1 || entry.to() == 0)
        : entry.from() <= toPort && toPort <= entry.to();
  }
}
