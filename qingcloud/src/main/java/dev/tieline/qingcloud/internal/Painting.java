package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Keys;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.RegionalHub;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.snapshot.Unreadable;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Paints what was read as a snapshot. */
final class Painting {
  /** What cannot be told where something could not be read. */
  private static final Map<Class<?>, String> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put(Router.class, "VPCs");
    WORDS.put(Vxnet.class, "vxnets");
    WORDS.put(RouterVxnet.class, "vxnets of VPCs");
    WORDS.put(RouterStatic.class, "policies of VPCs");
    WORDS.put(Border.class, "border routers");
    WORDS.put(BorderVxnet.class, "vxnets at border routers");
    WORDS.put(RouteTable.class, "route tables");
    WORDS.put(RouteTable.Binding.class, "route tables of vxnets");
    WORDS.put(WanAccess.class, "access points");
  }

  private final Owner owner;
  private final Facts facts;
  private final SnapshotEditor to;

  Painting(Owner owner, Facts facts, SnapshotEditor to) {
    this.owner = owner;
    this.facts = facts;
    this.to = to;
  }

  void paint() {
    facts.all(Router.class).forEach(this::router);
    facts.all(RouterVxnet.class).forEach(this::vxnet);
    facts.all(Border.class).forEach(this::border);
    facts.all(BorderVxnet.class).forEach(this::attachment);
    trunks();
    facts.all(Router.class).stream()
        .filter(r -> !facts.find(Inside.class, r.id()).isEmpty())
        .forEach(this::routes);
    WORDS.forEach(
        (type, words) ->
            facts
                .unreadable(type)
                .forEach((scope, why) -> to.put(new Unreadable(Picture.place(scope), words, why))));
  }

  private void router(Router router) {
    if (router.network() == null) {
      return;
    }
    if (facts.find(Inside.class, router.id()).isEmpty()) {
      Picture.outside(to, router.scope(), router.id(), router.name(), router.network());
    } else {
      Picture.vpc(to, router.scope(), router.id(), router.name(), router.network());
    }
  }

  private void vxnet(RouterVxnet place) {
    if (place.network() != null) {
      Picture.vxnet(
          to, place.scope(), place.vxnet(), place.router(), place.name(), place.network());
    }
  }

  /** Those whose inside was read: borders of others are not looked into. */
  private void border(Border border) {
    if (border.marks().containsKey(owner)) {
      Picture.hub(to, border.scope(), border.id(), border.name(), border.progress().status());
    }
  }

  private void attachment(BorderVxnet place) {
    if (place.network() != null) {
      Picture.attach(
          to,
          place.border(),
          place.vxnet(),
          place.router(),
          place.network(),
          place.progress().transition());
    }
  }

  /** What joins two borders: an access point at each, on one network. */
  private void trunks() {
    List<WanAccess> all = facts.all(WanAccess.class);
    for (int i = 0; i < all.size(); i++) {
      for (WanAccess other : all.subList(i + 1, all.size())) {
        WanAccess one = all.get(i);
        if (one.wanNet().equals(other.wanNet()) && !one.border().equals(other.border())) {
          List<String> hindrances = new ArrayList<>(one.hindrances());
          hindrances.addAll(other.hindrances());
          Picture.trunk(
              to,
              one.border(),
              other.border(),
              hindrances.isEmpty() ? RegionalHub.State.ACTIVE : RegionalHub.State.PENDING,
              String.join("; ", hindrances));
        }
      }
    }
  }

  // ---- routes ----

  /** A VPC's policies, and the rules of the tables that its vxnets go by. */
  private void routes(Router router) {
    Map<String, RouteTable> own = new LinkedHashMap<>();
    Set<String> common = new TreeSet<>();
    for (RouterVxnet place : facts.find(RouterVxnet.class, new Keys.InVpc(router.id()))) {
      Optional<RouteTable> table = tableOf(place.vxnet());
      table
          .filter(t -> !t.isDefault())
          .ifPresent(
              t -> {
                own.put(t.id(), t);
                Picture.goesBy(to, place.vxnet(), t.id());
              });
      table.filter(t -> t.isDefault()).ifPresent(t -> common.add(t.id()));
    }
    String id = Picture.table(router.id());
    table(router, id, true, common.stream().flatMap(t -> tables(t).stream()).toList());
    own.forEach((table, t) -> table(router, table, false, List.of(t)));
  }

  private Optional<RouteTable> tableOf(String vxnet) {
    return facts.find(RouteTable.Binding.class, vxnet).stream()
        .flatMap(b -> tables(b.table()).stream())
        .findFirst();
  }

  private List<RouteTable> tables(String id) {
    return facts.find(RouteTable.class, id);
  }

  private void table(Router router, String id, boolean main, List<RouteTable> tables) {
    Map<Object, Route> routes = new LinkedHashMap<>();
    Set<String> unresolved = new LinkedHashSet<>();
    if (router.network() != null) {
      Route local = Picture.local(router.network());
      routes.put(local, local);
    }
    for (RouterStatic entry : facts.find(RouterStatic.class, new Keys.InVpc(router.id()))) {
      Policy.of(entry)
          .ifPresent(
              policy -> {
                if (router.applied()) {
                  routes.put(
                      policy.destination(),
                      Picture.toBorder(policy.destination(), policy.border()));
                } else {
                  unresolved.add(
                      policy.destination() + " to " + policy.border() + ", which is not applied");
                }
              });
    }
    for (RouteTable table : tables) {
      for (RouteTable.Rule rule : table.rules()) {
        rule(router, table, rule, routes, unresolved);
      }
    }
    String name = tables.isEmpty() ? "intranet" : tables.get(0).id();
    to.put(
        new dev.tieline.snapshot.RouteTable(
            id, router.id(), name, main, List.copyOf(routes.values()), List.copyOf(unresolved)));
  }

  private void rule(
      Router router,
      RouteTable table,
      RouteTable.Rule rule,
      Map<Object, Route> routes,
      Set<String> unresolved) {
    Cidr destination = rule.destination();
    if (destination == null || rule.disabled()) {
      return;
    }
    if (!table.applied()) {
      unresolved.add(destination + " to " + rule.nextHop() + ", which is not applied");
      return;
    }
    Optional<String> border =
        facts.find(BorderVxnet.class, new Keys.InVpc(router.id())).stream()
            .filter(p -> p.address() != null && p.address().toString().equals(rule.nextHop()))
            .map(BorderVxnet::border)
            .findFirst();
    routes.put(
        destination,
        border
            .map(b -> Picture.toBorder(destination, b))
            .orElseGet(
                () ->
                    new Route(
                        destination,
                        new NextHop.Unmodelled(rule.nextHop()),
                        false,
                        Route.Origin.STATIC)));
  }
}
