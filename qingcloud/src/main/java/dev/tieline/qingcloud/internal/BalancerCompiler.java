package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.plan.Opening;
import dev.tieline.provider.Keys;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Backend;
import dev.tieline.topology.Link;
import dev.tieline.topology.Listener;
import dev.tieline.topology.LoadBalancer;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What load balancers come to: public address, security group with its rules, the balancer, its
 * listeners and backends, and where backends are outside of its VPC a route table of its own.
 */
final class BalancerCompiler {
  private final Owner owner;
  private final Topology topology;
  private final Facts facts;
  private final Graph.Builder out;
  private final Map<String, Compiled> networks;
  private final FoundRefs refs;
  private final BalancerParts parts;

  private BalancerCompiler(
      Owner owner,
      Topology topology,
      Facts facts,
      Graph.Builder out,
      Map<String, Compiled> networks) {
    this.owner = owner;
    this.topology = topology;
    this.facts = facts;
    this.out = out;
    this.networks = networks;
    refs = new FoundRefs(owner, facts);
    parts = new BalancerParts(owner, facts, refs);
  }

  static void compile(
      Owner owner,
      Topology topology,
      Facts facts,
      Graph.Builder out,
      Map<String, Compiled> networks) {
    BalancerCompiler compiler = new BalancerCompiler(owner, topology, facts, out, networks);
    for (Link link : topology.links().values()) {
      if (link instanceof LoadBalancer balancer && networks.containsKey(balancer.network())) {
        compiler.compile(balancer);
      }
    }
  }

  private void compile(LoadBalancer link) {
    BalancerFindings findings = new BalancerFindings(link, out);
    for (String name : link.networks()) {
      Compiled network = networks.get(name);
      if (network != null && network.broken() != null) {
        findings.brokenNetwork(name, network.broken());
        return;
      }
    }
    Compiled home = requireNonNull(networks.get(link.network()));
    BalancerOptions options = BalancerOptions.of(link);
    BalancerChoices choices = new BalancerChoices(link, home, facts, refs, findings);
    Optional<VxnetRef> vxnet = choices.vxnet();
    BackendPlaces places =
        new BackendPlaces(link, networks, options.expected(), facts, refs, findings);
    boolean chosen = choices.isUsable(there(link));
    boolean placed = places.isUsable(); // asked in any case: all that is wrong is told at once
    if (vxnet.isEmpty() || !chosen || !placed) {
      return;
    }
    new One(link, home, vxnet.get(), options, findings, places).compile(choices.group());
  }

  /** The block of a network's VPC, as far as it is known. */
  private Optional<Cidr> blockOf(Compiled network) {
    if (topology.network(network.name()).asData() instanceof VpcForm.Managed form) {
      return Optional.of(form.block());
    }
    Router there = network.there();
    return there == null ? Optional.empty() : Optional.ofNullable(there.network());
  }

  /** The balancer that is there for a link. */
  private Optional<Balancer> there(LoadBalancer link) {
    Address address = Names.inName(owner, new Address(link.address()));
    return facts.find(Balancer.class, new Keys.Marked(owner, address)).stream()
        .min(Comparator.comparing(Balancer::id));
  }

  /** One load balancer, with nothing wrong. */
  private final class One {
    private final LoadBalancer link;
    private final Compiled home;
    private final VxnetRef vxnet;
    private final BalancerOptions options;
    private final BalancerFindings findings;
    private final BackendPlaces places;
    private final Address address;
    private final Scope scope;
    private final List<Node<?, ?>> before = new ArrayList<>();

    One(
        LoadBalancer link,
        Compiled home,
        VxnetRef vxnet,
        BalancerOptions options,
        BalancerFindings findings,
        BackendPlaces places) {
      this.link = link;
      this.home = home;
      this.vxnet = vxnet;
      this.options = options;
      this.findings = findings;
      this.places = places;
      address = new Address(link.address());
      scope = home.scope();
    }

