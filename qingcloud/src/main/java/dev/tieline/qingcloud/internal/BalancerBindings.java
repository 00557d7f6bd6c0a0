package dev.tieline.qingcloud.internal;

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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Bindings of our route tables to load balancers: a balancer has one table at most. They come
 * before the rules, which a table takes only then ("Route table", user manual, read 2026-11), and
 * go before table and balancer. A binding is ours if its table is.
 */
final class BalancerBindings extends Kind<TableBindingWish, RouteTable.Binding> {
  private static final Set<String> READY = Set.of("");

  BalancerBindings() {}

  @Override
  public String name() {
    return "binding of a route table";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY; // the balancer
  }

  @Override
  public String describe(TableBindingWish wish, Refs refs) {
    return refs.show(wish.balancer()) + " goes by " + refs.show(wish.table());
  }

  @Override
  public String show(RouteTable.Binding object) {
    return object.table() + " at " + object.resource();
  }

  @Override
  Find<RouteTable.Binding> among(
      Owner owner, Node<TableBindingWish, RouteTable.Binding> node, Refs refs, Facts facts) {
    return refs.peek(node.wish().balancer())
        .map(id -> choose(node, refs, facts.find(RouteTable.Binding.class, id)))
        .orElseGet(Find.None::new);
  }

  private static Find<RouteTable.Binding> choose(
      Node<TableBindingWish, RouteTable.Binding> node,
      Refs refs,
      List<RouteTable.Binding> bindings) {
    Optional<String> table = refs.peek(node.wish().table());
    Optional<String> balancer = refs.peek(node.wish().balancer());
    return bindings.stream()
        .filter(b -> balancer.filter(b.resource()::equals).isPresent())
        .findFirst()
        .<Find<RouteTable.Binding>>map(
            b ->
                table.filter(b.table()::equals).isPresent()
                    ? new Find.Ours<>(b)
                    : new Find.InTheWay<>(
                        QingCloudFindings.TABLE_TAKEN,
                        "route table " + b.table() + " is bound to " + b.resource(),
                        "Unbind it from the load balancer: it can have one table alone"))
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(
      Owner owner,
      Node<TableBindingWish, RouteTable.Binding> node,
      RouteTable.Binding object,
      Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<RouteTable.Binding> create(
      Owner owner, Node<TableBindingWish, RouteTable.Binding> node, Refs refs, Token token) {
    String table = refs.get(node.wish().table());
    String balancer = refs.get(node.wish().balancer());
    return Writes.of(
        node.scope(),
        Request.of(Api.ASSOCIATE_ROUTE_TABLE)
            .with("resource", balancer)
            .with("routing_table", table),
        answer ->
            new RouteTable.Binding(
                node.scope(), table, balancer, new Progress("", "associating", null)));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<RouteTable.Binding> owned) {
    RouteTable.Binding binding = owned.object();
    return Optional.of(
        Writes.of(
            owned.scope(),
            Request.of(Api.DISSOCIATE_ROUTE_TABLE)
                .with("resource", binding.resource())
                .with("routing_table", binding.table()),
            answer -> binding));
  }

  /** The ids are those of tables and of what they are bound to: by tables they are read. */
  @Override
  public Query<RouteTable.Binding> read(Scope scope, Collection<String> ids) {
    List<String> tables =
        ids.stream().map(id -> id.substring(0, id.indexOf('|'))).distinct().toList();
    return Jobs.before(
        scope,
        Lists.bindingsOf(scope, tables),
        ids.stream()
            .map(id -> id.split("\\|", 2))
            .map(parts -> RouteTable.Binding.unseen(scope, parts[0], parts[1]))
            .toList());
  }

  @Override
  public Query<RouteTable.Binding> seek(
      Owner owner, Node<TableBindingWish, RouteTable.Binding> node, Refs refs) {
    return Lists.bindingsTo(node.scope(), List.of(refs.get(node.wish().balancer())));
  }

  @Override
  public Find<RouteTable.Binding> pick(
      Owner owner,
      Node<TableBindingWish, RouteTable.Binding> node,
      Refs refs,
      List<RouteTable.Binding> found) {
    return choose(node, refs, found);
  }

  @Override
  public String id(RouteTable.Binding object) {
    return object.table() + "|" + object.resource();
  }

  @Override
  public Collection<String> uses(RouteTable.Binding object) {
    return List.of(object.table(), object.resource());
  }

  @Override
  public Readiness readiness(
      Node<TableBindingWish, RouteTable.Binding> node, RouteTable.Binding object) {
    return object.progress().readiness(READY);
  }

  @Override
  public Readiness leaving(Owner owner, RouteTable.Binding object) {
    return leaving(object.progress());
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(RouteTable.class, RouteTable.Binding.class);
  }

  @Override
  public List<Owned<RouteTable.Binding>> owned(Owner owner, Facts facts) {
    List<Owned<RouteTable.Binding>> owned = new ArrayList<>();
    for (Owned<RouteTable> table :
        Marks.owned(owner, facts, RouteTable.class, NamedKind.partOfBalancer("table"))) {
      facts
          .find(RouteTable.Binding.class, new QingCloudKeys.InTable(table.object().id()))
          .forEach(
              b ->
                  owned.add(
                      new Owned<>(
                          new Address(table.address().part()).child("binding"), b.scope(), b)));
    }
    return owned;
  }

  @Override
  public void project(
      Node<TableBindingWish, RouteTable.Binding> node, Refs refs, SnapshotEditor to) {
    to.changeBalancer(
        refs.show(node.wish().balancer()),
        b -> BalancerPicture.routedBy(b, refs.show(node.wish().table())));
  }

  @Override
  public void projectGone(RouteTable.Binding object, SnapshotEditor to) {
    to.changeBalancer(
        object.resource(),
        b -> BalancerPicture.routedBy(b, BalancerPicture.bare(object.resource())));
  }
}
