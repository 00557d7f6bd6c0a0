package dev.tieline.aliyun.internal;

import dev.tieline.provider.Answer;
import dev.tieline.provider.CountedList;
import dev.tieline.provider.Marks;
import dev.tieline.provider.OtherRule;
import dev.tieline.provider.Unreadable;
import dev.tieline.spi.Call;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The lists that objects are read by, for the survey and for the kinds alike; those that the survey
 * alone reads are {@link AccountLists}. A list may hold an object twice, if it changed while it was
 * read: the last one counts.
 */
final class Lists {
  // the most that a page of each may have (the operations' API References, read 2026-11)
  private static final int VPC_PAGE = 50;
  private static final int TOKEN_PAGE = 100;
  // "You can enter up to 20 VPC IDs" (DescribeVpcs, VPC API Reference, read 2026-11)
  static final int IDS_PER_VALUE = 20;

  private Lists() {}

  /** What a list is narrowed by: parameters of its operation. */
  record By(Map<String, String> parameters) {
    By {
      parameters = Map.copyOf(parameters);
    }

    /** Not narrowed at all. */
    static By everything() {
      return new By(Map.of());
    }

    static By of(String parameter, String value) {
      return new By(Map.of(parameter, value));
    }

    /** By the owner's mark in tags; peering connections call the parameter {@code Tags}. */
    static By mark(String parameter, Owner owner) {
      return new By(Map.of(parameter + ".1.Key", Marks.key(owner)));
    }

    /** By ids, of an operation that takes several in one value: no more than a value takes. */
    static By ids(String parameter, Collection<String> ids) {
      if (ids.isEmpty() || ids.size() > IDS_PER_VALUE) {
        throw new IllegalArgumentException(
            parameter + ": " + ids + " (expected: 1 to " + IDS_PER_VALUE + " ids)");
      }
      return of(parameter, String.join(",", ids.stream().sorted().toList()));
    }

    Request on(Request request) {
      Request narrowed = request;
      for (Map.Entry<String, String> p : new TreeMap<>(parameters).entrySet()) {
        narrowed = narrowed.with(p.getKey(), p.getValue());
      }
      return narrowed;
    }
  }

  static Query<Vpc> vpcs(Scope scope, By by) {
    return numbered(
        scope,
        by.on(regional(Product.VPC, "DescribeVpcs", scope)),
        page -> map(page.wrapped("Vpcs", "Vpc"), v -> Wire.vpc(scope, v)));
  }

  static Query<VSwitch> vSwitches(Scope scope, By by) {
    return numbered(
        scope,
        by.on(regional(Product.VPC, "DescribeVSwitches", scope)),
        page -> map(page.wrapped("VSwitches", "VSwitch"), s -> Wire.vSwitch(scope, s)));
  }

  static Query<RouteTable> tables(Scope scope, By by) {
    return numbered(
        scope,
        by.on(regional(Product.VPC, "DescribeRouteTableList", scope)),
        page ->
            map(page.wrapped("RouterTableList", "RouterTableListType"), t -> Wire.table(scope, t)));
  }

  /** Every entry of a table, as {@link Route} or {@link OtherRoute}. */
  static Query<Object> allRoutes(RouteTable table, By by) {
    return tokened(
        table.scope(),
        by.on(
            regional(Product.VPC, "DescribeRouteEntryList", table.scope())
                .with("RouteTableId", table.id())),
        "MaxResult", // without an s, unlike everywhere else
        page -> map(page.wrapped("RouteEntrys", "RouteEntry"), r -> Wire.route(table, r)));
  }

  static Query<Route> routes(RouteTable table, By by) {
    Query<Object> all = allRoutes(table, by);
    return next -> only(Route.class, all.page(next));
  }

  static Query<Acl> acls(Scope scope, By by) {
    return numbered(
        scope,
        by.on(regional(Product.VPC, "DescribeNetworkAcls", scope)),
        page -> map(page.wrapped("NetworkAcls", "NetworkAcl"), a -> Wire.acl(scope, a)));
  }

  static Query<SecurityGroup> groups(Scope scope, By by) {
    return tokened(
        scope,
        by.on(regional(Product.ECS, "DescribeSecurityGroups", scope)),
        "MaxResults",
        page -> map(page.wrapped("SecurityGroups", "SecurityGroup"), g -> Wire.group(scope, g)));
  }

  /**
   * Every rule of a group, as {@link GroupRule} or {@link OtherRule}, and what holds within it, as
   * {@link Inside}.
   */
  static Query<Object> allRules(Scope scope, String group) {
    return tokened(
        scope,
        regional(Product.ECS, "DescribeSecurityGroupAttribute", scope)
            .with("SecurityGroupId", group)
            .with("Direction", "all")
            .with("NicType", "intranet"), // groups of VPCs have no other
        "",
        page -> {
          List<Object> found = new ArrayList<>();
          found.add(Wire.inside(scope, group, page));
          page.wrapped("Permissions", "Permission")
              .forEach(r -> found.add(Wire.rule(scope, group, r)));
          return found;
        });
  }

