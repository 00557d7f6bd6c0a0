package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Marks;
import dev.tieline.qingcloud.internal.VpcForm.VxnetForm;
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
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The places of vxnets in VPCs: the pair is the natural key, since a vxnet is in one VPC at most.
 * DHCP's range leaves the address of a border router out. A place is ours if the vxnet is.
 */
final class RouterJoins extends Kind<JoinWish, RouterVxnet> {
  /** It has no status of its own: the job and the VPC tell. */
  private static final Set<String> READY = Set.of("");

  /** "features: 1 is DHCP" (JoinRouter, API documentation of VPC, read 2026-11). */
  private static final int DHCP = 1;

  RouterJoins() {}

  @Override
  public String name() {
    return "place in a VPC";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(JoinWish wish, Refs refs) {
    VxnetForm form = wish.form();
    return refs.show(wish.vxnet())
        + " joins "
        + refs.show(wish.router())
        + " as "
        + form.block()
        + ", "
        + form.borderAddress()
        + " kept for a border router";
  }

  @Override
  public String show(RouterVxnet object) {
    return object.vxnet() + " " + object.network() + " in " + object.router();
  }

  @Override
  Find<RouterVxnet> among(Owner owner, Node<JoinWish, RouterVxnet> node, Refs refs, Facts facts) {
    Optional<String> vxnet = refs.peek(node.wish().vxnet());
    Optional<String> router = refs.peek(node.wish().router());
    if (vxnet.isEmpty() || router.isEmpty()) {
      return new Find.None<>();
    }
    boolean ours =
        facts.find(Vxnet.class, vxnet.get()).stream().anyMatch(v -> Marks.ours(owner, v));
    return facts.find(RouterVxnet.class, vxnet.get()).stream()
        .filter(v -> v.router().equals(router.get()) && v.scope().equals(node.scope()))
        .findFirst()
        .<Find<RouterVxnet>>map(v -> ours ? new Find.Ours<>(v) : new Find.Foreign<>(v))
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(
      Owner owner, Node<JoinWish, RouterVxnet> node, RouterVxnet object, Refs refs) {
    return object.has(node.wish().form().block())
        ? new Diff.Same()
        : new Diff.Immutable(
            "vxnet " + show(object) + " instead of " + node.wish().form().block(),
            "Write the block that it has into the wish, or give the new vxnet a name of its own");
  }

  @Override
  public Call<RouterVxnet> create(
      Owner owner, Node<JoinWish, RouterVxnet> node, Refs refs, Token token) {
    VxnetForm form = node.wish().form();
    String router = refs.get(node.wish().router());
    String vxnet = refs.get(node.wish().vxnet());
    return Writes.of(
        node.scope(),
        Request.of(Api.JOIN_ROUTER)
            .with("vxnet", vxnet)
            .with("router", router)
            .with("ip_network", form.block().toString())
            .with("features", DHCP)
            .with("manager_ip", form.gateway().toString())
            .with("dyn_ip_start", form.dynStart().toString())
            .with("dyn_ip_end", form.dynEnd().toString()),
        answer ->
            new RouterVxnet(
                node.scope(),
                router,
                vxnet,
                node.wish().name(),
                form.block(),
                form.gateway(),
                form.dynStart(),
                form.dynEnd(),
                DHCP,
                new Progress("", "joining", null)));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<RouterVxnet> owned) {
    RouterVxnet place = owned.object();
    return Optional.of(
        Writes.of(
            owned.scope(),
            Request.of(Api.LEAVE_ROUTER)
                .each("vxnets", List.of(place.vxnet()))
                .with("router", place.router()),
            answer -> place));
  }

  /** The ids are those of VPCs and vxnets: a VPC's vxnets are read together. */
  @Override
  public Query<RouterVxnet> read(Scope scope, Collection<String> ids) {
    List<String> routers = ids.stream().map(RouterJoins::routerOf).distinct().toList();
    return Jobs.before(
        scope,
        Chained.of(routers.stream().map(r -> Lists.routerVxnets(scope, r)).toList()),
        ids.stream()
            .map(id -> RouterVxnet.unseen(scope, routerOf(id), id.substring(id.indexOf('|') + 1)))
            .toList());
  }

  private static String routerOf(String id) {
    return id.substring(0, id.indexOf('|'));
  }

  @Override
  public Query<RouterVxnet> seek(Owner owner, Node<JoinWish, RouterVxnet> node, Refs refs) {
    return Lists.routerVxnets(node.scope(), refs.get(node.wish().router()));
  }

  @Override
  public Find<RouterVxnet> pick(
      Owner owner, Node<JoinWish, RouterVxnet> node, Refs refs, List<RouterVxnet> found) {
    String vxnet = refs.get(node.wish().vxnet());
    return found.stream()
        .filter(v -> v.vxnet().equals(vxnet))
        .findFirst()
        .<Find<RouterVxnet>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public String id(RouterVxnet object) {
    return object.router() + "|" + object.vxnet();
  }

  @Override
  public Collection<String> uses(RouterVxnet object) {
    return List.of(object.router(), object.vxnet());
  }

  @Override
  public Readiness readiness(Node<JoinWish, RouterVxnet> node, RouterVxnet object) {
    return object.progress().readiness(READY);
  }

  /** An assumption: see docs/qingcloud.md, "Assumed". */
  @Override
  public Duration usuallyTakes(JoinWish wish) {
    return Duration.ofSeconds(5);
  }

  @Override
  public Readiness leaving(Owner owner, RouterVxnet object) {
    return leaving(object.progress());
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Vxnet.class, RouterVxnet.class);
  }

  @Override
  public List<Owned<RouterVxnet>> owned(Owner owner, Facts facts) {
    List<Owned<RouterVxnet>> owned = new ArrayList<>();
    for (Owned<Vxnet> vxnet : Marks.owned(owner, facts, Vxnet.class, Vxnets.SHAPE)) {
      facts.find(RouterVxnet.class, vxnet.object().id()).stream()
          .filter(place -> place.scope().equals(vxnet.scope()))
          .forEach(
              place -> owned.add(new Owned<>(vxnet.address().child("join"), vxnet.scope(), place)));
    }
    return owned;
  }

  @Override
  public void project(Node<JoinWish, RouterVxnet> node, Refs refs, SnapshotEditor to) {
    JoinWish wish = node.wish();
    String id = refs.show(wish.vxnet());
    if (to.subnets().stream().noneMatch(s -> s.id().equals(id))) {
      String router = refs.show(wish.router());
      Picture.vxnet(to, node.scope(), id, router, wish.name(), wish.form().block());
    }
  }

  @Override
  public void projectGone(RouterVxnet object, SnapshotEditor to) {
    to.remove(object.vxnet());
  }
}
