package dev.tieline.aliyun.internal;

import dev.tieline.provider.Answer;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Call;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The lists by which a service's owner reads it. */
final class ServiceLists {
  private ServiceLists() {}

  static Query<OfferedService> services(Scope scope, Lists.By by) {
    return Lists.tokened(
        scope,
        by.on(Lists.regional(Product.PRIVATELINK, "ListVpcEndpointServices", scope)),
        "", // its pages have 50 by default; not all of these lists take more
        page -> page.objects("Services").stream().map(s -> service(scope, s)).toList());
  }

  private static OfferedService service(Scope scope, Answer service) {
    return new OfferedService(
        service.text("ServiceId"),
        scope,
        service.text("ServiceName"),
        service.text("ServiceDomain"),
        service.text("ServiceResourceType"),
        service.text("Payer"),
        service.flag("AutoAcceptEnabled"),
        service.number("ConnectBandwidth").orElse(0),
        service.objects("SupportedRegionSet").stream()
            .map(r -> r.text("SupportedRegionId"))
            .toList(),
        service.text("ServiceStatus"),
        service.text("ServiceBusinessStatus"),
        MarkLimits.tags(service.objects("Tags"), "Key", "Value"),
        List.of());
  }

  static Query<ServiceResource> resources(Scope scope, String service) {
    return of(
        scope,
        "ListVpcEndpointServiceResources",
        service,
        page ->
            page.objects("Resources").stream()
                .map(
                    r ->
                        new ServiceResource(
                            scope,
                            service,
                            r.text("ResourceId"),
                            r.text("ResourceType"),
                            r.text("ZoneId"),
                            r.text("VpcId"),
                            Tags.none()))
                .toList());
  }

  /**
   * The accounts, then those that are named by a resource name: the cloud has a list of each. What
   * the total of one of them counts is not known.
   */
  static Query<ServiceUser> users(Scope scope, String service) {
    Request all =
        Lists.regional(Product.PRIVATELINK, "ListVpcEndpointServiceUsers", scope)
            .with("ServiceId", service);
    return Chained.of(
        List.of(
            Lists.uncounted(
                scope,
                all,
                page ->
                    page.objects("Users").stream()
                        .map(u -> user(scope, service, u.text("UserId"), ""))
                        .toList()),
            Lists.uncounted(
                scope,
                all.with("UserListType", "UserARNs"),
                page ->
                    page.objects("UserARNs").stream()
                        .map(u -> u.text("UserARN"))
                        .map(arn -> user(scope, service, UserArns.account(arn), arn))
                        .toList())));
  }

  private static ServiceUser user(Scope scope, String service, String account, String arn) {
    return new ServiceUser(scope, service, account, arn, Tags.none());
  }

  static Query<ServiceConnection> connections(Scope scope, String service) {
    return of(
        scope,
        "ListVpcEndpointConnections",
        service,
        page -> {
          List<ServiceConnection> found = new ArrayList<>();
          for (Answer c : page.objects("Connections")) {
            found.add(
                new ServiceConnection(
                    scope,
                    service,
                    c.text("EndpointId"),
                    c.text("EndpointOwnerId"),
                    c.text("ConnectionStatus")));
          }
          return found;
        });
  }

  private static <O> Query<O> of(
      Scope scope, String action, String service, Function<Answer, List<O>> items) {
    return Lists.tokened(
        scope,
        Lists.regional(Product.PRIVATELINK, action, scope).with("ServiceId", service),
        "", // its pages have 50 by default; not all of these lists take more
        items);
  }

  /** Returns a list of what a service has, with the service's tags, read just before each page. */
  static <O> Query<O> marked(
      Scope scope, String service, Query<O> list, BiFunction<O, Tags, O> with) {
    Query<OfferedService> of = services(scope, Lists.By.of("ServiceId", service));
    return next -> {
      Call<Page<O>> call = list.page(next);
      return Call.read(
          scope,
          call.operation(),
          clients -> {
            Tags tags =
                of.page(null).body().run(clients).items().stream()
                    .filter(s -> s.id().equals(service))
                    .findFirst()
                    .map(OfferedService::tags)
                    .orElseGet(Tags::none);
            Page<O> page = call.body().run(clients);
            return new Page<>(
                page.items().stream().map(o -> with.apply(o, tags)).toList(), page.next());
          });
    };
  }

  /** What is in a service that was released, or that another topology uses, stays. */
  static Readiness leaving(Owner owner, Tags tags, String state) {
    return Set.of(owner).equals(Marks.all(tags).keySet())
        ? Mine.still(state)
        : new Readiness.Target();
  }

  /** Returns the services in ids that begin with one, each once. */
  static List<String> servicesOf(Collection<String> ids) {
    return ids.stream().map(id -> id.substring(0, id.indexOf(' '))).distinct().sorted().toList();
  }

  /** Returns a list of what is made of the items of another one. */
  static <A, B> Query<B> map(Query<A> list, Function<A, B> map) {
    return next -> {
      Call<Page<A>> call = list.page(next);
      return Call.read(
          call.scope(),
          call.operation(),
          clients -> {
            Page<A> page = call.body().run(clients);
            return new Page<>(page.items().stream().map(map).toList(), page.next());
          });
    };
  }
}
