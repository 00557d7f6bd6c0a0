package dev.tieline.qingcloud.internal;

import dev.tieline.net.Traffic;
import dev.tieline.plan.Action;
import dev.tieline.plan.Handover;
import dev.tieline.snapshot.Balancer.Health;
import dev.tieline.snapshot.Balancer.Server;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Backends of listeners. One that is an address has no documented call: a person adds it in the
 * console, or the call for instances is tried with the address, if the wish says so. Whoever added
 * it, one that is there serves; one with our name in it goes when it is no longer wished.
 */
final class Backends extends EntryKind<BackendWish, Balancer.Backend> {
  /** What the call answers if it takes no address: a bad value, or no such instance. */
  private static final Set<Integer> NO_ADDRESS = Set.of(1100, 1101, Refusal.NOT_FOUND);

  Backends() {
    super(
        Balancer.Backend.class,
        a -> inBalancer("listener").test(a) && a.path().contains("/backend."));
  }

  @Override
  public String name() {
    return "backend";
  }

  @Override
  public Guard guard() {
    return Guard.NEITHER;
  }

  @Override
  public Action verb(BackendWish wish) {
    return wish.way() == BackendWish.Way.MANUAL ? Action.MANUAL : Action.CREATE;
  }

  @Override
  public String party(BackendWish wish) {
    return PolicyHandover.PARTY;
  }

  @Override
  public String describe(BackendWish wish, Refs refs) {
    return wish.target()
        + " port "
        + wish.port()
        + ", weight "
        + wish.weight()
        + ", behind port "
        + wish.front()
        + " of "
        + refs.show(wish.balancer());
  }

  @Override
  public String show(Balancer.Backend object) {
    return object.id()
        + " "
        + object.resource()
        + " port "
        + object.port()
        + " behind "
        + object.listener();
  }

  @Override
  Ref<String> container(BackendWish wish) {
    return wish.listener();
  }

  @Override
  boolean isMeant(BackendWish wish, Balancer.Backend backend, Refs refs) {
    return backend.resource().equals(wish.target())
        && backend.port() == wish.port()
        && refs.peek(wish.listener()).filter(backend.listener()::equals).isPresent();
  }

  @Override
  Find<Balancer.Backend> others(Balancer.Backend object) {
    return new Find.Foreign<>(object);
  }

  @Override
  public Diff compare(
      Owner owner, Node<BackendWish, Balancer.Backend> node, Balancer.Backend object, Refs refs) {
    boolean mine = object.marks().containsKey(owner);
    boolean byHand = node.wish().way() == BackendWish.Way.MANUAL;
    return object.weight() == node.wish().weight() || byHand || !mine
        ? new Diff.Same() // what a person has added, a person changes
        : new Diff.Unusable("weight " + object.weight() + " instead of " + node.wish().weight());
  }

  @Override
  public Call<Balancer.Backend> create(
      Owner owner, Node<BackendWish, Balancer.Backend> node, Refs refs, Token token) {
    BackendWish wish = node.wish();
    String listener = refs.get(wish.listener());
    String balancer = refs.get(wish.balancer());
    String name = Names.of(owner, node.address());
    Call<Balancer.Backend> call =
        Writes.of(
            node.scope(),
            Request.of(Api.ADD_LOAD_BALANCER_BACKENDS)
                .with("loadbalancer_listener", listener)
                .eachOf(
                    "backends",
                    List.of(
                        Map.of(
                            "resource_id", wish.target(),
                            "loadbalancer_backend_name", name,
                            "port", Integer.toString(wish.port()),
                            "weight", Integer.toString(wish.weight())))),
            answer ->
                new Balancer.Backend(
                    Wire.only(answer, "loadbalancer_backends"),
                    node.scope(),
                    balancer,
                    listener,
                    name,
                    wish.target(),
                    wish.port(),
                    wish.weight(),
                    "",
                    false),
            balancer);
    return wish.way() == BackendWish.Way.ASSUMED ? hinted(call) : call;
  }

  /** A refusal that means that the call takes no address says what else can be done. */
  private static Call<Balancer.Backend> hinted(Call<Balancer.Backend> call) {
    return new Call<>(
        call.scope(),
        call.operation(),
        call.mutating(),
        call.turn(),
        call.besides(),
        clients -> {
          try {
            return call.body().run(clients);
          } catch (Refusal refusal) {
            if (!NO_ADDRESS.contains(refusal.code())) {
              throw refusal;
            }
            throw new Refusal(
                Refusal.BAD_VALUE,
                refusal.getMessage()
                    + "; this cloud's API takes no address as a backend: leave the option "
                    + BalancerOptions.ASSUMED_ADDRESS
                    + " out, and add it in the console",
                refusal.circumstances());
          }
        });
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Balancer.Backend> owned) {
    Balancer.Backend backend = owned.object();
    return backend.along()
        ? Optional.empty()
        : Optional.of(
            Writes.of(
                owned.scope(),
                Request.of(Api.DELETE_LOAD_BALANCER_BACKENDS)
                    .each("loadbalancer_backends", List.of(backend.id())),
                answer -> backend,
                backend.balancer()));
  }

  @Override
  public Balancer.Backend fresh(Balancer.Backend seen, List<Balancer.Backend> now) {
    return now.get(0).along(seen.along());
  }

  @Override
  public Query<Balancer.Backend> read(Scope scope, Collection<String> ids) {
    return Lists.backends(scope, ids);
  }

  @Override
  public Query<Balancer.Backend> seek(
      Owner owner, Node<BackendWish, Balancer.Backend> node, Refs refs) {
    return Lists.backends(node.scope(), refs.get(node.wish().balancer()));
  }

  @Override
  public Collection<String> uses(Balancer.Backend object) {
    return List.of(object.listener(), object.balancer());
  }

  /** It works when the balancer's changes are published: health is what verify tells. */
  @Override
  public Readiness readiness(Node<BackendWish, Balancer.Backend> node, Balancer.Backend object) {
    BackendWish wish = node.wish();
    return object.weight() == wish.weight() || wish.way() != BackendWish.Way.MANUAL
        ? new Readiness.Target()
        : new Readiness.Waiting(
            PolicyHandover.PARTY,
            object.id() + " has weight " + object.weight() + " instead of " + wish.weight());
  }

  @Override
  public Optional<Handover> handover(
      Owner owner, Node<BackendWish, Balancer.Backend> node, Refs refs) {
    return node.wish().way() == BackendWish.Way.MANUAL
        ? Optional.of(BackendHandover.of(owner, node, refs))
        : Optional.empty();
  }

  @Override
  public void project(Node<BackendWish, Balancer.Backend> node, Refs refs, SnapshotEditor to) {
    BackendWish wish = node.wish();
    to.changeBalancer(
        refs.show(wish.balancer()),
        b ->
            BalancerPicture.with(
                b,
                Traffic.tcp(wish.front()),
                new Server(
                    refs.show(node.ref("id", Balancer.Backend::id)),
                    wish.target(),
                    wish.port(),
                    Health.UNKNOWN,
                    "")));
  }

  @Override
  public void projectGone(Balancer.Backend object, SnapshotEditor to) {
    to.changeBalancer(object.balancer(), b -> BalancerPicture.without(b, object.id()));
  }
}
