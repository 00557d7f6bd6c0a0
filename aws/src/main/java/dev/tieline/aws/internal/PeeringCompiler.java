package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.plan.Opening;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Link;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From peerings of the wish to objects: the connection, its acceptance and what follows from them
 * on each side whose credentials we hold. Linear in what it makes. Used for one compilation.
 */
final class PeeringCompiler {
  private final Topology topology;
  private final Owner owner;
  private final Facts facts;
  private final Map<String, Compiled> networks;
  private final Graph.Builder out;
  private final FoundRefs refs;
  private final PeeringFindings findings;
  private final PeeringQuotas quotas;

  private PeeringCompiler(
      Owner owner,
      Topology topology,
      Facts facts,
      Map<String, Compiled> networks,
      Graph.Builder out) {
    this.owner = owner;
    this.topology = topology;
    this.facts = facts;
    this.networks = networks;
    this.out = out;
    this.refs = new FoundRefs(owner, facts);
    this.findings = new PeeringFindings(owner, facts, refs, out);
    this.quotas = new PeeringQuotas(facts, refs, findings);
  }

  /** Adds the objects and findings of all peerings between these networks. */
  static void compile(
      Owner owner,
      Topology topology,
      Facts facts,
      Map<String, Compiled> networks,
      Graph.Builder out) {
    new PeeringCompiler(owner, topology, facts, networks, out).compile();
  }

  private void compile() {
    Map<Keys.Pair, String> pairs = new LinkedHashMap<>();
    for (Link link : topology.links().values()) {
      if (link instanceof Peering peering) {
        Compiled a = networks.get(peering.a());
        Compiled b = networks.get(peering.b());
        if (a != null && b != null && !findings.hinder(peering, a, b, pairs)) {
          new OnePeering(peering, a, b).compile();
        }
      }
    }
    quotas.check(topology.name());
  }

  /** One side's group that gets rules. */
  private record Group(String label, Ref<String> id, boolean own) {}

  /** The compilation of one peering. */
  private final class OnePeering {
    private final Peering peering;
    private final Address address;
    private final PeeringOptions options;
    private final Optional<PcxViews> there;
    private final boolean adopted;
    private final boolean shared;
    private final Compiled requester;
    private final Compiled accepter;
    private final Map<String, List<Group>> groups = new LinkedHashMap<>();

    OnePeering(Peering peering, Compiled a, Compiled b) {
      this.peering = peering;
      address = new Address(peering.address());
      options = PeeringOptions.of(peering);
      there = there(a, b);
      Compiled canonical = asks(a, b);
      boolean turned = there.filter(p -> isTurned(p, canonical, a, b)).isPresent();
      requester = turned == canonical.name().equals(a.name()) ? b : a;
      accepter = requester.name().equals(a.name()) ? b : a;
      adopted = there.map(p -> !p.ours(owner)).orElse(isForeign(requester));
      shared = !adopted && there.filter(p -> !p.madeBy(owner)).isPresent();
    }

    private Optional<PcxViews> there(Compiled a, Compiled b) {
      Optional<String> first = refs.peek(a.vpcId());
      Optional<String> second = refs.peek(b.vpcId());
      if (first.isEmpty() || second.isEmpty()) {
        return Optional.empty();
      }
      findings.dead(peering, first.get(), second.get());
      return PeeringConnections.live(owner, facts, first.get(), second.get()).stream().findFirst();
    }

    /**
     * Returns who asks, which never depends on what is there: the smallest account, then region,
     * then VPC, by its id or by its network's name if we make it.
     */
    private Compiled asks(Compiled a, Compiled b) {
      if (isForeign(a) || isForeign(b)) {
        return isForeign(a) == options.requestedByPeer() ? a : b;
      }
      return Comparator.comparing((Compiled c) -> String.valueOf(c.accountId()))
                  .thenComparing(Compiled::region)
                  .thenComparing(c -> c.vpcId().toString())
                  .compare(a, b)
              <= 0
          ? a
          : b;
    }

