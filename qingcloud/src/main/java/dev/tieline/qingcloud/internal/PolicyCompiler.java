package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Keys;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Hub;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How each member of a hub learns where the others are: by policies of its VPC, which somebody
 * writes down or we do, or by rules in the tables of its vxnets; and that they are published, once
 * for all of a VPC or table.
 */
final class PolicyCompiler {
  private final Owner owner;
  private final Facts facts;
  private final Graph.Builder out;
  private final HubOptions options;
  private final Map<Scope, Node<BorderWish, Border>> borders;
  private final Address address;
  private final PublishFindings findings;

  PolicyCompiler(
      Owner owner,
      Facts facts,
      Graph.Builder out,
      Hub hub,
      HubOptions options,
      Map<Scope, Node<BorderWish, Border>> borders) {
    this.owner = owner;
    this.facts = facts;
    this.out = out;
    this.options = options;
    this.borders = borders;
    address = new Address(hub.address());
    findings = new PublishFindings(owner, hub, facts, out);
  }

  void compile(List<HubMember> members) {
    if (options.policies() == HubOptions.Policies.ROUTE_TABLE) {
      TableCompiler tables = new TableCompiler(owner, facts, out, address, findings);
      members.forEach(m -> tables.compile(m, leads(m, members)));
      return;
    }
    Map<HubMember, List<Lead>> leads = new LinkedHashMap<>();
    members.forEach(m -> leads.put(m, leads(m, members)));
    List<PolicyWish.Missing> missing = new ArrayList<>();
    leads.forEach(
        (member, all) ->
            all.stream()
                .filter(lead -> !isThere(member, lead))
                .forEach(lead -> missing.add(missing(member, lead))));
    leads.forEach((member, all) -> policies(member, all, missing));
  }

  private List<Lead> leads(HubMember member, List<HubMember> members) {
    Node<BorderWish, Border> border = borders.get(member.scope());
    if (border == null) {
      throw new IllegalStateException("no border for " + member.name());
    }
    return HubCompiler.leads(member, members, border);
  }

  // ---- policies of VPCs ----

  private boolean byHand() {
    return options.policies() == HubOptions.Policies.MANUAL;
  }

  private Address policy(HubMember member, Cidr destination) {
    String segment = byHand() ? ManualPolicies.SEGMENT : StaticPolicies.SEGMENT;
    return address.child(segment + "." + member.name() + "." + destination);
  }

  private PolicyWish.Missing missing(HubMember member, Lead lead) {
    return new PolicyWish.Missing(
        member.scope().region(),
        member.scope().account(),
        member.router(),
        Names.of(owner, policy(member, lead.destination())),
        lead);
  }

  /** Whether a policy of a member's VPC leads a block to the hub's border. */
  private boolean isThere(HubMember member, Lead lead) {
    @Nullable Router router = member.network().there();
    @Nullable Node<BorderWish, Border> border = borders.get(member.scope());
    if (router == null || border == null) {
      return false;
    }
    List<String> ids =
        HubCompiler.there(owner, border, member.scope(), facts).stream().map(Border::id).toList();
    return facts.find(RouterStatic.class, new Keys.InVpc(router.id())).stream()
        .flatMap(entry -> Policy.of(entry).stream())
        .anyMatch(p -> p.destination().equals(lead.destination()) && ids.contains(p.border()));
  }

  private void policies(HubMember member, List<Lead> leads, List<PolicyWish.Missing> missing) {
    List<Node<?, ?>> entries = new ArrayList<>();
    Node<?, ?>[] places = member.places().values().toArray(Node<?, ?>[]::new);
    for (Lead lead : leads) {
      Address at = policy(member, lead.destination());
      PolicyWish wish =
          new PolicyWish(member.router(), lead, options.staticType(), Names.of(owner, at), missing);
      entries.add(
          byHand()
              ? out.add(QingCloudKinds.MANUAL_POLICIES, at, member.scope(), wish, places)
              : out.add(QingCloudKinds.STATIC_POLICIES, at, member.scope(), wish, places));
    }
    if (entries.isEmpty()) {
      return;
    }
    boolean pending = leads.stream().anyMatch(lead -> !isThere(member, lead));
    @Nullable Router there = member.network().there();
    boolean others = there != null && findings.router(member, there, pending);
    out.add(
        QingCloudKinds.ROUTER_PUBLICATIONS,
        address.child("published." + member.name()),
        member.scope(),
        new PublishWish(member.router(), member.router(), pending, others, leads),
        entries.toArray(Node<?, ?>[]::new));
  }
}
