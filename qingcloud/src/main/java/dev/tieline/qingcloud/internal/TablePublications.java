package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.spi.Address;
import dev.tieline.spi.Call;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** That the rules of a route table are published. */
final class TablePublications extends Publications {
  TablePublications() {}

  @Override
  public String name() {
    return "publication of a route table";
  }

  @Override
  Request applying(String of) {
    return Request.of(Api.UPDATE_ROUTE_TABLE).with("routing_table", of);
  }

  @Override
  Find<Published> among(Owner owner, Node<PublishWish, Published> node, Refs refs, Facts facts) {
    return choose(
        refs.peek(node.wish().of()).stream()
            .flatMap(id -> facts.find(RouteTable.class, id).stream())
            .filter(t -> t.scope().equals(node.scope()))
            .map(Published::of)
            .toList());
  }

  @Override
  public Query<Published> read(Scope scope, Collection<String> ids) {
    List<String> tables = ids.stream().map(Publications::of).distinct().toList();
    return Jobs.before(
        scope,
        mapped(Lists.tables(scope, tables)),
        tables.stream().map(id -> Published.unseen(scope, id)).toList());
  }

  private static Query<Published> mapped(Query<RouteTable> tables) {
    return next -> {
      Call<Page<RouteTable>> page = tables.page(next);
      return Call.read(
          page.scope(),
          page.operation(),
          clients -> {
            Page<RouteTable> read = page.body().run(clients);
            return new Page<>(read.items().stream().map(Published::of).toList(), read.next());
          });
    };
  }

  @Override
  public Query<Published> seek(Owner owner, Node<PublishWish, Published> node, Refs refs) {
    return mapped(Lists.tables(node.scope(), List.of(refs.get(node.wish().of()))));
  }

  @Override
  public Find<Published> pick(
      Owner owner, Node<PublishWish, Published> node, Refs refs, List<Published> found) {
    return choose(found);
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(RouteTable.class);
  }

  /**
   * The tables that hold rules of ours, and those of vxnets at borders of ours in which changes
   * wait: rules that we have removed, perhaps, before a crash.
   */
  @Override
  public List<Owned<Published>> owned(Owner owner, Facts facts) {
    Map<String, Owned<Published>> owned = new TreeMap<>();
    for (Owned<Border> border : Marks.owned(owner, facts, Border.class, Borders::isAddress)) {
      List<BorderVxnet> places = Attachments.at(border.object(), facts);
      for (BorderVxnet place : places) {
        for (RouteTable.Binding binding : facts.find(RouteTable.Binding.class, place.vxnet())) {
          for (RouteTable table : facts.find(RouteTable.class, binding.table())) {
            boolean holds = holds(owner, table);
            if (table.scope().equals(border.scope()) && (holds || !table.applied())) {
              Published of =
                  Published.of(table)
                      .leaving(holds, RouterPublications.inside(places, place.router()));
              owned.put(table.id(), of(of, border.address()));
            }
          }
        }
      }
    }
    for (RouteTable.Rule rule : facts.find(RouteTable.Rule.class, new Keys.OwnedBy(owner))) {
      Address address = rule.marks().get(owner);
      for (RouteTable table : facts.find(RouteTable.class, rule.table())) {
        boolean ofVxnets = table.serves() != RouteTable.OF_BALANCERS; // these have their own kind
        if (address != null && ofVxnets && table.scope().equals(rule.scope())) {
          Published of = Published.of(table).leaving(true, List.of());
          owned.putIfAbsent(table.id(), of(of, new Address(address.part())));
        }
      }
    }
    return List.copyOf(owned.values());
  }

  private static boolean holds(Owner owner, RouteTable table) {
    return table.rules().stream().anyMatch(r -> r.marks().containsKey(owner));
  }
}
