package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.QingCloudQuota;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Times;
import java.util.ArrayList;
import java.util.List;

/** The listeners of load balancers. */
final class Listeners {
  private static final List<String> PROTOCOLS = List.of("http", "https", "tcp", "udp", "ssl");
  private static final List<String> MODES = List.of("roundrobin", "leastconn", "source");

  private Listeners() {}

  static void register(Actions actions) {
    actions.writes(
        "AddLoadBalancerListeners",
        "loadbalancer* listeners.N.listener_port**:int listeners.N.listener_protocol**"
            + " listeners.N.server_certificate_id listeners.N.backend_protocol**"
            + " listeners.N.loadbalancer_listener_name listeners.N.balance_mode"
            + " listeners.N.session_sticky listeners.N.forwardfor:int"
            + " listeners.N.healthy_check_method listeners.N.healthy_check_option"
            + " listeners.N.listener_option:int listeners.N.tunnel_timeout:int target_user",
        Listeners::add);
    actions.reads(
        "DescribeLoadBalancerListeners",
        "loadbalancer_listeners",
        "loadbalancer_listeners.N loadbalancer loadbalancers.N verbose:int offset:int limit:int",
        Listeners::describe);
    actions.writes(
        "ModifyLoadBalancerListenerAttributes",
        "loadbalancer_listener* loadbalancer_listener_name server_certificate_id balance_mode"
            + " session_sticky forwardfor:int healthy_check_method tunnel_timeout:int timeout:int"
            + " healthy_check_option listener_option:int listeners.N.listener_option:int",
        Listeners::modify);
    actions.writes("DeleteLoadBalancerListeners", "loadbalancer_listeners.N*", Listeners::delete);
  }

  static List<Listener> of(Iaas call, String balancer) {
    return call.all(Kind.LISTENER).stream().filter(l -> l.balancer().equals(balancer)).toList();
  }

  private static void add(Iaas call) {
    Balancer balancer = Balancers.working(call, call.text("loadbalancer"));
    List<Query> given = call.query.structures("listeners");
    int limit = call.quota(QingCloudQuota.LISTENERS_PER_BALANCER);
    if (of(call, balancer.id()).size() + given.size() > limit) {
      throw QingError.quota("listeners", limit);
    }
    List<String> ids = new ArrayList<>();
    for (Query one : given) {
      int port = port(one);
      if (of(call, balancer.id()).stream().anyMatch(l -> l.port() == port)) {
        throw QingError.exists("a listener of port [" + port + "] is there already");
      }
      String id = call.newId(Kind.LISTENER);
      Listener bare =
          new Listener(
              call.account,
              call.zone,
              id,
              balancer.id(),
              null,
              port,
              known("listener_protocol", one.require("listener_protocol"), PROTOCOLS),
              known("backend_protocol", one.require("backend_protocol"), PROTOCOLS),
              "roundrobin",
              "",
              0,
              "tcp",
              "10|5|2|5",
              0,
              3600,
              "",
              call.now);
      call.put(Kind.LISTENER, with(bare, one));
      ids.add(id);
    }
    call.put(Kind.BALANCER, balancer.touched());
    call.out.texts("loadbalancer_listeners", ids);
  }

  private static int port(Query one) {
    int port = Integer.parseInt(one.require("listener_port"));
    boolean open = port == 25 || port == 80 || port == 443 || (port >= 1024 && port <= 65535);
    if (!open) {
      throw QingError.bad("listener_port", String.valueOf(port), "25, 80, 443, 1024 to 65535");
    }
    return port;
  }

  private static String known(String name, String value, List<String> words) {
    if (!words.contains(value)) {
      throw QingError.bad(name, value, "one of " + words);
    }
    return value;
  }

