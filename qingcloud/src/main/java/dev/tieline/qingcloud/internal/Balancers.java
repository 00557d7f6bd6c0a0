package dev.tieline.qingcloud.internal;

import dev.tieline.plan.Trait;
import dev.tieline.snapshot.Host;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Load balancers. What they are made with stays: public address, vxnet and group. They can not be
 * deleted before their lease is made, some seconds after they are; listeners and backends go with
 * them, also those that were added by hand.
 */
final class Balancers extends NamedKind<BalancerWish, Balancer> {
  private static final Set<String> READY = Set.of("active");

  Balancers() {
    super(Balancer.class, NamedKind::isBalancer);
  }

  @Override
  public String name() {
    return "load balancer";
  }

  @Override
  public Set<Trait> traits(BalancerWish wish) {
    return Set.of(Trait.BILLABLE);
  }

  @Override
  public String describe(BalancerWish wish, Refs refs) {
    return (wish.eips().isEmpty() ? "private" : "at " + names(wish.eips(), refs))
        + " in "
        + refs.show(wish.vxnet())
        + (wish.address().isEmpty() ? "" : " as " + wish.address())
        + ", guarded by "
        + refs.show(wish.group());
  }

  private static String names(List<Ref<String>> eips, Refs refs) {
    return String.join(", ", eips.stream().map(refs::show).toList());
  }

  @Override
  public String show(Balancer object) {
    return object.id() + " " + object.name() + " (" + object.progress() + ")";
  }

  @Override
  boolean isInUse(Balancer object, Facts facts) {
    return !facts.find(Balancer.Listener.class, new Within(object.id())).isEmpty();
  }

  @Override
  public Diff compare(Owner owner, Node<BalancerWish, Balancer> node, Balancer object, Refs refs) {
    BalancerWish wish = node.wish();
    List<String> other = new ArrayList<>();
    Set<String> eips = new TreeSet<>();
    wish.eips().forEach(eip -> eips.add(refs.show(eip)));
    if (!eips.equals(new TreeSet<>(object.eips()))) {
      other.add("public addresses " + object.eips() + " instead of " + eips);
    }
    if (!object.vxnet().equals(refs.show(wish.vxnet()))) {
      other.add("vxnet " + object.vxnet() + " instead of " + refs.show(wish.vxnet()));
    }
    if (!wish.address().isEmpty() && !object.addresses().contains(wish.address())) {
      other.add("addresses " + object.addresses() + " instead of " + wish.address());
    }
    if (!object.group().equals(refs.show(wish.group()))) {
      other.add("group " + object.group() + " instead of " + refs.show(wish.group()));
    }
    // while a new one is on the way, the cloud does not show yet what it is made with
    return other.isEmpty() || object.progress().moving()
        ? new Diff.Same()
        : new Diff.Immutable(
            object.id() + " has " + String.join(", ", other),
            "Change it in the console, or give the link another name: then a new one is made, and"
                + " the old one goes");
  }

  @Override
  public Call<Balancer> create(
      Owner owner, Node<BalancerWish, Balancer> node, Refs refs, Token token) {
    BalancerWish wish = node.wish();
    String name = Names.of(owner, node.address());
    List<String> eips = wish.eips().stream().map(refs::get).toList();
    String vxnet = refs.get(wish.vxnet());
    String group = refs.get(wish.group());
    return Writes.of(
        node.scope(),
        Request.of(Api.CREATE_LOAD_BALANCER)
            .each("eips", eips)
            .with("vxnet", vxnet)
            .maybe("private_ip", wish.address())
            .with("loadbalancer_type", wish.size())
            .with("loadbalancer_name", name)
            .with("security_group", group),
        answer ->
            new Balancer(
                Wire.only(answer, "loadbalancer_id"),
                node.scope(),
                name,
                "",
                new Progress("pending", "creating", null),
                false,
                vxnet,
                List.of(),
                eips,
                group,
                Instant.MIN));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Balancer> owned) {
    Balancer balancer = owned.object();
    return Optional.of(
        Writes.of(
            owned.scope(),
            Request.of(Api.DELETE_LOAD_BALANCERS).each("loadbalancers", List.of(balancer.id())),
            answer -> balancer));
  }

  @Override
  public Query<Balancer> read(Scope scope, Collection<String> ids) {
    return Jobs.before(
        scope,
        Lists.balancers(scope, ids),
        ids.stream().map(id -> Balancer.unseen(scope, id)).toList());
  }

  @Override
  public Query<Balancer> seek(Owner owner, Node<BalancerWish, Balancer> node, Refs refs) {
    return Lists.balancers(node.scope());
  }

  @Override
  public Collection<String> uses(Balancer object) {
    List<String> uses = new ArrayList<>(object.eips());
    uses.add(object.vxnet());
    uses.add(object.group());
    uses.removeIf(String::isEmpty);
    return uses;
  }

  @Override
  public Readiness readiness(Node<BalancerWish, Balancer> node, Balancer object) {
    return object.progress().readiness(READY);
  }

  /** An assumption: a minute or so. */
  @Override
  public Duration usuallyTakes(BalancerWish wish) {
    return Duration.ofSeconds(20);
  }

  @Override
  public Readiness leaving(Owner owner, Balancer object) {
    return leaving(owner, object, object.progress());
  }

  @Override
  public void project(Node<BalancerWish, Balancer> node, Refs refs, SnapshotEditor to) {
    String id = refs.show(node.ref("id", Balancer::id));
    if (to.balancer(id).isPresent()) {
      return;
    }
    BalancerWish wish = node.wish();
    to.put(
        new Host(
            id,
            wish.shown(),
            refs.show(wish.vxnet()),
            List.of(),
            List.of(refs.show(wish.group()))));
    BalancerPicture.bare(to, id, refs.show(wish.router()));
    to.put(
        new dev.tieline.snapshot.Balancer(
            id,
            wish.shown(),
            refs.show(wish.router()),
            true,
            "active",
            List.of(),
            List.of(id),
            BalancerPicture.bare(id),
            List.of()));
  }

  @Override
  public void projectGone(Balancer object, SnapshotEditor to) {
    to.remove(object.id());
    to.remove(BalancerPicture.bare(object.id()));
  }
}
