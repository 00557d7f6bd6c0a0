package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Ip;
import dev.tieline.testkit.QingCloudDelay;
import dev.tieline.testkit.QingCloudQuota;
import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Times;
import dev.tieline.testkit.internal.qingcloud.Balancer.Serving;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Load balancers: made, described, published, deleted ("Load balancer" API pages, 2026-11). */
final class Balancers {
  private static final int MOST_EIPS = 4;

  private Balancers() {}

  static void register(Actions actions) {
    actions.writes(
        "CreateLoadBalancer",
        "eips.N vxnet private_ip loadbalancer_type:int loadbalancer_name security_group"
            + " http_header_size:int target_user node_count:int mode project_id",
        Balancers::create);
    actions.reads(
        "DescribeLoadBalancers",
        "loadbalancers",
        "loadbalancers.N status.N search_word tags.N verbose:int offset:int limit:int",
        Balancers::describe);
    actions.writes(
        "ModifyLoadBalancerAttributes",
        "loadbalancer* loadbalancer_name security_group description private_ip"
            + " http_header_size:int",
        Balancers::modify);
    actions.writes("UpdateLoadBalancers", "loadbalancers.N* target_user", Balancers::update);
    actions.writes("DeleteLoadBalancers", "loadbalancers.N*", Balancers::delete);
  }

  private static void create(Iaas call) {
    call.pay();
    List<String> eips = call.query.list("eips");
    String vxnet = call.text("vxnet");
    if (eips.isEmpty() && vxnet.isEmpty()) {
      throw QingError.missing("eips.1");
    }
    boolean both = !eips.isEmpty() && !vxnet.isEmpty();
    if (both && !call.is(QingCloudSwitch.BALANCER_TAKES_BOTH)) {
      throw QingError.bad("vxnet", vxnet, "together with eips");
    }
    if (eips.size() > MOST_EIPS) {
      throw QingError.bad("eips", String.valueOf(eips.size()), "at most " + MOST_EIPS);
    }
    int type = call.number("loadbalancer_type", 0);
    if (type < 0 || type > 5) {
      throw QingError.bad("loadbalancer_type", String.valueOf(type), "0 to 5");
    }
    List<Eip> addresses = eips.stream().map(id -> Eips.available(call, id)).toList();
    Ip address =
        vxnet.isEmpty()
            ? null
            : Addresses.takeForBalancer(
                call, call.require(Kind.VXNET, vxnet), call.text("private_ip"));
    String group = call.text("security_group");
    group =
        group.isEmpty()
            ? SecurityGroups.byDefault(call).id()
            : call.require(Kind.GROUP, group).id();
    Zones.take(call, QingCloudQuota.BALANCERS, 1);
    String id = call.newId(Kind.BALANCER);
    Job job = call.job(QingCloudDelay.BALANCER_CREATING, List.of(id));
    boolean made = job.reaches(id);
    Life life = call.born(job);
    call.put(
        Kind.BALANCER,
        new Balancer(
            call.account,
            call.zone,
            id,
            call.text("loadbalancer_name"),
            null,
            type,
            vxnet,
            address,
            made ? eips : List.of(),
            group,
            made ? life : life.end(job.done()),
            false,
            Published.nothing()));
    if (made) {
      addresses.forEach(eip -> Eips.bind(call, eip, id, "loadbalancer", job.done()));
    }
    call.out.put("loadbalancer_id", id);
  }

  /** Returns a load balancer that works and waits for a change. */
  static Balancer working(Iaas call, String id) {
    Balancer balancer = call.require(Kind.BALANCER, id);
    boolean made = !call.now.isBefore(balancer.life().ready());
    if (!made || call.is(QingCloudSwitch.BALANCER_SERIALISED)) {
      call.idle(balancer);
    }
    return balancer;
  }

  /** Refuses what no table for balancers can serve. */
  static void checkRoutable(Iaas call, String id) {
    if (working(call, id).vxnet().isEmpty()) {
      throw QingError.denied("loadbalancer [" + id + "] is in no vxnet");
    }
  }

