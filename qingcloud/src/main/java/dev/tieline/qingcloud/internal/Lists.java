package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import dev.tieline.provider.CountedList;
import dev.tieline.provider.Unreadable;
import dev.tieline.spi.Call;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The lists that objects are read by, for the survey and for the kinds alike. The cloud still shows
 * for a while what has been deleted; these rows are left out. A list may hold an object twice, if
 * it changed while it was read: the last one counts.
 */
final class Lists {
  /** "limit: at most 100" of every list. */
  static final int PAGE = 100;

  private Lists() {}

  static Query<Router> routers(Scope scope) {
    return list(scope, verbose(Api.DESCRIBE_ROUTERS), Router::from);
  }

  static Query<Router> routers(Scope scope, Collection<String> ids) {
    return byIds(scope, verbose(Api.DESCRIBE_ROUTERS), "routers", ids, Router::from);
  }

  /** The routers whose name holds a text. */
  static Query<Router> routersNamed(Scope scope, String name) {
    return list(scope, verbose(Api.DESCRIBE_ROUTERS).with("search_word", name), Router::from);
  }

  static Query<RouterVxnet> routerVxnets(Scope scope, String router) {
    return list(
        scope, Request.of(Api.DESCRIBE_ROUTER_VXNETS).with("router", router), RouterVxnet::from);
  }

  static Query<RouterStatic> routerStatics(Scope scope, String router) {
    return list( // without a type: the one of intranet policies is not documented
        scope, Request.of(Api.DESCRIBE_ROUTER_STATICS).with("router", router), RouterStatic::from);
  }

  static Query<Vxnet> vxnets(Scope scope) {
    return list(scope, verbose(Api.DESCRIBE_VXNETS), Vxnet::from);
  }

  static Query<Vxnet> vxnets(Scope scope, Collection<String> ids) {
    return byIds(scope, verbose(Api.DESCRIBE_VXNETS), "vxnets", ids, Vxnet::from);
  }

  /** The vxnets whose name holds a text. */
  static Query<Vxnet> vxnetsNamed(Scope scope, String name) {
    return list(scope, verbose(Api.DESCRIBE_VXNETS).with("search_word", name), Vxnet::from);
  }

  static Query<Border> borders(Scope scope) {
    return list(scope, verbose(Api.DESCRIBE_VPC_BORDERS), Border::from);
  }

  static Query<Border> borders(Scope scope, Collection<String> ids) {
    return byIds(scope, verbose(Api.DESCRIBE_VPC_BORDERS), "vpc_borders", ids, Border::from);
  }

  /** The borders of a name. */
  static Query<Border> bordersNamed(Scope scope, String name) {
    return list(scope, verbose(Api.DESCRIBE_VPC_BORDERS).with("border_name", name), Border::from);
  }

  static Query<BorderVxnet> borderVxnets(Scope scope, String border) {
    return list(
        scope, Request.of(Api.DESCRIBE_BORDER_VXNETS).with("border", border), BorderVxnet::from);
  }

  /** The border routers that a vxnet has joined. */
  static Query<BorderVxnet> bordersOf(Scope scope, String vxnet) {
    return list(
        scope, Request.of(Api.DESCRIBE_BORDER_VXNETS).with("vxnet", vxnet), BorderVxnet::from);
  }

  static Query<RouteTable> tables(Scope scope) {
    return list(scope, verbose(Api.DESCRIBE_ROUTE_TABLES), RouteTable::from);
  }

  static Query<RouteTable> tables(Scope scope, Collection<String> ids) {
    return byIds(
        scope, verbose(Api.DESCRIBE_ROUTE_TABLES), "routing_tables", ids, RouteTable::from);
  }

  static Query<RouteTable.Rule> rules(Scope scope, String table) {
    return list(
        scope, Request.of(Api.DESCRIBE_ROUTES).with("routing_table", table), RouteTable.Rule::from);
  }

  static Query<RouteTable.Rule> rules(Scope scope, Collection<String> ids) {
    return byIds(
        scope, Request.of(Api.DESCRIBE_ROUTES), "routing_table_rules", ids, RouteTable.Rule::from);
  }

