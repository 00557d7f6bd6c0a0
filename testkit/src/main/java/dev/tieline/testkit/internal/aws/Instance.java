package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Ip;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance with one network interface.
 *
 * @param ownsInterface whether the interface was made with the instance and dies with it
 */
record Instance(
    String id,
    String reservationId,
    String subnetId,
    String vpcId,
    String eniId,
    boolean ownsInterface,
    Ip privateIp,
    String type,
    String image,
    Instant launchedAt,
    @Nullable Instant terminatedAt) {

  Instance terminated(Instant now) {
    return new Instance(
        id,
        reservationId,
        subnetId,
        vpcId,
        eniId,
        ownsInterface,
        privateIp,
        type,
        image,
        launchedAt,
        now);
  }
}
