package dev.tieline.reach;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.AclEntry;
import dev.tieline.snapshot.Host;
import dev.tieline.snapshot.NetworkAcl;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.Place;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.snapshot.SecurityGroup;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.snapshot.Subnet;
import dev.tieline.snapshot.Unreadable;
import dev.tieline.snapshot.Vpc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Writes snapshots in short words; what is put again replaces what was there. */
final class World {
  static final Place TOKYO = new Place("test", "1", "tokyo");
  static final Place ELSEWHERE = new Place("test", "2", "elsewhere");

  private final SnapshotEditor facts = new SnapshotEditor();

  /**
   * Tokyo, 10.20.0.0/16, has one subnet with host i-t; Singapore, 172.31.0.0/16, has two, each with
   * a table of its own, with i-s1 and i-s2. They are peered and routed both ways, in IPv4 and IPv6.
   * ICMP and TCP 22 are open from side to side, all ACLs are, and everything may go out.
   */
  static World tokyoAndSingapore() {
    return new World()
        .vpc("vpc-t", "10.20.0.0/16", "2001:db8:20::/56")
        .subnet("subnet-t", "vpc-t", "rtb-t", "acl-t", "10.20.1.0/24", "2001:db8:20:1::/64")
        .table(
            "rtb-t", "vpc-t", "10.20.0.0/16 local", "172.31.0.0/16 pcx-1", "2001:db8:31::/56 pcx-1")
        .acl("acl-t", "vpc-t", "in 100 allow all", "out 100 allow all")
        .group(
            "sg-t",
            "vpc-t",
            "t1 in tcp/22 172.31.0.0/16",
            "t2 in icmp 172.31.0.0/16",
            "t3 out all 0.0.0.0/0",
            "t4 out all ::/0",
            "t5 in tcp/22 2001:db8:31::/56")
        .host("i-t", "subnet-t", "sg-t", "10.20.1.10", "2001:db8:20:1::10")
        .vpc("vpc-s", "172.31.0.0/16", "2001:db8:31::/56")
        .subnet("subnet-s1", "vpc-s", "rtb-s", "acl-s", "172.31.0.0/20", "2001:db8:31:1::/64")
        .subnet("subnet-s2", "vpc-s", "rtb-s2", "acl-s", "172.31.16.0/20")
        .table(
            "rtb-s", "vpc-s", "172.31.0.0/16 local", "10.20.0.0/16 pcx-1", "2001:db8:20::/56 pcx-1")
        .table("rtb-s2", "vpc-s", "172.31.0.0/16 local", "10.20.0.0/16 pcx-1")
        .acl("acl-s", "vpc-s", "in 100 allow all", "out 100 allow all")
        .group(
            "sg-s",
            "vpc-s",
            "s1 in tcp/22 10.20.0.0/16",
            "s2 in icmp 10.20.0.0/16",
            "s3 out all 0.0.0.0/0",
            "s4 out all ::/0",
            "s5 in tcp/22 2001:db8:20::/56")
        .host("i-s1", "subnet-s1", "sg-s", "172.31.0.10", "2001:db8:31:1::10")
        .host("i-s2", "subnet-s2", "sg-s", "172.31.16.10")
        .peering("pcx-1", "vpc-t", "vpc-s", PeeringConnection.State.ACTIVE);
  }

  World vpc(String id, String... cidrs) {
    facts.put(new Vpc(id, TOKYO, "", cidrs(cidrs), true));
    return this;
  }

  World foreign(String id, String... cidrs) {
    facts.put(new Vpc(id, ELSEWHERE, "", cidrs(cidrs), false));
    return this;
  }

  World unreadable(String what, String why) {
    facts.put(new Unreadable(ELSEWHERE, what, why));
    return this;
  }

  World subnet(String id, String vpc, String table, String acl, String... cidrs) {
    facts.put(new Subnet(id, vpc, "", cidrs(cidrs), "", "", table, acl));
    return this;
  }

  /** Puts a table of routes such as {@code 10.0.0.0/8 pcx-1 blackhole}, or {@code propagated}. */
  World table(String id, String vpc, String... routes) {
    facts.put(new RouteTable(id, vpc, "", false, routes(routes), List.of()));
    return this;
  }

