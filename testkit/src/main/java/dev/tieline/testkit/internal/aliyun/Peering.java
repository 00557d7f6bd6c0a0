package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.AliyunDelay;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A VPC peering connection; it lies with its requester. Its state follows from what was done to it
 * when, and from the time.
 *
 * @param answeredAt when it was accepted or rejected, null before
 * @param changedAt when its attributes were changed last, null if never
 */
record Peering(
    String id,
    End requester,
    End accepter,
    int bandwidth,
    String linkType,
    String name,
    String description,
    boolean managed,
    Instant createdAt,
    @Nullable Instant answeredAt,
    boolean rejected,
    @Nullable Instant changedAt,
    @Nullable Instant deletedAt)
    implements Thing {

  /** One side. */
  record End(String account, String region, String vpcId) {}

  @Override
  public String account() {
    return requester.account();
  }

  @Override
  public String region() {
    return requester.region();
  }

  boolean crossesRegions() {
    return !requester.region().equals(accepter.region());
  }

  boolean crossesAccounts() {
    return !requester.account().equals(accepter.account());
  }

  /** Returns the side that a VPC is, or null when it is none. */
  @Nullable End endOf(String vpcId) {
    return requester.vpcId().equals(vpcId)
        ? requester
        : accepter.vpcId().equals(vpcId) ? accepter : null;
  }

  End other(String vpcId) {
    return requester.vpcId().equals(vpcId) ? accepter : requester;
  }

  boolean concerns(String account) {
    return requester.account().equals(account) || accepter.account().equals(account);
  }

  @Override
  public boolean isGone(Config config, Instant now) {
    return deletedAt != null
        && !now.isBefore(
            deletedAt
                .plus(config.delay(AliyunDelay.PEERING_DELETING))
                .plus(config.delay(AliyunDelay.DEAD_SHOWN)));
  }

  String status(Config config, Instant now) {
    if (deletedAt != null) {
      return config.isOver(deletedAt, AliyunDelay.PEERING_DELETING, now) ? "Deleted" : "Deleting";
    }
    if (!config.isOver(createdAt, AliyunDelay.PEERING_CREATING, now)) {
      return "Creating";
    }
    if (crossesAccounts()) {
      if (rejected) {
        return "Rejected";
      }
      if (answeredAt == null) {
        return now.isBefore(expiresAt(config)) ? "Accepting" : "Expired";
      }
      if (!config.isOver(answeredAt, AliyunDelay.PEERING_UPDATING, now)) {
        return "Updating";
      }
    }
    return changedAt != null && !config.isOver(changedAt, AliyunDelay.PEERING_UPDATING, now)
        ? "Updating"
        : "Activated";
  }

  Instant expiresAt(Config config) {
    return createdAt.plus(config.delay(AliyunDelay.PEERING_EXPIRY));
  }

  /** Tells whether routes may lead to it: a little after it has become active. */
  boolean isUsable(Config config, Instant now) {
    Instant active =
        answeredAt == null
            ? createdAt.plus(config.delay(AliyunDelay.PEERING_CREATING))
            : answeredAt.plus(config.delay(AliyunDelay.PEERING_UPDATING));
    return status(config, now).equals("Activated")
        && config.isOver(active, AliyunDelay.PEERING_USABLE, now);
  }

  Peering answered(boolean rejects, Instant now) {
    return new Peering(
        id,
        requester,
        accepter,
        bandwidth,
        linkType,
        name,
        description,
        managed,
        createdAt,
        now,
        rejects,
        changedAt,
        deletedAt);
  }

  Peering changed(int newBandwidth, String newLink, String newName, String newText, Instant now) {
    return new Peering(
        id,
        requester,
        accepter,
        newBandwidth,
        newLink,
        newName,
        newText,
        managed,
        createdAt,
        answeredAt,
        rejected,
        now,
        deletedAt);
  }

  Peering deleted(Instant now) {
    return new Peering(
        id,
        requester,
        accepter,
        bandwidth,
        linkType,
        name,
        description,
        managed,
        createdAt,
        answeredAt,
        rejected,
        changedAt,
        now);
  }

  Peering managedByCloud() {
    return new Peering(
        id,
        requester,
        accepter,
        bandwidth,
        linkType,
        name,
        description,
        true,
        createdAt,
        answeredAt,
        rejected,
        changedAt,
        deletedAt);
  }
}
