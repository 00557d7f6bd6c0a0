package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.Delays;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A peering connection. It keeps the instants of what people did; the state follows from them and
 * the reader's time (Amazon VPC Peering Guide, "VPC peering connection lifecycle").
 *
 * @param failure why it failed or will fail, null when it does not
 * @param failsAt when it fails
 * @param deletedBy the account that deleted it, empty when nobody did
 */
record Peering(
    String id,
    End requester,
    End accepter,
    Instant createdAt,
    @Nullable String failure,
    Instant failsAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant rejectedAt,
    @Nullable Instant deletedAt,
    String deletedBy,
    boolean requesterDns,
    boolean accepterDns) {

  static final Duration LIFETIME = Duration.ofDays(7);

  /** One end; the blocks are those at the time of the request. */
  record End(String account, String region, String vpcId, List<Cidr> blocks) {

    boolean isIn(String account, String region) {
      return this.account.equals(account) && this.region.equals(region);
    }
  }

  static Peering requested(
      String id,
      End requester,
      End accepter,
      Instant now,
      Instant pendingAt,
      @Nullable String why) {
    return new Peering(
        id, requester, accepter, now, why, pendingAt, null, null, null, "", false, false);
  }

  List<End> ends() {
    return List.of(requester, accepter);
  }

  boolean touches(String vpcId) {
    return requester.vpcId.equals(vpcId) || accepter.vpcId.equals(vpcId);
  }

  Instant expiresAt() {
    return createdAt.plus(LIFETIME);
  }

  String state(Instant now, Delays delays) {
    if (deletedAt != null) {
      return now.isBefore(deletedAt.plus(delays.peeringDeleting())) ? "deleting" : "deleted";
    }
    if (rejectedAt != null) {
      return "rejected";
    }
    if (failure != null && !now.isBefore(failsAt)) {
      return "failed";
    }
    if (acceptedAt != null) {
      return now.isBefore(acceptedAt.plus(delays.peeringProvisioning()))
          ? "provisioning"
          : "active";
    }
    if (now.isBefore(createdAt.plus(delays.peeringRequest()))) {
      return "initiating-request";
    }
    return now.isBefore(expiresAt()) ? "pending-acceptance" : "expired";
  }

  boolean isActive(Instant now, Delays delays) {
    return state(now, delays).equals("active");
  }

  static boolean isLiving(String state) {
    return switch (state) {
      case "initiating-request", "pending-acceptance", "provisioning", "active" -> true;
      default -> false;
    };
  }

  /** Tells whether an account sees the connection in a region. */
  boolean isVisible(String account, String region, Instant now, Delays delays) {
    boolean asRequester = requester.isIn(account, region);
    boolean asAccepter =
        accepter.isIn(account, region)
            && failure == null
            && !now.isBefore(createdAt.plus(delays.peeringVisible()));
    if (!asRequester && !asAccepter) {
      return false;
    }
    Duration own = delays.deadShown();
    Duration others = own.multipliedBy(24);
    return switch (state(now, delays)) {
      case "failed" -> now.isBefore(failsAt.plus(delays.failedShown()));
      case "rejected" -> shown(rejectedAt, accepter.account.equals(account) ? own : others, now);
      case "deleted" -> shown(deletedAt, deletedBy.equals(account) ? own : others, now);
      case "expired" -> shown(expiresAt(), others, now);
      default -> true;
    };
  }

  private static boolean shown(@Nullable Instant since, Duration time, Instant now) {
    return since != null && now.isBefore(since.plus(time));
  }

  Peering accepted(Instant now) {
    return new Peering(
        id,
        requester,
        accepter,
        createdAt,
        failure,
        failsAt,
        now,
        rejectedAt,
        deletedAt,
        deletedBy,
        requesterDns,
        accepterDns);
  }

  Peering failed(Instant now, String why) {
    return new Peering(
        id,
        requester,
        accepter,
        createdAt,
        why,
        now,
        acceptedAt,
        rejectedAt,
        deletedAt,
        deletedBy,
        requesterDns,
        accepterDns);
  }

  Peering rejected(Instant now) {
    return new Peering(
        id,
        requester,
        accepter,
        createdAt,
        failure,
        failsAt,
        acceptedAt,
        now,
        deletedAt,
        deletedBy,
        requesterDns,
        accepterDns);
  }

  Peering deleted(Instant now, String by) {
    return new Peering(
        id,
        requester,
        accepter,
        createdAt,
        failure,
        failsAt,
        acceptedAt,
        rejectedAt,
        now,
        by,
        requesterDns,
        accepterDns);
  }

  Peering withDns(boolean ofRequester, boolean ofAccepter) {
    return new Peering(
        id,
        requester,
        accepter,
        createdAt,
        failure,
        failsAt,
        acceptedAt,
        rejectedAt,
        deletedAt,
        deletedBy,
        ofRequester,
        ofAccepter);
  }
}
