package dev.tieline.reach;

/**
 * What becomes of a packet and its answer: the first thing that stops them, in the order in which
 * they meet it. The table in docs/verdicts.md says what each one means and what to do.
 */
public enum Verdict {
  /** The packet arrives, and so does the answer. */
  REACHABLE,
  /** An end has no address of the question's family. */
  NO_ADDRESS,
  /** No security group of the source has an egress rule for the packet. */
  EGRESS_GROUP_BLOCKS,
  /** A network ACL stops the packet. */
  ACL_BLOCKS,
  /** The source's route table has no route for the packet. */
  NO_ROUTE,
  /** The packet's route leads nowhere. */
  BLACKHOLE,
  /** The packet's address lies in the source VPC's own blocks, so that it never leaves the VPC. */
  STAYS_LOCAL,
  /** The packet leaves for a gateway, an interface or something else that is not described here. */
  LEAVES_MODEL,
  /** The packet's peering connection carries nothing now. */
  PEERING_NOT_ACTIVE,
  /** The packet's peering connection does not end in the VPC of the destination. */
  NOT_TRANSITIVE,
  /** The packet's hub, or what joins the VPCs with it, carries nothing now. */
  HUB_NOT_ACTIVE,
  /** The packet's hub has no way to the destination. */
  HUB_HAS_NO_ROUTE,
  /** No security group of the destination has an ingress rule for the packet. */
  INGRESS_GROUP_BLOCKS,
  /** The endpoint at the destination is not connected to its service. */
  ENDPOINT_NOT_CONNECTED,
  /** The service behind the endpoint does not answer to such traffic. */
  SERVICE_DOES_NOT_LISTEN,
  /** The load balancer at the destination is not active, does not listen, or has no server. */
  BALANCER_DOES_NOT_ANSWER,
  /** A network ACL stops the answer, or a part of the ports that answers may go to. */
  RETURN_ACL_BLOCKS,
  /** The destination's route table has no route for the answer. */
  NO_RETURN_ROUTE,
  /** The answer's route leads nowhere. */
  RETURN_BLACKHOLE,
  /** The answer's address lies in the destination VPC's own blocks, so that it never leaves it. */
  RETURN_STAYS_LOCAL,
  /** The answer leaves for a gateway, an interface or something else not described here. */
  RETURN_LEAVES_MODEL,
  /** The answer's peering connection carries nothing now. */
  RETURN_PEERING_NOT_ACTIVE,
  /** The answer's peering connection does not end in the VPC of the source. */
  RETURN_NOT_TRANSITIVE,
  /** The answer's hub, or what joins the VPCs with it, carries nothing now. */
  RETURN_HUB_NOT_ACTIVE,
  /** The answer's hub has no way to the source. */
  RETURN_HUB_HAS_NO_ROUTE,
  /** Nothing that was read stops the packet or its answer, but not all that matters was read. */
  UNKNOWN;

  /**
   * Returns whether the packet and its answer arrive.
   *
   * @return true for {@link #REACHABLE} alone
   */
  public boolean isSuccess() {
    return this == REACHABLE;
  }

  /**
   * Returns whether the facts decide the question. Where they do not, the packet may or may not
   * arrive; it is no success, and no proof that something is closed.
   *
   * @return false for {@link #UNKNOWN} and where something leaves the model
   */
  public boolean isKnown() {
    return this != UNKNOWN && this != LEAVES_MODEL && this != RETURN_LEAVES_MODEL;
  }
}
