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

/** That the policies of a VPC are published. */
final class RouterPublications extends Publications {
  RouterPublications() {}

  @Override
  public String name() {
    return "publication of a VPC";
  }

  @Override
  Request applying(String of) {
    return Request.of(Api.UPDATE_ROUTERS).each("routers", List.of(of));
  }

  @Override
  Find<Published> among(Owner owner, Node<PublishWish, Published> node, Refs refs, Facts facts) {
    return choose(
        refs.peek(node.wish().of()).stream()
            .flatMap(id -> facts.find(Router.class, id).stream())
            .filter(r -> r.scope().equals(node.scope()))
            .map(Published::of)
            .toList());
  }

  @Override
  public Query<Published> read(Scope scope, Collection<String> ids) {
    List<String> routers = ids.stream().map(Publications::of).distinct().toList();
    return Jobs.before(
        scope,
        mapped(Lists.routers(scope, routers)),
        routers.stream().map(id -> Published.unseen(scope, id)).toList());
  }

  private static Query<Published> mapped(Query<Router> routers) {
    return next -> {
      Call<Page<Router>> page = routers.page(next);
      return Call.read(
          page.scope(),
          page.operation(),
          clients -> {
            Page<Router> read = page.body().run(clients);
            return new Page<>(read.items().stream().map(Published::of).toList(), read.next());
          });
    };
  }

  @Override
  public Query<Published> seek(Owner owner, Node<PublishWish, Published> node, Refs refs) {
    return mapped(Lists.routers(node.scope(), List.of(refs.get(node.wish().of()))));
  }

  @Override
  public Find<Published> pick(
      Owner owner, Node<PublishWish, Published> node, Refs refs, List<Published> found) {
    return choose(found);
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Router.class, RouterStatic.class);
  }

  /**
   * The VPCs that hold policies of ours, and those at borders of ours in which changes wait:
   * policies that we have struck out, perhaps, before a crash.
   */
  @Override
  public List<Owned<Published>> owned(Owner owner, Facts facts) {
    Map<String, Owned<Published>> owned = new TreeMap<>();
    for (Owned<Border> border : Marks.owned(owner, facts, Border.class, Borders::isAddress)) {
      List<BorderVxnet> places = Attachments.at(border.object(), facts);
      for (BorderVxnet place : places) {
        for (Router router : facts.find(Router.class, place.router())) {
          boolean holds =
              facts.find(RouterStatic.class, new Keys.InVpc(router.id())).stream()
                  .anyMatch(s -> s.marks().containsKey(owner));
          if (router.scope().equals(border.scope()) && (holds || !router.applied())) {
            Published of = Published.of(router).leaving(holds, inside(places, router.id()));
            owned.put(router.id(), of(of, border.address()));
          }
        }
      }
    }
    for (RouterStatic entry : facts.find(RouterStatic.class, new Keys.OwnedBy(owner))) {
      Address address = entry.marks().get(owner);
      for (Router router : facts.find(Router.class, entry.router())) {
        if (address != null && router.scope().equals(entry.scope())) {
          Published of = Published.of(router).leaving(true, List.of());
          owned.putIfAbsent(router.id(), of(of, new Address(address.part())));
        }
      }
    }
    return List.copyOf(owned.values());
  }

  static List<String> inside(List<BorderVxnet> places, String router) {
    return places.stream()
        .filter(p -> p.router().equals(router))
        .map(p -> Attachments.id(p.border(), p.vxnet()))
        .toList();
  }
}
