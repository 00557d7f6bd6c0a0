package dev.tieline.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.Balancer;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.RegionalHub;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.SnapshotEditor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two VPCs at hub irt-1 and a third one at hub irt-2, which a trunk joins with the first. A load
 * balancer stands in the first VPC, with a table of its own.
 */
class HubCheckTest {
  private RegionalHub.State hub = RegionalHub.State.ACTIVE;
  private RegionalHub.State attachment = RegionalHub.State.ACTIVE;
  private RegionalHub.State trunk = RegionalHub.State.ACTIVE;
  private boolean isRead = true;
  private boolean knowsThird = true;
  private boolean thirdLeadsBack;
  private String balancerTable = "rtb-lb";
  private boolean balancerActive = true;
  private Balancer.Health health = Balancer.Health.UP;

  private static RegionalHub.Leads leads(String block, String to) {
    return new RegionalHub.Leads(Cidr.parse(block), to);
  }

  private RegionalHub first() {
    List<RegionalHub.Leads> routes =
        new ArrayList<>(List.of(leads("172.16.1.0/24", "att-1"), leads("172.17.1.0/24", "att-2")));
    if (knowsThird) {
      routes.add(leads("192.168.211.0/24", "irt-2"));
    }
    return new RegionalHub(
        "irt-1",
        "bj",
        World.TOKYO,
        hub,
        "suspended",
        List.of(
            new RegionalHub.Attachment("att-1", "vpc-1", RegionalHub.State.ACTIVE, ""),
            new RegionalHub.Attachment("att-2", "vpc-2", attachment, "joining")),
        List.of(new RegionalHub.Trunk("irt-2", "wacc-1", trunk, "expired")),
        routes);
  }

  private RegionalHub second() {
    return new RegionalHub(
        "irt-2",
        "gd",
        World.TOKYO,
        RegionalHub.State.ACTIVE,
        "",
        List.of(new RegionalHub.Attachment("att-3", "vpc-3", RegionalHub.State.ACTIVE, "")),
        List.of(new RegionalHub.Trunk("irt-1", "wacc-2", RegionalHub.State.ACTIVE, "")),
        List.of(
            leads("192.168.211.0/24", thirdLeadsBack ? "irt-1" : "att-3"),
            leads("172.16.1.0/24", "irt-1"),
            leads("172.17.1.0/24", "irt-1")));
  }

  private Trace ask(String from, String to) {
    return ask(from, to, Traffic.tcp(80));
  }

  private Trace ask(String from, String to, Traffic traffic) {
    World world = new World();
    String[][] sites = {
      {"1", "172.16.0.0/16", "172.16.1.0/24", "172.16.1.2"},
      {"2", "172.17.0.0/16", "172.17.1.0/24", "172.17.1.2"},
      {"3", "192.168.0.0/16", "192.168.211.0/24", "192.168.211.2"}
    };
    for (String[] site : sites) {
      world
          .vpc("vpc-" + site[0], site[1])
          .subnet("net-" + site[0], "vpc-" + site[0], "rtb-" + site[0], "acl", site[2])
          .group(
              "sg-" + site[0], "vpc-" + site[0], "r1 in tcp/80 0.0.0.0/0", "r2 out all 0.0.0.0/0")
          .host("i-" + site[0], "net-" + site[0], "sg-" + site[0], site[3]);
    }
    world.acl("acl", "vpc-1", "in 100 allow all", "out 100 allow all");
    world.host("lb-nic", "net-1", "sg-1", "172.16.1.9");
    SnapshotEditor facts = new SnapshotEditor(world.snapshot());
    facts.put(table("rtb-1", "vpc-1", "irt-1", "172.17.1.0/24", "192.168.211.0/24"));
    facts.put(table("rtb-2", "vpc-2", "irt-1", "172.16.1.0/24", "192.168.211.0/24"));
    facts.put(table("rtb-3", "vpc-3", "irt-2", "172.16.1.0/24", "172.17.1.0/24"));
    facts.put(table("rtb-lb", "vpc-1", "irt-1", "192.168.211.0/24"));
    facts.put(
        new Balancer(
            "lb-1",
            "web",
            "vpc-1",
            balancerActive,
            balancerActive ? "active" : "stopped",
            List.of(Ip.parse("203.0.113.7")),
            List.of("lb-nic"),
            balancerTable,
            List.of(
                new Balancer.Listens(
                    Traffic.tcp(80),
                    List.of(new Balancer.Server("lbb-1", "i-2", 80, health, "down"))))));
    if (isRead) {
      facts.put(first());
      facts.put(second());
    }
    return Reachability.of(facts.build(Instant.EPOCH))
        .trace(Question.between(Probe.host(from), Probe.host(to), traffic));
  }

