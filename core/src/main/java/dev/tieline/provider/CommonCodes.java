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

  /** A request states something else than what is wished. */
  public static final String REQUEST_DIFFERS = "REQUEST_DIFFERS";

  /** An alias is another account than the declared one. */
  public static final String WRONG_ACCOUNT = "WRONG_ACCOUNT";

  private CommonCodes() {}
}
