package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Addresses;
import dev.tieline.provider.Marked;
import dev.tieline.provider.Phases;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of load balancers in one scope: the lists of a whole zone in which something of
 * ours may be, what is inside of ours, the instances that the wish names, and the border routers at
 * the vxnets that a wished balancer may be in.
 */
final class BalancerLook {
  /** Everything that this reads, besides what hubs have read as well. */
  static final List<Class<?>> TYPES =
      List.of(
          Balancer.class,
          Balancer.Listener.class,
          Balancer.Backend.class,
          Eip.class,
          SecurityGroup.class,
          SecurityGroup.Rule.class,
          Instance.class);

  private final ScopeLook look;
  private final Scope scope;
  private final Owner owner;

  /** The instances here that wished balancers have as backends. */
  final Set<String> wishedInstances = new TreeSet<>();

  /** The networks here that wished balancers are in. */
  final Set<String> networks = new TreeSet<>();

  /** The links that are wished, by their addresses: what is in another balancer goes with it. */
  final Set<String> wished = new TreeSet<>();

  private final Map<String, Balancer> balancers = new LinkedHashMap<>();
  private final Map<String, Balancer.Listener> listeners = new LinkedHashMap<>();
  private final Map<String, Balancer.Backend> backends = new LinkedHashMap<>();
  private final Map<String, Eip> eips = new LinkedHashMap<>();
  private final Map<String, SecurityGroup> groups = new LinkedHashMap<>();
  private final Map<String, SecurityGroup.Rule> groupRules = new LinkedHashMap<>();

  BalancerLook(ScopeLook look, Owner owner) {
    this.look = look;
    this.scope = look.scope();
    this.owner = owner;
  }

  void begin(Phases phases) {
    all(phases, Lists.balancers(scope), balancers, Balancer::id, Balancer.class);
    all(phases, Lists.eips(scope), eips, Eip::id, Eip.class);
    all(phases, Lists.groups(scope), groups, SecurityGroup::id, SecurityGroup.class);
    List<Query<Instance>> each =
        wishedInstances.stream().map(id -> Lists.instances(scope, List.of(id))).toList();
    if (!each.isEmpty()) {
      all(phases, Chained.of(each), look.instances, Instance::id, Instance.class);
    }
  }

  boolean inside(Phases phases) {
    List<String> ours = ids(balancers.values().stream().filter(this::isOurs).map(Balancer::id));
    List<String> guards =
        ids(
            Stream.concat(
                groups.values().stream().filter(this::isOurs).map(SecurityGroup::id),
                balancers.values().stream()
                    .filter(this::isOurs)
                    .map(Balancer::group)
                    .filter(groups::containsKey)));
    List<String> tables =
        ids(
            look.tables.values().stream()
                .filter(t -> t.serves() == RouteTable.OF_BALANCERS && isOurs(t))
                .map(RouteTable::id));
    each(
        phases,
        ours,
        id -> Lists.listeners(scope, id),
        listeners,
        Balancer.Listener::id,
        Balancer.Listener.class);
    each(
        phases,
        ours,
        id -> Lists.backends(scope, id),
        backends,
        Balancer.Backend::id,
        Balancer.Backend.class);
    each(
        phases,
        guards,
        id -> Lists.groupRules(scope, id),
        groupRules,
        SecurityGroup.Rule::id,
        SecurityGroup.Rule.class);
    bindings(phases, ours, id -> Lists.bindingsTo(scope, List.of(id)));
    bindings(phases, tables, id -> Lists.bindingsOf(scope, List.of(id)));
    return !ours.isEmpty() || !guards.isEmpty() || !tables.isEmpty();
  }

  boolean beyond(Phases phases) {
    Set<String> vpcs = new TreeSet<>();
    look.routers.values().stream().filter(r -> isIn(r)).map(Router::id).forEach(vpcs::add);
    List<String> vxnets =
        ids(
            look.places.values().stream()
                .filter(p -> vpcs.contains(p.router()))
                .map(RouterVxnet::vxnet));
    each(
        phases,
        vxnets,
        id -> Lists.bordersOf(scope, id),
        look.attachments,
        a -> a.border() + "|" + a.vxnet(),
        BorderVxnet.class);
    return !vxnets.isEmpty();
  }

  /** Whether a VPC is one that a wished balancer is in. */
  private boolean isIn(Router router) {
    if (networks.contains(router.id())) {
      return true;
    }
    @Nullable Address address = router.marks().get(owner);
    return address != null
        && Addresses.isNetwork(address)
        && networks.contains(Addresses.name(address));
  }

  private boolean isOurs(Marked object) {
    return object.marks().containsKey(owner);
  }

  private static List<String> ids(Stream<String> ids) {
    return ids.distinct().sorted().toList();
  }

  private <T> void all(
      Phases phases, Query<T> list, Map<String, T> into, Function<T, String> id, Class<T> type) {
    phases.ask(list, found -> found.forEach(t -> into.put(id.apply(t), t)), look::failed, type);
  }

  private <T> void each(
      Phases phases,
      Collection<String> of,
      Function<String, Query<T>> list,
      Map<String, T> into,
      Function<T, String> id,
      Class<T> type) {
    if (!of.isEmpty()) {
      all(phases, Chained.of(of.stream().map(list).toList()), into, id, type);
    }
  }

  private void bindings(
      Phases phases, List<String> of, Function<String, Query<RouteTable.Binding>> list) {
    each(phases, of, list, look.bindings, RouteTable.Binding::resource, RouteTable.Binding.class);
  }

  void file(Facts.Builder out) {
    balancers.values().forEach(b -> out.add(Balancer.class, b, ScopeLook.keys(b)));
    eips.values().forEach(e -> out.add(Eip.class, e, ScopeLook.keys(e)));
    groups.values().forEach(g -> out.add(SecurityGroup.class, g, ScopeLook.keys(g)));
    groupRules
        .values()
        .forEach(
            r -> out.add(SecurityGroup.Rule.class, r, ScopeLook.keys(r, new Within(r.group()))));
    listeners
        .values()
        .forEach(
            l ->
                out.add(
                    Balancer.Listener.class,
                    l.along(leaves(l.balancer())),
                    ScopeLook.keys(l, new Within(l.balancer()))));
    backends
        .values()
        .forEach(
            b ->
                out.add(
                    Balancer.Backend.class,
                    b.along(leaves(b.balancer())),
                    ScopeLook.keys(b, new Within(b.listener()), new Within(b.balancer()))));
  }

  /** Whether a balancer of ours is no longer wished. */
  private boolean leaves(String balancer) {
    @Nullable Balancer its = balancers.get(balancer);
    @Nullable Address address = its == null ? null : its.marks().get(owner);
    return address != null && !wished.contains(address.path());
  }
}
