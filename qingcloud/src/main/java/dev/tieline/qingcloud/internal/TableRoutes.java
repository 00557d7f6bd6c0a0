package dev.tieline.qingcloud.internal;

import dev.tieline.check.Codes;
import dev.tieline.net.Cidr;
import dev.tieline.provider.Marks;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules in the route tables of vxnets that lead to a border's address. A table has one of a
 * destination, which is their natural key; the name says whether it is ours. They carry when the
 * table is published: see {@link TablePublications}.
 */
final class TableRoutes extends Kind<RouteWish, RouteTable.Rule> {
  TableRoutes() {}

  @Override
  public String name() {
    return "route table rule";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(RouteWish wish, Refs refs) {
    return wish.lead().destination() + " via " + hop(wish, refs) + " in " + refs.show(wish.table());
  }

  private static String hop(RouteWish wish, Refs refs) {
    return refs.peek(wish.nextHop()).map(Object::toString).orElseGet(wish.nextHop()::toString);
  }

  @Override
  public String show(RouteTable.Rule object) {
    return object.id()
        + " of "
        + object.table()
        + ": "
        + object.destination()
        + " via "
        + object.nextHop()
        + (object.disabled() ? " (disabled)" : "");
  }

  @Override
  Find<RouteTable.Rule> among(
      Owner owner, Node<RouteWish, RouteTable.Rule> node, Refs refs, Facts facts) {
    return refs.peek(node.wish().table())
        .map(
            id ->
                judge(
                    owner,
                    node,
                    refs,
                    facts.find(RouteTable.Rule.class, new QingCloudKeys.InTable(id))))
        .orElseGet(Find.None::new);
  }

  private static Find<RouteTable.Rule> judge(
      Owner owner, Node<RouteWish, RouteTable.Rule> node, Refs refs, List<RouteTable.Rule> found) {
    Cidr destination = node.wish().lead().destination();
    for (RouteTable.Rule rule : found) {
      if (rule.scope().equals(node.scope()) && rule.leadsTo(destination)) {
        boolean fits = leads(rule, node.wish(), refs);
        if (rule.marks().containsKey(owner)) {
          return new Find.Ours<>(rule);
        }
        return fits && !rule.disabled() && rule.marks().isEmpty()
            ? new Find.Foreign<>(rule)
            : new Find.InTheWay<>(
                Codes.ROUTE_DESTINATION_TAKEN,
                "rule " + shown(rule) + " is not ours",
                "Delete that rule, or bind the vxnets to another table");
      }
    }
    return new Find.None<>();
  }

  private static String shown(RouteTable.Rule rule) {
    return rule.id()
        + " of "
        + rule.table()
        + " leads "
        + rule.destination()
        + " to "
        + rule.nextHop()
        + (rule.disabled() ? " and is disabled" : "");
  }

  private static boolean leads(RouteTable.Rule rule, RouteWish wish, Refs refs) {
    return rule.nextHopType() == RouteTable.Rule.ADDRESS
        && refs.peek(wish.nextHop()).filter(ip -> ip.toString().equals(rule.nextHop())).isPresent();
  }

  @Override
  public Diff compare(
      Owner owner, Node<RouteWish, RouteTable.Rule> node, RouteTable.Rule object, Refs refs) {
    List<String> fields = new ArrayList<>();
    if (!leads(object, node.wish(), refs)) {
      fields.add("next hop " + hop(node.wish(), refs) + " instead of " + object.nextHop());
    }
    if (object.disabled()) {
      fields.add("enabled instead of disabled");
    }
    fields.addAll(Marks.differences(object, owner, Names.inName(owner, node.address())));
    return fields.isEmpty() ? new Diff.Same() : new Diff.Differs(fields);
  }

  @Override
  public Call<RouteTable.Rule> create(
      Owner owner, Node<RouteWish, RouteTable.Rule> node, Refs refs, Token token) {
    RouteWish wish = node.wish();
    String table = refs.get(wish.table());
    String hop = refs.get(wish.nextHop()).toString();
    return Writes.of(
        node.scope(),
        Request.of(Api.ADD_ROUTES)
            .with("routing_table", table)
            .eachOf(
                "rules",
                List.of(
                    Map.of(
                        "routing_table_rule_name", wish.name(),
                        "network", wish.lead().destination().toString(),
                        "nexthop", hop,
                        "nexthop_type", Integer.toString(RouteTable.Rule.ADDRESS)))),
        answer ->
            new RouteTable.Rule(
                Wire.only(answer, "routing_table_rules"),
                node.scope(),
                table,
                wish.name(),
                wish.lead().destination(),
                hop,
                RouteTable.Rule.ADDRESS,
                false));
  }

  @Override
  public Call<RouteTable.Rule> update(
      Owner owner, Node<RouteWish, RouteTable.Rule> node, RouteTable.Rule object, Refs refs) {
    RouteWish wish = node.wish();
    String hop = refs.get(wish.nextHop()).toString();
    return Writes.of(
        object.scope(),
        Request.of(Api.MODIFY_ROUTE_ATTRIBUTES)
            .with("routing_table_rule", object.id())
            .with("route_table_rule_name", wish.name())
            .with("nexthop", hop)
            .with("nexthop_type", RouteTable.Rule.ADDRESS)
            .with("disable", 0),
        answer ->
            new RouteTable.Rule(
                object.id(),
                object.scope(),
                object.table(),
                wish.name(),
                object.destination(),
                hop,
                RouteTable.Rule.ADDRESS,
                false),
        object.table());
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
  public boolean stillOurs(Owner owner, RouteTable.Rule seen, RouteTable.Rule now) {
    return now.marks().containsKey(owner);
  }

  @Override
  public Query<RouteTable.Rule> read(Scope scope, Collection<String> ids) {
    return Chained.of(
        ids.stream()
            .map(id -> id.substring(0, id.indexOf('|')))
            .distinct()
            .map(table -> Lists.rules(scope, table))
            .toList());
  }

  @Override
  public Query<RouteTable.Rule> seek(
      Owner owner, Node<RouteWish, RouteTable.Rule> node, Refs refs) {
    return Lists.rules(node.scope(), refs.get(node.wish().table()));
  }

  @Override
  public Find<RouteTable.Rule> pick(
      Owner owner, Node<RouteWish, RouteTable.Rule> node, Refs refs, List<RouteTable.Rule> found) {
    return judge(owner, node, refs, found);
  }

  @Override
  public String id(RouteTable.Rule object) {
    return object.table() + "|" + object.id();
  }

  @Override
  public Collection<String> uses(RouteTable.Rule object) {
    return List.of(object.table(), Published.id(object.table()));
  }

  @Override
  public Readiness readiness(Node<RouteWish, RouteTable.Rule> node, RouteTable.Rule object) {
    return new Readiness.Target();
  }

  @Override
  public Readiness leaving(Owner owner, RouteTable.Rule object) {
    return object.marks().containsKey(owner) ? still() : new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(RouteTable.class);
  }

  @Override
  public List<Owned<RouteTable.Rule>> owned(Owner owner, Facts facts) {
    return Marks.owned(
        owner, facts, RouteTable.Rule.class, address -> address.path().contains("/route."));
  }

  @Override
  public void project(Node<RouteWish, RouteTable.Rule> node, Refs refs, SnapshotEditor to) {
    Lead lead = node.wish().lead();
    Picture.lead(to, refs.show(node.wish().router()), lead.destination(), refs.show(lead.border()));
  }

  @Override
  public void projectGone(RouteTable.Rule object, SnapshotEditor to) {
    Cidr destination = object.destination();
    if (destination != null) {
      Picture.ruleGone(to, object.table(), destination);
    }
  }
}
