package dev.tieline.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Ip;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.AclEntry;
import dev.tieline.snapshot.Host;
import dev.tieline.snapshot.NetworkAcl;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.snapshot.SecurityGroup;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.Subnet;
import dev.tieline.snapshot.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * Random worlds of three VPCs, each with two subnets of two hosts, a table, an ACL and a group of
 * their own; most settings are right, some are missing or wrong. The verdict is compared with an
 * oracle that searches lists and tries each port of an answer by itself.
 */
class WalkPropertyTest {
  private static final List<Traffic> TRAFFIC =
      List.of(Traffic.tcp(22), Traffic.tcp(3306), Traffic.icmp());

  private static World world(Random random) {
    World world = new World();
    PeeringConnection.State[] states = {
      PeeringConnection.State.ACTIVE,
      PeeringConnection.State.ACTIVE,
      PeeringConnection.State.ACTIVE,
      PeeringConnection.State.PENDING,
      PeeringConnection.State.DEAD
    };
    for (int v = 0; v < 3; v++) {
      String vpc = "vpc-" + v;
      world.vpc(vpc, "10." + v + ".0.0/16");
      world.peering("pcx-" + v, vpc, "vpc-" + (v + 1) % 3, pick(random, List.of(states)));
      for (int s = 0; s < 2; s++) {
        String id = v + "" + s;
        world.subnet("subnet-" + id, vpc, "rtb-" + id, "acl-" + id, "10." + v + "." + s + ".0/24");
        world.table("rtb-" + id, vpc, routes(random, v));
        world.acl("acl-" + id, vpc, entries(random));
        world.group("sg-" + id, vpc, rules(random));
        for (int h = 0; h < 2; h++) {
          String group = random.nextInt(20) == 0 ? "" : "sg-" + id;
          String both = random.nextInt(4) == 0 ? "sg-" + v + "0,sg-" + v + "1" : group;
          world.host("i-" + id + h, "subnet-" + id, both, "10." + v + "." + s + "." + (10 + h));
        }
      }
    }
    return world;
  }

  private static String[] routes(Random random, int vpc) {
    List<String> routes = new ArrayList<>(List.of("10." + vpc + ".0.0/16 local"));
    for (int other = 0; other < 3; other++) {
      if (other != vpc && random.nextInt(8) > 0) {
        int right = (vpc + 1) % 3 == other ? vpc : other;
        int peering = random.nextInt(8) > 0 ? right : random.nextInt(3);
        String block = random.nextInt(5) > 0 ? ".0.0/16" : "." + random.nextInt(2) + ".0/24";
        String flag = random.nextInt(10) == 0 ? " blackhole" : "";
        routes.add("10." + other + block + " pcx-" + peering + flag);
      }
    }
    if (random.nextInt(3) == 0) {
      routes.add("10.0.0.0/8 igw-1");
    }
    if (random.nextInt(3) == 0) {
      routes.add("10." + random.nextInt(3) + ".0.0/16 vgw-1 propagated");
    }
    if (random.nextInt(3) == 0) {
      routes.add("10." + vpc + "." + random.nextInt(2) + ".0/24 vgw-1 propagated");
    }
    return routes.toArray(String[]::new);
  }

  private static String[] entries(Random random) {
    List<String> entries = new ArrayList<>();
    for (String way : List.of("in", "out")) {
      if (random.nextInt(10) > 0) {
        entries.add(way + " 100 allow all 0.0.0.0/0");
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        String what = pick(random, List.of("tcp/22", "icmp", "all", "tcp/1024-9000", "tcp/0-2000"));
        String cidr =
            pick(random, List.of("0.0.0.0/0", "10.0.0.0/16", "10.1.0.0/24", "10.2.1.10/32"));
        String verb = random.nextInt(3) == 0 ? " deny " : " allow ";
        entries.add(way + " " + (10 * i + random.nextInt(9)) + verb + what + " " + cidr);
      }
    }
    return entries.toArray(String[]::new);
  }

  private static String[] rules(Random random) {
    List<String> rules = new ArrayList<>();
    if (random.nextInt(10) > 0) {
      rules.add("r0 out all 0.0.0.0/0");
    }
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      String what = pick(random, List.of("tcp/22", "all", "icmp", "tcp/0-3306"));
      String peer =
          pick(
              random,
              List.of("10.0.0.0/8", "10.0.0.0/16", "10.1.1.0/24", "sg-00", "sg-11", "sg-20"));
      rules.add("r" + i + (random.nextInt(4) == 0 ? " out " : " in ") + what + " " + peer);
    }
    return rules.toArray(String[]::new);
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  @Property(tries = 3000)
  void trace_randomWorld_agreesWithTheOracle(@ForAll long seed) {
    Random random = new Random(seed);
    Snapshot facts = world(random).snapshot();
    Host from = pick(random, facts.hosts());
    Host to = pick(random, facts.hosts().stream().filter(h -> !h.equals(from)).toList());
    Traffic traffic = pick(random, TRAFFIC);

    Trace trace =
        Reachability.of(facts)
            .trace(Question.between(Probe.host(from.id()), Probe.host(to.id()), traffic));

    assertThat(trace.verdict().isSuccess())
        .as(trace.toString())
        .isEqualTo(new Oracle(facts).reaches(from, to, traffic));
    assertThat(trace.gaps()).isEmpty();
    assertThat(trace.blocks().isEmpty()).isEqualTo(trace.verdict().isSuccess());
    if (!trace.blocks().isEmpty()) {
      assertThat(trace.verdict()).isEqualTo(trace.blocks().get(0).verdict());
      assertThat(trace.blocks()).doesNotHaveDuplicates();
    }
  }

