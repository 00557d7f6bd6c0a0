package dev.tieline.aliyun.internal;

import dev.tieline.net.Ip;
import dev.tieline.provider.Answer;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Call;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The lists of PrivateLink, for the survey and for the kinds alike. */
final class EndpointLists {
  // "MaxResults: 1 to 50" (ListVpcEndpoints, PrivateLink API Reference, read 2026-11)
  private static final int PAGE = 50;
  private static final int OK = 200;

  private EndpointLists() {}

  static Query<Ep> endpoints(Scope scope, Lists.By by) {
    return Lists.tokened(
        scope,
        by.on(Lists.regional(Product.PRIVATELINK, "ListVpcEndpoints", scope)),
        "MaxResults",
        PAGE,
        page -> page.objects("Endpoints").stream().map(e -> endpoint(scope, e)).toList());
  }

  /** Returns the list of the endpoints of these ids: the operation takes one or none. */
  static Query<Ep> endpoints(Scope scope, Collection<String> ids) {
    return endpoints(
        scope,
        ids.size() == 1 ? Lists.By.of("EndpointId", ids.iterator().next()) : Lists.By.everything());
  }

  private static Ep endpoint(Scope scope, Answer e) {
    return new Ep(
        e.text("EndpointId"),
        scope,
        e.text("VpcId"),
        e.text("EndpointName"),
        e.text("ServiceName"),
        e.text("ServiceRegionId").isEmpty() ? scope.region() : e.text("ServiceRegionId"),
        e.text("EndpointStatus"),
        e.text("EndpointBusinessStatus"),
        e.text("ConnectionStatus"),
        e.text("EndpointDomain"),
        bandwidth(e),
        List.of(),
        MarkLimits.tags(e.objects("Tags"), "Key", "Value"));
  }

  private static OptionalInt bandwidth(Answer e) {
    OptionalLong shown = e.number("CrossRegionBandwidth");
    return shown.isPresent()
        ? OptionalInt.of(Math.toIntExact(shown.getAsLong()))
        : OptionalInt.empty();
  }

  static Query<EpZone> zones(Scope scope, String endpoint) {
    return Lists.tokened(
        scope,
        Lists.regional(Product.PRIVATELINK, "ListVpcEndpointZones", scope)
            .with("EndpointId", endpoint),
        "MaxResults",
        PAGE,
        page -> page.objects("Zones").stream().map(z -> zone(scope, endpoint, z)).toList());
  }

  private static EpZone zone(Scope scope, String endpoint, Answer z) {
    return new EpZone(
        scope,
        endpoint,
        z.text("ZoneId"),
        z.text("VSwitchId"),
        z.text("EniId"),
        Stream.of(z.text("EniIp"), z.text("ZoneIpv6Address"))
            .filter(text -> !text.isEmpty())
            .map(Ip::parseLenient)
            .toList(),
        z.text("ZoneDomain"),
        z.text("ZoneStatus"),
        Tags.none());
  }

  /** The same with the marks of the endpoint, which are read just before each page. */
  static Query<EpZone> markedZones(Scope scope, String endpoint) {
    Query<EpZone> zones = zones(scope, endpoint);
    Query<Ep> of = endpoints(scope, List.of(endpoint));
    return next -> {
      Call<Page<EpZone>> call = zones.page(next);
      return Call.read(
          scope,
          call.operation(),
          clients -> {
            Tags tags =
                of.page(null).body().run(clients).items().stream()
                    .filter(e -> e.id().equals(endpoint))
                    .findFirst()
                    .map(Ep::tags)
                    .orElseGet(Tags::none);
            Page<EpZone> page = call.body().run(clients);
            return new Page<>(page.items().stream().map(z -> z.of(tags)).toList(), page.next());
          });
    };
  }

  /** The groups of an endpoint, of which there are ten at most: one page. */
  static Query<EpGroup> groups(Scope scope, String endpoint) {
    return Lists.tokened(
        scope,
        Lists.regional(Product.PRIVATELINK, "ListVpcEndpointSecurityGroups", scope)
            .with("EndpointId", endpoint),
        "MaxResults",
        PAGE,
        page -> {
          List<Answer> groups = page.objects("SecurityGroups");
          return groups.stream()
              .map(
                  g ->
                      new EpGroup(
                          scope,
                          endpoint,
                          g.text("SecurityGroupId"),
                          g.text("SecurityGroupStatus"),
                          groups.size() == 1))
              .toList();
        });
  }

  /** A service of any region as this account sees it from this one; nothing if it does not. */
  static Query<EpService> service(Scope scope, String name, String region) {
    return Lists.tokened(
        scope,
        Lists.regional(Product.PRIVATELINK, "ListVpcEndpointServicesByEndUser", scope)
            .with("ServiceName", name)
            .maybe("ServiceRegionId", region.equals(scope.region()) ? "" : region),
        "MaxResults",
        PAGE,
        page ->
            page.objects("Services").stream()
                .filter(s -> s.text("ServiceName").equals(name))
                .map(
                    s ->
                        new EpService(
                            scope,
                            s.text("ServiceId"),
                            name,
                            s.texts("Zones"),
                            s.flag("AutoAcceptEnabled"),
                            s.text("Payer")))
                .toList());
  }

  /** Whether the account has opened PrivateLink: to say no, the cloud says that it failed. */
  static Query<LinkOpen> opened(Scope scope) {
    return next ->
        Call.read(
            scope,
            "CheckProductOpen",
            clients -> {
              boolean open;
              try {
                clients.client(Rpc.class).call(Request.of(Product.PRIVATELINK, "CheckProductOpen"));
                open = true;
              } catch (Refusal refusal) {
                if (!refusal.code().isEmpty() || refusal.status() != OK) {
                  throw refusal;
                }
                open = false;
              }
              return Page.only(List.of(new LinkOpen(scope.account(), Product.PRIVATELINK, open)));
            });
  }
}
