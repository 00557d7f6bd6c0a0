package dev.tieline.error;

/** Thrown by {@code Outcome.orThrow()} when a part failed; apply itself reports in its outcome. */
public final class ApplyException extends TielineException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was found, what was expected and what to do
   */
  public ApplyException(String message) {
    super(message, null);
  }
}
