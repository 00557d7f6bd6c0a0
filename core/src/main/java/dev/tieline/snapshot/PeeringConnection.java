package dev.tieline.snapshot;

/**
 * A peering connection.
 *
 * @param id the cloud's id
 * @param requester the id of the VPC that asked
 * @param accepter the id of the VPC that was asked
 * @param state what it can do now
 * @param cloudState the cloud's own word for the state
 */
public record PeeringConnection(
    String id, String requester, String accepter, State state, String cloudState) {
  /** What a peering connection can do. */
  public enum State {
    /** Carries traffic. */
    ACTIVE,
    /** May come to carry traffic. */
    PENDING,
    /** Never again carries traffic. */
    DEAD
  }
}
