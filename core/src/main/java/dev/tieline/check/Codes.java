package dev.tieline.check;

/**
 * The codes of the findings that no single cloud owns; docs/findings.md has an entry for each. They
 * are stable: code may switch on them.
 */
public final class Codes {
  /** Blocks of two linked networks overlap. */
  public static final String CIDR_OVERLAP = "CIDR_OVERLAP";

  /** Both ends of a link are the same VPC. */
  public static final String SAME_VPC = "SAME_VPC";

  /** Two networks that are linked with a third have blocks in common. */
  public static final String SAME_BLOCK_TWICE = "SAME_BLOCK_TWICE";

  /** A block of a network is reserved by the vendor of the network that it is linked with. */
  public static final String RESERVED_BLOCK = "RESERVED_BLOCK";

  /** A route to exactly the other network's block leads elsewhere. */
  public static final String ROUTE_DESTINATION_TAKEN = "ROUTE_DESTINATION_TAKEN";

  /** A more specific route leads a part of the other network's block elsewhere. */
  public static final String ROUTE_SHADOWED = "ROUTE_SHADOWED";

  /** The other network's block lies inside a local route. */
  public static final String ROUTE_INSIDE_LOCAL = "ROUTE_INSIDE_LOCAL";

  /** A route of a linked VPC leads nowhere. */
  public static final String BLACKHOLE_ROUTE = "BLACKHOLE_ROUTE";

  /** A route at the link's peering is for addresses that the other network does not have. */
  public static final String ROUTE_MISSES_PEER = "ROUTE_MISSES_PEER";

  /** A route at the link's peering is wider than the other network's blocks. */
  public static final String WIDER_THAN_PEER = "WIDER_THAN_PEER";

  /** A network ACL drops wished traffic, or the answers to it. */
  public static final String ACL_BLOCKS = "ACL_BLOCKS";

  /** Packets find their way, answers do not. */
  public static final String ONE_WAY_ROUTE = "ONE_WAY_ROUTE";

  /** Every TCP port is open to the other network. */
  public static final String OPENS_ALL = "OPENS_ALL";

  /** Subnets use another route table than those that get the routes. */
  public static final String SUBNET_NOT_ROUTED = "SUBNET_NOT_ROUTED";

  /** A link lets nothing through that anybody wished. */
  public static final String NO_TRAFFIC = "NO_TRAFFIC";

  /** A linked network has no subnet, and so no table that is routed. */
  public static final String NO_SUBNET = "NO_SUBNET";

  /** An existing network has no security group to open; found by the cloud's module. */
  public static final String GROUP_NOT_CHOSEN = "GROUP_NOT_CHOSEN";

  /** So many networks are all peered with one another that a hub serves them better. */
  public static final String MESH_TOO_LARGE = "MESH_TOO_LARGE";

  /** What is there could not be read. */
  public static final String UNREADABLE = "UNREADABLE";

  /** Something that is not ours stands where a wished object belongs. */
  public static final String IN_THE_WAY = "IN_THE_WAY";

  /** An object is in a state that it does not leave by itself. */
  public static final String FAILED_STATE = "FAILED_STATE";

  /** Others have built upon an object of ours that is to be deleted. */
  public static final String BUILT_UPON = "BUILT_UPON";

  /** An object differs from the wish in something that the cloud can not change. */
  public static final String CANNOT_CHANGE = "CANNOT_CHANGE";

  /** The same object had to be mended again and again: somebody else changes it back. */
  public static final String CONTESTED = "CONTESTED";

  /** An offer has ended, and its service is not used yet. */
  public static final String OFFER_EXPIRED = "OFFER_EXPIRED";

  /** The cloud says that it would refuse a write that is to come. */
  public static final String PERMISSION_MISSING = "PERMISSION_MISSING";

  /** The cloud says that a write that is to come needs something else first. */
  public static final String PREREQUISITE_MISSING = "PREREQUISITE_MISSING";

  private Codes() {}
}
