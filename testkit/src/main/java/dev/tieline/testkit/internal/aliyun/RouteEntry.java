package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.AliyunDelay;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a route table; the system's own ({@code local} and {@code service}) are never stored.
 */
record RouteEntry(
    String id,
    String account,
    String region,
    String tableId,
    String vpcId,
    Cidr destination,
    String hopType,
    String hopId,
    String name,
    String description,
    Instant createdAt,
    Instant changedAt,
    @Nullable Instant deletedAt)
    implements Thing {

  static final String LOCAL = "local";
  static final String SERVICE = "service";
  static final String ATTACHMENT = "Attachment";

  boolean isSystem() {
    return hopType.equals(LOCAL) || hopType.equals(SERVICE);
  }

  /** Whether a transit router published it: nobody else can have one, as there is none to name. */
  boolean isLearned() {
    return hopType.equals(ATTACHMENT);
  }

  @Override
  public boolean isGone(Config config, Instant now) {
    return deletedAt != null && config.isOver(deletedAt, AliyunDelay.ROUTE, now);
  }

  boolean isAvailable(Config config, Instant now) {
    return isSystem() || (deletedAt == null && config.isOver(changedAt, AliyunDelay.ROUTE, now));
  }

  String status(Config config, Instant now) {
    if (isAvailable(config, now)) {
      return "Available";
    }
    return deletedAt != null ? "Deleting" : changedAt.equals(createdAt) ? "Pending" : "Modifying";
  }

  RouteEntry to(String type, String hop, Instant now) {
    return new RouteEntry(
        id,
        account,
        region,
        tableId,
        vpcId,
        destination,
        type,
        hop,
        name,
        description,
        createdAt,
        now,
        deletedAt);
  }

  RouteEntry named(String newName, String newDescription) {
    return new RouteEntry(
        id,
        account,
        region,
        tableId,
        vpcId,
        destination,
        hopType,
        hopId,
        newName,
        newDescription,
        createdAt,
        changedAt,
        deletedAt);
  }

  RouteEntry deleted(Instant now) {
    return new RouteEntry(
        id,
        account,
        region,
        tableId,
        vpcId,
        destination,
        hopType,
        hopId,
        name,
        description,
        createdAt,
        changedAt,
        now);
  }
}
