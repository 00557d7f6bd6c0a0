package dev.tieline.qingcloud.internal;

import dev.tieline.net.Traffic;
import dev.tieline.snapshot.Balancer.Listens;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Listeners of our load balancers: a balancer has one of a port. One that differs is made anew, and
 * its backends with it. It works when the balancer's changes are published.
 */
final class Listeners extends EntryKind<ListenerWish, Balancer.Listener> {
  /** "interval|timeout|fall|rise" (AddLoadBalancerListeners, read 2026-11): its own example. */
  private static final String TIMES = "10|5|2|5";

  /** The table says that it must be given, in seconds; the example leaves it out. */
  private static final int TUNNEL_TIMEOUT = 3600;

  Listeners() {
    super(Balancer.Listener.class, a -> inBalancer("listener").test(a) && !isBackend(a.path()));
  }

  private static boolean isBackend(String path) {
    return path.contains("/backend.");
  }

  @Override
  public String name() {
    return "listener";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY; // the balancer and the port
  }

  @Override
  public String describe(ListenerWish wish, Refs refs) {
    return wish.protocol()
        + " "
        + wish.port()
        + " of "
        + refs.show(wish.balancer())
        + ", "
        + wish.mode()
        + ", healthy by "
        + wish.check();
  }

  @Override
  public String show(Balancer.Listener object) {
    return object.id() + " " + object.protocol() + " " + object.port() + " of " + object.balancer();
  }

  @Override
  Ref<String> container(ListenerWish wish) {
    return wish.balancer();
  }

  @Override
  boolean isMeant(ListenerWish wish, Balancer.Listener listener, Refs refs) {
    return listener.port() == wish.port();
  }

  @Override
  Find<Balancer.Listener> others(Balancer.Listener object) {
    return new Find.InTheWay<>(
        "listener " + show(object) + ", which somebody else has added",
        "Remove it from the balancer, or take this port out of the wish");
  }

  @Override
  public Diff compare(
      Owner owner,
      Node<ListenerWish, Balancer.Listener> node,
      Balancer.Listener object,
      Refs refs) {
    ListenerWish wish = node.wish();
    List<String> other = new ArrayList<>();
    differ(other, "protocol", object.protocol(), wish.protocol());
    differ(other, "balance mode", object.mode(), wish.mode());
    differ(other, "health check", object.checkMethod(), wish.check());
    return other.isEmpty() ? new Diff.Same() : new Diff.Unusable(String.join(", ", other));
  }

  private static void differ(List<String> other, String what, String found, String wished) {
    if (!found.equals(wished)) {
      other.add(what + " " + found + " instead of " + wished);
    }
  }

  @Override
  public Call<Balancer.Listener> create(
      Owner owner, Node<ListenerWish, Balancer.Listener> node, Refs refs, Token token) {
    ListenerWish wish = node.wish();
    String balancer = refs.get(wish.balancer());
    String name = Names.of(owner, node.address());
    return Writes.of(
        node.scope(),
        Request.of(Api.ADD_LOAD_BALANCER_LISTENERS)
            .with("loadbalancer", balancer)
            .eachOf(
                "listeners",
                List.of(
                    Map.of(
                        "listener_port", Integer.toString(wish.port()),
                        "listener_protocol", wish.protocol(),
                        "backend_protocol", wish.protocol(),
                        "loadbalancer_listener_name", name,
                        "balance_mode", wish.mode(),
                        "healthy_check_method", wish.check(),
                        "healthy_check_option", TIMES,
                        "tunnel_timeout", Integer.toString(TUNNEL_TIMEOUT)))),
        answer ->
            new Balancer.Listener(
                Wire.only(answer, "loadbalancer_listeners"),
                node.scope(),
                balancer,
                name,
                wish.port(),
                wish.protocol(),
                wish.protocol(),
                wish.mode(),
                wish.check(),
                TIMES,
                false));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Balancer.Listener> owned) {
    Balancer.Listener listener = owned.object();
    return listener.along()
        ? Optional.empty()
        : Optional.of(
            Writes.of(
                owned.scope(),
                Request.of(Api.DELETE_LOAD_BALANCER_LISTENERS)
                    .each("loadbalancer_listeners", List.of(listener.id())),
                answer -> listener,
                listener.balancer()));
  }

  @Override
  public Balancer.Listener fresh(Balancer.Listener seen, List<Balancer.Listener> now) {
    return now.get(0).along(seen.along());
  }

  @Override
  public Query<Balancer.Listener> read(Scope scope, Collection<String> ids) {
    return Lists.listeners(scope, ids);
  }

  @Override
  public Query<Balancer.Listener> seek(
      Owner owner, Node<ListenerWish, Balancer.Listener> node, Refs refs) {
    return Lists.listeners(node.scope(), refs.get(node.wish().balancer()));
  }

  @Override
  public Collection<String> uses(Balancer.Listener object) {
    return List.of(object.balancer());
  }

  @Override
  public void project(Node<ListenerWish, Balancer.Listener> node, Refs refs, SnapshotEditor to) {
    Traffic traffic = Traffic.tcp(node.wish().port());
    to.changeBalancer(
        refs.show(node.wish().balancer()),
        b ->
            b.listeners().stream().anyMatch(l -> l.traffic().equals(traffic))
                ? b
                : BalancerPicture.with(b, new Listens(traffic, List.of())));
  }

  @Override
  public void projectGone(Balancer.Listener object, SnapshotEditor to) {
    to.changeBalancer(
        object.balancer(), b -> BalancerPicture.without(b, Traffic.tcp(object.port())));
  }
}
