package dev.tieline.provider;

import org.jspecify.annotations.Nullable;

/** An answer that can not be read: nobody knows what became of the call. */
public final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  /**
   * Creates the exception.
   *
   * @param status the HTTP status of the answer
   * @param message what is wrong with it, without anything secret
   * @param cause what the reader threw, if its words hold nothing of the answer
   */
  public Unreadable(int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /**
   * Returns the HTTP status of the answer.
   *
   * @return the status
   */
  public int status() {
    return status;
  }
}