  World tableWithPrefixList(String id, String vpc, String... routes) {
    facts.put(new RouteTable(id, vpc, "", false, routes(routes), List.of("pl-1 -> tgw-1")));
    return this;
  }

  /** Puts a group of rules such as {@code r1 in tcp/22 10.0.0.0/8}, or {@code sg-2}, or pl-1. */
  World group(String id, String vpc, String... rules) {
    facts.put(
        new SecurityGroup(
            id, vpc, "name of " + id, Arrays.stream(rules).map(World::rule).toList()));
    return this;
  }

  /** Puts an ACL of entries such as {@code in 100 deny tcp/22 10.0.0.0/8}. */
  World acl(String id, String vpc, String... entries) {
    List<AclEntry> parsed = new ArrayList<>();
    for (String entry : entries) {
      String[] words = entry.split(" ");
      List<Cidr> cidrs =
          words.length > 4 ? List.of(Cidr.parse(words[4])) : List.of(Cidr.ofAny4(), Cidr.ofAny6());
      int number = Integer.parseInt(words[1]);
      for (Cidr cidr : cidrs) {
        boolean allow = words[2].equals("allow");
        parsed.add(new AclEntry(number++, words[0].equals("in"), allow, traffic(words[3]), cidr));
      }
    }
    facts.put(new NetworkAcl(id, vpc, parsed));
    return this;
  }

  World peering(String id, String requester, String accepter, PeeringConnection.State state) {
    String word = state == PeeringConnection.State.DEAD ? "deleted" : "";
    facts.put(new PeeringConnection(id, requester, accepter, state, word));
    return this;
  }

  /** Puts a host in one group; an empty name is none. */
  World host(String id, String subnet, String group, String... addresses) {
    List<Ip> ips = Arrays.stream(addresses).map(Ip::parse).toList();
    List<String> groups = group.isEmpty() ? List.of() : Arrays.asList(group.split(","));
    facts.put(new Host(id, "", subnet, ips, groups));
    return this;
  }

  World without(String id) {
    facts.remove(id);
    return this;
  }

  Snapshot snapshot() {
    return facts.build(Instant.EPOCH);
  }

  Trace trace(Question question) {
    return Reachability.of(snapshot()).trace(question);
  }

  Trace trace(String fromHost, String toHost, Traffic traffic) {
    return trace(Question.between(Probe.host(fromHost), Probe.host(toHost), traffic));
  }

  static Traffic traffic(String text) {
    String[] words = text.split("[/-]");
    Protocol protocol = Protocol.valueOf(words[0].toUpperCase(Locale.ROOT));
    if (words.length == 1) {
      return new Traffic(protocol, 0, 65535);
    }
    int from = Integer.parseInt(words[1]);
    return new Traffic(protocol, from, words.length == 2 ? from : Integer.parseInt(words[2]));
  }

  private static List<Cidr> cidrs(String... cidrs) {
    return Arrays.stream(cidrs).map(Cidr::parse).toList();
  }

  private static List<Route> routes(String... routes) {
    List<Route> parsed = new ArrayList<>();
    for (String route : routes) {
      String[] words = route.split(" ");
      String flag = words.length > 2 ? words[2] : "";
      Route.Origin origin =
          words[1].equals("local")
              ? Route.Origin.LOCAL
              : flag.equals("propagated") ? Route.Origin.PROPAGATED : Route.Origin.STATIC;
      parsed.add(
          new Route(Cidr.parse(words[0]), nextHop(words[1]), flag.equals("blackhole"), origin));
    }
    return parsed;
  }

  private static NextHop nextHop(String word) {
    if (word.equals("local")) {
      return new NextHop.Local();
    }
    if (word.startsWith("pcx-")) {
      return new NextHop.Peering(word);
    }
    if (word.startsWith("eni-")) {
      return new NextHop.Interface(word);
    }
    return word.startsWith("tgw-") ? new NextHop.Unmodelled(word) : new NextHop.Gateway(word);
  }

  private static Rule rule(String rule) {
    String[] words = rule.split(" ");
    String peer = words[3];
    RulePeer parsed =
        peer.startsWith("sg-")
            ? new RulePeer.Members(peer)
            : peer.startsWith("pl-")
                ? new RulePeer.Unresolved(peer)
                : new RulePeer.Block(Cidr.parse(peer));
    return new Rule(words[0], words[1].equals("in"), traffic(words[2]), parsed);
  }
}
