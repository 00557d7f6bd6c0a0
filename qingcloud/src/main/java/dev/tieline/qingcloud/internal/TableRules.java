package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Answer;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
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
import java.util.Set;

/**
 * Routes in our load balancers' tables, to the border router's address. Where the cloud refuses an
 * address as next hop of a new rule, the rule is made with the VPC as next hop and changed to the
 * address then, as the old edition of the guide does ("Cross-region networking and load balancing",
 * read 2026-11); it is not published in between.
 */
final class TableRules extends EntryKind<TableRuleWish, RouteTable.Rule> {
  private static final Set<Integer> NO_ADDRESS = Set.of(1100, Refusal.BAD_VALUE, Refusal.DENIED);

  TableRules() {
    super(RouteTable.Rule.class, inBalancer("way"));
  }

  @Override
  public String name() {
    return "route of a load balancer";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY; // the table and the destination
  }

  @Override
  public String describe(TableRuleWish wish, Refs refs) {
    return wish.destination() + " by " + refs.show(wish.hop()) + " in " + refs.show(wish.table());
  }

  @Override
  public String show(RouteTable.Rule object) {
    return object.id()
        + " of "
        + object.table()
        + ": "
        + object.destination()
        + " to "
        + object.nextHop();
  }

  @Override
  Ref<String> container(TableRuleWish wish) {
    return wish.table();
  }

  @Override
  Object within(String container) {
    return new QingCloudKeys.InTable(container);
  }

  @Override
  boolean isMeant(TableRuleWish wish, RouteTable.Rule rule, Refs refs) {
    return rule.destination() != null && wish.destination().equals(rule.destination());
  }

  @Override
  Find<RouteTable.Rule> others(RouteTable.Rule object) {
    return new Find.InTheWay<>(
        "rule " + show(object) + ", which somebody else has added",
        "Remove it from the table: it leads this destination elsewhere");
  }

  @Override
  public Diff compare(
      Owner owner, Node<TableRuleWish, RouteTable.Rule> node, RouteTable.Rule object, Refs refs) {
    String hop = refs.show(node.wish().hop());
    List<String> fields = new ArrayList<>();
    if (object.nextHopType() != RouteTable.Rule.ADDRESS || !object.nextHop().equals(hop)) {
      fields.add("next hop " + hop + " instead of " + object.nextHop());
    }
    if (object.disabled()) {
      fields.add("enabled");
    }
    return fields.isEmpty() ? new Diff.Same() : new Diff.Differs(fields);
  }

  @Override
  public Call<RouteTable.Rule> create(
      Owner owner, Node<TableRuleWish, RouteTable.Rule> node, Refs refs, Token token) {
    TableRuleWish wish = node.wish();
    String table = refs.get(wish.table());
    String hop = refs.get(wish.hop());
    String router = refs.get(wish.router());
    String name = Names.of(owner, node.address());
    Call<String> direct =
        added(node.scope(), table, name, wish.destination(), hop, RouteTable.Rule.ADDRESS);
    Call<String> first =
        added(node.scope(), table, name, wish.destination(), router, RouteTable.Rule.ROUTER);
    return new Call<>(
        direct.scope(),
        direct.operation(),
        true,
        direct.turn(),
        direct.besides(),
        clients -> {
          String id;
          try {
            id = direct.body().run(clients);
          } catch (Refusal refusal) {
            if (!NO_ADDRESS.contains(refusal.code())) {
              throw refusal;
            }
            id = inTwoSteps(first, node.scope(), table, hop, clients, refusal);
          }
          return new RouteTable.Rule(
              id,
              node.scope(),
              table,
              name,
              wish.destination(),
              hop,
              RouteTable.Rule.ADDRESS,
              false);
        });
  }

  /** Of two refusals, the first one tells why: the second way is not documented. */
  private static String inTwoSteps(
      Call<String> first, Scope scope, String table, String hop, Clients clients, Refusal refusal)
      throws Exception {
    String id;
    try {
      id = first.body().run(clients);
    } catch (Refusal second) {
      refusal.addSuppressed(second);
      throw refusal;
    }
    changed(scope, table, id, hop).body().run(clients);
    return id;
  }

