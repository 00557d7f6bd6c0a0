package dev.tieline.snapshot;

import static dev.tieline.Approved.assertApproved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tokyo with two subnets on one table each is peered with Singapore, which has none; a request to a
 * customer's VPC is open, one to another VPC is dead, and one leads out of the picture.
 */
class PictureTest {
  private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");

  private static Vpc vpc(String id, String name, String block, boolean complete) {
    Place place = new Place("paper", "1", id.equals("vpc-t") ? "tokyo" : "singapore");
    return new Vpc(id, place, name, List.of(Cidr.parse(block)), complete);
  }

  private static Subnet subnet(String id, String block, String table) {
    return new Subnet(
        id, "vpc-t", "web \"1\"", List.of(Cidr.parse(block)), "a", "az1", table, "acl-1");
  }

  private static PeeringConnection peering(
      String id, String to, PeeringConnection.State state, String word) {
    return new PeeringConnection(id, "vpc-t", to, state, word);
  }

  @Test
  void mermaid_hubsAndBalancer_areDrawnOnce() {
    SnapshotEditor editor = new SnapshotEditor();
    editor.put(vpc("vpc-1", "", "172.16.0.0/16", true));
    editor.put(hub("irt-1", "beijing", "irt-2", "vpc-1", RegionalHub.State.ACTIVE));
    editor.put(hub("irt-2", "", "irt-1", "vpc-9", RegionalHub.State.PENDING));
    editor.put(hub("irt-3", "old", "irt-1", "vpc-1", RegionalHub.State.DEAD));
    editor.put(
        new Balancer(
            "lb-1", "web", "vpc-1", false, "stopped", List.of(), List.of(), "", List.of()));

    String picture = Picture.mermaid(editor.build(AT));

    assertThat(picture)
        .contains(
            "hub beijing irt-1",
            "hub irt-2",
            "wacc-1",
            "joining",
            "unknown vpc vpc-9",
            "load balancer web lb-1",
            "stopped")
        .doesNotContain("irt-3", "old");
    assertThat(picture.split("wacc-", -1)).hasSize(2);
  }

  private static RegionalHub hub(
      String id, String name, String to, String vpc, RegionalHub.State state) {
    return new RegionalHub(
        id,
        name,
        new Place("paper", "1", "bj"),
        state == RegionalHub.State.DEAD ? state : RegionalHub.State.ACTIVE,
        "",
        List.of(new RegionalHub.Attachment("att-" + vpc, vpc, state, "joining")),
        List.of(new RegionalHub.Trunk(to, "wacc-" + id.substring(4), RegionalHub.State.ACTIVE, "")),
        List.of());
  }

  private static Snapshot snapshot() {
    SnapshotEditor editor = new SnapshotEditor();
    editor.put(vpc("vpc-t", "tokyo", "10.20.0.0/16", true));
    editor.put(vpc("vpc-s", "", "172.31.0.0/16", true));
    editor.put(vpc("vpc-c", "customer", "192.168.0.0/16", false));
    editor.put(subnet("subnet-1", "10.20.1.0/24", "rtb-1"));
    editor.put(subnet("subnet-2", "10.20.2.0/24", "rtb-2"));
    editor.put(subnet("subnet-3", "10.20.3.0/24", ""));
    Route local =
        new Route(Cidr.parse("10.20.0.0/16"), new NextHop.Local(), false, Route.Origin.LOCAL);
    editor.put(new RouteTable("rtb-1", "vpc-t", "", true, List.of(local), List.of()));
    editor.put(new RouteTable("rtb-2", "vpc-t", "private", false, List.of(), List.of()));
    editor.put(peering("pcx-1", "vpc-s", PeeringConnection.State.ACTIVE, "active"));
    editor.put(peering("pcx-2", "vpc-c", PeeringConnection.State.PENDING, "pending-acceptance"));
    editor.put(peering("pcx-3", "vpc-s", PeeringConnection.State.DEAD, "expired"));
    editor.put(peering("pcx-4", "vpc-far", PeeringConnection.State.ACTIVE, "active"));
    return editor.build(AT);
  }

  @Test
  void mermaid_vpcsAndPeerings_isApproved() {
    assertApproved(getClass(), "picture.txt", Picture.mermaid(snapshot()));
  }

  @Test
  void mermaid_deadPeering_isNotDrawn() {
    assertThat(Picture.mermaid(snapshot())).doesNotContain("pcx-3");
  }

  @Test
  void mermaid_nothing_isAnEmptyFlowchart() {
    assertThat(Picture.mermaid(new SnapshotEditor().build(AT))).isEqualTo("flowchart LR\n");
  }
}
