package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.net.Cidr;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Keys;
import dev.tieline.provider.NetworkFindings;
import dev.tieline.provider.Trouble;
import dev.tieline.qingcloud.internal.VpcForm.VxnetForm;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the networks of a topology come to: VPCs and vxnets of ours, and those that are there. */
final class NetworkCompiler {
  private final Owner owner;
  private final Topology topology;
  private final Facts facts;
  private final Graph.Builder out;

  private NetworkCompiler(Owner owner, Topology topology, Facts facts, Graph.Builder out) {
    this.owner = owner;
    this.topology = topology;
    this.facts = facts;
    this.out = out;
  }

  /** Compiles the networks of QingCloud, by their names in the order of the wish. */
  static Map<String, Compiled> compile(
      Owner owner, Topology topology, Facts facts, Graph.Builder out) {
    NetworkCompiler compiler = new NetworkCompiler(owner, topology, facts, out);
    Map<String, Compiled> networks = new LinkedHashMap<>();
    topology
        .networks()
        .forEach(
            (name, network) -> {
              if (network.asData() instanceof VpcForm form) {
                networks.put(name, compiler.network(name, form));
              }
            });
    return networks;
  }

  static Scope scope(VpcForm form) {
    return new Scope(Realm.CLOUD, form.account(), form.zone());
  }

  private Compiled network(String name, VpcForm form) {
    Scope scope = scope(form);
    Optional<Finding> hindrance = hindrance(Addresses.network(name).path(), form, scope);
    if (hindrance.isPresent()) {
      out.finding(hindrance.get());
    }
    @Nullable String broken = hindrance.map(Finding::what).orElse(null);
    return form instanceof VpcForm.Managed managed
        ? managed(name, managed, scope, broken)
        : existing(name, (VpcForm.Existing) form, scope, broken);
  }

  /** What keeps a network from being looked at, or made. */
  private Optional<Finding> hindrance(String subject, VpcForm form, Scope scope) {
    Optional<Trouble> trouble = facts.one(Trouble.class, form.account());
    if (trouble.isPresent()) {
      return trouble.map(t -> t.about(subject));
    }
    List<Zone> zones = facts.find(Zone.class, form.account());
    if (!zones.isEmpty()
        && zones.stream()
            .noneMatch(z -> form.zone().equals(z.id()) || form.zone().equals(z.region()))) {
      return Optional.of(
          NetworkFindings.error(
              QingCloudFindings.ZONE_NOT_FOUND,
              subject,
              "there is no zone "
                  + form.zone()
                  + " for account "
                  + form.account()
                  + " (there are: "
                  + String.join(", ", zones.stream().map(Zone::id).sorted().toList())
                  + ")",
              "Nothing can be there",
              "Name one of these zones"));
    }
    for (Class<?> type : List.of(Router.class, Vxnet.class, RouterVxnet.class)) {
      Optional<String> why = facts.unreadable(scope, type);
      if (why.isPresent()) {
        String what =
            form instanceof VpcForm.Existing existing && type == Router.class
                ? "VPC " + existing.routerId()
                : type == Router.class ? "VPCs" : "vxnets";
        return Optional.of(
            NetworkFindings.unreadable(subject, what, scope, facts.unread(scope, why.get())));
      }
    }
    return Optional.empty();
  }

  // ---- a VPC of ours ----

  private Compiled managed(
      String name, VpcForm.Managed form, Scope scope, @Nullable String broken) {
    Address address = Addresses.network(name);
    VpcForm.unusual(form.block())
        .ifPresent(
            what ->
                out.finding(
                    new Finding(
                        QingCloudFindings.UNUSUAL_BLOCK,
                        Severity.WARNING,
                        address.path(),
                        what,
                        "The cloud may refuse it: its documentation and its official clients know"
                            + " no others",
                        "Wish one of those, unless the cloud has told you otherwise")));
    List<Router> marked = Vpcs.marked(owner, address, scope, facts);
    @Nullable Router renamed = marked.isEmpty() ? renamed(form, scope) : null;
    Node<VpcWish, Router> vpc =
        out.add(
            QingCloudKinds.VPCS,
            address,
            scope,
            new VpcWish(
                form.block(),
                form.size(),
                Names.of(owner, address),
                renamed == null ? null : renamed.marks().get(owner)));
    Ref<String> router = vpc.ref("id", Router::id);
    out.network(name, router);
    @Nullable Router there = marked.isEmpty() ? renamed : marked.get(0);
    return new Compiled(
        name, scope, router, true, there, own(address, scope, router, form), broken);
  }

  /** Our only VPC with the wished block whose network is not in the wish any more. */
  private @Nullable Router renamed(VpcForm.Managed form, Scope scope) {
    List<Router> candidates = new ArrayList<>();
    for (Router router : facts.find(Router.class, new Keys.OwnedBy(owner))) {
      Address address = router.marks().get(owner);
      if (router.scope().equals(scope)
          && address != null
          && Addresses.isNetwork(address)
          && !topology.networks().containsKey(Addresses.name(address))
          && router.has(form.block())) {
        candidates.add(router);
      }
    }
    return candidates.size() == 1 ? candidates.get(0) : null;
  }

