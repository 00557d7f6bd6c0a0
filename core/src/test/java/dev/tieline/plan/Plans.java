package dev.tieline.plan;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.Place;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.snapshot.SecurityGroup;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.snapshot.Vpc;
import dev.tieline.topology.PaperNetwork;
import dev.tieline.topology.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Tokyo is peered with Singapore: the plans that tests render. */
final class Plans {
  static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");

  private Plans() {}

  static Topology topology() {
    return Topology.named("tokyo-singapore")
        .network("tokyo", PaperNetwork.managed("t", "10.20.0.0/16"))
        .network("singapore", PaperNetwork.existing("s", "vpc-s"))
        .peer("tokyo", "singapore", p -> p.allow(Traffic.tcp(22)))
        .build();
  }

  static Step step(String address, Action action, String what, Trait... traits) {
    return new Step(
        address, action, "thing", "main/t", what, "wish of " + address, List.of(), Set.of(traits));
  }

  static Plan full() {
    return new Plan(
        "acme",
        "tokyo-singapore",
        Plan.Purpose.APPLY,
        topology(),
        AT,
        List.of(
            step("network.tokyo", Action.CREATE, "VPC 10.20.0.0/16 in t"),
            step(
                "peering.tokyo-singapore",
                Action.CREATE,
                "peering of network.tokyo with vpc-s",
                Trait.BILLABLE),
            step("peering.tokyo-singapore/accept", Action.ACCEPT, "accept in s"),
            step(
                "peering.tokyo-singapore/route.rtb-1.10.20.0.0-16",
                Action.REPLACE,
                "route 10.20.0.0/16 in rtb-1 (\u202egnitiaw\u202c)",
                Trait.UNGUARDED,
                Trait.PERMANENT),
            step("network.singapore/subnet.old", Action.DELETE, "subnet-9 172.31.99.0/24"),
            step("network.singapore", Action.ADOPT, "VPC vpc-s")),
        4,
        List.of(
            new Finding(
                "ROUTE_SHADOWED",
                Severity.WARNING,
                "peering.tokyo-singapore",
                "rtb-1 leads 10.20.9.0/24 elsewhere",
                "The more specific route wins",
                "Delete it"),
            new Finding(
                "GROUP_NOT_CHOSEN",
                Severity.ERROR,
                "peering.tokyo-singapore/rule",
                "singapore has no group",
                "Nothing opens",
                "Choose one")),
        List.of(
            new Opening(
                "peering.tokyo-singapore",
                "tokyo",
                "network.tokyo/group",
                Opening.Direction.IN,
                Traffic.tcp(22),
                "172.31.0.0/16"),
            new Opening(
                "peering.tokyo-singapore",
                "singapore",
                "sg-1",
                Opening.Direction.OUT,
                Traffic.icmp(),
                "(block of network.tokyo/block.ipv6)")),
        projected().build(AT));
  }

  static SnapshotEditor projected() {
    SnapshotEditor editor = new SnapshotEditor();
    editor.put(
        new Vpc(
            "vpc-s",
            new Place("paper", "1", "s"),
            "shop",
            List.of(Cidr.parse("172.31.0.0/16")),
            true));
    editor.put(
        new RouteTable(
            "rtb-1",
            "vpc-s",
            "",
            true,
            List.of(
                new Route(
                    Cidr.parse("10.20.0.0/16"),
                    new NextHop.Peering("pcx-1"),
                    false,
                    Route.Origin.STATIC),
                new Route(
                    Cidr.parse("172.31.0.0/16"), new NextHop.Local(), false, Route.Origin.LOCAL)),
            List.of("pl-1")));
    editor.put(
        new SecurityGroup(
            "sg-1",
            "vpc-s",
            "web",
            List.of(
                new Rule("r-1", true, Traffic.tcp(22), new RulePeer.Members("sg-2")),
                new Rule("r-2", false, Traffic.all(), new RulePeer.Block(Cidr.ofAny6())))));
    editor.put(
        new PeeringConnection("pcx-1", "vpc-t", "vpc-s", PeeringConnection.State.ACTIVE, "active"));
    return editor;
  }

  static Plan of(Plan.Purpose purpose, int kept, Step... steps) {
    return new Plan(
        "acme",
        "tokyo-singapore",
        purpose,
        null,
        AT,
        List.of(steps),
        kept,
        List.of(),
        List.of(),
        new SnapshotEditor().build(AT));
  }
}
