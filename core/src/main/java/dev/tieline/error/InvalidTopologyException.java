package dev.tieline.error;

/**
 * The wish contradicts itself or names what the providers do not have; no mutating call was made.
 */
public final class InvalidTopologyException extends TielineException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was found, what was expected and what to do
   */
  public InvalidTopologyException(String message) {
    super(message, null);
  }
}
