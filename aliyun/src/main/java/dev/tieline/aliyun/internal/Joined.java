package dev.tieline.aliyun.internal;

import dev.tieline.spi.Address;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Peering;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Two networks that a peering joins: who asks, who is asked, and what is there between them.
 *
 * @param peering the wish
 * @param there the connection that serves, if there is one
 * @param adopted whether the connection is nobody's of the namespace
 * @param shared whether another topology of the namespace made it
 * @param requester the side that asks
 * @param accepter the side that is asked
 */
record Joined(
    Peering peering,
    Optional<PccViews> there,
    boolean adopted,
    boolean shared,
    Compiled requester,
    Compiled accepter) {
  static Joined of(LinkCompiling compiling, Peering peering, Compiled a, Compiled b) {
    Optional<PccViews> there = there(compiling, peering, a, b);
    Compiled canonical = asks(PeeringOptions.of(peering), a, b);
    boolean turned = there.filter(p -> isTurned(compiling.refs(), p, canonical, a, b)).isPresent();
    Compiled requester = turned == canonical.name().equals(a.name()) ? b : a;
    Compiled accepter = requester.name().equals(a.name()) ? b : a;
    boolean adopted = there.map(p -> !p.ours(compiling.owner())).orElse(requester.isForeign());
    boolean shared = !adopted && there.filter(p -> !p.madeBy(compiling.owner())).isPresent();
    return new Joined(peering, there, adopted, shared, requester, accepter);
  }

  private static Optional<PccViews> there(
      LinkCompiling compiling, Peering peering, Compiled a, Compiled b) {
    Optional<String> first = compiling.refs().peek(a.vpcId());
    Optional<String> second = compiling.refs().peek(b.vpcId());
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    compiling.findings().dead(peering, first.get(), second.get());
    return PeeringConnections.standing(
            compiling.owner(), compiling.facts(), first.get(), second.get())
        .stream()
        .filter(p -> !p.dead())
        .findFirst();
  }

  /**
   * Returns who asks, which never depends on what is there: the smallest account, then region, then
   * VPC, by its id or by its network's name if we make it.
   */
  private static Compiled asks(PeeringOptions options, Compiled a, Compiled b) {
    if (a.isForeign() || b.isForeign()) {
      return a.isForeign() == options.requestedByPeer() ? a : b;
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
  private static boolean isTurned(
      Refs refs, PccViews pcc, Compiled canonical, Compiled a, Compiled b) {
    boolean asCanonical =
        refs.peek(canonical.vpcId()).filter(pcc.home().requester().vpc()::equals).isPresent();
    // a foreign request that nobody wished is shown as what it is, and never accepted
    return !asCanonical && (pcc.active() || !(a.isForeign() || b.isForeign()));
  }

  Address address() {
    return new Address(peering.address());
  }

  List<Compiled> sides() {
    return List.of(requester, accepter);
  }

  /** Returns whether one account has both sides, so that nobody has to accept. */
  boolean isOfOneAccount() {
    return String.valueOf(requester.accountId()).equals(accepter.accountId());
  }

  Compiled other(Compiled side) {
    return isRequester(side) ? accepter : requester;
  }

  boolean isRequester(Compiled side) {
    return side.name().equals(requester.name());
  }

  /** Returns where a side's calls go: where its view was read from, if it was. */
  Optional<Scope> scopeOf(Compiled side, Refs refs) {
    if (side.scope() == null) {
      return Optional.empty();
    }
    return view(side, refs).map(Pcc::scope).or(() -> Optional.ofNullable(side.scope()));
  }

  /** Returns the connection as a side sees it. */
  Optional<Pcc> view(Compiled side, Refs refs) {
    return there.flatMap(pcc -> view(pcc, side, refs));
  }

  private static Optional<Pcc> view(PccViews pcc, Compiled side, Refs refs) {
    Pcc home = pcc.home();
    boolean asRequester =
        refs.peek(side.vpcId()).filter(home.requester().vpc()::equals).isPresent();
    return pcc.from(asRequester ? home.requester() : home.accepter());
  }
}
