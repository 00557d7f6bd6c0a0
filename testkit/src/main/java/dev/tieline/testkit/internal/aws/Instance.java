package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Ip;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An instance with one network interface. */
record Instance(
    String id,
    String reservationId,
    String subnetId,
    String vpcId,
    String eniId,
    Ip privateIp,
    String type,
    String image,
    Instant launchedAt,
    @Nullable Instant terminatedAt) {

  Instance terminated(Instant now) {
    return new Instance(
        id, reservationId, subnetId, vpcId, eniId, privateIp, type, image, launchedAt, now);
  }
}
