package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Keys;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Hub;
import dev.tieline.topology.Link;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a hub comes to: a border router in each zone, the members' vxnets at it, an access point at
 * each where there are several zones, and in each member's VPC what leads to the others.
 */
final class HubCompiler {
  private final Owner owner;
  private final Topology topology;
  private final Facts facts;
  private final Graph.Builder out;
  private final Hub hub;
  private final Address address;
  private final Map<Scope, Node<BorderWish, Border>> borders = new LinkedHashMap<>();

  private HubCompiler(Owner owner, Topology topology, Facts facts, Graph.Builder out, Hub hub) {
    this.owner = owner;
    this.topology = topology;
    this.facts = facts;
    this.out = out;
    this.hub = hub;
    address = new Address(hub.address());
  }

  static void compile(
      Owner owner,
      Topology topology,
      Facts facts,
      Graph.Builder out,
      Map<String, Compiled> networks) {
    for (Link link : topology.links().values()) {
      if (link instanceof Hub hub && networks.keySet().containsAll(hub.networks())) {
        new HubCompiler(owner, topology, facts, out, hub).compile(networks);
      }
    }
  }

  private void compile(Map<String, Compiled> networks) {
    HubFindings findings = new HubFindings(hub, facts, out);
    if (findings.unusable(networks)) {
      return;
    }
    List<HubMember> members = new ArrayList<>();
    for (Hub.Member member : hub.members()) {
      Compiled network = networks.get(member.network());
      if (network != null) {
        members.add(new HubMember(network, findings.chosen(member, network)));
      }
    }
    whole(members);
    members.forEach(m -> borders.computeIfAbsent(m.scope(), s -> border(s, members)));
    findings.borderAddresses(members, this::joined);
    members.forEach(this::attach);
    HubOptions options = HubOptions.of(hub);
    if (borders.size() > 1) {
      trunks(options, members);
    }
    new PolicyCompiler(owner, facts, out, hub, options, borders).compile(members);
  }

  /** What stands for the hub as a whole, and needs all that its members are. */
  private void whole(List<HubMember> members) {
    List<Ref<?>> needs = new ArrayList<>();
    List<Node<?, ?>> places = new ArrayList<>();
    for (HubMember member : members) {
      needs.add(member.router());
      for (VxnetRef vxnet : member.vxnets()) {
        needs.add(vxnet.id());
        if (vxnet.place() != null) {
          places.add(vxnet.place());
        }
      }
    }
    out.add(
        QingCloudKinds.HUBS,
        address,
        members.get(0).scope(),
        new HubWish(hub.name(), needs),
        places.toArray(Node<?, ?>[]::new));
  }

  // ---- borders ----

  private Node<BorderWish, Border> border(Scope scope, List<HubMember> members) {
    Address at = Borders.address(hub.address(), scope.region());
    boolean there = !Borders.marked(owner, at, scope, facts).isEmpty();
    return out.add(
        QingCloudKinds.BORDERS,
        at,
        scope,
        new BorderWish(
            scope.region(), Names.of(owner, at), there ? null : formerly(scope, members)));
  }

  /**
   * The address of the only border of ours that is no longer wished and has a member's vxnet: that
   * of a hub that was renamed. Another one could not take its address in the vxnets.
   */
  private @Nullable Address formerly(Scope scope, List<HubMember> members) {
    Set<String> vxnets = new LinkedHashSet<>();
    for (HubMember member : members) {
      member.vxnets().stream().flatMap(v -> known(v).stream()).forEach(vxnets::add);
    }
    Set<Address> candidates = new LinkedHashSet<>();
    for (Border border : facts.find(Border.class, new Keys.OwnedBy(owner))) {
      Address marked = border.marks().get(owner);
      if (marked != null
          && border.scope().equals(scope)
          && !topology.links().values().stream().anyMatch(l -> isOf(marked, l))
          && Attachments.at(border, facts).stream().anyMatch(p -> vxnets.contains(p.vxnet()))) {
        candidates.add(marked);
      }
    }
    return candidates.size() == 1 ? candidates.iterator().next() : null;
  }

