package dev.tieline.aliyun.internal;

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
import dev.tieline.snapshot.Route.Origin;
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
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * VPC peering connections. Their natural key is the pair of VPCs, in whichever direction: the cloud
 * refuses a second one (ResourceAlreadyExist.VpcPeer). So no token is sent: the cloud would answer
 * it with the id of a connection that has been deleted since. One that was rejected or has expired
 * is still there, and in the way of another until it is deleted.
 */
final class PeeringConnections implements ResourceKind<PccWish, Pcc> {
  // assumptions: "after a short time" (CreateVpcPeerConnection, AcceptVpcPeerConnection, VPC
  // Peering API Reference, read 2026-11), and until then an entry is refused
  // (IncorrectStatus.VpcPeer)
  static final Duration UNTIL_USABLE = Duration.ofSeconds(4);
  private static final Duration UNTIL_SHOWN = Duration.ofSeconds(3);

  PeeringConnections() {}

  /** The turn of all who write the connections that a VPC asks for. */
  static String turn(String vpc) {
    return Pacing.PEERINGS_OF + vpc;
  }

  /**
   * The turn of those who make or accept peerings of a VPC, at whichever end that is: the cloud
   * works on one of a VPC at a time (Conflict.Operation), whoever asks for it, and from where.
   */
  static Call.Turn turn(End end, Refs refs) {
    return new Call.Turn(
        new Scope(Realm.CLOUD, end.accountId(), end.region()), turn(refs.get(end.vpc())));
  }

  private static Call.Turn turn(Side side) {
    return new Call.Turn(new Scope(Realm.CLOUD, side.accountId(), side.region()), turn(side.vpc()));
  }

  /** A write to a connection that is there, in the turns of both its ends. */
  private static Call<Pcc> changing(Request request, Pcc pcc, Pcc then) {
    return Mine.write(pcc.scope(), request, then)
        .inTurn(turn(pcc.requester().vpc()))
        .beside(turn(pcc.requester()))
        .beside(turn(pcc.accepter()));
  }