  /** Guards the property against a generator that only makes worlds in which nothing works. */
  @Test
  void world_manySeeds_showManyVerdicts() {
    List<Verdict> seen = new ArrayList<>();
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      Snapshot facts = world(random).snapshot();
      Question question =
          Question.between(Probe.host("i-000"), Probe.host("i-110"), pick(random, TRAFFIC));
      seen.add(Reachability.of(facts).trace(question).verdict());
    }

    assertThat(seen.stream().filter(Verdict::isSuccess).count()).isGreaterThan(100L);
    assertThat(seen)
        .contains(
            Verdict.EGRESS_GROUP_BLOCKS,
            Verdict.ACL_BLOCKS,
            Verdict.NO_ROUTE,
            Verdict.BLACKHOLE,
            Verdict.LEAVES_MODEL,
            Verdict.PEERING_NOT_ACTIVE,
            Verdict.NOT_TRANSITIVE,
            Verdict.INGRESS_GROUP_BLOCKS,
            Verdict.RETURN_ACL_BLOCKS,
            Verdict.NO_RETURN_ROUTE,
            Verdict.RETURN_BLACKHOLE,
            Verdict.RETURN_LEAVES_MODEL,
            Verdict.RETURN_NOT_TRANSITIVE);
  }

  /** Says yes or no, slowly. */
  private record Oracle(Snapshot facts) {
    boolean reaches(Host from, Host to, Traffic traffic) {
      if (!groupsAllow(from, to, false, traffic) || !groupsAllow(to, from, true, traffic)) {
        return false;
      }
      if (from.subnet().equals(to.subnet())) {
        return true;
      }
      int port = traffic.fromPort();
      return aclAllows(from, to, false, traffic.protocol(), port, port)
          && aclAllows(to, from, true, traffic.protocol(), port, port)
          && isRouted(from, to)
          && isRouted(to, from)
          && aclAllows(to, from, false, traffic.protocol(), 1024, 65535)
          && aclAllows(from, to, true, traffic.protocol(), 1024, 65535);
    }

    private boolean groupsAllow(Host self, Host other, boolean ingress, Traffic traffic) {
      for (String id : self.groups()) {
        for (Rule rule : one(facts.groups(), SecurityGroup::id, id).rules()) {
          boolean peer =
              rule.peer() instanceof RulePeer.Block block
                  ? block.cidr().contains(ip(other))
                  : other.groups().contains(((RulePeer.Members) rule.peer()).group());
          boolean what =
              rule.traffic().protocol() == Protocol.ALL
                  || rule.traffic().protocol() == traffic.protocol()
                      && rule.traffic().fromPort() <= traffic.fromPort()
                      && traffic.fromPort() <= rule.traffic().toPort();
          if (rule.ingress() == ingress && what && peer) {
            return true;
          }
        }
      }
      return false;
    }

    private boolean aclAllows(
        Host at, Host other, boolean ingress, Protocol protocol, int fromPort, int toPort) {
      String id = one(facts.subnets(), Subnet::id, at.subnet()).acl();
      List<AclEntry> entries = one(facts.acls(), NetworkAcl::id, id).entries();
      for (int port = fromPort; port <= toPort; port++) {
        if (!firstMatchAllows(entries, ip(other), ingress, protocol, port)) {
          return false;
        }
      }
      return true;
    }

    private static boolean firstMatchAllows(
        List<AclEntry> entries, Ip other, boolean ingress, Protocol protocol, int port) {
      for (AclEntry entry : entries) {
        Traffic what = entry.traffic();
        boolean matches =
            what.protocol() == Protocol.ALL
                || what.protocol() == protocol
                    && (!protocol.hasPorts() || what.fromPort() <= port && port <= what.toPort());
        if (entry.ingress() == ingress && matches && entry.cidr().contains(other)) {
          return entry.allow();
        }
      }
      return false;
    }

    private boolean isRouted(Host from, Host to) {
      Subnet subnet = one(facts.subnets(), Subnet::id, from.subnet());
      String target = one(facts.subnets(), Subnet::id, to.subnet()).vpc();
      Vpc own = one(facts.vpcs(), Vpc::id, subnet.vpc());
      if (own.cidrs().get(0).contains(ip(to))) {
        return true; // no generated table has a static route into the VPC's own block
      }
      Route best = null;
      for (Route route : one(facts.routeTables(), RouteTable::id, subnet.routeTable()).routes()) {
        if (!route.destination().contains(ip(to))) {
          continue;
        }
        int longer =
            best == null
                ? 1
                : route.destination().prefixLength() - best.destination().prefixLength();
        if (longer > 0 || longer == 0 && route.origin() == Route.Origin.STATIC) {
          best = route;
        }
      }
      if (best == null || best.blackhole() || !(best.nextHop() instanceof NextHop.Peering next)) {
        return false;
      }
      PeeringConnection peering = one(facts.peerings(), PeeringConnection::id, next.id());
      List<String> ends = List.of(peering.requester(), peering.accepter());
      return peering.state() == PeeringConnection.State.ACTIVE
          && ends.contains(own.id())
          && ends.contains(target);
    }

    private static Ip ip(Host host) {
      return host.addresses().get(0);
    }

    private static <T> T one(List<T> all, Function<T, String> id, String wanted) {
      return all.stream().filter(t -> id.apply(t).equals(wanted)).findFirst().orElseThrow();
    }
  }
}
