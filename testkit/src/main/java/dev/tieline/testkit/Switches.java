package dev.tieline.testkit;

/**
 * Facts about AWS that are not known for sure; suites run both values.
 *
 * @param hostBitsNormalised whether a group rule's block with host bits set is normalised (true) or
 *     refused with {@code InvalidParameterValue} (false, the default)
 * @param earlyRouteAccepted whether a route to a peering that waits for acceptance is stored as a
 *     blackhole (true, the default) or refused with {@code InvalidVpcPeeringConnectionID.NotFound}
 * @param samePairReturnsExisting whether a second request for the same requester and accepter
 *     answers the living connection (true, the default) or {@code
 *     VpcPeeringConnectionAlreadyExists}
 * @param peeringBlocksVpcDelete whether a living peering holds its VPC back from deletion (true,
 *     the default) or is deleted with it
 * @param absentRevokeSucceeds whether taking away a permission that is not there is answered with
 *     success (true) or {@code InvalidPermission.NotFound} (false, the default); rule ids are
 *     always looked for
 * @param throttling whether request rates are limited by token buckets for each account and region;
 *     off by default
 */
public record Switches(
    boolean hostBitsNormalised,
    boolean earlyRouteAccepted,
    boolean samePairReturnsExisting,
    boolean peeringBlocksVpcDelete,
    boolean absentRevokeSucceeds,
    boolean throttling) {

  /**
   * Returns the defaults.
   *
   * @return the documented values
   */
  public static Switches ofDefaults() {
    return new Switches(false, true, true, true, false, false);
  }

  /**
   * Returns a copy with another value of {@link #hostBitsNormalised()}.
   *
   * @param value the value
   * @return the copy
   */
  public Switches hostBitsNormalised(boolean value) {
    return new Switches(
        value,
        earlyRouteAccepted,
        samePairReturnsExisting,
        peeringBlocksVpcDelete,
        absentRevokeSucceeds,
        throttling);
  }

  /**
   * Returns a copy with another value of {@link #earlyRouteAccepted()}.
   *
   * @param value the value
   * @return the copy
   */
  public Switches earlyRouteAccepted(boolean value) {
    return new Switches(
        hostBitsNormalised,
        value,
        samePairReturnsExisting,
        peeringBlocksVpcDelete,
        absentRevokeSucceeds,
        throttling);
  }

  /**
   * Returns a copy with another value of {@link #samePairReturnsExisting()}.
   *
   * @param value the value
   * @return the copy
   */
  public Switches samePairReturnsExisting(boolean value) {
    return new Switches(
        hostBitsNormalised,
        earlyRouteAccepted,
        value,
        peeringBlocksVpcDelete,
        absentRevokeSucceeds,
        throttling);
  }

  /**
   * Returns a copy with another value of {@link #peeringBlocksVpcDelete()}.
   *
   * @param value the value
   * @return the copy
   */
  public Switches peeringBlocksVpcDelete(boolean value) {
    return new Switches(
        hostBitsNormalised,
        earlyRouteAccepted,
        samePairReturnsExisting,
        value,
        absentRevokeSucceeds,
        throttling);
  }

  /**
   * Returns a copy with another value of {@link #absentRevokeSucceeds()}.
   *
   * @param value the value
   * @return the copy
   */
  public Switches absentRevokeSucceeds(boolean value) {
    return new Switches(
        hostBitsNormalised,
        earlyRouteAccepted,
        samePairReturnsExisting,
        peeringBlocksVpcDelete,
        value,
        throttling);
  }

  /**
   * Returns a copy with another value of {@link #throttling()}.
   *
   * @param value the value
   * @return the copy
   */
  public Switches throttling(boolean value) {
    return new Switches(
        hostBitsNormalised,
        earlyRouteAccepted,
        samePairReturnsExisting,
        peeringBlocksVpcDelete,
        absentRevokeSucceeds,
        value);
  }
}