  @Override
  public String name() {
    return "peering connection";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public Action verb(PccWish wish) {
    return wish.requester().foreign() ? Action.WAIT : Action.CREATE;
  }

  @Override
  public Set<Trait> traits(PccWish wish) {
    return Set.of(Trait.BILLABLE); // its traffic across regions is
  }

  @Override
  public String describe(PccWish wish, Refs refs) {
    return refs.show(wish.requester().vpc())
        + " asks "
        + refs.show(wish.accepter().vpc())
        + " in "
        + wish.accepter().accountId()
        + "/"
        + wish.accepter().region()
        + (wish.bandwidth().isPresent() ? ", " + wish.bandwidth().getAsInt() + " Mbit/s" : "")
        + wish.linkType().map(type -> ", " + type).orElse("");
  }

  @Override
  public String show(Pcc object) {
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
  public Find<Pcc> find(Owner owner, Node<PccWish, Pcc> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), Pcc.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    PccWish wish = node.wish();
    Optional<String> requester = refs.peek(wish.requester().vpc());
    Optional<String> accepter = refs.peek(wish.accepter().vpc());
    if (requester.isPresent() && accepter.isPresent()) {
      List<PeeringViews<Pcc>> there = standing(owner, facts, requester.get(), accepter.get());
      boolean byPeer = wish.requester().foreign();
      List<PeeringViews<Pcc>> others =
          there.stream().filter(p -> !byPeer || !isWithdrawn(owner, p, accepter.get())).toList();
      if (!others.isEmpty()) {
        return judge(owner, node, others, refs);
      }
      if (!there.isEmpty()) {
        return new Find.None<>(); // ours goes, since nothing wishes it, and the peer asks
      }
    }
    return PeeringViews.markedAt(Pcc.class, facts, owner, node.address()).stream()
        .filter(p -> !Pcc.isGoing(p))
        .findFirst()
        .<Find<Pcc>>map(stray -> match(wish).otherShape(stray, refs))
        .orElseGet(Find.None::new);
  }

  /**
   * Returns the connections of two VPCs that are not dead: active ones first, then ours, by id. A
   * request of ours beside an active connection was made while that one was not shown. The dead
   * ones that are in the way follow.
   */
  static List<PeeringViews<Pcc>> standing(Owner owner, Facts facts, String a, String b) {
    return PeeringMatch.standing(Pcc.class, owner, facts, a, b, Pcc::isGoing);
  }

  /**
   * Whether a connection is a request of this owner alone that the link, which now wishes that the
   * peer asks, does not wish any more.
   *
   * @param own the VPC of ours
   */
  static boolean isWithdrawn(Owner owner, PeeringViews<Pcc> pcc, String own) {
    return pcc.requested()
        && pcc.onlyOf(owner)
        && pcc.madeBy(owner)
        && pcc.home().requester().vpc().equals(own);
  }

  private static Find<Pcc> judge(
      Owner owner, Node<PccWish, Pcc> node, List<PeeringViews<Pcc>> there, Refs refs) {
    PccWish wish = node.wish();
    PeeringViews<Pcc> first = there.get(0);
    Pcc view = first.in(node.scope()).orElseGet(first::home);
    if (first.dead() && !first.ours(owner)) {
      return new Find.InTheWay<>(
          AliyunFindings.DEAD_PEERING,
          view.id() + " of somebody else joins the two VPCs and is " + view.status(),
          "Delete it; Alibaba Cloud makes no other one as long as it is there");
    }
    return match(wish).judge(owner, node.scope(), there, refs);
  }

  private static PeeringMatch match(PccWish wish) {
    return new PeeringMatch(wish.requester(), wish.accepter());
  }

  @Override
  public Diff compare(Owner owner, Node<PccWish, Pcc> node, Pcc object, Refs refs) {
    if (!Marks.ours(owner, object)) {
      return new Diff.Same(); // what is adopted is used as it is
    }
    if (object.dead()) {
      return new Diff.Unusable(object.id() + " is " + object.status());
    }
    List<String> fields = new ArrayList<>(Marks.differences(object, owner, node.address()));
    if (Marks.made(owner, object.tags()) && object.status().equals("Activated")) {
      fields.addAll(otherTerms(node.wish(), object)); // in other states it can not be changed
    }
    return fields.isEmpty() ? new Diff.Same() : new Diff.Differs(fields);
  }

  /** How a connection's terms differ from those that were asked for. */
  static List<String> otherTerms(PccWish wish, Pcc pcc) {
    List<String> fields = new ArrayList<>();
    if (wish.bandwidth().isPresent() && wish.bandwidth().getAsInt() != pcc.bandwidth()) {
      fields.add(
          "bandwidth "
              + wish.bandwidth().getAsInt()
              + " Mbit/s instead of "
              + (pcc.bandwidth() < 0 ? "any" : pcc.bandwidth()));
    }
    wish.linkType()
        .filter(type -> !type.equals(pcc.linkType()))
        .ifPresent(type -> fields.add("link type " + type + " instead of " + pcc.linkType()));
    return fields;
  }

  @Override
  public Optional<Pcc> standIn(Node<PccWish, Pcc> node, Refs refs) {
    PccWish wish = node.wish();
    return side(wish.requester(), refs)
        .flatMap(
            requester ->
                side(wish.accepter(), refs)
                    .map(
                        accepter ->
                            new Pcc(
                                "pcc-" + Mine.NOBODYS,
                                node.scope(),
                                requester,
                                accepter,
                                "Activated",
                                "Normal",
                                wish.bandwidth().orElse(-1),
                                wish.linkType().orElse(""),
                                wish.name(),
                                "",
                                "",
                                null,
                                Tags.none())));
  }

  private static Optional<Side> side(End end, Refs refs) {
    return refs.peek(end.vpc()).map(vpc -> new Side(vpc, end.accountId(), end.region(), List.of()));
  }

  @Override
  public Call<Pcc> create(Owner owner, Node<PccWish, Pcc> node, Refs refs, Token token) {
    PccWish wish = node.wish();
    String vpc = refs.get(wish.requester().vpc());
    String peer = refs.get(wish.accepter().vpc());
    Tags tags = Marks.fresh(owner, node.address());
    Request request =
        Lists.regional(Product.VPC_PEER, "CreateVpcPeerConnection", node.scope())
            .with("VpcId", vpc)
            .with("AcceptingAliUid", wish.accepter().accountId())
            .with("AcceptingRegionId", wish.accepter().region())
            .with("AcceptingVpcId", peer)
            .with("Name", wish.name())
            .maybe(
                "Bandwidth",
                wish.bandwidth().isPresent() ? Integer.toString(wish.bandwidth().getAsInt()) : null)
            .maybe("LinkType", wish.linkType().orElse(null))
            .tags("Tag", tags);
    return Call.write(
            node.scope(),
            request.action(),
            clients ->
                new Pcc(
                    asked(clients.client(Rpc.class), request, wish.accepter()),
                    node.scope(),
                    Side.of(wish.requester(), refs),
                    Side.of(wish.accepter(), refs),
                    "Creating",
                    "Normal",
                    wish.bandwidth().orElse(-1),
                    wish.linkType().orElse(""),
                    wish.name(),
                    "",
                    "",
                    null,
                    tags))
        .inTurn(turn(vpc))
        .beside(turn(wish.requester(), refs))
        .beside(turn(wish.accepter(), refs));
  }

  private static String asked(Rpc rpc, Request request, End accepter) throws IOException {
    try {
      return rpc.call(request).text("InstanceId");
    } catch (Refusal refusal) {
      throw CdtOpenings.about(refusal, accepter);
    }
  }

  @Override
  public Call<Pcc> update(Owner owner, Node<PccWish, Pcc> node, Pcc object, Refs refs) {
    if (!Marks.differences(object, owner, node.address()).isEmpty()) {
      String value = Marks.value(node.address(), !Marks.made(owner, object.tags()));
      return TagCalls.OF_PEERINGS.set(
          object.scope(),
          object.id(),
          Marks.key(owner),
          value,
          object.with(object.status(), object.tags().with(Marks.key(owner), value)));
    }
    PccWish wish = node.wish();
    Request request =
        Request.of(Product.VPC_PEER, "ModifyVpcPeerConnection").with("InstanceId", object.id());
    if (wish.bandwidth().isPresent()) {
      request = request.with("Bandwidth", wish.bandwidth().getAsInt());
    }
    request = request.maybe("LinkType", wish.linkType().orElse(null));
    return changing(request, object, object.with("Updating", object.tags()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Pcc> owned) {
    Pcc pcc = owned.object();
    if (Marks.shared(owner, pcc)) {
      return Optional.of(TagCalls.OF_PEERINGS.remove(pcc.scope(), pcc.id(), Marks.key(owner)));
    }
    // never with Force, which would take the routes of others along
    return Optional.of(
        changing(
            Request.of(Product.VPC_PEER, "DeleteVpcPeerConnection").with("InstanceId", pcc.id()),
            pcc,
            pcc));
  }

  @Override
  public boolean isAbandoned(Pcc released) {
    return released.marks().isEmpty();
  }

  @Override
  public List<Scope> places(Owned<Pcc> owned) {
    return Stream.concat(Stream.of(owned.scope()), owned.object().elsewhere().stream()).toList();
  }

  /** One marked side is enough to keep it, and one of another topology to leave it. */
  @Override
  public Pcc fresh(Pcc seen, List<Pcc> now) {
    return PeeringViews.merged(now.get(0), now);
  }

  @Override
  public Query<Pcc> read(Scope scope, Collection<String> ids) {
    return list(scope, ids);
  }

  /** Returns the list of the connections of these ids: the operation takes one or none. */
  static Query<Pcc> list(Scope scope, Collection<String> ids) {
    return Lists.peerings(
        scope,
        ids.size() == 1 ? Lists.By.of("InstanceId", ids.iterator().next()) : Lists.By.everything());
  }

  @Override
  public Query<Pcc> seek(Owner owner, Node<PccWish, Pcc> node, Refs refs) {
    PccWish wish = node.wish();
    // those of the VPC on this side, as either end
    boolean asks = node.scope().region().equals(wish.requester().region());
    End own = asks && !wish.requester().foreign() ? wish.requester() : wish.accepter();
    return Lists.peerings(node.scope(), Lists.By.of("VpcId.1", refs.get(own.vpc())));
  }

  @Override
  public Find<Pcc> pick(Owner owner, Node<PccWish, Pcc> node, Refs refs, List<Pcc> found) {
    Facts.Builder facts = new Facts.Builder();
    found.forEach(
        p ->
            facts.add(
                Pcc.class,
                p,
                p.id(),
                new Keys.Seen(p.scope(), p.id()),
                Keys.Pair.of(p.requester().vpc(), p.accepter().vpc())));
    Find<Pcc> pick = find(owner, node, refs, facts.build());
    if (pick instanceof Find.Foreign<Pcc> foreign && !node.wish().requester().foreign()) {
      return new Find.InTheWay<>( // its routes need claims, which the plan does not hold
          AliyunFindings.PEERING_DIFFERS,
          foreign.object().id() + " of somebody else has appeared since the plan was made",
          "Plan again to use it");
    }
    return pick;
  }

  @Override
  public String id(Pcc object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(Pcc object) {
    return List.of(object.requester().vpc(), object.accepter().vpc());
  }

  /**
   * Of two accounts, what waits for the other side is the acceptance; the connection is there
   * before it.
   */
  @Override
  public Readiness readiness(Node<PccWish, Pcc> node, Pcc object) {
    if (object.status().equals("Accepting") && !node.wish().ofOneAccount()) {
      return new Readiness.Target();
    }
    return object.status().equals("Updating") && !node.wish().ofOneAccount()
        ? new Readiness.Target()
        : state(object);
  }

  /** Entries can lead into one that nobody has to accept only a little after it is active. */
  @Override
  public Duration usuallyTakes(PccWish wish) {
    return wish.ofOneAccount() ? UNTIL_USABLE : UNTIL_SHOWN;
  }

  /** Returns what the state of a connection means that nobody has to accept. */
  static Readiness state(Pcc object) {
    return switch (object.status()) {
      case "Creating", "Updating", "Accepting" -> new Readiness.Transitional(object.status());
      case "Activated" ->
          object.locked()
              ? new Readiness.Failed(
                  "Activated, FinancialLocked", "one of the two accounts is in arrears")
              : new Readiness.Target();
      case "Rejected" -> new Readiness.Failed("Rejected", "the other side has rejected it");
      case "Expired" -> new Readiness.Failed("Expired", "the other side did not accept it in time");
      case "Deleting" -> new Readiness.Failed("Deleting", "somebody deletes it");
      case "Deleted" -> new Readiness.Gone("Deleted");
      default -> new Readiness.Failed(object.status(), "a state that this library does not know");
    };
  }

  @Override
  public Readiness leaving(Owner owner, Pcc object) {
    return switch (object.status()) {
      case "Deleted" -> new Readiness.Gone(object.status());
      case "Deleting" -> new Readiness.Transitional(object.status());
      default -> Mine.leaving(object, owner, object.status());
    };
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Pcc.class);
  }

  @Override
  public List<Owned<Pcc>> owned(Owner owner, Facts facts) {
    return PeeringViews.markedBy(Pcc.class, facts, owner).stream()
        .filter(p -> !Pcc.isGoing(p))
        .flatMap(
            p ->
                p.address(owner).stream()
                    .map((Address a) -> new Owned<>(a, p.home().scope(), p.merged())))
        .sorted(
            Comparator.comparing((Owned<Pcc> o) -> o.address()).thenComparing(o -> o.object().id()))
        .toList();
  }

  /** The cloud deletes no connection that a route leads into, and so says the plan. */
  @Override
  public Optional<String> builtUpon(Owner owner, Owned<Pcc> owned, Facts facts) {
    Pcc pcc = owned.object();
    List<String> routes =
        facts.find(Route.class, new Keys.Via(pcc.id())).stream()
            .filter(r -> r.origin() == Origin.STATIC && !r.marks().containsKey(owner))
            .map(r -> r.destination() + " in " + r.table())
            .sorted()
            .toList();
    return routes.isEmpty() || Marks.shared(owner, pcc)
        ? Optional.empty()
        : Optional.of(
            "routes that are not ours lead into " + pcc.id() + ": " + String.join(", ", routes));
  }

  @Override
  public List<Query<String>> dependents(Owned<Pcc> owned) {
    return PeeringKeepers.of(owned.object());
  }

  @Override
  public Optional<Handover> leavingHandover(Owned<Pcc> owned, List<String> users) {
    Pcc pcc = owned.object();
    return Stream.of(pcc.requester(), pcc.accepter())
        .filter(side -> users.stream().anyMatch(user -> user.contains("VPC " + side.vpc() + " ")))
        .findFirst()
        .map(side -> PeeringHandover.removal(pcc.id(), side));
  }

  @Override
  public void project(Node<PccWish, Pcc> node, Refs refs, SnapshotEditor to) {
    String id = refs.show(node.ref("id", Pcc::id));
    End requester = node.wish().requester();
    End accepter = node.wish().accepter();
    // of one account nobody need accept it
    boolean active = requester.accountId().equals(accepter.accountId());
    if (to.peering(id).isEmpty()) {
      to.put(
          new PeeringConnection(
              id,
              refs.show(requester.vpc()),
              refs.show(accepter.vpc()),
              active ? PeeringConnection.State.ACTIVE : PeeringConnection.State.PENDING,
              active ? "Activated" : "Accepting"));
    }
  }

  @Override
  public void projectGone(Pcc object, SnapshotEditor to) {
    to.remove(object.id());
  }

  @Override
  public Optional<Handover> handover(Owner owner, Node<PccWish, Pcc> node, Refs refs) {
    return node.wish().requester().foreign()
        ? Optional.of(PeeringHandover.request(node.wish(), refs))
        : Optional.empty();
  }
}