  /** The vxnets of a network that we make. */
  private List<VxnetRef> own(Address network, Scope scope, Ref<String> router, VpcForm form) {
    List<VxnetRef> vxnets = new ArrayList<>();
    for (VxnetForm vxnet : form.vxnets()) {
      Address address = network.child("vxnet." + vxnet.name());
      String name = Names.of(owner, address);
      Node<VxnetWish, Vxnet> made =
          out.add(
              QingCloudKinds.VXNETS, address, scope, new VxnetWish(router, vxnet.block(), name));
      Ref<String> id = made.ref("id", Vxnet::id);
      Node<JoinWish, RouterVxnet> place =
          out.add(
              QingCloudKinds.ROUTER_JOINS,
              address.child("join"),
              scope,
              new JoinWish(router, id, vxnet, name));
      vxnets.add(
          new VxnetRef(vxnet.name(), name, id, vxnet.block(), vxnet.borderAddress(), place, null));
    }
    return vxnets;
  }

  // ---- a VPC that is there ----

  private Compiled existing(
      String name, VpcForm.Existing form, Scope scope, @Nullable String broken) {
    Ref<String> router = Ref.known(form.routerId());
    if (broken != null) {
      return new Compiled(name, scope, router, false, null, List.of(), broken);
    }
    String subject = Addresses.network(name).path();
    Optional<Router> there =
        facts.find(Router.class, form.routerId()).stream()
            .filter(r -> r.scope().equals(scope))
            .findFirst();
    if (there.isEmpty()) {
      Finding finding = absent(subject, form, scope);
      out.finding(finding);
      return new Compiled(name, scope, router, false, null, List.of(), finding.what());
    }
    free(subject, there.get()).ifPresent(out::finding);
    for (VxnetForm vxnet : form.vxnets()) {
      outside(subject, there.get(), vxnet).ifPresent(out::finding);
    }
    out.network(name, router);
    List<VxnetRef> vxnets = own(Addresses.network(name), scope, router, form);
    facts.find(RouterVxnet.class, new Keys.InVpc(form.routerId())).stream()
        .filter(v -> v.scope().equals(scope) && v.network() != null)
        .filter(v -> form.vxnets().stream().noneMatch(own -> v.has(own.block())))
        .filter(v -> !isOurs(v))
        .sorted(Comparator.comparing(RouterVxnet::vxnet))
        .forEach(v -> vxnets.add(other(v)));
    return new Compiled(name, scope, router, false, there.get(), vxnets, null);
  }

  /** What is ours and left the wish goes, so that no link uses it. */
  private boolean isOurs(RouterVxnet place) {
    return facts.find(Vxnet.class, place.vxnet()).stream()
        .anyMatch(v -> v.marks().containsKey(owner));
  }

  private static VxnetRef other(RouterVxnet there) {
    Cidr network = requireNonNull(there.network());
    return new VxnetRef(
        there.vxnet(),
        there.name(),
        Ref.known(there.vxnet()),
        network,
        network.last().previous(),
        null,
        there);
  }

  private static Finding absent(String subject, VpcForm.Existing form, Scope scope) {
    return NetworkFindings.error(
        QingCloudFindings.VPC_NOT_FOUND,
        subject,
        "there is no VPC "
            + form.routerId()
            + " in zone "
            + scope.region()
            + " of account "
            + scope.account(),
        "The network is wished as existing, and nothing can be linked with it otherwise",
        "Correct id, account or zone in the wish, or create the VPC");
  }

  private static Optional<Finding> outside(String subject, Router router, VxnetForm vxnet) {
    return router.network() == null || router.network().contains(vxnet.block())
        ? Optional.empty()
        : Optional.of(
            NetworkFindings.error(
                QingCloudFindings.VXNET_OUTSIDE_VPC,
                subject,
                "block "
                    + vxnet.block()
                    + " of vxnet "
                    + vxnet.name()
                    + " is not in "
                    + router.network()
                    + ", the block of VPC "
                    + router.id(),
                "A vxnet joins a VPC with a part of its block",
                "Give the vxnet a /24 of " + router.network()));
  }

  /** A VPC that may be a free one: their number is not documented, only those of all others are. */
  private static Optional<Finding> free(String subject, Router router) {
    boolean known = router.type() >= 0 && router.type() <= 3;
    return known
        ? Optional.empty()
        : Optional.of(
            new Finding(
                QingCloudFindings.FREE_VPC,
                Severity.WARNING,
                subject,
                "VPC "
                    + router.id()
                    + " is of type "
                    + router.type()
                    + " (expected: 0 to 3), which may be the free one",
                "A free VPC can be joined to no border router, and have no public address",
                "Look in the console; if it is free, change its type there"));
  }
}