    void compile(@Nullable String chosenGroup) {
      if (vxnet.place() != null) {
        before.add(vxnet.place());
      }
      List<Ref<String>> eips = eips();
      Ref<String> group = chosenGroup == null ? group() : Ref.known(chosenGroup);
      Node<BalancerWish, Balancer> balancer =
          out.add(
              QingCloudKinds.BALANCERS,
              address,
              scope,
              new BalancerWish(
                  eips,
                  vxnet.id(),
                  options.privateAddress(),
                  options.size(),
                  group,
                  home.router(),
                  link.name()),
              before.toArray(Node<?, ?>[]::new));
      Ref<String> id = balancer.ref("id", Balancer::id);
      listeners(id);
      table(id);
    }

    private List<Ref<String>> eips() {
      if (link.front() instanceof LoadBalancer.Front.Adopted adopted) {
        return List.of(Ref.known(adopted.id()));
      }
      if (link.front() instanceof LoadBalancer.Front.Inside) {
        return List.of();
      }
      Node<EipWish, Eip> eip =
          out.add(
              QingCloudKinds.EIPS,
              address.child("eip"),
              scope,
              new EipWish(options.bandwidth(), options.billing()));
      return List.of(eip.ref("id", Eip::id));
    }

    private Ref<String> group() {
      Node<BalancerGroupWish, SecurityGroup> group =
          out.add(
              QingCloudKinds.BALANCER_GROUPS,
              address.child("group"),
              scope,
              new BalancerGroupWish(home.router(), Names.of(owner, address.child("group"))));
      Ref<String> id = group.ref("id", SecurityGroup::id);
      List<Node<BalancerRuleWish, SecurityGroup.Rule>> rules = new ArrayList<>();
      for (Listener listener : link.listeners()) {
        for (Cidr source : sources()) {
          Address rule = address.child("rule." + listener.port() + "." + source);
          rules.add(
              out.add(
                  QingCloudKinds.BALANCER_RULES,
                  rule,
                  scope,
                  new BalancerRuleWish(id, listener.port(), source)));
          out.opening(
              new Opening(
                  rule.path(),
                  link.network(),
                  refs.show(id),
                  Opening.Direction.IN,
                  Traffic.tcp(listener.port()),
                  source.toString()));
        }
      }
      Optional<SecurityGroup> there = parts.object(group);
      boolean pending =
          rules.stream().anyMatch(parts::isOpen)
              || parts.isLeft(
                  QingCloudKinds.BALANCER_RULES,
                  rules,
                  r -> there.filter(g -> g.id().equals(r.group())).isPresent());
      before.add(
          out.add(
              QingCloudKinds.PUBLISHED_GROUPS,
              address.child("rules-published"),
              scope,
              publication(
                  id, pending, there.map(BalancerPublished::of).orElse(null), "security group"),
              rules.toArray(Node<?, ?>[]::new)));
      return id;
    }

    /** Who may come in: of a private one that says nothing, its own network. */
    private List<Cidr> sources() {
      if (!link.sources().isEmpty()) {
        return link.sources();
      }
      return blockOf(home).map(List::of).orElseGet(List::of);
    }

    private PublicationWish publication(
        Ref<String> target, boolean pending, @Nullable BalancerPublished there, String what) {
      boolean others = there != null && !there.applied();
      if (there != null && others) {
        findings.othersEdits(what, there.id());
      }
      return new PublicationWish(target, pending, others);
    }

    // ---- listeners and backends ----

    private void listeners(Ref<String> balancer) {
      List<Node<ListenerWish, Balancer.Listener>> listeners = new ArrayList<>();
      List<Node<BackendWish, Balancer.Backend>> backends = new ArrayList<>();
      for (Listener listener : link.listeners()) {
        Node<ListenerWish, Balancer.Listener> node =
            out.add(
                QingCloudKinds.LISTENERS,
                address.child("listener." + listener.port()),
                scope,
                ListenerWish.of(balancer, listener));
        listeners.add(node);
        listener.backends().forEach(b -> backends.add(backend(balancer, listener, node, b)));
      }
      List<Node<?, ?>> written = new ArrayList<>(listeners);
      backends.stream()
          .filter(b -> b.wish().way() != BackendWish.Way.MANUAL) // nobody waits for a person
          .forEach(written::add);
      Optional<Balancer> there = there(link);
      boolean pending =
          written.stream().anyMatch(parts::isOpen)
              || parts.isLeft(QingCloudKinds.LISTENERS, listeners, l -> isOf(there, l.balancer()))
              || parts.isLeft(QingCloudKinds.BACKENDS, backends, b -> isOf(there, b.balancer()));
      out.add(
          QingCloudKinds.PUBLISHED_BALANCERS,
          address.child("published"),
          scope,
          publication(
              balancer,
              pending,
              there.filter(b -> !b.progress().moving()).map(BalancerPublished::of).orElse(null),
              "load balancer"),
          written.toArray(Node<?, ?>[]::new));
      there.ifPresent(b -> strangers(b, backends));
    }

