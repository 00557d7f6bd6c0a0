package dev.tieline.qingcloud.internal;

import dev.tieline.provider.NetworkFindings;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Hub;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What can be wrong with the access points of a hub, which are used as they are. */
final class TrunkFindings {
  private final Owner owner;
  private final Hub hub;
  private final Facts facts;
  private final Graph.Builder out;

  TrunkFindings(Owner owner, Hub hub, Facts facts, Graph.Builder out) {
    this.owner = owner;
    this.hub = hub;
    this.facts = facts;
    this.out = out;
  }

  private void error(String code, String what, String why, String remedy) {
    out.finding(NetworkFindings.error(code, hub.address(), what, why, remedy));
  }

  /**
   * Checks them.
   *
   * @param found those at borders of the hub
   */
  void check(
      HubOptions options, Map<Scope, Node<BorderWish, Border>> borders, List<WanAccess> found) {
    borders.forEach(
        (scope, border) -> {
          String chosen = options.accessPoints().getOrDefault(scope.region(), "");
          if (!chosen.isEmpty() && facts.unreadable(scope, WanAccess.class).isEmpty()) {
            chosen(scope, border, chosen);
          }
        });
    found.forEach(this::state);
    TreeSet<String> nets = new TreeSet<>();
    found.forEach(a -> nets.add(a.wanNet()));
    if (nets.size() > 1) {
      error(
          QingCloudFindings.WAN_NET_DIFFERS,
          "the access points are on several networks: "
              + String.join(", ", found.stream().map(a -> a.id() + " on " + a.wanNet()).toList()),
          "Only those on one enterprise cloud network reach each other",
          "Let all of them be on one, in the console");
    }
  }

  private void chosen(Scope scope, Node<BorderWish, Border> border, String id) {
    Optional<WanAccess> there = facts.one(WanAccess.class, id);
    if (there.isEmpty()) {
      error(
          QingCloudFindings.ACCESS_POINT_NOT_FOUND,
          "there is no access point " + id + " in zone " + scope.region(),
          "It is named for this zone, and no other one is taken in its place",
          "Correct the id, or leave it out to take the one at the border router");
      return;
    }
    List<String> ours =
        HubCompiler.there(owner, border, scope, facts).stream().map(Border::id).toList();
    if (!ours.contains(there.get().border())) {
      error(
          QingCloudFindings.ACCESS_POINT_ELSEWHERE,
          "access point "
              + id
              + " is at "
              + (there.get().border().isEmpty() ? "no border router" : there.get().border())
              + (ours.isEmpty() ? "" : " (expected: " + ours.get(0) + ")"),
          "It joins that border router with other zones, and not the hub's",
          "Name the access point of the hub's border router, or give it that one in the console");
    }
  }

  private void state(WanAccess access) {
    List<String> hindrances = access.hindrances();
    if (hindrances.isEmpty() || access.isPassing()) {
      return;
    }
    boolean ended = access.hasContract() && !access.progress().status().equals(WanAccess.ACTIVE);
    error(
        ended ? QingCloudFindings.ACCESS_POINT_EXPIRED : QingCloudFindings.ACCESS_POINT_INACTIVE,
        "access point " + String.join("; ", hindrances),
        "It carries nothing between the zones",
        ended ? "Renew its contract in the console" : "Look at it in the console, and start it");
  }
}
