package dev.tieline.aliyun.internal;

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
 * That peering connections of two accounts are accepted: by us in the accepter's account, or by
 * somebody else for whom we wait. We accept only what the cloud states as it is wished: account,
 * region, VPC and, for a request that is not ours, every block. An acceptance ends with its
 * connection. Those of one account need none.
 */
final class Acceptances implements ResourceKind<AcceptWish, Pcc> {
  Acceptances() {}

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
    return refs.show(wish.pcc())
        + " from "
        + refs.show(wish.requester().vpc())
        + " by "
        + refs.show(wish.accepter().vpc());
  }

  @Override
  public String show(Pcc object) {
    return object.id() + " (" + object.status() + ")";
  }

  @Override
  public Find<Pcc> find(Owner owner, Node<AcceptWish, Pcc> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), Pcc.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    Optional<PccViews> views = refs.peek(node.wish().pcc()).flatMap(id -> PccViews.of(facts, id));
    // a request can be seen by the one who asks before the one who is asked
    return views
        .map(v -> v.in(node.scope()).orElseGet(v::home))
        .map(p -> judge(node.wish(), p, refs))
        .orElseGet(Find.None::new);
  }

  private static Find<Pcc> judge(AcceptWish wish, Pcc pcc, Refs refs) {
    return switch (pcc.status()) {
      case "Activated", "Updating" -> new Find.Ours<>(pcc);
      case "Accepting" -> {
        if (wish.accepter().foreign()) {
          yield new Find.Ours<>(pcc);
        }
        yield mismatch(wish, pcc, refs)
            .<Find<Pcc>>map(
                what ->
                    new Find.InTheWay<>(
                        AliyunFindings.REQUEST_DIFFERS,
                        "request " + pcc.id() + " states " + what,
                        "Correct the network in the wish if the request is right, else reject it"))
            .orElseGet(Find.None::new);
      }
      default -> new Find.None<>();
    };
  }

  private static Optional<String> mismatch(AcceptWish wish, Pcc pcc, Refs refs) {
    boolean asWished =
        refs.peek(wish.requester().vpc()).filter(pcc.requester().vpc()::equals).isPresent();
    End requester = asWished ? wish.requester() : wish.accepter();
    End accepter = asWished ? wish.accepter() : wish.requester();
    List<String> found =
        Stream.of(
                requester.misplaced(pcc.requester(), refs),
                accepter.misplaced(pcc.accepter(), refs),
                // our own request was made from the wish, and may precede its secondary blocks
                wish.kept()
                    ? requester.otherBlocks(pcc.requester(), refs)
                    : Optional.<String>empty())
            .flatMap(Optional::stream)
            .toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", found));
  }

  @Override
  public Diff compare(Owner owner, Node<AcceptWish, Pcc> node, Pcc object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<Pcc> create(Owner owner, Node<AcceptWish, Pcc> node, Refs refs, Token token) {
    AcceptWish wish = node.wish();
    String id = refs.get(wish.pcc());
    Request request =
        Request.of(Product.VPC_PEER, "AcceptVpcPeerConnection").with("InstanceId", id);
    Pcc then =
        new Pcc(
            id,
            node.scope(),
            wish.requester().side(refs),
            wish.accepter().side(refs),
            "Updating",
            "Normal",
            -1,
            "",
            "",
            "",
            "",
            null,
            Tags.none());
    return Mine.write(node.scope(), request, then)
        .inTurn(PeeringConnections.turn(refs.get(wish.accepter().vpc())))
        .beside(wish.requester().turn(refs))
        .beside(wish.accepter().turn(refs));
  }

  /** An acceptance can not be taken back: it goes with the connection. */
  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Pcc> owned) {
    return Optional.empty();
  }

  @Override
  public Query<Pcc> read(Scope scope, Collection<String> ids) {
    return PeeringConnections.list(scope, ids);
  }

  @Override
  public Query<Pcc> seek(Owner owner, Node<AcceptWish, Pcc> node, Refs refs) {
    return read(node.scope(), List.of(refs.get(node.wish().pcc())));
  }

  @Override
  public Find<Pcc> pick(Owner owner, Node<AcceptWish, Pcc> node, Refs refs, List<Pcc> found) {
    String id = refs.get(node.wish().pcc());
    return found.stream()
        .filter(p -> p.id().equals(id))
        .findFirst()
        .map(p -> judge(node.wish(), p, refs))
        .orElseGet(Find.None::new);
  }

  @Override
  public String id(Pcc object) {
    return object.id();
  }

  @Override
  public Readiness readiness(Node<AcceptWish, Pcc> node, Pcc object) {
    return object.status().equals("Accepting") && node.wish().accepter().foreign()
        ? new Readiness.Waiting(
            PeeringHandover.party(node.wish().accepter()), object.status(), object.expiresAt())
        : PeeringConnections.state(object); // Accepting: accepted by us, and not shown yet
  }

  @Override
  public Duration usuallyTakes(AcceptWish wish) {
    return PeeringConnections.UNTIL_USABLE;
  }

  @Override
  public Readiness leaving(Owner owner, Pcc object) {
    return new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(); // an acceptance is undone with its connection, and never owned by itself
  }

  @Override
  public List<Owned<Pcc>> owned(Owner owner, Facts facts) {
    return List.of();
  }

  @Override
  public void project(Node<AcceptWish, Pcc> node, Refs refs, SnapshotEditor to) {
    to.changePeering(
        refs.show(node.wish().pcc()),
        p ->
            new PeeringConnection(
                p.id(), p.requester(), p.accepter(), PeeringConnection.State.ACTIVE, "Activated"));
  }

  @Override
  public void projectGone(Pcc object, SnapshotEditor to) {
    // The connection's own kind takes it out.
  }

  @Override
  public Optional<Handover> handover(Owner owner, Node<AcceptWish, Pcc> node, Refs refs) {
    return node.wish().accepter().foreign()
        ? Optional.of(PeeringHandover.acceptance(node.wish(), refs))
        : Optional.empty();
  }
}