    private static boolean isOf(Optional<Balancer> there, String id) {
      return there.filter(b -> b.id().equals(id)).isPresent();
    }

    private Node<BackendWish, Balancer.Backend> backend(
        Ref<String> balancer,
        Listener listener,
        Node<ListenerWish, Balancer.Listener> node,
        Backend backend) {
      BackendWish wish =
          new BackendWish(
              node.ref("id", Balancer.Listener::id),
              balancer,
              listener.port(),
              backend.target(),
              backend.port(),
              backend.weight(),
              backend instanceof Backend.Address ? options.addresses() : BackendWish.Way.CALL);
      return out.add(
          QingCloudKinds.BACKENDS,
          node.address().child("backend." + backend.target() + "." + backend.port()),
          scope,
          wish);
    }

    /** Backends in our balancer that nobody wished and nobody marked. */
    private void strangers(Balancer there, List<Node<BackendWish, Balancer.Backend>> backends) {
      List<String> wished =
          backends.stream()
              .flatMap(b -> parts.object(b).stream())
              .map(Balancer.Backend::id)
              .toList();
      facts.find(Balancer.Backend.class, new Within(there.id())).stream()
          .filter(b -> !b.marks().containsKey(owner) && !wished.contains(b.id()))
          .forEach(b -> findings.strangeBackend(b.id() + " (" + b.resource() + ")", b.listener()));
    }

    // ---- the way out of the VPC ----

    private void table(Ref<String> balancer) {
      List<Cidr> destinations = places.outside(home);
      if (destinations.isEmpty()) {
        return;
      }
      Optional<BalancerHop> hop = BalancerHop.of(vxnet, facts, refs, out);
      if (hop.isEmpty()) {
        findings.noWay(places.firstOutside(home), refs.show(vxnet.id()));
        return;
      }
      Node<BalancerTableWish, RouteTable> table =
          out.add(
              QingCloudKinds.BALANCER_TABLES,
              address.child("table"),
              scope,
              new BalancerTableWish(home.router()));
      Ref<String> id = table.ref("id", RouteTable::id);
      Node<TableBindingWish, RouteTable.Binding> binding =
          out.add(
              QingCloudKinds.BALANCER_BINDINGS,
              address.child("binding"),
              scope,
              new TableBindingWish(id, balancer));
      List<Node<TableRuleWish, RouteTable.Rule>> rules = new ArrayList<>();
      for (Cidr destination : destinations) {
        rules.add(
            out.add(
                QingCloudKinds.TABLE_RULES,
                address.child("way." + destination),
                scope,
                new TableRuleWish(
                    id, destination, hop.get().address(), home.router(), hop.get().border()),
                binding));
      }
      Optional<RouteTable> there = parts.object(table);
      boolean pending =
          rules.stream().anyMatch(parts::isOpen)
              || parts.isLeft(
                  QingCloudKinds.TABLE_RULES,
                  rules,
                  r -> there.filter(t -> t.id().equals(r.table())).isPresent());
      List<Node<?, ?>> written = new ArrayList<>(rules);
      written.add(binding);
      out.add(
          QingCloudKinds.PUBLISHED_TABLES,
          address.child("routes-published"),
          scope,
          publication(id, pending, there.map(BalancerPublished::of).orElse(null), "route table"),
          written.toArray(Node<?, ?>[]::new));
    }
  }
}
