package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.provider.AcceptWish;
import dev.tieline.provider.End;
import dev.tieline.provider.Joined;
import dev.tieline.provider.Keys;
import dev.tieline.provider.PeeringViews;
import dev.tieline.provider.Terms;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Link;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From peerings of the wish to objects: the connection and its acceptance, and by {@link
 * PeerNames}, {@link PeerRoutes} and {@link PeerRules} what follows from them on each side whose
 * credentials we hold. Linear in what it makes. Used for one compilation.
 */
final class PeeringCompiler {
  private final LinkCompiling compiling;
  private final Graph.Builder out;
  private final PeeringFindings findings;
  private final PeeringQuotas quotas;

  private PeeringCompiler(LinkCompiling compiling) {
    this.compiling = compiling;
    out = compiling.out();
    findings = compiling.findings();
    quotas = compiling.quotas();
  }

  /** Adds the objects and findings of all peerings between these networks. */
  static void compile(
      Owner owner,
      Topology topology,
      Facts facts,
      Map<String, Compiled> networks,
      Graph.Builder out) {
    new PeeringCompiler(LinkCompiling.of(owner, topology, facts, out)).compile(networks);
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
    quotas.check(compiling.topology().name());
  }

  private Joined<Compiled, Pcx> joined(Peering peering, Compiled a, Compiled b) {
    Optional<PeeringViews<Pcx>> there = there(peering, a, b);
    boolean byPeer = PeeringOptions.of(peering).requestedByPeer();
    return Joined.of(compiling.owner(), compiling.refs(), peering, there, byPeer, a, b);
  }

  private Optional<PeeringViews<Pcx>> there(Peering peering, Compiled a, Compiled b) {
    Optional<String> first = compiling.refs().peek(a.vpcId());
    Optional<String> second = compiling.refs().peek(b.vpcId());
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    findings.dead(peering, first.get(), second.get());
    return PeeringConnections.live(compiling.owner(), compiling.facts(), first.get(), second.get())
        .stream()
        .findFirst();
  }

  private void compile(Joined<Compiled, Pcx> joined) {
    Peering peering = joined.peering();
    Address address = joined.address();
    End asker = end(joined.requester());
    End asked = end(joined.accepter());
    boolean names = !PeeringOptions.of(peering).dnsOf().isEmpty();
    Terms terms = new Terms(peering.name(), peering.flows(), names);
    Scope home =
        joined
            .there()
            .map(p -> p.home().scope())
            .orElseGet(() -> scope(joined.requester(), joined.accepter()));
    Node<PcxWish, Pcx> pcx =
        out.add(
            AwsKinds.PEERING_CONNECTIONS,
            address,
            home,
            new PcxWish(asker, asked, terms),
            before(joined));
    Ref<String> id = pcx.ref("id", Pcx::id);
    Scope where = joined.scopeOf(joined.accepter(), compiling.refs()).orElse(home);
    Node<AcceptWish, Pcx> accepted =
        out.add(
            AwsKinds.ACCEPTANCES,
            address.child("accept"),
            where,
            new AcceptWish(id, asker, asked, joined.adopted(), terms));
    if (!joined.adopted() && !where.equals(home)) {
      out.add(
          AwsKinds.PEERING_MARKS,
          address.child("mark"),
          where,
          new MarkWish(id, address, joined.shared()),
          accepted);
    }
    count(joined);
    joined.there().ifPresent(p -> findings.there(peering, p, joined.adopted(), asker, asked));
    joined.sides().forEach(side -> findings.acls(peering, side));
    new PeerNames(compiling, joined, id, accepted).compile();
    new PeerRoutes(compiling, joined, id, accepted).compile();
    new PeerRules(compiling, joined, accepted).compile();
  }

  private void count(Joined<Compiled, Pcx> joined) {
    boolean fresh = joined.there().isEmpty();
    joined.sides().forEach(side -> quotas.peering(side, joined.peering(), fresh));
    Scope asking = joined.requester().scope();
    if (asking != null && joined.accepter().isForeign()) {
      quotas.request(asking, joined.peering(), fresh);
    }
  }

  private static Node<?, ?>[] before(Joined<Compiled, Pcx> joined) {
    List<Node<?, ?>> before = new ArrayList<>(joined.requester().before());
    joined.accepter().before().stream().filter(n -> !before.contains(n)).forEach(before::add);
    return before.toArray(Node<?, ?>[]::new);
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
