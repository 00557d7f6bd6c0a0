package dev.tieline.qingcloud.internal;

import dev.tieline.plan.Trait;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Doubles;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
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
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * VPCs of ours, which the API calls routers. The cloud has neither token nor natural key for them:
 * a look for the name, which is set by the create, comes before each create, and what is doubled
 * all the same is removed as soon as both are seen, as long as nothing is in it.
 */
final class Vpcs extends Kind<VpcWish, Router> {
  private static final Set<String> READY = Set.of("active");

  Vpcs() {}

  @Override
  public String name() {
    return "VPC";
  }

  @Override
  public Guard guard() {
    return Guard.NEITHER;
  }

  @Override
  public Set<Trait> traits(VpcWish wish) {
    return Set.of(Trait.BILLABLE);
  }

  @Override
  public String describe(VpcWish wish, Refs refs) {
    return wish.block() + ", " + wish.words();
  }

  @Override
  public String show(Router object) {
    return object.id() + " " + object.network();
  }

  @Override
  Find<Router> among(Owner owner, Node<VpcWish, Router> node, Refs refs, Facts facts) {
    List<Router> marked = marked(owner, node.address(), node.scope(), facts);
    Address formerly = node.wish().formerly();
    if (marked.isEmpty() && formerly != null) {
      marked = marked(owner, formerly, node.scope(), facts);
    }
    return Doubles.choose(marked, router -> inUse(router, facts));
  }

  /** The VPCs that bear the mark of an address. */
  static List<Router> marked(Owner owner, Address address, Scope scope, Facts facts) {
    return facts.find(Router.class, new Keys.Marked(owner, Names.inName(owner, address))).stream()
        .filter(router -> router.scope().equals(scope))
        .toList();
  }

  /** Whether anything is known to be in a VPC. */
  private static boolean inUse(Router router, Facts facts) {
    return !facts.find(Vxnet.class, new Keys.InVpc(router.id())).isEmpty()
        || !facts.find(RouterVxnet.class, new Keys.InVpc(router.id())).isEmpty();
  }

  @Override
  public Diff compare(Owner owner, Node<VpcWish, Router> node, Router object, Refs refs) {
    VpcWish wish = node.wish();
    if (!object.has(wish.block())) {
      return new Diff.Immutable(
          "VPC " + show(object) + " instead of " + wish.block(),
          "Write the block that it has into the wish, or give the new network a name of its own");
    }
    if (object.type() != wish.size().type()) {
      return new Diff.Immutable(
          "VPC " + object.id() + " is of type " + object.type() + " instead of " + wish.words(),
          "Wish the size that it has, or change it in the console");
    }
    return compareMark(object, owner, node.address());
  }

  @Override
  public Call<Router> create(Owner owner, Node<VpcWish, Router> node, Refs refs, Token token) {
    VpcWish wish = node.wish();
    return Writes.of(
        node.scope(),
        Request.of(Api.CREATE_ROUTERS)
            .with("router_name", wish.name())
            .with("router_type", wish.size().type())
            .with("vpc_network", wish.block().toString())
            .with("count", 1),
        answer ->
            new Router(
                Wire.only(answer, "routers"),
                node.scope(),
                wish.name(),
                "",
                new Progress("pending", "creating", null),
                true,
                wish.block(),
                wish.size().type(),
                "",
                "",
                Instant.MIN));
  }

  /** Writes the name anew, after the network was renamed in the wish. */
  @Override
  public Call<Router> update(Owner owner, Node<VpcWish, Router> node, Router object, Refs refs) {
    String name = node.wish().name();
    return Writes.of(
        object.scope(),
        Request.of(Api.MODIFY_ROUTER_ATTRIBUTES)
            .with("router", object.id())
            .with("router_name", name),
        answer -> object.named(name));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Router> owned) {
    return Optional.of(
        Writes.of(
            owned.scope(),
            Request.of(Api.DELETE_ROUTERS).each("routers", List.of(owned.object().id())),
            answer -> owned.object()));
  }

  @Override
  public boolean stillOurs(Owner owner, Router seen, Router now) {
    return now.marks().containsKey(owner);
  }

  @Override
  public Query<Router> read(Scope scope, Collection<String> ids) {
    return Jobs.before(
        scope,
        Lists.routers(scope, ids),
        ids.stream().map(id -> Router.unseen(scope, id)).toList());
  }

  /** All of a zone: that a list by a word looks at whole names is not documented. */
  @Override
  public Query<Router> seek(Owner owner, Node<VpcWish, Router> node, Refs refs) {
    return Lists.routers(node.scope());
  }

  @Override
  public Find<Router> pick(Owner owner, Node<VpcWish, Router> node, Refs refs, List<Router> found) {
    return Doubles.choose(
        found.stream().filter(r -> isMarked(owner, node.address(), r)).toList(), r -> false);
  }

  private static boolean isMarked(Owner owner, Address address, Router router) {
    return Names.inName(owner, address).equals(router.marks().get(owner));
  }

  @Override
  public String id(Router object) {
    return object.id();
  }

  @Override
  public Readiness readiness(Node<VpcWish, Router> node, Router object) {
    return object.progress().readiness(READY);
  }

  /** An assumption: see docs/qingcloud.md, "Assumed". */
  @Override
  public Duration usuallyTakes(VpcWish wish) {
    return Duration.ofSeconds(10);
  }

  @Override
  public Readiness leaving(Owner owner, Router object) {
    return leaving(owner, object, object.progress());
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Router.class);
  }

  @Override
  public List<Owned<Router>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, Router.class, Addresses::isNetwork);
  }

  @Override
  public void project(Node<VpcWish, Router> node, Refs refs, SnapshotEditor to) {
    String id = refs.show(node.ref("id", Router::id));
    if (to.vpc(id).isEmpty()) {
      Picture.vpc(to, node.scope(), id, node.wish().name(), node.wish().block());
    }
  }

  @Override
  public void projectGone(Router object, SnapshotEditor to) {
    to.removeVpc(object.id());
  }
}
