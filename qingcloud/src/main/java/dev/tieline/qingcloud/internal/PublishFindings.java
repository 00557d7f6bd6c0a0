package dev.tieline.qingcloud.internal;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.provider.Keys;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Owner;
import dev.tieline.topology.Hub;

/** Says what else goes out when what we have written is published. */
final class PublishFindings {
  private final Owner owner;
  private final Hub hub;
  private final Facts facts;
  private final Graph.Builder out;

  PublishFindings(Owner owner, Hub hub, Facts facts, Graph.Builder out) {
    this.owner = owner;
    this.hub = hub;
    this.facts = facts;
    this.out = out;
  }

  /** Whether edits of somebody else wait in a VPC that we do not make. */
  boolean router(HubMember member, Router router, boolean pending) {
    boolean ours =
        member.network().ours()
            || (!pending
                && facts.find(RouterStatic.class, new Keys.InVpc(router.id())).stream()
                    .anyMatch(s -> s.marks().containsKey(owner)));
    return waits("VPC " + router.id(), router.applied(), ours);
  }

  /** Whether edits of somebody else wait in a table. */
  boolean table(RouteTable table, boolean pending) {
    boolean ours = !pending && table.rules().stream().anyMatch(r -> r.marks().containsKey(owner));
    return waits("route table " + table.id(), table.applied(), ours);
  }

  private boolean waits(String what, boolean applied, boolean ours) {
    if (applied || ours) {
      return false;
    }
    out.finding(
        new Finding(
            QingCloudFindings.UNAPPLIED_CHANGES,
            Severity.WARNING,
            hub.address(),
            what + " has changes that are not applied, and they are not all ours",
            "What we write is applied together with them, and a destroy does not take them back",
            "Look in the console what they are; apply them, or take them back, before this"));
    return true;
  }
}