    /** Returns whether a connection that serves was asked for the other way round. */
    private boolean isTurned(PcxViews pcx, Compiled canonical, Compiled a, Compiled b) {
      boolean asCanonical =
          refs.peek(canonical.vpcId()).filter(pcx.home().requester().vpc()::equals).isPresent();
      // a foreign request that nobody wished is shown as what it is, and never accepted
      return !asCanonical && (pcx.active() || !(isForeign(a) || isForeign(b)));
    }

    void compile() {
      Node<?, ?>[] before = before();
      End asker = end(requester);
      End asked = end(accepter);
      Terms terms = new Terms(peering.name(), peering.flows(), !options.dnsOf().isEmpty());
      Scope home = there.map(p -> p.home().scope()).orElseGet(() -> scope(requester, accepter));
      Node<PcxWish, Pcx> pcx =
          out.add(
              AwsKinds.PEERING_CONNECTIONS,
              address,
              home,
              new PcxWish(asker, asked, terms),
              before);
      Ref<String> id = pcx.ref("id", Pcx::id);
      Scope where = scopeOf(accepter).orElse(home);
      Node<AcceptWish, Pcx> accepted =
          out.add(
              AwsKinds.ACCEPTANCES,
              address.child("accept"),
              where,
              new AcceptWish(id, asker, asked, adopted, terms));
      if (!adopted && !where.equals(home)) {
        out.add(
            AwsKinds.PEERING_MARKS,
            address.child("mark"),
            where,
            new MarkWish(id, address, shared),
            accepted);
      }
      quotas.peering(requester, peering, there.isEmpty());
      quotas.peering(accepter, peering, there.isEmpty());
      Scope asking = requester.scope();
      if (asking != null && isForeign(accepter)) {
        quotas.request(asking, peering, there.isEmpty());
      }
      there.ifPresent(p -> findings.there(peering, p, adopted, asker, asked));
      findings.acls(peering, requester);
      findings.acls(peering, accepter);
      dns(id, accepted);
      for (Compiled side : List.of(requester, accepter)) {
        if (side.scope() != null) {
          routes(side, other(side), id, accepted);
        }
      }
      rules(accepted);
    }

    private Node<?, ?>[] before() {
      List<Node<?, ?>> before = new ArrayList<>(requester.before());
      accepter.before().stream().filter(n -> !before.contains(n)).forEach(before::add);
      return before.toArray(Node<?, ?>[]::new);
    }

    private Compiled other(Compiled side) {
      return isRequester(side) ? accepter : requester;
    }

    private boolean isRequester(Compiled side) {
      return side.name().equals(requester.name());
    }

    /** Returns where a side's calls go: where its view was read from, if it was. */
    private Optional<Scope> scopeOf(Compiled side) {
      if (side.scope() == null) {
        return Optional.empty();
      }
      return there
          .flatMap(p -> view(p, side))
          .map(Pcx::scope)
          .or(() -> Optional.ofNullable(side.scope()));
    }

    private Optional<Pcx> view(PcxViews pcx, Compiled side) {
      Pcx home = pcx.home();
      boolean asRequester =
          refs.peek(side.vpcId()).filter(home.requester().vpc()::equals).isPresent();
      return pcx.from(asRequester ? home.requester() : home.accepter());
    }

    // ---- DNS ----

    private void dns(Ref<String> pcx, Node<AcceptWish, Pcx> accepted) {
      if (options.dnsOf().isEmpty()) {
        return;
      }
      findings.dnsAttributes(peering, requester);
      findings.dnsAttributes(peering, accepter);
      for (Compiled side : List.of(requester, accepter)) {
        Optional<Scope> scope = scopeOf(side);
        if (options.dnsOf().contains(side.name()) && scope.isPresent()) {
          List<Node<?, ?>> after = new ArrayList<>(side.before());
          after.add(accepted);
          if (!adopted || changesForeign(side, pcx, scope.get(), after)) {
            out.add(
                AwsKinds.PEERING_DNS,
                address.child("dns." + side.name()),
                scope.get(),
                new DnsWish(pcx, side.vpcId(), isRequester(side)),
                after.toArray(Node<?, ?>[]::new));
          }
        }
      }
    }

