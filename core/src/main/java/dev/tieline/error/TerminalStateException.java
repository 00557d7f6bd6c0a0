package dev.tieline.error;

/**
 * An object reached a state from which the wanted one can not be reached, or one that nobody knows.
 */
public final class TerminalStateException extends TielineException {
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
  public TerminalStateException(String what, String wanted, String last) {
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
