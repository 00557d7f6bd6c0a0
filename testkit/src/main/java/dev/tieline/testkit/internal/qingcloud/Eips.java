package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.testkit.QingCloudDelay;
import dev.tieline.testkit.QingCloudQuota;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Times;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Public addresses ("EIP" API pages, read 2026-11). */
final class Eips {
  /** Addresses for documents and tests, which are nobody's (RFC 5737). */
  private static final List<Cidr> POOLS =
      List.of(Cidr.parse("203.0.113.0/24"), Cidr.parse("198.51.100.0/24"));

  private Eips() {}

  static void register(Actions actions) {
    actions.writes(
        "AllocateEips",
        "bandwidth*:int billing_mode associate_mode:int eip_name count:int need_icp:int"
            + " target_user",
        Eips::allocate);
    actions.reads(
        "DescribeEips",
        "eips",
        "eips.N instance_id status.N search_word tags.N verbose:int offset:int limit:int",
        Eips::describe);
    actions.writes("ModifyEipAttributes", "eip* eip_name description", Eips::modify);
    actions.writes("DissociateEips", "eips.N*", Eips::dissociate);
    actions.writes("ReleaseEips", "eips.N*", Eips::release);
  }

  private static void allocate(Iaas call) {
    call.pay();
    int bandwidth = call.number("bandwidth", 0);
    if (bandwidth < 1 || bandwidth > 1000) {
      throw QingError.bad("bandwidth", String.valueOf(bandwidth), "1 to 1000");
    }
    String billing = call.query.get("billing_mode", "bandwidth");
    if (!billing.equals("bandwidth") && !billing.equals("traffic")) {
      throw QingError.bad("billing_mode", billing, "bandwidth or traffic");
    }
    Zones.take(call, QingCloudQuota.EIPS, call.number("count", 1));
    List<String> ids = call.times(20, () -> call.newId(Kind.EIP));
    for (String id : ids) {
      call.put(
          Kind.EIP,
          new Eip(
              call.account,
              call.zone,
              id,
              call.text("eip_name"),
              null,
              free(call),
              bandwidth,
              billing,
              call.number("need_icp", 0) == 1,
              "",
              "",
              Life.begin(call.now, call.now, call.now)));
    }
    call.out.texts("eips", ids);
  }

  private static Ip free(Iaas call) {
    Set<Ip> taken =
        call.everywhere(Kind.EIP).stream()
            .map(Eip::address)
            .collect(Collectors.toCollection(TreeSet::new));
    for (Cidr pool : POOLS) {
      for (int i = 1; i < 255; i++) {
        if (!taken.contains(pool.host(i))) {
          return pool.host(i);
        }
      }
    }
    throw QingError.quota("public addresses of the whole cloud", taken.size());
  }

  private static void describe(Iaas call) {
    String instance = call.text("instance_id");
    List<Eip> found =
        Listing.of(call, Kind.EIP, "eips")
            .status(eip -> eip.status(call.now))
            .where(eip -> instance.isEmpty() || eip.resource().equals(instance))
            .found();
    Listing.write(call, "eip_set", found, (json, eip) -> write(call, json, eip));
  }

  private static void write(Iaas call, Json json, Eip eip) {
    String transition = eip.life().transition(call.now);
    json.put("status", eip.status(call.now))
        .put("eip_id", eip.id())
        .put("description", eip.description())
        .put("associate_mode", 0)
        .put("need_icp", eip.needsLicence() ? 1 : 0)
        .put("sub_code", 0)
        .put("transition_status", transition.equals("deleting") ? "releasing" : transition)
        .put("icp_codes", "")
        .nest(
            "eip_group",
            group ->
                group.put("eip_group_id", "eipg-00000000").put("eip_group_name", "BGP multi-line"))
        .put("bandwidth", eip.bandwidth())
        .put("billing_mode", eip.billing())
        .put("create_time", Times.iso(eip.life().made()))
        .put("status_time", Times.iso(eip.life().since(call.now)))
        .put("eip_name", eip.name())
        .nest(
            "resource",
            resource -> {
              if (!eip.resource().isEmpty()) {
                resource
                    .put("resource_name", nameOf(call, eip))
                    .put("resource_type", eip.resourceType())
                    .put("resource_id", eip.resource());
              }
            })
        .put("eip_addr", eip.address().toString());
    Tags.write(call, json, eip.id());
  }

  private static String nameOf(Iaas call, Eip eip) {
    Thing holder =
        eip.resourceType().equals("router")
            ? call.find(Kind.ROUTER, eip.resource())
            : call.find(Kind.BALANCER, eip.resource());
    return holder == null ? "" : holder.name();
  }

  /** Writes of an address what other objects tell about it. */
  static void brief(Iaas call, Json json, String id) {
    Eip eip = call.find(Kind.EIP, id);
    if (eip != null) {
      json.put("eip_name", eip.name())
          .put("eip_addr", eip.address().toString())
          .put("eip_id", eip.id());
    }
  }

  private static void modify(Iaas call) {
    Eip eip = call.require(Kind.EIP, call.text("eip"));
    String name = Objects.requireNonNullElse(call.changed("eip_name", eip.name()), "");
    call.put(Kind.EIP, eip.named(name, call.changed("description", eip.description())));
  }

  /** Returns an address that nothing has and no job works on. */
  static Eip available(Iaas call, String id) {
    Eip eip = call.require(Kind.EIP, id);
    call.idle(eip);
    if (!eip.resource().isEmpty()) {
      throw QingError.denied("eip [" + id + "] is associated with [" + eip.resource() + "]");
    }
    return eip;
  }

  static void bind(Iaas call, Eip eip, String to, String type, Instant done) {
    call.put(Kind.EIP, eip.bound(to, type, eip.life().busy("associating", done)));
  }

  /** Lets an address go, if there is one. */
  static void free(Iaas call, String id, Instant done) {
    Eip eip = call.find(Kind.EIP, id);
    if (eip != null) {
      call.put(Kind.EIP, eip.bound("", "", eip.life().busy("dissociating", done)));
    }
  }

  static void release(Iaas call, String id) {
    free(call, id, call.now);
  }

  /** Gives a VPC another address, or none. */
  static void rebind(Iaas call, Router router, String id) {
    if (router.isFree()) {
      throw QingError.denied("router [" + router.id() + "] is free, and can not use eips");
    }
    if (!id.isEmpty()) {
      bind(call, available(call, id), router.id(), "router", call.now);
    }
    free(call, router.eip(), call.now);
  }

  private static void dissociate(Iaas call) {
    List<String> ids = call.some("eips");
    for (String id : ids) {
      Eip eip = call.require(Kind.EIP, id);
      call.idle(eip);
      if (!eip.resourceType().equals("router")) {
        throw QingError.denied("eip [" + id + "] is not associated, or not in this way");
      }
    }
    Job job = call.job(QingCloudDelay.EIP, ids);
    for (String id : ids) {
      Router router = call.find(Kind.ROUTER, call.require(Kind.EIP, id).resource());
      if (job.reaches(id)) {
        free(call, id, job.done());
        if (router != null) {
          call.put(Kind.ROUTER, router.with(router.group(), "", router.features(), router.dirty()));
        }
      }
    }
  }

  private static void release(Iaas call) {
    List<String> ids = call.some("eips");
    ids.forEach(id -> available(call, id));
    Job job = call.job(QingCloudDelay.EIP, ids);
    for (String id : ids) {
      Eip eip = call.require(Kind.EIP, id);
      if (job.reaches(id)) {
        call.put(Kind.EIP, eip.bound("", "", eip.life().end(job.done())));
      }
    }
  }
}
