package dev.tieline.aws.internal;

import dev.tieline.plan.Action;
import dev.tieline.plan.Handover;
import dev.tieline.plan.Trait;
import dev.tieline.provider.End;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.PeeringMatch;
import dev.tieline.provider.PeeringViews;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * VPC peering connections. Their natural key is the pair of VPCs: a second request in the same
 * direction is answered with the connection that is there (hashicorp/terraform-provider-aws#27750),
 * and one in the other direction fails, so that both directions are looked at and the requester is
 * always the same. Whose a connection is, its tags tell, never the answer to a create.
 */
final class PeeringConnections implements ResourceKind<PcxWish, Pcx> {
  /** A state of our own, for the answer to a create that shows somebody else's connection. */
  static final String NOT_OURS = "made by somebody else";

  PeeringConnections() {}

  @Override
  public String name() {
    return "peering connection";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public Action verb(PcxWish wish) {
    return wish.requester().foreign() ? Action.WAIT : Action.CREATE;
  }

  @Override
  public Set<Trait> traits(PcxWish wish) {
    return Set.of(Trait.BILLABLE); // the connection is free, its traffic across zones is not
  }

  @Override
  public String describe(PcxWish wish, Refs refs) {
    return refs.show(wish.requester().vpc())
        + " asks "
        + refs.show(wish.accepter().vpc())
        + " in "
        + wish.accepter().accountId()
        + "/"
        + wish.accepter().region();
  }

  @Override
  public String show(Pcx object) {
    return object.id()
        + " "
        + object.requester().vpc()
        + " - "
        + object.accepter().vpc()
        + " ("
        + object.status()
        + ")";
  }

  @Override
  public Find<Pcx> find(Owner owner, Node<PcxWish, Pcx> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), Pcx.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    PcxWish wish = node.wish();
    Optional<String> requester = refs.peek(wish.requester().vpc());
    Optional<String> accepter = refs.peek(wish.accepter().vpc());
    if (requester.isPresent() && accepter.isPresent()) {
      List<PeeringViews<Pcx>> there = live(owner, facts, requester.get(), accepter.get());
      if (!there.isEmpty()) {
        return match(wish).judge(owner, node.scope(), there, refs);
      }
    }
    return PeeringViews.markedAt(Pcx.class, facts, owner, node.address()).stream()
        .filter(p -> !p.dead())
        .findFirst()
        .<Find<Pcx>>map(stray -> match(wish).otherShape(stray, refs))
        .orElseGet(Find.None::new);
  }

  /**
   * Returns the connections of two VPCs that are not dead: active ones first, then ours, by id. A
   * request of ours beside an active connection was made while that one was not shown: it can never
   * be accepted, and is surplus.
   */
  static List<PeeringViews<Pcx>> live(Owner owner, Facts facts, String a, String b) {
    return PeeringMatch.standing(Pcx.class, owner, facts, a, b, PeeringViews::dead);
  }

  private static PeeringMatch match(PcxWish wish) {
    return new PeeringMatch(wish.requester(), wish.accepter());
  }

  @Override
  public Diff compare(Owner owner, Node<PcxWish, Pcx> node, Pcx object, Refs refs) {
    if (!Marks.ours(owner, object) || Marks.bears(owner, node.address(), object.tags())) {
      return new Diff.Same();
    }
    return new Diff.Differs(
        List.of(
            "mark "
                + node.address()
                + " instead of "
                + object.tags().get(Marks.key(owner)).orElse("none")));
  }

  @Override
  public Optional<Pcx> standIn(Node<PcxWish, Pcx> node, Refs refs) {
    PcxWish wish = node.wish();
    return side(wish.requester(), refs)
        .flatMap(requester -> side(wish.accepter(), refs).map(a -> standIn(node, requester, a)));
  }

  private static Pcx standIn(Node<PcxWish, Pcx> node, Side requester, Side accepter) {
    String id = "pcx-" + Mine.NOBODYS;
    return new Pcx(id, node.scope(), requester, accepter, "active", "", null, Tags.none());
  }

  private static Optional<Side> side(End end, Refs refs) {
    return refs.peek(end.vpc())
        .map(vpc -> new Side(vpc, end.accountId(), end.region(), List.of(), null));
  }

  @Override
  public Call<Pcx> create(Owner owner, Node<PcxWish, Pcx> node, Refs refs, Token token) {
    PcxWish wish = node.wish();
    String vpc = refs.get(wish.requester().vpc());
    String peer = refs.get(wish.accepter().vpc());
    Tags tags = AwsTags.fresh(owner, node.address(), wish.terms().link());
    return Call.write(
        node.scope(),
        "CreateVpcPeeringConnection",
        clients -> {
          Pcx made =
              Wire.pcx(
                  node.scope(),
                  clients
                      .client(Ec2Client.class)
                      .createVpcPeeringConnection(
                          r ->
                              r.vpcId(vpc)
                                  .peerVpcId(peer)
                                  .peerOwnerId(wish.accepter().accountId())
                                  .peerRegion(wish.accepter().region())
                                  .tagSpecifications(
                                      Wire.specification(
                                          ResourceType.VPC_PEERING_CONNECTION, tags)))
                      .vpcPeeringConnection());
          return Marks.ours(owner, made) ? made : made.with(NOT_OURS, made.tags());
        });
  }

  @Override
  public Call<Pcx> update(Owner owner, Node<PcxWish, Pcx> node, Pcx object, Refs refs) {
    String value = Marks.value(node.address(), !Marks.made(owner, object.tags()));
    Tags marked = object.tags().with(Marks.key(owner), value);
    return TagCalls.set(
        object.scope(), object.id(), Marks.key(owner), value, object.with(object.status(), marked));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Pcx> owned) {
    Pcx pcx = owned.object();
    if (Marks.shared(owner, pcx)) {
      return Optional.of(TagCalls.remove(pcx.scope(), pcx.id(), Marks.key(owner)));
    }
    return Optional.of(
        Call.write(
            pcx.scope(),
            "DeleteVpcPeeringConnection",
            clients ->
                clients
                    .client(Ec2Client.class)
                    .deleteVpcPeeringConnection(r -> r.vpcPeeringConnectionId(pcx.id()))));
  }

  @Override
  public boolean isAbandoned(Pcx released) {
    return released.marks().isEmpty();
  }

  @Override
  public List<Scope> places(Owned<Pcx> owned) {
    return Stream.concat(Stream.of(owned.scope()), owned.object().elsewhere().stream()).toList();
  }

  /** One marked side is enough to keep it, and one of another topology to leave it. */
  @Override
  public Pcx fresh(Pcx seen, List<Pcx> now) {
    return PeeringViews.merged(now.get(0), now);
  }

  @Override
  public Query<Pcx> read(Scope scope, Collection<String> ids) {
    return Lists.peerings(scope, new Lists.By("vpc-peering-connection-id", ids));
  }

  @Override
  public Query<Pcx> seek(Owner owner, Node<PcxWish, Pcx> node, Refs refs) {
    // by either VPC as the requester, since a connection serves in both directions
    return Lists.peerings(
        node.scope(),
        new Lists.By(
            "requester-vpc-info.vpc-id",
            List.of(
                refs.get(node.wish().requester().vpc()), refs.get(node.wish().accepter().vpc()))));
  }

  @Override
  public Find<Pcx> pick(Owner owner, Node<PcxWish, Pcx> node, Refs refs, List<Pcx> found) {
    Facts.Builder facts = new Facts.Builder();
    found.forEach(
        p ->
            facts.add(
                Pcx.class,
                p,
                p.id(),
                new Keys.Seen(p.scope(), p.id()),
                Keys.Pair.of(p.requester().vpc(), p.accepter().vpc())));
    Find<Pcx> pick = find(owner, node, refs, facts.build());
    if (pick instanceof Find.Foreign<Pcx> foreign && !node.wish().requester().foreign()) {
      return new Find.InTheWay<>( // its routes need claims, which the plan does not hold
          AwsFindings.PEERING_DIFFERS,
          foreign.object().id() + " of somebody else has appeared since the plan was made",
          "Plan again to use it");
    }
    return pick;
  }

  @Override
  public String id(Pcx object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(Pcx object) {
    return List.of(object.requester().vpc(), object.accepter().vpc());
  }

  /** What waits for the other side is the acceptance; the connection is there before it. */
  @Override
  public Readiness readiness(Node<PcxWish, Pcx> node, Pcx object) {
    return switch (object.status()) {
      case "initiating-request" -> new Readiness.Transitional(object.status());
      case "pending-acceptance", "provisioning", "active" -> new Readiness.Target();
      case "failed", "rejected", "expired", "deleting", "deleted" ->
          new Readiness.Failed(object.status(), object.message());
      case NOT_OURS ->
          new Readiness.Failed(
              NOT_OURS, "it appeared since the look that the plan rests on; plan again to use it");
      default -> new Readiness.Failed(object.status(), "a state that this library does not know");
    };
  }

  @Override
  public Readiness leaving(Owner owner, Pcx object) {
    return switch (object.status()) {
      case "deleted", "failed", "rejected", "expired" -> new Readiness.Gone(object.status());
      case "deleting" -> new Readiness.Transitional(object.status());
      default ->
          object.tags().get(Marks.key(owner)).isPresent()
              ? new Readiness.Transitional(object.status())
              : new Readiness.Target();
    };
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Pcx.class);
  }

  @Override
  public List<Owned<Pcx>> owned(Owner owner, Facts facts) {
    return PeeringViews.markedBy(Pcx.class, facts, owner).stream()
        .filter(p -> !p.dead())
        // With the connection goes the evidence that routes to it are ours.
        .filter(p -> p.isReadable(Route.class))
        .flatMap(
            p ->
                p.address(owner).stream()
                    .filter(a -> a.path().equals(a.part()) && a.path().startsWith("peering."))
                    .map((Address a) -> new Owned<>(a, p.home().scope(), p.merged())))
        .sorted(
            Comparator.comparing((Owned<Pcx> o) -> o.address()).thenComparing(o -> o.object().id()))
        .toList();
  }

  /** AWS deletes a connection whatever leads into it, and leaves blackholes. */
  @Override
  public Optional<String> builtUpon(Owner owner, Owned<Pcx> owned, Facts facts) {
    Pcx pcx = owned.object();
    List<String> routes =
        Routes.ofOthers(owner, pcx.id(), facts).stream()
            .map(r -> r.destination() + " in " + r.table())
            .toList();
    return routes.isEmpty() || Marks.shared(owner, pcx)
        ? Optional.empty()
        : Optional.of(
            "routes that no wish makes lead into " + pcx.id() + ": " + String.join(", ", routes));
  }

  @Override
  public List<Query<String>> nowBuiltUpon(Owner owner, Owned<Pcx> owned) {
    Pcx pcx = owned.object();
    return Marks.shared(owner, pcx)
        ? List.of()
        : places(owned).stream().map(scope -> Lists.routesInto(scope, pcx.id())).toList();
  }

  @Override
  public void project(Node<PcxWish, Pcx> node, Refs refs, SnapshotEditor to) {
    String id = refs.show(node.ref("id", Pcx::id));
    if (to.peering(id).isEmpty()) {
      to.put(
          new PeeringConnection(
              id,
              refs.show(node.wish().requester().vpc()),
              refs.show(node.wish().accepter().vpc()),
              PeeringConnection.State.PENDING,
              "pending-acceptance"));
    }
  }

  @Override
  public void projectGone(Pcx object, SnapshotEditor to) {
    to.remove(object.id());
  }

  @Override
  public Optional<Handover> handover(Owner owner, Node<PcxWish, Pcx> node, Refs refs) {
    return node.wish().requester().foreign()
        ? Optional.of(PeeringHandover.request(node.wish(), refs))
        : Optional.empty();
  }
}
