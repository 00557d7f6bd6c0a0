package dev.tieline.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a call was lost, late or unreadable: the call may have had its effect, or may yet
 * have it.
 */
public final class OutcomeUnknownException extends TielineException {
  private static final long serialVersionUID = 1L;
  private final transient CallSite site;

  /**
   * Creates the exception.
   *
   * @param site where the call went
   * @param message what was seen instead of an answer
   * @param cause what the cloud's client threw
   */
  public OutcomeUnknownException(CallSite site, String message, @Nullable Throwable cause) {
    super(message + " [" + site + "]", cause);
    this.site = requireNonNull(site, "site");
  }

  /**
   * Returns where the call went.
   *
   * @return cloud, account alias, region and operation
   */
  public CallSite site() {
    return site;
  }
}
