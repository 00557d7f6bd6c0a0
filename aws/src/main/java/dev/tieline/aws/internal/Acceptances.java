package dev.tieline.aws.internal;

import dev.tieline.plan.Action;
import dev.tieline.plan.Handover;
import dev.tieline.plan.Trait;
import dev.tieline.provider.End;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * That peering connections are accepted: by us in the accepter's account and region, or by somebody
 * else for whom we wait. We accept only what the cloud states as it is wished: account, region, VPC
 * and, for a request that is not ours, every block. An acceptance ends with its connection.
 */
final class Acceptances implements ResourceKind<AcceptWish, Pcx> {
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
    return refs.show(wish.pcx())
        + " from "
        + refs.show(wish.requester().vpc())
        + " by "
        + refs.show(wish.accepter().vpc());
  }

  @Override
  public String show(Pcx object) {
    return object.id() + " (" + object.status() + ")";
  }

  @Override
  public Find<Pcx> find(Owner owner, Node<AcceptWish, Pcx> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), Pcx.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    Optional<PcxViews> views = refs.peek(node.wish().pcx()).flatMap(id -> PcxViews.of(facts, id));
    // a request can be seen by the one who asks before the one who is asked
    return views
        .map(v -> v.in(node.scope()).orElseGet(v::home))
        .map(p -> judge(node.wish(), p, refs))
        .orElseGet(Find.None::new);
  }

  private static Find<Pcx> judge(AcceptWish wish, Pcx pcx, Refs refs) {
    return switch (pcx.status()) {
      case "active", "provisioning" -> new Find.Ours<>(pcx);
      case "pending-acceptance" -> {
        if (wish.accepter().foreign()) {
          yield new Find.Ours<>(pcx);
        }
        yield mismatch(wish, pcx, refs)
            .<Find<Pcx>>map(
                what ->
                    new Find.InTheWay<>(
                        AwsFindings.REQUEST_DIFFERS,
                        "request " + pcx.id() + " states " + what,
                        "Correct the network in the wish if the request is right, else reject it"))
            .orElseGet(Find.None::new);
      }
      default -> new Find.None<>();
    };
  }

  private static Optional<String> mismatch(AcceptWish wish, Pcx pcx, Refs refs) {
    boolean asWished =
        refs.peek(wish.requester().vpc()).filter(pcx.requester().vpc()::equals).isPresent();
    End requester = asWished ? wish.requester() : wish.accepter();
    End accepter = asWished ? wish.accepter() : wish.requester();
    List<String> found =
        Stream.of(
                requester.misplaced(pcx.requester(), refs),
                accepter.misplaced(pcx.accepter(), refs),
                // our own request was made from the wish, and may precede its secondary blocks
                wish.kept()
                    ? requester.otherBlocks(pcx.requester(), refs)
                    : Optional.<String>empty())
            .flatMap(Optional::stream)
            .toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", found));
  }

  @Override
  public Diff compare(Owner owner, Node<AcceptWish, Pcx> node, Pcx object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<Pcx> create(Owner owner, Node<AcceptWish, Pcx> node, Refs refs, Token token) {
    String id = refs.get(node.wish().pcx());
    return Call.write(
        node.scope(),
        "AcceptVpcPeeringConnection",
        clients ->
            Wire.pcx(
                node.scope(),
                clients
                    .client(Ec2Client.class)
                    .acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id))
                    .vpcPeeringConnection()));
  }

  /** An acceptance can not be taken back: it goes with the connection. */
  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Pcx> owned) {
    return Optional.empty();
  }

  @Override
  public Query<Pcx> read(Scope scope, Collection<String> ids) {
    return Lists.peerings(scope, new Lists.By("vpc-peering-connection-id", ids));
  }

  @Override
  public Query<Pcx> seek(Owner owner, Node<AcceptWish, Pcx> node, Refs refs) {
    return read(node.scope(), List.of(refs.get(node.wish().pcx())));
  }

  @Override
  public Find<Pcx> pick(Owner owner, Node<AcceptWish, Pcx> node, Refs refs, List<Pcx> found) {
    String id = refs.get(node.wish().pcx());
    return found.stream()
        .filter(p -> p.id().equals(id))
        .findFirst()
        .map(p -> judge(node.wish(), p, refs))
        .orElseGet(Find.None::new);
  }

  @Override
  public String id(Pcx object) {
    return object.id();
  }

  @Override
  public Readiness readiness(Node<AcceptWish, Pcx> node, Pcx object) {
    return switch (object.status()) {
      case "active" -> new Readiness.Target();
      case "initiating-request", "provisioning" -> new Readiness.Transitional(object.status());
      case "pending-acceptance" ->
          node.wish().accepter().foreign()
              ? new Readiness.Waiting(
                  PeeringHandover.party(node.wish().accepter()),
                  object.status(),
                  object.expiresAt())
              : new Readiness.Transitional(object.status()); // accepted, and not shown yet
      case "failed", "rejected", "expired", "deleting", "deleted" ->
          new Readiness.Failed(object.status(), object.message());
      default -> new Readiness.Failed(object.status(), "a state that this library does not know");
    };
  }

  @Override
  public Readiness leaving(Owner owner, Pcx object) {
    return new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(); // an acceptance is undone with its connection, and never owned by itself
  }

  @Override
  public List<Owned<Pcx>> owned(Owner owner, Facts facts) {
    return List.of();
  }

  @Override
  public void project(Node<AcceptWish, Pcx> node, Refs refs, SnapshotEditor to) {
    to.changePeering(
        refs.show(node.wish().pcx()),
        p ->
            new PeeringConnection(
                p.id(), p.requester(), p.accepter(), PeeringConnection.State.ACTIVE, "active"));
  }

  @Override
  public void projectGone(Pcx object, SnapshotEditor to) {
    // The connection's own kind takes it out.
  }

  @Override
  public Optional<Handover> handover(Owner owner, Node<AcceptWish, Pcx> node, Refs refs) {
    return node.wish().accepter().foreign()
        ? Optional.of(PeeringHandover.acceptance(node.wish(), refs))
        : Optional.empty();
  }
}
