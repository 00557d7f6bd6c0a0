package dev.tieline.qingcloud.internal;

import dev.tieline.net.Ip;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which vxnets reach the other members of a hub: in the table that they go by, which
 * came with their VPC or was bound by somebody, or in one of ours where there is none.
 */
final class TableCompiler {
  private static final String OWN = "own";
  private static final String DEFAULT = "default";

  private final Owner owner;
  private final Facts facts;
  private final Graph.Builder out;
  private final Address hub;
  private final PublishFindings findings;

  TableCompiler(
      Owner owner, Facts facts, Graph.Builder out, Address hub, PublishFindings findings) {
    this.owner = owner;
    this.facts = facts;
    this.out = out;
    this.hub = hub;
    this.findings = findings;
  }

  /**
   * Vxnets that go by one table.
   *
   * @param there the table as it was read; null while it is not there
   */
  private record Group(String label, List<VxnetRef> vxnets, @Nullable RouteTable there) {}

  void compile(HubMember member, List<Lead> leads) {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (VxnetRef vxnet : member.vxnets()) {
      @Nullable RouteTable table = tableOf(vxnet);
      String label = label(member, table);
      Group before = groups.get(label);
      List<VxnetRef> vxnets = new ArrayList<>(before == null ? List.of() : before.vxnets());
      vxnets.add(vxnet);
      @Nullable RouteTable there = table != null || before == null ? table : before.there();
      groups.put(label, new Group(label, vxnets, there));
    }
    groups.values().forEach(group -> rules(member, group, leads));
  }

  private String label(HubMember member, @Nullable RouteTable table) {
    if (table == null) {
      Router router = member.network().there();
      return router != null && router.isWithoutTable() ? OWN : DEFAULT;
    }
    return table.marks().containsKey(owner) ? OWN : table.isDefault() ? DEFAULT : table.id();
  }

  private @Nullable RouteTable tableOf(VxnetRef vxnet) {
    RouterVxnet there = vxnet.there();
    String id =
        there != null
            ? there.vxnet()
            : facts.all(RouterVxnet.class).stream()
                .filter(p -> p.name().equals(vxnet.name()) && p.has(vxnet.block()))
                .map(RouterVxnet::vxnet)
                .findFirst()
                .orElse("");
    return facts.find(RouteTable.Binding.class, id).stream()
        .flatMap(b -> facts.find(RouteTable.class, b.table()).stream())
        .findFirst()
        .orElse(null);
  }

  private void rules(HubMember member, Group group, List<Lead> leads) {
    Node<AttachWish, BorderVxnet> place = member.places().get(group.vxnets().get(0).label());
    if (place == null || leads.isEmpty()) {
      return;
    }
    String at = member.name() + "." + group.label();
    Ref<String> table = group.label().equals(OWN) ? own(member, group) : served(member, group, at);
    Ref<Ip> hop = place.ref("address", BorderVxnet::address);
    List<Node<?, ?>> rules = new ArrayList<>();
    BalancerParts parts = new BalancerParts(owner, facts, new FoundRefs(owner, facts));
    boolean pending = false;
    for (Lead lead : leads) {
      Address rule = hub.child("route." + at + "." + lead.destination());
      String name = Names.of(owner, rule);
      Node<RouteWish, RouteTable.Rule> node =
          out.add(
              QingCloudKinds.TABLE_ROUTES,
              rule,
              member.scope(),
              new RouteWish(table, member.router(), lead, hop, name),
              member.places().values().toArray(Node<?, ?>[]::new));
      rules.add(node);
      // one whose next hop is to be changed is written, too
      pending |= !holds(group.there(), lead, name) || parts.isOpen(node);
    }
    boolean others = group.there() != null && findings.table(group.there(), pending);
    out.add(
        QingCloudKinds.TABLE_PUBLICATIONS,
        hub.child("published." + at),
        member.scope(),
        new PublishWish(table, member.router(), pending, others, leads),
        rules.toArray(Node<?, ?>[]::new));
  }

  /** The table that vxnets go by, whosever it is. */
  private Ref<String> served(HubMember member, Group group, String at) {
    VxnetRef first = group.vxnets().get(0);
    return out.add(
            QingCloudKinds.VXNET_TABLES,
            hub.child("table." + at),
            member.scope(),
            new TableWish(first.id()),
            place(first))
        .ref("table", RouteTable.Binding::table);
  }

  /** A table of ours, bound to each of the vxnets. */
  private Ref<String> own(HubMember member, Group group) {
    Address at = hub.child("own-table." + member.name());
    Ref<String> table =
        out.add(
                QingCloudKinds.OWN_TABLES,
                at,
                member.scope(),
                new OwnTableWish(member.router(), Names.of(owner, at)))
            .ref("id", RouteTable::id);
    for (VxnetRef vxnet : group.vxnets()) {
      out.add(
          QingCloudKinds.TABLE_BINDINGS,
          at.child("of." + vxnet.label()),
          member.scope(),
          new BindWish(table, vxnet.id()),
          place(vxnet));
    }
    return table;
  }

  private static Node<?, ?>[] place(VxnetRef vxnet) {
    return vxnet.place() == null ? new Node<?, ?>[0] : new Node<?, ?>[] {vxnet.place()};
  }

  /** Whether a table has a rule as it is to be: one that has to be changed is none. */
  private static boolean holds(@Nullable RouteTable table, Lead lead, String name) {
    return Optional.ofNullable(table).stream()
        .flatMap(t -> t.rules().stream())
        .anyMatch(
            r ->
                r.leadsTo(lead.destination())
                    && !r.disabled()
                    && (r.marks().isEmpty() || r.name().equals(name)));
  }
}