    /** Returns whether the option of a connection that is not ours is ours to turn on. */
    private boolean changesForeign(
        Compiled side, Ref<String> pcx, Scope scope, List<Node<?, ?>> after) {
      Optional<Pcx> view = there.flatMap(p -> view(p, side));
      Optional<String> vpc = refs.peek(side.vpcId());
      boolean on =
          view.isPresent()
              && vpc.isPresent()
              && Boolean.TRUE.equals(view.get().side(vpc.get()).dnsFromRemote());
      boolean turnedByUs =
          view.isPresent()
              && vpc.isPresent()
              && view.get().tags().get(DnsBefores.key(owner, vpc.get())).isPresent();
      if (on && !turnedByUs) {
        return false;
      }
      if (!topology.consents().contains(Consent.CHANGE_FOREIGN_ATTRIBUTES)) {
        findings.consentNeeded(peering, side);
        return false;
      }
      after.add(
          out.add(
              AwsKinds.DNS_BEFORES,
              address.child("before.dns." + side.name()),
              scope,
              new DnsBeforeWish(pcx, side.vpcId(), address),
              after.toArray(Node<?, ?>[]::new)));
      return true;
    }

    // ---- routes ----

    private void routes(
        Compiled side, Compiled peer, Ref<String> pcx, Node<AcceptWish, Pcx> accepted) {
      Scope scope = requireNonNull(side.scope(), "scope");
      for (TableRef table : findings.tables(peering, side)) {
        out.routed(new Graph.Routed(peering.address(), side.name(), table.id()));
        for (BlockRef block : peer.blocks()) {
          if (has(side, block.v6())) {
            String name = table.label() + "." + block.label();
            List<Node<?, ?>> after = new ArrayList<>(List.of(accepted));
            Optional<Route> now = route(table, block);
            Claiming claiming = claiming(table, block, now);
            if (claiming.isNeeded(adopted, shared)) {
              ClaimWish claim =
                  new ClaimWish(table.id(), block.cidr(), pcx, address, claiming.uses());
              after.add(
                  out.add(
                      AwsKinds.ROUTE_CLAIMS,
                      address.child("claim." + name),
                      scope,
                      claim,
                      accepted));
              quotas.claim(scope, table.id(), peering, claiming.own().isEmpty());
            }
            out.add(
                AwsKinds.ROUTES,
                address.child("route." + name),
                scope,
                new RouteWish(
                    table.id(),
                    block.cidr(),
                    pcx,
                    topology.consents().contains(Consent.REPLACE_BLACKHOLES)),
                after.toArray(Node<?, ?>[]::new));
            quotas.route(scope, table.id(), block.v6(), peering, now.isEmpty());
          }
        }
      }
    }

    private Optional<Route> route(TableRef table, BlockRef block) {
      return refs.peek(table.id())
          .flatMap(t -> refs.peek(block.cidr()).map(c -> new Keys.RouteAt(t, c)))
          .flatMap(
              at ->
                  facts.find(Route.class, at).stream()
                      .filter(r -> r.origin() != Origin.PROPAGATED)
                      .findFirst());
    }

    private Claiming claiming(TableRef table, BlockRef block, Optional<Route> now) {
      Tags tags =
          refs.peek(table.id())
              .flatMap(t -> facts.one(RouteTable.class, t))
              .map(RouteTable::tags)
              .orElse(Tags.none());
      boolean leadsThere =
          now.filter(r -> there.filter(p -> p.id().equals(r.target())).isPresent()).isPresent();
      return Claiming.of(owner, tags, refs.peek(block.cidr()), leadsThere);
    }

    // ---- rules ----