  /** What tables are bound to. */
  static Query<RouteTable.Binding> bindingsOf(Scope scope, Collection<String> tables) {
    return byIds(
        scope,
        Request.of(Api.DESCRIBE_ROUTING_TABLE_RESOURCES),
        "rtables",
        tables,
        RouteTable.Binding::from);
  }

  /** The tables of balancers or vxnets: each has one at most. */
  static Query<RouteTable.Binding> bindingsTo(Scope scope, Collection<String> resources) {
    return byIds(
        scope,
        Request.of(Api.DESCRIBE_ROUTING_TABLE_RESOURCES),
        "resources",
        resources,
        RouteTable.Binding::from);
  }

  static Query<SecurityGroup> groups(Scope scope) {
    return list(scope, verbose(Api.DESCRIBE_SECURITY_GROUPS), SecurityGroup::from);
  }

  static Query<SecurityGroup> groups(Scope scope, Collection<String> ids) {
    return byIds(
        scope, verbose(Api.DESCRIBE_SECURITY_GROUPS), "security_groups", ids, SecurityGroup::from);
  }

  static Query<SecurityGroup.Rule> groupRules(Scope scope, String group) {
    return list(
        scope,
        Request.of(Api.DESCRIBE_SECURITY_GROUP_RULES).with("security_group", group),
        SecurityGroup.Rule::from);
  }

  static Query<SecurityGroup.Rule> groupRules(Scope scope, Collection<String> ids) {
    return byIds(
        scope,
        Request.of(Api.DESCRIBE_SECURITY_GROUP_RULES),
        "security_group_rules",
        ids,
        SecurityGroup.Rule::from);
  }

  static Query<Instance> instances(Scope scope, Collection<String> ids) {
    return byIds(scope, verbose(Api.DESCRIBE_INSTANCES), "instances", ids, Instance::from);
  }

  static Query<Eip> eips(Scope scope) {
    return list(scope, verbose(Api.DESCRIBE_EIPS), Eip::from);
  }

  static Query<Eip> eips(Scope scope, Collection<String> ids) {
    return byIds(scope, verbose(Api.DESCRIBE_EIPS), "eips", ids, Eip::from);
  }

  static Query<Balancer> balancers(Scope scope) {
    return list(scope, verbose(Api.DESCRIBE_LOAD_BALANCERS), Balancer::from);
  }

  static Query<Balancer> balancers(Scope scope, Collection<String> ids) {
    return byIds(scope, verbose(Api.DESCRIBE_LOAD_BALANCERS), "loadbalancers", ids, Balancer::from);
  }

  static Query<Balancer.Listener> listeners(Scope scope, String balancer) {
    return list(
        scope,
        Request.of(Api.DESCRIBE_LOAD_BALANCER_LISTENERS).with("loadbalancer", balancer),
        Balancer.Listener::from);
  }

  static Query<Balancer.Listener> listeners(Scope scope, Collection<String> ids) {
    return byIds(
        scope,
        Request.of(Api.DESCRIBE_LOAD_BALANCER_LISTENERS),
        "loadbalancer_listeners",
        ids,
        Balancer.Listener::from);
  }

  static Query<Balancer.Backend> backends(Scope scope, String balancer) {
    return list(
        scope,
        Request.of(Api.DESCRIBE_LOAD_BALANCER_BACKENDS).with("loadbalancer", balancer),
        Balancer.Backend::from);
  }

  static Query<Balancer.Backend> backends(Scope scope, Collection<String> ids) {
    return byIds(
        scope,
        Request.of(Api.DESCRIBE_LOAD_BALANCER_BACKENDS),
        "loadbalancer_backends",
        ids,
        Balancer.Backend::from);
  }

  static Query<WanAccess> wanAccesses(Scope scope) {
    return list(scope, verbose(Api.DESCRIBE_WAN_ACCESSS), WanAccess::from);
  }

  static Query<WanAccess> wanAccesses(Scope scope, Collection<String> ids) {
    return byIds(scope, verbose(Api.DESCRIBE_WAN_ACCESSS), "wan_accesss", ids, WanAccess::from);
  }