  static Query<GroupRule> rules(Scope scope, String group) {
    Query<Object> all = allRules(scope, group);
    return next -> only(GroupRule.class, all.page(next));
  }

  /** The peering connections of a region, as either side; they are read at one host for all. */
  static Query<Pcc> peerings(Scope scope, By by) {
    return tokened(
        scope,
        by.on(regional(Product.VPC_PEER, "ListVpcPeerConnections", scope)),
        "MaxResults",
        page -> map(page.objects("VpcPeerConnects"), p -> Wire.pcc(scope, p)));
  }

  static Query<Host> hosts(Scope scope, String vpc) {
    return tokened(
        scope,
        regional(Product.ECS, "DescribeNetworkInterfaces", scope).with("VpcId", vpc),
        "MaxResults",
        page ->
            map(
                page.wrapped("NetworkInterfaceSets", "NetworkInterfaceSet"),
                h -> Wire.host(scope, h)));
  }

  /** Asks a thing itself, not a list, whether the cloud knows it; a dead one is not found. */
  static Call<Boolean> alive(Scope scope, Request request) {
    return Call.read(
        scope,
        request.action(),
        clients -> {
          clients.client(Rpc.class).call(request);
          return true;
        });
  }

  static Request regional(Product product, String action, Scope scope) {
    return Request.of(product, action).with("RegionId", scope.region());
  }

  private static <O> List<O> map(List<Answer> items, Function<Answer, O> map) {
    return items.stream().map(map).toList();
  }

  private static <T> Call<Page<T>> only(Class<T> type, Call<Page<Object>> call) {
    return Call.read(
        call.scope(),
        call.operation(),
        clients -> {
          Page<Object> page = call.body().run(clients);
          return new Page<>(
              page.items().stream().filter(type::isInstance).map(type::cast).toList(), page.next());
        });
  }

  /** A list by page numbers. */
  static <O> Query<O> numbered(Scope scope, Request request, Function<Answer, List<O>> items) {
    return numbered(scope, request, "TotalCount", items);
  }

  /**
   * A list by page numbers.
   *
   * @param count the member that says how many there are
   */
  static <O> Query<O> numbered(
      Scope scope, Request request, String count, Function<Answer, List<O>> items) {
    return CountedList.of(
        scope,
        request.action(),
        VPC_PAGE,
        (clients, number) -> {
          Answer answer =
              clients
                  .client(Rpc.class)
                  .call(request.with("PageNumber", number + 1).with("PageSize", VPC_PAGE));
          List<O> found = items.apply(answer);
          return new CountedList.Part<>(found.size(), found, answer.number(count));
        });
  }

  /**
   * A list by tokens.
   *
   * @param size the parameter for the length of a page; empty for one that has none
   */
  static <O> Query<O> tokened(
      Scope scope, Request request, String size, Function<Answer, List<O>> items) {
    return tokened(scope, request, size, TOKEN_PAGE, items);
  }

  /**
   * A list by tokens.
   *
   * @param size the parameter for the length of a page; empty for one that has none
   * @param most the length of a page
   */
  static <O> Query<O> tokened(
      Scope scope, Request request, String size, int most, Function<Answer, List<O>> items) {
    return byToken(scope, request, size, most, true, items);
  }

  /** A list by tokens whose total may count what it was not asked for. */
  static <O> Query<O> uncounted(Scope scope, Request request, Function<Answer, List<O>> items) {
    return byToken(scope, request, "", TOKEN_PAGE, false, items);
  }

  private static <O> Query<O> byToken(
      Scope scope,
      Request request,
      String size,
      int most,
      boolean counted,
      Function<Answer, List<O>> items) {
    return next ->
        Call.read(
            scope,
            request.action(),
            clients -> {
              Request page = size.isEmpty() ? request : request.with(size, most);
              Answer answer = clients.client(Rpc.class).call(page.maybe("NextToken", next));
              String following = answer.text("NextToken");
              if (counted
                  && next == null
                  && following.isEmpty()
                  && answer.countsWithoutItems("TotalCount")) {
                throw new Unreadable(
                    200,
                    "list is empty, but counts " + answer.text("TotalCount") + " (expected: both)",
                    null);
              }
              if (!following.isEmpty() && following.equals(next)) {
                throw new Unreadable(200, "list has the same token on two pages", null);
              }
              return new Page<>(items.apply(answer), following.isEmpty() ? null : following);
            });
  }
}
