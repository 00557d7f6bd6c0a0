package dev.tieline.aliyun.internal;

import dev.tieline.plan.Action;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
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
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The balancers behind our services, each in one zone. The first come with their service. A service
 * that we made has no others: what serves in it is ours altogether, the balancers are not.
 */
final class ServiceResources implements ResourceKind<ServiceResourceWish, ServiceResource> {
  ServiceResources() {}

  @Override
  public String name() {
    return "service resource";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY; // service, balancer and zone
  }

  @Override
  public Action verb(ServiceResourceWish wish) {
    return wish.comes() ? Action.COME : Action.CREATE;
  }

  @Override
  public String describe(ServiceResourceWish wish, Refs refs) {
    return wish.form().id() + " in " + wish.form().zone() + " for " + refs.show(wish.service());
  }

  @Override
  public String show(ServiceResource object) {
    return object.balancer() + " in " + object.zone() + " for " + object.service();
  }

  @Override
  public Find<ServiceResource> find(
      Owner owner, Node<ServiceResourceWish, ServiceResource> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), ServiceResource.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().service())
        .map(
            id ->
                among(node.wish(), facts.find(ServiceResource.class, new AliyunKeys.OfService(id))))
        .orElseGet(Find.None::new);
  }

  private static Find<ServiceResource> among(
      ServiceResourceWish wish, List<ServiceResource> found) {
    return found.stream()
        .filter(r -> r.balancer().equals(wish.form().id()) && r.zone().equals(wish.form().zone()))
        .findFirst()
        .<Find<ServiceResource>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(
      Owner owner,
      Node<ServiceResourceWish, ServiceResource> node,
      ServiceResource object,
      Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<ServiceResource> create(
      Owner owner, Node<ServiceResourceWish, ServiceResource> node, Refs refs, Token token) {
    ServiceForm.ResourceForm form = node.wish().form();
    String service = refs.get(node.wish().service());
    return Mine.write(
            node.scope(),
            Lists.regional(Product.PRIVATELINK, "AttachResourceToVpcEndpointService", node.scope())
                .with("ServiceId", service)
                .with("ResourceId", form.id())
                .with("ResourceType", form.type())
                .with("ZoneId", form.zone()),
            new ServiceResource(
                node.scope(), service, form.id(), form.type(), form.zone(), "", Tags.none()))
        .inTurn(EndpointServices.turn(service));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<ServiceResource> owned) {
    ServiceResource resource = owned.object();
    return Optional.of(
        Mine.write(
                resource.scope(),
                Lists.regional(
                        Product.PRIVATELINK,
                        "DetachResourceFromVpcEndpointService",
                        resource.scope())
                    .with("ServiceId", resource.service())
                    .with("ResourceId", resource.balancer())
                    .with("ResourceType", resource.type())
                    .with("ZoneId", resource.zone()),
                resource)
            .inTurn(EndpointServices.turn(resource.service())));
  }

  @Override
  public Query<ServiceResource> read(Scope scope, Collection<String> ids) {
    return Chained.of(
        ServiceLists.servicesOf(ids).stream()
            .map(
                s ->
                    ServiceLists.marked(
                        scope, s, ServiceLists.resources(scope, s), ServiceResource::of))
            .toList());
  }

  @Override
  public Query<ServiceResource> seek(
      Owner owner, Node<ServiceResourceWish, ServiceResource> node, Refs refs) {
    return ServiceLists.resources(node.scope(), refs.get(node.wish().service()));
  }

  @Override
  public Find<ServiceResource> pick(
      Owner owner,
      Node<ServiceResourceWish, ServiceResource> node,
      Refs refs,
      List<ServiceResource> found) {
    return among(node.wish(), found);
  }

  @Override
  public String id(ServiceResource object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(ServiceResource object) {
    return List.of(object.service(), object.balancer());
  }

  /** It has no states: what is listed serves. */
  @Override
  public Readiness readiness(
      Node<ServiceResourceWish, ServiceResource> node, ServiceResource object) {
    return new Readiness.Target();
  }

  @Override
  public Readiness leaving(Owner owner, ServiceResource object) {
    return ServiceLists.leaving(owner, object.tags(), "attached");
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(OfferedService.class, ServiceResource.class);
  }

  @Override
  public List<Owned<ServiceResource>> owned(Owner owner, Facts facts) {
    List<Owned<ServiceResource>> owned = new ArrayList<>();
    for (Owned<OfferedService> service : AliyunKinds.ENDPOINT_SERVICES.owned(owner, facts)) {
      if (!Marks.shared(owner, service.object())) {
        facts
            .find(ServiceResource.class, new AliyunKeys.OfService(service.object().id()))
            .forEach(
                r ->
                    owned.add(
                        new Owned<>(
                            service.address().child("resource." + r.balancer() + "." + r.zone()),
                            r.scope(),
                            r)));
      }
    }
    owned.sort(Comparator.comparing(Owned::address));
    return owned;
  }

  @Override
  public void project(
      Node<ServiceResourceWish, ServiceResource> node, Refs refs, SnapshotEditor to) {
    ServiceViews.change(
        to, refs.show(node.wish().service()), v -> v.zone(node.wish().form().zone(), true));
  }

  @Override
  public void projectGone(ServiceResource object, SnapshotEditor to) {
    ServiceViews.change(to, object.service(), v -> v.zone(object.zone(), false));
  }
}