  /** Returns a listener with what a request says, and else as it is. */
  private static Listener with(Listener old, Query one) {
    int timeout = number(one, "tunnel_timeout", old.tunnelTimeout());
    if (timeout < 10 || timeout > 86400) {
      throw QingError.bad("tunnel_timeout", String.valueOf(timeout), "10 to 86400");
    }
    String method = one.get("healthy_check_method", old.checkMethod());
    if (!method.equals("tcp") && !method.startsWith("http|/")) {
      throw QingError.bad("healthy_check_method", method, "tcp or http|/path");
    }
    String option = one.get("healthy_check_option", old.checkOption());
    if (!option.matches("[0-9]+\\|[0-9]+\\|[0-9]+\\|[0-9]+")) {
      throw QingError.bad("healthy_check_option", option, "four numbers such as 10|5|2|5");
    }
    String label = one.get("loadbalancer_listener_name");
    return new Listener(
        old.account(),
        old.zone(),
        old.id(),
        old.balancer(),
        label == null ? old.label() : label,
        old.port(),
        old.protocol(),
        old.backendProtocol(),
        known("balance_mode", one.get("balance_mode", old.mode()), MODES),
        one.get("session_sticky", old.sticky()),
        number(one, "forwardfor", old.forwardFor()),
        method,
        option,
        number(one, "listener_option", old.option()),
        timeout,
        one.get("server_certificate_id", old.certificate()),
        old.made());
  }

  private static int number(Query one, String name, int otherwise) {
    String text = one.get(name, "");
    return text.isEmpty() ? otherwise : Integer.parseInt(text);
  }

  private static void describe(Iaas call) {
    String balancer = call.text("loadbalancer");
    List<String> balancers = new ArrayList<>(call.query.list("loadbalancers"));
    if (!balancer.isEmpty()) {
      call.require(Kind.BALANCER, balancer);
      balancers.add(balancer);
    }
    List<Listener> found =
        Listing.of(call, Kind.LISTENER, "loadbalancer_listeners")
            .where(l -> balancers.isEmpty() || balancers.contains(l.balancer()))
            .found();
    boolean verbose = call.number("verbose", 0) > 0;
    Listing.write(
        call,
        "loadbalancer_listener_set",
        found,
        (json, listener) -> {
          write(json, listener);
          if (verbose) {
            json.list(
                "backends",
                Backends.of(call, listener.id()),
                (item, backend) -> Backends.write(call, item, backend));
          }
        });
  }

  static void write(Json json, Listener listener) {
    json.put("forwardfor", listener.forwardFor())
        .put("loadbalancer_listener_id", listener.id())
        .put("balance_mode", listener.mode())
        .put("listener_protocol", listener.protocol())
        .put("backend_protocol", listener.backendProtocol())
        .put("healthy_check_method", listener.checkMethod())
        .put("healthy_check_option", listener.checkOption())
        .put("session_sticky", listener.sticky())
        .put("loadbalancer_listener_name", listener.label())
        .put("controller", "self")
        .put("create_time", Times.iso(listener.made()))
        .put("loadbalancer_id", listener.balancer())
        .put("listener_port", listener.port())
        .put("listener_option", listener.option())
        .put("tunnel_timeout", listener.tunnelTimeout());
  }

  private static void modify(Iaas call) {
    Listener listener = call.require(Kind.LISTENER, call.text("loadbalancer_listener"));
    Balancer balancer = Balancers.working(call, listener.balancer());
    call.put(Kind.LISTENER, with(listener, call.query));
    call.put(Kind.BALANCER, balancer.touched());
  }

  static void remove(Iaas call, Listener listener) {
    Backends.of(call, listener.id()).forEach(backend -> call.remove(Kind.BACKEND, backend));
    call.remove(Kind.LISTENER, listener);
  }

  private static void delete(Iaas call) {
    List<String> ids = call.some("loadbalancer_listeners");
    for (String id : ids) {
      Listener listener = call.require(Kind.LISTENER, id);
      Balancer balancer = Balancers.working(call, listener.balancer());
      remove(call, listener);
      call.put(Kind.BALANCER, balancer.touched());
    }
    call.out.texts("loadbalancer_listeners", ids);
    call.omitRetCode();
  }
}