    private void rules(Node<AcceptWish, Pcx> accepted) {
      for (Compiled side : List.of(requester, accepter)) {
        if (side.scope() != null) {
          groups.put(side.name(), groups(side));
        }
      }
      for (Flow flow : peering.flows().stream().distinct().toList()) {
        Compiled from = flow.from().equals(requester.name()) ? requester : accepter;
        Compiled to = other(from);
        for (Group group : groups.getOrDefault(to.name(), List.of())) {
          from.blocks().stream()
              .filter(b -> has(to, b.v6()))
              .forEach(b -> ingress(flow, to, group, b, accepted));
        }
        for (Group group : groups.getOrDefault(from.name(), List.of())) {
          to.blocks().stream()
              .filter(b -> has(from, b.v6()) && !group.own() && !isLetOut(flow, group, b))
              .forEach(b -> rule(flow, from, group, false, b, accepted));
        }
      }
    }

    private List<Group> groups(Compiled side) {
      List<Group> chosen = new ArrayList<>();
      if (peering.groups().containsKey(side.name())) {
        findings
            .groups(peering, side, other(side))
            .forEach(id -> chosen.add(new Group(id, Ref.known(id), false)));
      } else if (side.group() != null) {
        chosen.add(new Group(side.name() + ".group", side.group(), true));
      } else if (peering.flows().stream().anyMatch(f -> f.to().equals(side.name()))) {
        findings.groupNotChosen(peering, side);
      }
      chosen.forEach(g -> out.member(new Graph.Member(peering.address(), side.name(), g.id())));
      return chosen;
    }

    private void ingress(
        Flow flow, Compiled to, Group group, BlockRef block, Node<AcceptWish, Pcx> accepted) {
      Address rule = rule(flow, to, group, true, block, accepted);
      refs.peek(block.cidr())
          .ifPresent(
              source ->
                  out.opening(
                      new Opening(
                          rule.path(), to.name(), refs.show(group.id()), flow.traffic(), source)));
    }

    private Address rule(
        Flow flow,
        Compiled side,
        Group group,
        boolean ingress,
        BlockRef block,
        Node<AcceptWish, Pcx> accepted) {
      Scope scope = requireNonNull(side.scope(), "scope");
      Address rule =
          address.child(
              "rule."
                  + group.label()
                  + (ingress ? ".in." : ".out.")
                  + flow.traffic()
                  + "."
                  + block.label());
      RuleWish wish =
          new RuleWish(group.id(), ingress, flow.traffic(), block.cidr(), peering.name());
      // opened only once the connection is accepted: what never comes about opens nothing
      out.add(AwsKinds.GROUP_RULES, rule, scope, wish, accepted);
      quotas.rule(scope, wish, block.v6(), peering);
      return rule;
    }

    /** Returns whether rules that are not this topology's let a flow out already. */
    private boolean isLetOut(Flow flow, Group group, BlockRef block) {
      return refs.peek(group.id()).stream()
          .flatMap(id -> facts.find(GroupRule.class, new Keys.InGroup(id)).stream())
          .filter(r -> !r.ingress() && r.tags().get(Marks.key(owner)).isEmpty())
          .anyMatch(r -> r.traffic().covers(flow.traffic()) && covers(r, block));
    }

    private boolean covers(GroupRule rule, BlockRef block) {
      if (!(rule.peer() instanceof RulePeer.Block peer)) {
        return false;
      }
      return refs.peek(block.cidr())
          .map(peer.cidr()::contains)
          .orElse(peer.cidr().isV6() == block.v6() && peer.cidr().prefixLength() == 0);
    }
  }

  private static boolean isForeign(Compiled network) {
    return network.form() == Compiled.Form.FOREIGN;
  }

  private static boolean has(Compiled network, boolean v6) {
    return network.blocks().stream().anyMatch(b -> b.v6() == v6);
  }

  private static End end(Compiled network) {
    return new End(
        network.name(),
        String.valueOf(network.accountId()), // known, else a finding has hindered the link
        network.region(),
        network.vpcId(),
        network.blocks(),
        isForeign(network));
  }

  private static Scope scope(Compiled first, Compiled second) {
    @Nullable Scope scope = first.scope() == null ? second.scope() : first.scope();
    return requireNonNull(scope, "one side is ours, else a finding hinders");
  }
}
