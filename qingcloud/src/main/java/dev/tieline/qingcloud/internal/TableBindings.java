package dev.tieline.qingcloud.internal;

import dev.tieline.check.Codes;
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
import java.util.Optional;

/**
 * That vxnets go by a route table of ours: a vxnet goes by one at most, which is the natural key.
 * It is ours if the table is.
 */
final class TableBindings extends Kind<BindWish, RouteTable.Binding> {
  TableBindings() {}

  @Override
  public String name() {
    return "table binding";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(BindWish wish, Refs refs) {
    return refs.show(wish.vxnet()) + " goes by " + refs.show(wish.table());
  }

  @Override
  public String show(RouteTable.Binding object) {
    return object.resource() + " by " + object.table();
  }

  @Override
  Find<RouteTable.Binding> among(
      Owner owner, Node<BindWish, RouteTable.Binding> node, Refs refs, Facts facts) {
    return refs.peek(node.wish().vxnet())
        .map(id -> choose(node, refs, facts.find(RouteTable.Binding.class, id)))
        .orElseGet(Find.None::new);
  }

  private static Find<RouteTable.Binding> choose(
      Node<BindWish, RouteTable.Binding> node, Refs refs, List<RouteTable.Binding> found) {
    String table = refs.peek(node.wish().table()).orElse("");
    String vxnet = refs.show(node.wish().vxnet());
    for (RouteTable.Binding binding : found) {
      if (binding.resource().equals(vxnet)) {
        return binding.table().equals(table)
            ? new Find.Ours<>(binding)
            : new Find.InTheWay<>(
                Codes.IN_THE_WAY,
                "vxnet " + vxnet + " goes by route table " + binding.table(),
                "Plan again: rules go into that table then");
      }
    }
    return new Find.None<>();
  }

  @Override
  public Diff compare(
      Owner owner, Node<BindWish, RouteTable.Binding> node, RouteTable.Binding object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<RouteTable.Binding> create(
      Owner owner, Node<BindWish, RouteTable.Binding> node, Refs refs, Token token) {
    String table = refs.get(node.wish().table());
    String vxnet = refs.get(node.wish().vxnet());
    return Writes.of(
        node.scope(),
        Request.of(Api.ASSOCIATE_ROUTE_TABLE).with("routing_table", table).with("resource", vxnet),
        answer ->
            new RouteTable.Binding(
                node.scope(), table, vxnet, new Progress("", "associating", null)));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<RouteTable.Binding> owned) {
    RouteTable.Binding binding = owned.object();
    return Optional.of(
        Writes.of(
            owned.scope(),
            Request.of(Api.DISSOCIATE_ROUTE_TABLE)
                .with("routing_table", binding.table())
                .with("resource", binding.resource()),
            answer -> binding));
  }

  @Override
  public boolean stillOurs(Owner owner, RouteTable.Binding seen, RouteTable.Binding now) {
    return now.table().equals(seen.table());
  }

  @Override
  public Query<RouteTable.Binding> read(Scope scope, Collection<String> ids) {
    List<String> vxnets = ids.stream().map(id -> id.substring(id.indexOf('|') + 1)).toList();
    return Jobs.before(
        scope,
        Lists.bindingsTo(scope, vxnets),
        ids.stream()
            .map(id -> id.split("\\|", 2))
            .map(id -> RouteTable.Binding.unseen(scope, id[0], id[1]))
            .toList());
  }

  @Override
  public Query<RouteTable.Binding> seek(
      Owner owner, Node<BindWish, RouteTable.Binding> node, Refs refs) {
    return Lists.bindingsTo(node.scope(), List.of(refs.get(node.wish().vxnet())));
  }

  @Override
  public Find<RouteTable.Binding> pick(
      Owner owner,
      Node<BindWish, RouteTable.Binding> node,
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
  public Readiness readiness(Node<BindWish, RouteTable.Binding> node, RouteTable.Binding object) {
    Job job = object.progress().job();
    if (job != null && !job.moving()) {
      return new Readiness.Failed(job.toString(), job.why());
    }
    return object.progress().moving()
        ? new Readiness.Transitional(object.progress().toString())
        : new Readiness.Target();
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
        Marks.owned(owner, facts, RouteTable.class, OwnTables::isAddress)) {
      facts.find(RouteTable.Binding.class, new QingCloudKeys.InTable(table.object().id())).stream()
          .filter(b -> b.scope().equals(table.scope()))
          .forEach(
              b ->
                  owned.add(
                      new Owned<>(table.address().child("of." + b.resource()), table.scope(), b)));
    }
    return owned;
  }

  @Override
  public void project(Node<BindWish, RouteTable.Binding> node, Refs refs, SnapshotEditor to) {
    Picture.goesBy(to, refs.show(node.wish().vxnet()), refs.show(node.wish().table()));
  }

  @Override
  public void projectGone(RouteTable.Binding object, SnapshotEditor to) {
    Picture.goesByNone(to, object.resource());
  }
}
