package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.provider.AcceptWish;
import dev.tieline.provider.End;
import dev.tieline.provider.Joined;
import dev.tieline.provider.Keys;
import dev.tieline.provider.PeeringViews;
import dev.tieline.provider.Terms;
import dev.tieline.spi.Address;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Link;
import dev.tieline.topology.Peering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From peerings of the wish to objects: the connection and its acceptance, and by {@link
 * PeerRoutes} and {@link PeerRules} what follows from them on each side whose credentials we hold.
 * Linear in what it makes. Used for one compilation.
 */
final class PeeringCompiler {
  private final LinkCompiling compiling;
  private final Graph.Builder out;
  private final PeeringFindings findings;
  private final OtherWays ways;
  private final PeeringQuotas quotas;
  private final NetworkMarks marks;

  private PeeringCompiler(LinkCompiling compiling, NetworkMarks marks) {
    this.compiling = compiling;
    this.marks = marks;
    out = compiling.out();
    findings = compiling.findings();
    ways = new OtherWays(compiling.facts(), compiling.refs(), findings);
    quotas = compiling.quotas();
  }

  /** Adds the objects and findings of all peerings between these networks. */
  static void compile(LinkCompiling compiling, NetworkMarks marks, Map<String, Compiled> networks) {
    new PeeringCompiler(compiling, marks).compile(networks);
  }

  private void compile(Map<String, Compiled> networks) {
    Map<Keys.Pair, String> pairs = new LinkedHashMap<>();
    for (Link link : compiling.topology().links().values()) {
      if (link instanceof Peering peering) {
        Compiled a = networks.get(peering.a());
        Compiled b = networks.get(peering.b());
        if (a != null && b != null && !findings.hinder(peering, a, b, pairs)) {
          compile(joined(peering, a, b));
        }
      }
    }
  }

  private Joined<Compiled, Pcc> joined(Peering peering, Compiled a, Compiled b) {
    boolean byPeer = PeeringOptions.of(peering).requestedByPeer();
    Optional<PeeringViews<Pcc>> there = there(peering, a, b, byPeer);
    return Joined.of(compiling.owner(), compiling.refs(), peering, there, byPeer, a, b);
  }

  private Optional<PeeringViews<Pcc>> there(
      Peering peering, Compiled a, Compiled b, boolean byPeer) {
    Optional<String> first = compiling.refs().peek(a.vpcId());
    Optional<String> second = compiling.refs().peek(b.vpcId());
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    String own = a.isForeign() ? second.get() : first.get();
    findings.dead(peering, first.get(), second.get(), byPeer);
    return PeeringConnections.standing(
            compiling.owner(), compiling.facts(), first.get(), second.get())
        .stream()
        .filter(p -> !p.dead())
        .filter(p -> !byPeer || !PeeringConnections.isWithdrawn(compiling.owner(), p, own))
        .findFirst();
  }

  private void compile(Joined<Compiled, Pcc> joined) {
    Peering peering = joined.peering();
    Address address = joined.address();
    End asker = end(joined.requester());
    End asked = end(joined.accepter());
    PeeringOptions options = PeeringOptions.of(peering);
    Terms terms = new Terms(peering.name(), peering.flows());
    Scope home =
        joined
            .there()
            .map(p -> p.home().scope())
            .orElseGet(() -> scope(joined.requester(), joined.accepter()));
    PccWish wish =
        new PccWish(
            asker,
            asked,
            options.bandwidth(),
            options.linkType(),
            Mine.display(compiling.owner(), peering.name()),
            terms);
    Node<PccWish, Pcc> pcc =
        out.add(AliyunKinds.PEERING_CONNECTIONS, address, home, wish, before(joined, options));
    Ref<String> id = pcc.ref("id", Pcc::id);
    Node<?, ?> ready = pcc;
    if (!joined.isOfOneAccount()) {
      Scope where = joined.scopeOf(joined.accepter(), compiling.refs()).orElse(home);
      ready =
          out.add(
              AliyunKinds.ACCEPTANCES,
              address.child("accept"),
              where,
              new AcceptWish(id, asker, asked, joined.adopted(), terms));
      if (!joined.adopted() && !where.account().equals(home.account())) {
        out.add(
            AliyunKinds.PEERING_MARKS,
            address.child("mark"),
            where,
            new MarkWish(id, address, joined.shared()),
            ready);
      }
    }
    joined.sides().forEach(side -> quotas.peering(side, joined));
    joined.there().ifPresent(p -> findings.there(peering, p, joined.adopted(), wish));
    joined.sides().forEach(side -> findings.acls(peering, side));
    joined.sides().forEach(side -> findings.ranges(peering, side, joined.other(side)));
    if (joined.there().isEmpty()) {
      joined.sides().forEach(s -> ways.routerInterfaces(peering, s, joined.other(s)));
    }
    joined.sides().forEach(s -> ways.learned(peering, s, joined.other(s)));
    joined.sides().forEach(marks::mark);
    new PeerRoutes(compiling, joined, id, ready, marks.all()).compile();
    new PeerRules(compiling, joined, ready, marks.all()).compile();
  }

  private Node<?, ?>[] before(Joined<Compiled, Pcc> joined, PeeringOptions options) {
    List<Node<?, ?>> before = new ArrayList<>(joined.requester().before());
    joined.accepter().before().stream().filter(n -> !before.contains(n)).forEach(before::add);
    // a connection that carries traffic already shows that it was opened
    if (joined.there().filter(PeeringViews::active).isEmpty()) {
      boolean crossBorder =
          Regions.crossBorder(joined.requester().region(), joined.accepter().region());
      Set<String> accounts = new LinkedHashSet<>();
      for (Compiled side : joined.sides()) {
        if (side.scope() != null && accounts.add(side.scope().account())) {
          boolean opens = options.opensDataTransfer();
          before.addAll(transfer(joined, side, false, opens));
          if (crossBorder) { // a part of its own, beside the other one
            before.addAll(transfer(joined, side, true, opens));
          }
        }
      }
    }
    return before.toArray(Node<?, ?>[]::new);
  }

  /** Opens what traffic is billed by, if the link says so; else says that it is not open. */
  private List<Node<?, ?>> transfer(
      Joined<Compiled, Pcc> joined, Compiled side, boolean crossBorder, boolean opens) {
    Scope scope = requireNonNull(side.scope(), "scope");
    if (!opens) {
      findings.transfer(joined.peering(), scope, crossBorder);
      return List.of();
    }
    return List.of(
        out.add(
            AliyunKinds.CDT_OPENINGS,
            joined.address().child((crossBorder ? "cdt-border." : "cdt.") + scope.account()),
            scope,
            new CdtWish(scope.account(), crossBorder)));
  }

  private static End end(Compiled network) {
    return new End(
        network.name(),
        String.valueOf(network.accountId()), // known, else a finding has hindered the link
        network.region(),
        network.vpcId(),
        network.blocks(),
        network.isForeign());
  }

  private static Scope scope(Compiled first, Compiled second) {
    @Nullable Scope scope = first.scope() == null ? second.scope() : first.scope();
    return requireNonNull(scope, "one side is ours, else a finding hinders");
  }
}
