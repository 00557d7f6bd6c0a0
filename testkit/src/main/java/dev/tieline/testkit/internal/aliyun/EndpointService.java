package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.AliyunDelay;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PrivateLink endpoint service: a provider's balancers, offered to listed accounts.
 *
 * @param users accounts by number, or patterns of ARNs
 * @param changedAt when it was created or changed last
 */
record EndpointService(
    String id,
    String account,
    String region,
    Form form,
    List<Resource> resources,
    List<String> users,
    Instant createdAt,
    Instant changedAt,
    @Nullable Instant deletedAt)
    implements Thing {

  /** What its provider says about it. */
  record Form(
      String resourceType,
      String description,
      String payer,
      String ipVersion,
      boolean autoAccept,
      boolean zoneAffinity,
      int bandwidth,
      List<String> regions) {}

  /** A balancer that serves it in a zone. */
  record Resource(String id, String type, String zone) {}

  EndpointService {
    resources = List.copyOf(resources);
    users = List.copyOf(users);
  }

  @Override
  public boolean isGone(Config config, Instant now) {
    return deletedAt != null && config.isOver(deletedAt, AliyunDelay.ENDPOINT_DELETING, now);
  }

  String status(Config config, Instant now) {
    if (deletedAt != null) {
      return "Deleting";
    }
    if (config.isOver(changedAt, AliyunDelay.SERVICE, now)) {
      return "Active";
    }
    return changedAt.equals(createdAt) ? "Creating" : "Pending";
  }

  String name() {
    return "com.aliyuncs.privatelink." + region + "." + id;
  }

  String domain() {
    return id + "." + region + ".privatelink.aliyuncs.com";
  }

  List<String> zones() {
    return resources.stream().map(Resource::zone).distinct().sorted().toList();
  }

  /** Tells whether an account may use it: its own may, and those that it lists. */
  boolean isOpenTo(String uid) {
    return uid.equals(account)
        || users.stream()
            .anyMatch(
                user ->
                    user.equals(uid)
                        || user.equals("acs:ram:*:" + uid + ":*")
                        || user.equals("acs:ram:*:*:*")
                        || user.equals("acs:ram:*::*"));
  }

  EndpointService with(Form newForm, Instant now) {
    return new EndpointService(
        id, account, region, newForm, resources, users, createdAt, now, deletedAt);
  }

  EndpointService serving(List<Resource> newResources, Instant now) {
    return new EndpointService(
        id, account, region, form, newResources, users, createdAt, now, deletedAt);
  }

  EndpointService openTo(List<String> newUsers) {
    return new EndpointService(
        id, account, region, form, resources, newUsers, createdAt, changedAt, deletedAt);
  }

  EndpointService deleted(Instant now) {
    return new EndpointService(
        id, account, region, form, resources, users, createdAt, changedAt, now);
  }
}
