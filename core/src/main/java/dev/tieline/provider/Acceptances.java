package dev.tieline.provider;

import dev.tieline.plan.Action;
import dev.tieline.plan.Handover;
import dev.tieline.plan.Trait;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * That peering connections are accepted: by us in the accepter's account and region, or by somebody
 * else for whom we wait. We accept only what the cloud states as it is wished: account, region, VPC
 * and, for a request that is not ours, every block. An acceptance ends with its connection.
 *
 * @param <V> the provider's type of connections
 */
public final class Acceptances<V extends PeeringView<V>> implements ResourceKind<AcceptWish, V> {
  private final Cloud<V> cloud;

  /** How far a connection is. */
  public enum Stage {
    /** It waits for the one who was asked. */
    REQUESTED,
    /** It is accepted, and serves or soon will. */
    ACCEPTED,
    /** Anything else. */
    OTHER
  }

  /**
   * How a cloud accepts connections.
   *
   * @param <V> the provider's type of connections
   */
  public interface Cloud<V> {
    /**
     * Returns the type under which connections are filed.
     *
     * @return the provider's type
     */
    Class<V> type();

    /**
     * Returns how far a connection is.
     *
     * @param view the connection
     * @return the stage
     */
    Stage stage(V view);

    /**
     * Returns the call that accepts a connection.
     *
     * @param node the address, the scope and the wish
     * @param refs the values; all that the wish refers to are known
     * @return the call
     */
    Call<V> accept(Node<AcceptWish, V> node, Refs refs);

    /**
     * Returns the list that reads connections.
     *
     * @param scope where
     * @param ids their ids
     * @return the list, which may hold others, too
     */
    Query<V> read(Scope scope, Collection<String> ids);

    /**
     * Returns what the state of a connection means for its acceptance.
     *
     * @param wish the wish
     * @param view the connection
     * @return the meaning
     */
    Readiness readiness(AcceptWish wish, V view);

    /**
     * Returns how long the cloud usually takes until an accepted connection can be used.
     *
     * @return zero by default
     */
    default Duration usuallyTakes() {
      return Duration.ZERO;
    }

    /**
     * Returns the cloud's word for a connection that carries traffic.
     *
     * @return the state
     */
    String active();

    /**
     * Returns the words for the one who is to accept.
     *
     * @param wish the wish
     * @param refs the values that are known
     * @return the document
     */
    Handover handover(AcceptWish wish, Refs refs);
  }

  /**
   * The acceptances of a cloud.
   *
   * @param cloud how it accepts
   */
  public Acceptances(Cloud<V> cloud) {
    this.cloud = cloud;
  }

  @Override
  public String name() {
    return "peering acceptance";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public Action verb(AcceptWish wish) {
    return wish.accepter().foreign() ? Action.WAIT : Action.ACCEPT;
  }

  @Override
  public Set<Trait> traits(AcceptWish wish) {
    return wish.kept() ? Set.of(Trait.PERMANENT) : Set.of();
  }

  @Override
  public String describe(AcceptWish wish, Refs refs) {
    return refs.show(wish.connection())
        + " from "
        + refs.show(wish.requester().vpc())
        + " by "
        + refs.show(wish.accepter().vpc());
  }

  @Override
  public String show(V object) {
    return object.id() + " (" + object.status() + ")";
  }

  @Override
  public Find<V> find(Owner owner, Node<AcceptWish, V> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), cloud.type());
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    Optional<PeeringViews<V>> views =
        refs.peek(node.wish().connection()).flatMap(id -> PeeringViews.of(cloud.type(), facts, id));
    // a request can be seen by the one who asks before the one who is asked
    return views
        .map(v -> v.in(node.scope()).orElseGet(v::home))
        .map(view -> judge(node.wish(), view, refs))
        .orElseGet(Find.None::new);
  }

  private Find<V> judge(AcceptWish wish, V view, Refs refs) {
    return switch (cloud.stage(view)) {
      case ACCEPTED -> new Find.Ours<>(view);
      case REQUESTED -> {
        if (wish.accepter().foreign()) {
          yield new Find.Ours<>(view);
        }
        yield mismatch(wish, view, refs)
            .<Find<V>>map(
                what ->
                    new Find.InTheWay<>(
                        CommonCodes.REQUEST_DIFFERS,
                        "request " + view.id() + " states " + what,
                        "Correct the network in the wish if the request is right, else reject it"))
            .orElseGet(Find.None::new);
      }
      case OTHER -> new Find.None<>();
    };
  }

  private static Optional<String> mismatch(AcceptWish wish, PeeringView<?> view, Refs refs) {
    boolean asWished =
        refs.peek(wish.requester().vpc()).filter(view.requester().vpc()::equals).isPresent();
    End requester = asWished ? wish.requester() : wish.accepter();
    End accepter = asWished ? wish.accepter() : wish.requester();
    List<String> found =
        Stream.of(
                requester.misplaced(view.requester(), refs),
                accepter.misplaced(view.accepter(), refs),
                // our own request was made from the wish, and may precede its secondary blocks
                wish.kept()
                    ? requester.otherBlocks(view.requester(), refs)
                    : Optional.<String>empty())
            .flatMap(Optional::stream)
            .toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", found));
  }

  @Override
  public Diff compare(Owner owner, Node<AcceptWish, V> node, V object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<V> create(Owner owner, Node<AcceptWish, V> node, Refs refs, Token token) {
    return cloud.accept(node, refs);
  }

  /** An acceptance can not be taken back: it goes with the connection. */
  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<V> owned) {
    return Optional.empty();
  }

  @Override
  public Query<V> read(Scope scope, Collection<String> ids) {
    return cloud.read(scope, ids);
  }

  @Override
  public Query<V> seek(Owner owner, Node<AcceptWish, V> node, Refs refs) {
    return read(node.scope(), List.of(refs.get(node.wish().connection())));
  }

  @Override
  public Find<V> pick(Owner owner, Node<AcceptWish, V> node, Refs refs, List<V> found) {
    String id = refs.get(node.wish().connection());
    return found.stream()
        .filter(view -> view.id().equals(id))
        .findFirst()
        .map(view -> judge(node.wish(), view, refs))
        .orElseGet(Find.None::new);
  }

  @Override
  public String id(V object) {
    return object.id();
  }

  @Override
  public Readiness readiness(Node<AcceptWish, V> node, V object) {
    return cloud.readiness(node.wish(), object);
  }

  @Override
  public Duration usuallyTakes(AcceptWish wish) {
    return cloud.usuallyTakes();
  }

  @Override
  public Readiness leaving(Owner owner, V object) {
    return new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(); // an acceptance is undone with its connection, and never owned by itself
  }

  @Override
  public List<Owned<V>> owned(Owner owner, Facts facts) {
    return List.of();
  }

  @Override
  public void project(Node<AcceptWish, V> node, Refs refs, SnapshotEditor to) {
    to.changePeering(
        refs.show(node.wish().connection()),
        p ->
            new PeeringConnection(
                p.id(),
                p.requester(),
                p.accepter(),
                PeeringConnection.State.ACTIVE,
                cloud.active()));
  }

  @Override
  public void projectGone(V object, SnapshotEditor to) {
    // The connection's own kind takes it out.
  }

  @Override
  public Optional<Handover> handover(Owner owner, Node<AcceptWish, V> node, Refs refs) {
    return node.wish().accepter().foreign()
        ? Optional.of(cloud.handover(node.wish(), refs))
        : Optional.empty();
  }
}
