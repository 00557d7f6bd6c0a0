package dev.tieline.error;

/** The time for a wait ran out before the wanted state was seen; the object may still reach it. */
public final class WaitTimeoutException extends TielineException {
  private static final long serialVersionUID = 1L;
  private final String wanted;
  private final String last;

  /**
   * Creates the exception.
   *
   * @param what the object that was watched
   * @param wanted the state or states that were waited for
   * @param last the last state seen, in the cloud's own words
   */
  public WaitTimeoutException(String what, String wanted, String last) {
    super(what + ": " + last + " (expected: " + wanted + ")", null);
    this.wanted = wanted;
    this.last = last;
  }

  /**
   * Returns what was waited for.
   *
   * @return the state or states
   */
  public String wanted() {
    return wanted;
  }

  /**
   * Returns the last state seen.
   *
   * @return the cloud's own words
   */
  public String last() {
    return last;
  }
}
