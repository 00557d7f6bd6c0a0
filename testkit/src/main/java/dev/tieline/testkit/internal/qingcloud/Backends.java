package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Ip;
import dev.tieline.testkit.QingCloudQuota;
import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Times;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The backends of listeners; their health is what the balancer's packets come to. */
final class Backends {
  private Backends() {}

  static void register(Actions actions) {
    actions.writes(
        "AddLoadBalancerBackends",
        "loadbalancer_listener* backends.N.resource_id** backends.N.loadbalancer_backend_name"
            + " backends.N.loadbalancer_policy_id backends.N.port**:int backends.N.weight**:int",
        Backends::add);
    actions.reads(
        "DescribeLoadBalancerBackends",
        "loadbalancer_backends",
        "loadbalancer_backends.N loadbalancer_listener loadbalancer verbose:int offset:int"
            + " limit:int",
        Backends::describe);
    actions.writes(
        "ModifyLoadBalancerBackendAttributes",
        "loadbalancer_backend* port:int weight:int disabled:int loadbalancer_policy_id",
        Backends::modify);
    actions.writes("DeleteLoadBalancerBackends", "loadbalancer_backends.N*", Backends::delete);
  }

  static List<Backend> of(Iaas call, String listener) {
    return call.all(Kind.BACKEND).stream().filter(b -> b.listener().equals(listener)).toList();
  }

  private static void add(Iaas call) {
    Listener listener = call.require(Kind.LISTENER, call.text("loadbalancer_listener"));
    List<String> ids = new ArrayList<>();
    for (Query one : call.query.structures("backends")) {
      String resource = one.require("resource_id");
      checkResource(call, resource);
      ids.add(
          add(
              call,
              listener,
              resource,
              Integer.parseInt(one.require("port")),
              Integer.parseInt(one.require("weight")),
              one.get("loadbalancer_backend_name"),
              one.get("loadbalancer_policy_id", "")));
    }
    call.out.texts("loadbalancer_backends", ids);
  }

  /** Adds a backend, of whatever kind; it works when the balancer is updated. */
  static String add(
      Iaas call,
      Listener listener,
      String resource,
      int port,
      int weight,
      @Nullable String label,
      String policy) {
    Balancer balancer = Balancers.working(call, listener.balancer());
    checkRange("port", port, 1, 65535);
    checkRange("weight", weight, 0, 100);
    checkQuota(call, balancer.id(), listener.id());
    String id = call.newId(Kind.BACKEND);
    call.put(
        Kind.BACKEND,
        new Backend(
            call.account,
            call.zone,
            id,
            listener.id(),
            balancer.id(),
            label,
            resource,
            policy,
            port,
            weight,
            false,
            call.now));
    call.put(Kind.BALANCER, balancer.touched());
    return id;
  }

  private static void checkRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw QingError.bad(name, String.valueOf(value), least + " to " + most);
    }
  }

  private static void checkQuota(Iaas call, String balancer, String listener) {
    int ofBalancer = call.quota(QingCloudQuota.BACKENDS_PER_BALANCER);
    int ofListener = call.quota(QingCloudQuota.BACKENDS_PER_LISTENER);
    long all = call.all(Kind.BACKEND).stream().filter(b -> b.balancer().equals(balancer)).count();
    if (all >= ofBalancer) {
      throw QingError.quota("backends of a balancer", ofBalancer);
    }
    if (of(call, listener).size() >= ofListener) {
      throw QingError.quota("backends of a listener", ofListener);
    }
  }

  private static void checkResource(Iaas call, String resource) {
    if (resource.startsWith("rtr-")) {
      call.require(Kind.ROUTER, resource);
    } else if (!isAddress(resource) || !call.is(QingCloudSwitch.ADDRESS_BACKEND_BY_API)) {
      call.require(Kind.INSTANCE, resource);
    }
  }

  static boolean isAddress(String resource) {
    return Ip.tryParse(resource).isPresent();
  }

  private static void describe(Iaas call) {
    String balancer = call.text("loadbalancer");
    String listener = call.text("loadbalancer_listener");
    if (!balancer.isEmpty()) {
      call.require(Kind.BALANCER, balancer);
    }
    if (!listener.isEmpty()) {
      call.require(Kind.LISTENER, listener);
    }
    List<Backend> found =
        Listing.of(call, Kind.BACKEND, "loadbalancer_backends")
            .where(b -> balancer.isEmpty() || b.balancer().equals(balancer))
            .where(b -> listener.isEmpty() || b.listener().equals(listener))
            .found();
    Listing.write(
        call, "loadbalancer_backend_set", found, (json, backend) -> write(call, json, backend));
  }

  static void write(Iaas call, Json json, Backend backend) {
    json.put("loadbalancer_backend_id", backend.id())
        .put("weight", backend.weight())
        .put("resource_id", backend.resource())
        .put("loadbalancer_backend_name", backend.label())
        .put("loadbalancer_policy_id", backend.policy())
        .put("disabled", backend.disabled() ? 1 : 0)
        .put("port", backend.port())
        .put("create_time", Times.iso(backend.made()))
        .put("loadbalancer_listener_id", backend.listener())
        .put("loadbalancer_id", backend.balancer())
        .put("status", Health.of(call, backend));
  }

  private static void modify(Iaas call) {
    Backend backend = call.require(Kind.BACKEND, call.text("loadbalancer_backend"));
    Balancer balancer = Balancers.working(call, backend.balancer());
    int port = call.number("port", backend.port());
    int weight = call.number("weight", backend.weight());
    checkRange("port", port, 1, 65535);
    checkRange("weight", weight, 0, 100);
    boolean off = call.number("disabled", backend.disabled() ? 1 : 0) == 1;
    String policy = call.query.get("loadbalancer_policy_id", backend.policy());
    call.put(Kind.BACKEND, backend.with(port, weight, off, policy));
    call.put(Kind.BALANCER, balancer.touched());
  }

  private static void delete(Iaas call) {
    List<String> ids = call.some("loadbalancer_backends");
    ids.forEach(id -> remove(call, id));
    call.out.texts("loadbalancer_backends", ids);
    call.omitRetCode();
  }

  static void remove(Iaas call, String id) {
    Backend backend = call.require(Kind.BACKEND, id);
    Balancer balancer = Balancers.working(call, backend.balancer());
    call.remove(Kind.BACKEND, backend);
    call.put(Kind.BALANCER, balancer.touched());
  }
}
