package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.AliyunDelay;
import dev.tieline.testkit.internal.PersistentMap;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PrivateLink endpoint with its zones and its connection. All its states follow from what was
 * done to it when.
 *
 * @param groups its security groups
 * @param zones its zones by their names
 * @param link what was done to its connection
 * @param changedAt when it was created or changed last
 */
record Endpoint(
    String id,
    String account,
    String region,
    String vpcId,
    String serviceId,
    String serviceRegion,
    Form form,
    List<String> groups,
    PersistentMap<String, Zone> zones,
    Link link,
    Instant createdAt,
    Instant changedAt,
    @Nullable Instant deletedAt)
    implements Thing {

  /** What its owner says about it. */
  record Form(
      String name,
      String description,
      String type,
      String ipVersion,
      String policy,
      boolean isProtected,
      boolean zoneAffinity,
      int crossRegionBandwidth) {}

  /** A zone: where it has its interface, since when, and whether the provider closed it. */
  record Zone(
      String name,
      String vswitchId,
      String eniId,
      Instant addedAt,
      @Nullable Instant removedAt,
      Link link) {}

  /** Since when something is let through or cut; at first nobody has done either. */
  record Link(@Nullable Instant openedAt, @Nullable Instant cutAt, int bandwidth, String mode) {
    static final Link NONE = new Link(null, null, 3072, "Scalability");

    Link opened(Instant at) {
      return new Link(at, null, bandwidth, mode);
    }

    Link cut(Instant at) {
      return new Link(openedAt, at, bandwidth, mode);
    }

    Link of(int newBandwidth, String newMode) {
      return new Link(openedAt, cutAt, newBandwidth, newMode);
    }

    /** Returns the state's name; {@code otherwise} before anything was done. */
    String status(Config config, Instant now, String otherwise) {
      if (cutAt != null) {
        return config.isOver(cutAt, AliyunDelay.CONNECTION, now) ? "Disconnected" : "Disconnecting";
      }
      if (openedAt == null || now.isBefore(openedAt)) {
        return otherwise;
      }
      return config.isOver(openedAt, AliyunDelay.CONNECTION, now) ? "Connected" : "Connecting";
    }
  }

  Endpoint {
    groups = List.copyOf(groups);
  }

  @Override
  public boolean isGone(Config config, Instant now) {
    return deletedAt != null && config.isOver(deletedAt, AliyunDelay.ENDPOINT_DELETING, now);
  }

  String status(Config config, Instant now) {
    if (deletedAt != null) {
      return "Deleting";
    }
    if (config.isOver(changedAt, AliyunDelay.ENDPOINT, now)) {
      return "Active";
    }
    return changedAt.equals(createdAt) ? "Creating" : "Pending";
  }

  String domain() {
    return id + "." + serviceId + "." + region + ".privatelink.aliyuncs.com";
  }

  String zoneDomain(String zone) {
    return id + "-" + zone.substring(zone.length() - 1) + "." + domain().substring(id.length() + 1);
  }

  boolean crossesRegions() {
    return !region.equals(serviceRegion);
  }

  Endpoint with(Form newForm, Instant now) {
    return new Endpoint(
        id,
        account,
        region,
        vpcId,
        serviceId,
        serviceRegion,
        newForm,
        groups,
        zones,
        link,
        createdAt,
        now,
        deletedAt);
  }

  Endpoint guardedBy(List<String> newGroups, Instant now) {
    return new Endpoint(
        id,
        account,
        region,
        vpcId,
        serviceId,
        serviceRegion,
        form,
        newGroups,
        zones,
        link,
        createdAt,
        now,
        deletedAt);
  }

  Endpoint in(PersistentMap<String, Zone> newZones, Instant now) {
    return new Endpoint(
        id,
        account,
        region,
        vpcId,
        serviceId,
        serviceRegion,
        form,
        groups,
        newZones,
        link,
        createdAt,
        now,
        deletedAt);
  }

  Endpoint linked(Link newLink) {
    return new Endpoint(
        id,
        account,
        region,
        vpcId,
        serviceId,
        serviceRegion,
        form,
        groups,
        zones,
        newLink,
        createdAt,
        changedAt,
        deletedAt);
  }

  Endpoint deleted(Instant now) {
    return new Endpoint(
        id,
        account,
        region,
        vpcId,
        serviceId,
        serviceRegion,
        form,
        groups,
        zones,
        link,
        createdAt,
        changedAt,
        now);
  }
}