  private static Call<String> added(
      Scope scope, String table, String name, Cidr destination, String hop, int type) {
    return Writes.of(
        scope,
        Request.of(Api.ADD_ROUTES)
            .with("routing_table", table)
            .eachOf(
                "rules",
                List.of(
                    Map.of(
                        "routing_table_rule_name",
                        name,
                        "network",
                        destination.toString(),
                        "nexthop",
                        hop,
                        "nexthop_type",
                        Integer.toString(type)))),
        (Answer answer) -> Wire.only(answer, "routing_table_rules"));
  }

  private static Call<String> changed(Scope scope, String table, String rule, String hop) {
    return Writes.of(
        scope,
        Request.of(Api.MODIFY_ROUTE_ATTRIBUTES)
            .with("routing_table_rule", rule)
            .with("nexthop", hop)
            .with("nexthop_type", RouteTable.Rule.ADDRESS)
            .with("disable", 0),
        answer -> rule,
        table);
  }

  @Override
  public Call<RouteTable.Rule> update(
      Owner owner, Node<TableRuleWish, RouteTable.Rule> node, RouteTable.Rule object, Refs refs) {
    String hop = refs.get(node.wish().hop());
    Call<String> call = changed(object.scope(), object.table(), object.id(), hop);
    RouteTable.Rule then =
        new RouteTable.Rule(
            object.id(),
            object.scope(),
            object.table(),
            object.name(),
            object.destination(),
            hop,
            RouteTable.Rule.ADDRESS,
            false);
    return new Call<>(
        call.scope(),
        call.operation(),
        true,
        call.turn(),
        call.besides(),
        clients -> {
          call.body().run(clients);
          return then;
        });
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<RouteTable.Rule> owned) {
    RouteTable.Rule rule = owned.object();
    return Optional.of(
        Writes.of(
            owned.scope(),
            Request.of(Api.REMOVE_ROUTES).each("routing_table_rules", List.of(rule.id())),
            answer -> rule,
            rule.table()));
  }

  @Override
  public Query<RouteTable.Rule> read(Scope scope, Collection<String> ids) {
    return Lists.rules(scope, ids);
  }

  @Override
  public Query<RouteTable.Rule> seek(
      Owner owner, Node<TableRuleWish, RouteTable.Rule> node, Refs refs) {
    return Lists.rules(node.scope(), refs.get(node.wish().table()));
  }

  @Override
  public Collection<String> uses(RouteTable.Rule object) {
    return List.of(object.table());
  }

  @Override
  public void project(Node<TableRuleWish, RouteTable.Rule> node, Refs refs, SnapshotEditor to) {
    TableRuleWish wish = node.wish();
    Route route =
        new Route(
            wish.destination(),
            new NextHop.Hub(refs.show(wish.border())),
            false,
            Route.Origin.STATIC);
    to.changeRouteTable(
        refs.show(wish.table()),
        table -> {
          List<Route> routes = new ArrayList<>(without(table, wish.destination()));
          routes.add(route);
          return new dev.tieline.snapshot.RouteTable(
              table.id(), table.vpc(), table.name(), table.main(), routes, table.unresolved());
        });
  }

  @Override
  public void projectGone(RouteTable.Rule object, SnapshotEditor to) {
    Cidr destination = object.destination();
    if (destination != null) {
      to.changeRouteTable(
          object.table(),
          table ->
              new dev.tieline.snapshot.RouteTable(
                  table.id(),
                  table.vpc(),
                  table.name(),
                  table.main(),
                  without(table, destination),
                  table.unresolved()));
    }
  }

  private static List<Route> without(dev.tieline.snapshot.RouteTable table, Cidr destination) {
    return table.routes().stream().filter(r -> !r.destination().equals(destination)).toList();
  }
}