  private static void describe(Iaas call) {
    List<Balancer> found =
        Listing.of(call, Kind.BALANCER, "loadbalancers")
            .status(balancer -> balancer.status(call.config, call.now))
            .found();
    Listing.write(call, "loadbalancer_set", found, (json, one) -> write(call, json, one));
  }

  private static void write(Iaas call, Json json, Balancer balancer) {
    json.put("status", balancer.status(call.config, call.now))
        .put("is_applied", balancer.isApplied(call.now) ? 1 : 0)
        .put("description", balancer.description())
        .put("loadbalancer_name", balancer.name())
        .put("loadbalancer_type", balancer.type())
        .put("transition_status", balancer.life().transition(call.now))
        .list("eips", balancer.eips(), (item, eip) -> Eips.brief(call, item, eip));
    if (call.number("verbose", 0) > 0) {
      json.list(
          "listeners",
          Listeners.of(call, balancer.id()),
          (item, listener) -> Listeners.write(item, listener));
    }
    Ip address = balancer.address();
    json.put("vxnet_id", balancer.vxnet())
        .texts("private_ips", address == null ? List.of() : List.of(address.toString()))
        .put("create_time", Times.iso(balancer.life().made()))
        .put("status_time", Times.iso(balancer.life().since(call.now)))
        .put("security_group_id", balancer.group())
        .put("loadbalancer_id", balancer.id());
    Tags.write(call, json, balancer.id());
  }

  private static void modify(Iaas call) {
    Balancer balancer = working(call, call.text("loadbalancer"));
    if (!call.text("private_ip").isEmpty()) {
      throw QingError.denied("the fake does not move balancers to other addresses");
    }
    String group = call.text("security_group");
    String name =
        Objects.requireNonNullElse(call.changed("loadbalancer_name", balancer.name()), "");
    Balancer named =
        balancer.named(
            name,
            call.changed("description", balancer.description()),
            group.isEmpty() ? balancer.group() : call.require(Kind.GROUP, group).id());
    call.put(Kind.BALANCER, group.isEmpty() ? named : named.touched());
  }

  /** Publishes all pending listeners and backends, whoever wrote them. */
  private static void update(Iaas call) {
    List<String> ids = call.some("loadbalancers");
    ids.forEach(id -> working(call, id));
    Job job = call.job(QingCloudDelay.BALANCER_UPDATING, ids);
    for (String id : ids) {
      Balancer balancer = call.require(Kind.BALANCER, id);
      Life busy = balancer.life().busy("updating", job.done());
      call.put(
          Kind.BALANCER,
          job.reaches(id)
              ? balancer.with(
                  busy, false, balancer.rules().next(serving(call, id), call.now, job.done()))
              : balancer.living(busy));
    }
  }

  private static List<Serving> serving(Iaas call, String balancer) {
    List<Serving> all = new ArrayList<>();
    for (Listener listener : Listeners.of(call, balancer)) {
      all.add(new Serving(listener, Backends.of(call, listener.id())));
    }
    return all;
  }

  /** Returns the balancer that has a public address, or null. */
  static @Nullable Balancer at(Iaas call, Ip address) {
    for (Eip eip : call.everywhere(Kind.EIP)) {
      if (eip.address().equals(address) && eip.resourceType().equals("loadbalancer")) {
        return call.at(eip.account(), eip.zone()).find(Kind.BALANCER, eip.resource());
      }
    }
    return null;
  }

  private static void delete(Iaas call) {
    List<String> ids = call.some("loadbalancers");
    for (String id : ids) {
      call.leased(working(call, id));
    }
    Job job = call.job(QingCloudDelay.BALANCER_DELETING, ids);
    for (String id : ids) {
      Balancer balancer = call.require(Kind.BALANCER, id);
      if (job.reaches(id)) {
        balancer.eips().forEach(eip -> Eips.free(call, eip, job.done()));
        RouteTables.unbind(call, id);
        for (Listener listener : Listeners.of(call, id)) {
          Listeners.remove(call, listener);
        }
        call.put(Kind.BALANCER, balancer.without(balancer.eips(), balancer.life().end(job.done())));
      } else {
        call.put(Kind.BALANCER, balancer.living(balancer.life().busy("deleting", job.done())));
      }
    }
  }
}