  /** The borders of ours that are what a node wishes. */
  static List<Border> there(Owner owner, Node<BorderWish, Border> node, Scope scope, Facts facts) {
    List<Border> there = Borders.marked(owner, node.address(), scope, facts);
    Address formerly = node.wish().formerly();
    return there.isEmpty() && formerly != null
        ? Borders.marked(owner, formerly, scope, facts)
        : there;
  }

  private static boolean isOf(Address address, Link link) {
    return address.part().equals(link.address());
  }

  /** The id of a vxnet that is there. */
  private Optional<String> known(VxnetRef vxnet) {
    if (vxnet.id() instanceof Ref.Known<String> id) {
      return Optional.of(id.value());
    }
    return facts.all(RouterVxnet.class).stream()
        .filter(p -> p.name().equals(vxnet.name()) && p.has(vxnet.block()))
        .map(RouterVxnet::vxnet)
        .findFirst();
  }

  /** Whether a vxnet is at a border of ours already. */
  private boolean joined(HubMember member, VxnetRef vxnet) {
    return known(vxnet).stream()
        .flatMap(id -> facts.find(BorderVxnet.class, id).stream())
        .anyMatch(p -> p.scope().equals(member.scope()));
  }

  private void attach(HubMember member) {
    Node<BorderWish, Border> border = borders.get(member.scope());
    if (border == null) {
      throw new IllegalStateException("no border for " + member.name());
    }
    for (VxnetRef vxnet : member.vxnets()) {
      Node<?, ?>[] before =
          vxnet.place() == null ? new Node<?, ?>[0] : new Node<?, ?>[] {vxnet.place()};
      member
          .places()
          .put(
              vxnet.label(),
              out.add(
                  QingCloudKinds.ATTACHMENTS,
                  border.address().child("at." + member.name() + "." + vxnet.label()),
                  member.scope(),
                  new AttachWish(
                      border.ref("id", Border::id),
                      member.router(),
                      vxnet.id(),
                      vxnet.block(),
                      vxnet.border()),
                  before));
    }
  }

  // ---- trunks ----

  private void trunks(HubOptions options, List<HubMember> members) {
    List<WanAccess> known = new ArrayList<>();
    for (Map.Entry<Scope, Node<BorderWish, Border>> entry : borders.entrySet()) {
      there(owner, entry.getValue(), entry.getKey(), facts).stream()
          .flatMap(b -> facts.find(WanAccess.class, new QingCloudKeys.AtBorder(b.id())).stream())
          .forEach(known::add);
    }
    new TrunkFindings(owner, hub, facts, out).check(options, borders, known);
    List<String> nets = known.stream().map(WanAccess::wanNet).distinct().toList();
    borders.forEach(
        (scope, border) -> {
          List<Ref<String>> others =
              borders.values().stream()
                  .filter(b -> b != border)
                  .map(b -> b.ref("id", Border::id))
                  .toList();
          out.add(
              QingCloudKinds.ACCESS_POINTS,
              address.child("trunk." + scope.region()),
              scope,
              new TrunkWish(
                  scope.region(),
                  border.ref("id", Border::id),
                  options.accessPoints().getOrDefault(scope.region(), ""),
                  others,
                  nets),
              places(members, scope));
        });
  }

  private static Node<?, ?>[] places(List<HubMember> members, Scope scope) {
    return members.stream()
        .filter(m -> m.scope().equals(scope))
        .flatMap(m -> m.places().values().stream())
        .toArray(Node<?, ?>[]::new);
  }

  /** The blocks of all members but one, each with the border by which that one reaches it. */
  static List<Lead> leads(
      HubMember member, List<HubMember> members, Node<BorderWish, Border> border) {
    Ref<String> id = border.ref("id", Border::id);
    Stream<Cidr> blocks =
        members.stream()
            .filter(m -> !m.name().equals(member.name()))
            .flatMap(m -> m.blocks().stream());
    return blocks.distinct().map(block -> new Lead(block, id)).toList();
  }
}