  static Query<Zone> zones(Scope scope) {
    return next ->
        Call.read(
            scope,
            Api.DESCRIBE_ZONES.action(),
            clients ->
                Page.only(
                    clients
                        .client(Rpc.class)
                        .call(Request.of(Api.DESCRIBE_ZONES))
                        .objects(Api.DESCRIBE_ZONES.rows())
                        .stream()
                        .map(Zone::from)
                        .toList()));
  }

  private static Request verbose(Api api) {
    return Request.of(api).with("verbose", 1);
  }

  /** A list of whatever length. */
  private static <O> Query<O> list(
      Scope scope, Request request, BiFunction<Scope, Answer, O> from) {
    if (!request.api().hasPages()) {
      return unpaged(scope, request, from);
    }
    return CountedList.of(
        scope,
        request.api().action(),
        PAGE,
        (clients, number) -> {
          Answer answer =
              clients
                  .client(Rpc.class)
                  .call(request.with("offset", (long) number * PAGE).with("limit", PAGE));
          List<Answer> rows = answer.objects(request.api().rows());
          return new CountedList.Part<>(
              rows.size(), there(scope, rows, from), answer.number("total_count"));
        });
  }

  /**
   * A list of objects by their ids, a page of ids at a time; what is not there is left out.
   *
   * @param parameter the parameter for ids, without a number
   */
  private static <O> Query<O> byIds(
      Scope scope,
      Request request,
      String parameter,
      Collection<String> ids,
      BiFunction<Scope, Answer, O> from) {
    if (ids.isEmpty()) { // without any, all objects would be meant
      throw new IllegalArgumentException(parameter + ": none (expected: at least one id)");
    }
    List<String> all = ids.stream().distinct().sorted().toList();
    return next -> {
      int start = next == null ? 0 : Integer.parseInt(next);
      int end = Math.min(start + PAGE, all.size());
      Request some = request.each(parameter, all.subList(start, end));
      return Call.read(
          scope,
          request.api().action(),
          clients ->
              new Page<>(
                  there(
                      scope,
                      clients
                          .client(Rpc.class)
                          .call(request.api().hasPages() ? some.with("limit", PAGE) : some)
                          .objects(request.api().rows()),
                      from),
                  end < all.size() ? Integer.toString(end) : null));
    };
  }

  /**
   * A list whose documentation has no pages, and whose answer says how many there are all the same.
   * If it did not show all of them, the rest is asked for as it is of all other lists, which is an
   * assumption; where that fails, too, the list can not be read.
   */
  private static <O> Query<O> unpaged(
      Scope scope, Request request, BiFunction<Scope, Answer, O> from) {
    return next -> {
      Stand at = Stand.of(next);
      Request page =
          at.start() == 0 ? request : request.with("offset", at.start()).with("limit", PAGE);
      return Call.read(
          scope,
          request.api().action(),
          clients -> {
            Answer answer = clients.client(Rpc.class).call(page);
            List<Answer> rows = answer.objects(request.api().rows());
            long total = answer.number("total_count").orElse(rows.size());
            int end = at.start() + rows.size();
            List<O> found = there(scope, rows, from);
            int first = found.isEmpty() ? 0 : found.get(0).hashCode();
            boolean again = at.start() > 0 && !found.isEmpty() && first == at.first();
            if (again || (rows.isEmpty() && end < total)) {
              throw new Unreadable(
                  200,
                  "list of "
                      + total
                      + " shows "
                      + at.start()
                      + (again ? " again and again" : "")
                      + " (expected: all, or the rest on request)",
                  null);
            }
            return new Page<>(found, end < total ? new Stand(end, first).toString() : null);
          });
    };
  }

  /**
   * Where an unpaged list stands.
   *
   * @param first tells the first object of the page before
   */
  private record Stand(int start, int first) {
    static Stand of(@Nullable String token) {
      if (token == null) {
        return new Stand(0, 0);
      }
      String[] parts = token.split(":", 2);
      return new Stand(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public String toString() {
      return start + ":" + first;
    }
  }

  private static <O> List<O> there(
      Scope scope, List<Answer> rows, BiFunction<Scope, Answer, O> from) {
    return rows.stream()
        .filter(row -> !Progress.from(row).gone())
        .map(row -> from.apply(scope, row))
        .toList();
  }
}
