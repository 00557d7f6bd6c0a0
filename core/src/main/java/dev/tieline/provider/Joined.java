package dev.tieline.provider;

import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
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
 * @param <N> the provider's type of networks
 * @param <V> the provider's type of connections
 */
public record Joined<N extends CompiledNetwork, V extends PeeringView<V>>(
    Peering peering,
    Optional<PeeringViews<V>> there,
    boolean adopted,
    boolean shared,
    N requester,
    N accepter) {
  /**
   * Returns two networks as a peering joins them.
   *
   * @param owner who wishes
   * @param refs what is there of the wish
   * @param peering the wish
   * @param there the connection that serves, if there is one
   * @param byPeer whether of a foreign network and one of ours the foreign one asks
   * @param a one network
   * @param b the other
   * @param <N> the provider's type of networks
   * @param <V> the provider's type of connections
   * @return both in their roles
   */
  public static <N extends CompiledNetwork, V extends PeeringView<V>> Joined<N, V> of(
      Owner owner,
      Refs refs,
      Peering peering,
      Optional<PeeringViews<V>> there,
      boolean byPeer,
      N a,
      N b) {
    N canonical = asks(byPeer, a, b);
    boolean turned = there.filter(p -> isTurned(refs, p, canonical, a, b)).isPresent();
    N requester = turned == canonical.name().equals(a.name()) ? b : a;
    N accepter = requester.name().equals(a.name()) ? b : a;
    boolean adopted = there.map(p -> !p.ours(owner)).orElse(requester.isForeign());
    boolean shared = !adopted && there.filter(p -> !p.madeBy(owner)).isPresent();
    return new Joined<>(peering, there, adopted, shared, requester, accepter);
  }

  /**
   * Returns who asks, which never depends on what is there: the smallest account, then region, then
   * VPC, by its id or by its network's name if we make it.
   */
  private static <N extends CompiledNetwork> N asks(boolean byPeer, N a, N b) {
    if (a.isForeign() || b.isForeign()) {
      return a.isForeign() == byPeer ? a : b;
    }
    return Comparator.comparing((CompiledNetwork c) -> String.valueOf(c.accountId()))
                .thenComparing(CompiledNetwork::region)
                .thenComparing(c -> c.vpcId().toString())
                .compare(a, b)
            <= 0
        ? a
        : b;
  }

  /** Returns whether a connection that serves was asked for the other way round. */
  private static boolean isTurned(
      Refs refs,
      PeeringViews<?> views,
      CompiledNetwork canonical,
      CompiledNetwork a,
      CompiledNetwork b) {
    boolean asCanonical =
        refs.peek(canonical.vpcId()).filter(views.home().requester().vpc()::equals).isPresent();
    // a foreign request that nobody wished is shown as what it is, and never accepted
    return !asCanonical && (!views.requested() || !(a.isForeign() || b.isForeign()));
  }

  /**
   * Returns the link's address.
   *
   * @return the address
   */
  public Address address() {
    return new Address(peering.address());
  }

  /**
   * Returns both sides.
   *
   * @return the requester first
   */
  public List<N> sides() {
    return List.of(requester, accepter);
  }

  /**
   * Returns the other side.
   *
   * @param side a side
   * @return the other
   */
  public N other(N side) {
    return isRequester(side) ? accepter : requester;
  }

  /**
   * Returns whether a side asks.
   *
   * @param side a side
   * @return whether it is the requester
   */
  public boolean isRequester(N side) {
    return side.name().equals(requester.name());
  }

  /**
   * Returns where a side's calls go: where its view was read from, if it was.
   *
   * @param side a side
   * @param refs the values that are known
   * @return the scope; empty for a foreign side
   */
  public Optional<Scope> scopeOf(N side, Refs refs) {
    Scope scope = side.scope();
    return scope == null
        ? Optional.empty()
        : view(side, refs).map(V::scope).or(() -> Optional.of(scope));
  }

  /**
   * Returns whether one account has both sides, so that some clouds ask nobody to accept.
   *
   * @return whether it has
   */
  public boolean isOfOneAccount() {
    return String.valueOf(requester.accountId()).equals(accepter.accountId());
  }

  /**
   * Returns the connection as a side sees it.
   *
   * @param side a side
   * @param refs the values that are known
   * @return its view; empty if there is none that we can read
   */
  public Optional<V> view(N side, Refs refs) {
    return there.flatMap(views -> view(views, side, refs));
  }

  private static <V extends PeeringView<V>> Optional<V> view(
      PeeringViews<V> views, CompiledNetwork side, Refs refs) {
    V home = views.home();
    boolean asRequester =
        refs.peek(side.vpcId()).filter(home.requester().vpc()::equals).isPresent();
    return views.from(asRequester ? home.requester() : home.accepter());
  }
}
