package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Keys;
import dev.tieline.provider.Marked;
import dev.tieline.provider.Phases;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Unread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What was seen of one scope: first the lists of a whole zone, then what is inside of the VPCs and
 * borders that concern the owner, then what these lead to.
 */
final class ScopeLook {
  private final Scope scope;
  private final Owner owner;

  /** The VPCs that the wish names. */
  final Set<String> wished = new TreeSet<>();

  /** Whether a wished hub has a member here. */
  boolean hub;

  final Map<String, Router> routers = new LinkedHashMap<>();
  final Map<String, Vxnet> vxnets = new LinkedHashMap<>();
  final Map<String, RouterVxnet> places = new LinkedHashMap<>();
  final Map<String, Border> borders = new LinkedHashMap<>();
  final Map<String, BorderVxnet> attachments = new LinkedHashMap<>();
  final Map<String, RouterStatic> statics = new LinkedHashMap<>();
  final Map<String, RouteTable> tables = new LinkedHashMap<>();
  final Map<String, RouteTable.Binding> bindings = new LinkedHashMap<>();
  final Map<String, Instance> instances = new LinkedHashMap<>();
  final Map<String, WanAccess> accesses = new LinkedHashMap<>();
  final Map<Class<?>, Unread> failures =
      new TreeMap<>((a, b) -> a.getName().compareTo(b.getName()));

  /** The VPCs of which the inside was asked for. */
  final Set<String> concerned = new TreeSet<>();

  private int phase;

  /** What concerns load balancers. */
  final BalancerLook balancers;

  ScopeLook(Scope scope, Owner owner) {
    this.scope = scope;
    this.owner = owner;
    balancers = new BalancerLook(this, owner);
  }

  Scope scope() {
    return scope;
  }

  void failed(Unread why, Class<?>... types) {
    for (Class<?> type : types) {
      failures.putIfAbsent(type, why);
    }
  }

  /** Lists of the whole zone: only so is found what has left the wish, or was doubled. */
  void begin(Phases phases) {
    phases.ask(
        // not by ids: one that is not there would have the whole list refused
        Lists.routers(scope),
        found -> found.forEach(r -> routers.put(r.id(), r)),
        this::failed,
        Router.class,
        RouterVxnet.class,
        RouterStatic.class);
    phases.ask(
        Lists.vxnets(scope),
        found -> found.forEach(v -> vxnets.put(v.id(), v)),
        this::failed,
        Vxnet.class,
        RouterVxnet.class);
    phases.ask(
        Lists.borders(scope),
        found -> found.forEach(b -> borders.put(b.id(), b)),
        this::failed,
        Border.class,
        BorderVxnet.class);
    phases.ask(
        Lists.tables(scope),
        found -> found.forEach(t -> tables.put(t.id(), t)),
        this::failed,
        RouteTable.class);
    balancers.begin(phases);
  }

  /** Asks for what is inside of what was found; false if there is nothing more to ask. */
  boolean goOn(Phases phases) {
    phase++;
    return switch (phase) {
      case 1 -> any(balancers.inside(phases), inside(phases));
      case 2 -> any(balancers.beyond(phases), beyond(phases));
      default -> false;
    };
  }

  private static boolean any(boolean one, boolean other) {
    return one || other;
  }

  private boolean inside(Phases phases) {
    List<String> mine =
        borders.values().stream().filter(this::isOurs).map(Border::id).sorted().toList();
    mine.forEach(
        border ->
            ask(
                phases,
                Lists.borderVxnets(scope, border),
                found -> found.forEach(a -> attachments.put(a.border() + "|" + a.vxnet(), a)),
                BorderVxnet.class));
    boolean hubs = hub || !mine.isEmpty();
    if (hubs) {
      phases.ask(
          Lists.wanAccesses(scope),
          found -> found.forEach(a -> accesses.put(a.id(), a)),
          this::failed,
          WanAccess.class);
    }
    Set<String> inner = new TreeSet<>(wished);
    routers.values().stream().filter(this::isOurs).forEach(r -> inner.add(r.id()));
    vxnets.values().stream()
        .filter(v -> isOurs(v) && !v.router().isEmpty())
        .forEach(v -> inner.add(v.router()));
    return routers(phases, inner) || hubs;
  }

  private boolean beyond(Phases phases) {
    Set<String> attached = new TreeSet<>();
    attachments.values().forEach(a -> attached.add(a.router()));
    boolean asked = routers(phases, attached);
    Set<String> ids = new TreeSet<>();
    places.values().forEach(p -> ids.add(p.vxnet()));
    attachments.values().forEach(a -> ids.add(a.vxnet()));
    if (ids.isEmpty()) {
      return asked;
    }
    phases.ask(
        Lists.bindingsTo(scope, ids),
        found -> found.forEach(b -> bindings.put(b.resource(), b)),
        this::failed,
        RouteTable.Binding.class);
    Set<String> machines = new TreeSet<>();
    for (String id : ids) {
      Vxnet vxnet = vxnets.get(id);
      if (hub && vxnet != null && !isOurs(vxnet)) {
        machines.addAll(vxnet.instances());
      }
    }
    if (!machines.isEmpty()) {
      phases.ask(
          Lists.instances(scope, machines),
          found -> found.forEach(i -> instances.put(i.id(), i)),
          this::failed,
          Instance.class);
    }
    return true;
  }

  /** Asks for the vxnets of VPCs, and for their policies. */
  private boolean routers(Phases phases, Collection<String> ids) {
    boolean asked = false;
    for (String id : ids) {
      if (routers.containsKey(id) && concerned.add(id)) {
        ask(
            phases,
            Lists.routerVxnets(scope, id),
            found -> found.forEach(v -> places.put(v.router() + "|" + v.vxnet(), v)),
            RouterVxnet.class);
        ask(
            phases,
            Lists.routerStatics(scope, id),
            found -> found.forEach(s -> statics.put(s.id(), s)),
            RouterStatic.class);
        asked = true;
      }
    }
    return asked;
  }

  /** Asks for the inside of something, which may have gone since it was seen. */
  private <T> void ask(Phases phases, Query<T> query, Consumer<List<T>> then, Class<?> type) {
    phases.ask(Chained.of(List.of(query)), then, this::failed, type);
  }

  private boolean isOurs(Marked object) {
    return object.marks().containsKey(owner);
  }

  /** The keys of what can bear marks, and those given. */
  static Object[] keys(Marked object, Object... more) {
    List<Object> keys = new ArrayList<>(List.of(more));
    keys.add(object.id());
    keys.add(new Keys.In(object.scope()));
    object
        .marks()
        .forEach(
            (owner, address) -> {
              keys.add(new Keys.Marked(owner, address));
              keys.add(new Keys.OwnedBy(owner));
            });
    return keys.toArray();
  }
}
