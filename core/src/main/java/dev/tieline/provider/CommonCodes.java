package dev.tieline.provider;

/**
 * The codes of findings that are made here for several providers. Each provider lists in its own
 * table those that it makes, and documents them with its own.
 */
public final class CommonCodes {
  /** Two aliases are one account. */
  public static final String ACCOUNT_TWICE = "ACCOUNT_TWICE";

  /** Nobody has told whose credentials an alias has. */
  public static final String ACCOUNT_UNKNOWN = "ACCOUNT_UNKNOWN";

  /** The clocks of this machine and of the cloud differ. */
  public static final String CLOCK_SKEW = "CLOCK_SKEW";

  /** Two VPCs in use bear the same mark. */
  public static final String DOUBLED = "DOUBLED";

  /** A link names a security group that is not there. */
  public static final String GROUP_NOT_FOUND = "GROUP_NOT_FOUND";

  /** What bears a mark can not be what the mark says. */
  public static final String MARK_ON_OTHER_SHAPE = "MARK_ON_OTHER_SHAPE";

  /** The connection that is there is not as wished. */
  public static final String PEERING_DIFFERS = "PEERING_DIFFERS";

  /** A request states something else than what is wished. */
  public static final String REQUEST_DIFFERS = "REQUEST_DIFFERS";

  /** A link names a route table that is not there. */
  public static final String ROUTE_TABLE_NOT_FOUND = "ROUTE_TABLE_NOT_FOUND";

  /** Several requests that are not ours join two VPCs. */
  public static final String SEVERAL_REQUESTS = "SEVERAL_REQUESTS";

  /** An object would bear more tags than the cloud allows. */
  public static final String TAG_LIMIT = "TAG_LIMIT";

  /** Blocks of one VPC have addresses in common. */
  public static final String VPC_BLOCKS_OVERLAP = "VPC_BLOCKS_OVERLAP";

  /** An alias is another account than the declared one. */
  public static final String WRONG_ACCOUNT = "WRONG_ACCOUNT";

  private CommonCodes() {}
}