  private static RouteTable table(String id, String vpc, String hub, String... destinations) {
    List<Route> routes = new ArrayList<>();
    for (String destination : destinations) {
      routes.add(
          new Route(Cidr.parse(destination), new NextHop.Hub(hub), false, Route.Origin.STATIC));
    }
    return new RouteTable(id, vpc, "", false, routes, List.of());
  }

  @Test
  void trace_sameHub_passesIt() {
    Trace trace = ask("i-1", "i-2");

    assertThat(trace.verdict()).isEqualTo(Verdict.REACHABLE);
    assertThat(trace.forward().toString()).contains("hub irt-1: carries it to vpc-2");
  }

  @Test
  void trace_overTrunk_passesBothHubsBothWays() {
    Trace trace = ask("i-2", "i-3");

    assertThat(trace.verdict()).isEqualTo(Verdict.REACHABLE);
    assertThat(trace.forward().toString())
        .contains("hub irt-1: 192.168.211.0/24 leads to hub irt-2 by wacc-1")
        .contains("hub irt-2: carries it to vpc-3");
    assertThat(trace.back().toString()).contains("hub irt-2: 172.17.1.0/24 leads to hub irt-1");
  }

  @Test
  void trace_hubWithoutRoute_saysWhatToAttach() {
    knowsThird = false;

    Trace trace = ask("i-1", "i-3");

    assertThat(trace.verdict()).isEqualTo(Verdict.HUB_HAS_NO_ROUTE);
    assertThat(trace.blocks().get(0).toString())
        .contains("irt-1 (bj) has no route for 192.168.211.2")
        .contains("attach vpc-3");
  }

  @Test
  void trace_answerWithoutRoute_isTheReturnVerdict() {
    knowsThird = false;

    assertThat(ask("i-3", "i-1").verdict()).isEqualTo(Verdict.RETURN_HUB_HAS_NO_ROUTE);
  }

  @Test
  void trace_deadTrunk_isNamedOnce() {
    trunk = RegionalHub.State.DEAD;

    Trace trace = ask("i-1", "i-3");

    assertThat(trace.verdict()).isEqualTo(Verdict.HUB_NOT_ACTIVE);
    assertThat(trace.blocks()).hasSize(1);
    assertThat(trace.blocks().get(0).found())
        .isEqualTo(
            "what joins irt-1 (bj) with irt-2, wacc-1, is expired, so that it carries nothing");
  }

  @Test
  void trace_pendingAttachment_isNamedOnce() {
    attachment = RegionalHub.State.PENDING;

    Trace trace = ask("i-1", "i-2");

    assertThat(trace.verdict()).isEqualTo(Verdict.HUB_NOT_ACTIVE);
    assertThat(trace.blocks()).hasSize(1);
    assertThat(trace.blocks().get(0).found())
        .contains("the attachment of vpc-2")
        .contains("joining");
  }

  @Test
  void trace_suspendedHub_carriesNothing() {
    hub = RegionalHub.State.DEAD;

    assertThat(ask("i-1", "i-2").verdict()).isEqualTo(Verdict.HUB_NOT_ACTIVE);
  }

  @Test
  void trace_hubsInACircle_end() {
    thirdLeadsBack = true;

    Trace trace = ask("i-1", "i-3");

    assertThat(trace.verdict()).isEqualTo(Verdict.HUB_HAS_NO_ROUTE);
    assertThat(trace.blocks().get(0).found()).contains("in a circle: irt-1, irt-2");
  }

  @Test
  void trace_hubNotRead_isUnknown() {
    isRead = false;

    Trace trace = ask("i-1", "i-2");

    assertThat(trace.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(trace.toString()).contains("the hub irt-1 was not read");
  }

  @Test
  void trace_balancerWithTableOfItsOwn_usesThat() {
    assertThat(ask("lb-nic", "i-3").verdict()).isEqualTo(Verdict.REACHABLE);
    assertThat(ask("lb-nic", "i-2").verdict()).isEqualTo(Verdict.NO_ROUTE);

    balancerTable = "";

    assertThat(ask("lb-nic", "i-2").verdict()).isEqualTo(Verdict.REACHABLE);
  }

  @Test
  void trace_toBalancer_asksIt() {
    balancerTable = "";
    assertThat(ask("i-2", "lb-nic").verdict()).isEqualTo(Verdict.REACHABLE);
    assertThat(ask("i-2", "lb-nic", Traffic.tcp(81)).toString())
        .contains("lb-1 (web) listens to tcp/80 alone");

    health = Balancer.Health.DOWN;
    Trace down = ask("i-2", "lb-nic");
    assertThat(down.verdict()).isEqualTo(Verdict.BALANCER_DOES_NOT_ANSWER);
    assertThat(down.toString()).contains("i-2 port 80 (down)");

    balancerActive = false;
    assertThat(ask("i-2", "lb-nic").toString()).contains("lb-1 (web) is stopped");
  }
}
