package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Ip;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A NAT gateway; its state follows from what was done and the reader's time.
 *
 * @param addresses its addresses, the primary one first
 * @param failure why it failed, null when it did not
 * @param goneAt from when on a gateway that was deleted or has failed is not shown any more: "A
 *     failed NAT gateway is automatically deleted, usually in about an hour" (Amazon VPC User
 *     Guide, "Troubleshoot NAT gateways", read 2026-11)
 */
record NatGateway(
    String id,
    String vpcId,
    String subnetId,
    boolean isPublic,
    String eniId,
    List<NatAddress> addresses,
    Instant createdAt,
    @Nullable String failure,
    @Nullable Instant deletedAt,
    @Nullable Instant goneAt)
    implements Mortal {

  /** A private address with the elastic one in front of it, which private gateways lack. */
  record NatAddress(
      Ip privateIp,
      @Nullable String allocationId,
      @Nullable String associationId,
      @Nullable Ip publicIp) {}

  String state(Instant now, Duration delay) {
    if (deletedAt != null) {
      return now.isBefore(deletedAt.plus(delay)) ? "deleting" : "deleted";
    }
    if (now.isBefore(createdAt.plus(delay))) {
      return "pending";
    }
    return failure == null ? "available" : "failed";
  }

  boolean isAvailable(Instant now, Duration delay) {
    return state(now, delay).equals("available");
  }

  NatGateway deleted(Instant now, Instant gone) {
    return new NatGateway(
        id, vpcId, subnetId, isPublic, eniId, addresses, createdAt, failure, now, gone);
  }

  NatGateway with(List<NatAddress> changed) {
    return new NatGateway(
        id,
        vpcId,
        subnetId,
        isPublic,
        eniId,
        List.copyOf(changed),
        createdAt,
        failure,
        deletedAt,
        goneAt);
  }
}
