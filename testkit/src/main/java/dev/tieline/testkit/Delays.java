package dev.tieline.testkit;

import java.time.Duration;

/**
 * How long the fake AWS takes for what the true one does asynchronously, in the cloud's time. All
 * states are pure functions of that time, so that zero is allowed everywhere.
 *
 * @param vpcPending from creation to {@code available} of a VPC or subnet; default 1 s
 * @param blockAssociating from asking to {@code associated}, and to gone, of a VPC's further block;
 *     default 1 s
 * @param peeringRequest from the create call to {@code pending-acceptance} or {@code failed};
 *     default 1 s
 * @param peeringVisible from the create call until the accepter's side sees the request; default 0
 * @param peeringProvisioning from acceptance to {@code active}; default 2 s
 * @param peeringDeleting from the delete call to {@code deleted}; default 1 s
 * @param failedShown how long a failed peering stays visible; default 2 h
 * @param deadShown how long a deleted, rejected or expired peering stays visible; default 2 h to
 *     its remover, and 24 times as long to the other party
 * @param instanceStarting from launch to {@code running}; default 1 s
 * @param terminatedShown how long a terminated instance or a deleted NAT gateway stays visible;
 *     default 1 h
 * @param gatewayChanging how long a NAT gateway takes to become available or deleted, and an
 *     endpoint to be gone; default 2 s
 * @param prefixListChanging how long a prefix list takes to be created, modified or deleted;
 *     default 1 s
 */
public record Delays(
    Duration vpcPending,
    Duration blockAssociating,
    Duration peeringRequest,
    Duration peeringVisible,
    Duration peeringProvisioning,
    Duration peeringDeleting,
    Duration failedShown,
    Duration deadShown,
    Duration instanceStarting,
    Duration terminatedShown,
    Duration gatewayChanging,
    Duration prefixListChanging) {

  /**
   * Returns the defaults.
   *
   * @return the documented durations
   */
  public static Delays ofDefaults() {
    Duration second = Duration.ofSeconds(1);
    Duration shown = Duration.ofHours(2);
    return new Delays(
        second,
        second,
        second,
        Duration.ZERO,
        Duration.ofSeconds(2),
        second,
        shown,
        shown,
        second,
        Duration.ofHours(1),
        Duration.ofSeconds(2),
        second);
  }

  /**
   * Returns delays of zero for every transition; dead things stay visible as by default.
   *
   * @return the delays
   */
  public static Delays none() {
    Delays defaults = ofDefaults();
    Duration zero = Duration.ZERO;
    return new Delays(
        zero,
        zero,
        zero,
        zero,
        zero,
        zero,
        defaults.failedShown,
        defaults.deadShown,
        zero,
        defaults.terminatedShown,
        zero,
        zero);
  }

  /**
   * Returns a copy with another lag of the accepter's side.
   *
   * @param lag from the create call until the accepter's side sees the request
   * @return the copy
   */
  public Delays peeringVisible(Duration lag) {
    return new Delays(
        vpcPending,
        blockAssociating,
        peeringRequest,
        lag,
        peeringProvisioning,
        peeringDeleting,
        failedShown,
        deadShown,
        instanceStarting,
        terminatedShown,
        gatewayChanging,
        prefixListChanging);
  }
}
