package dev.tieline.qingcloud.internal;

import org.jspecify.annotations.Nullable;

/** There are no credentials to sign a call with, so that it was not sent. */
final class Unsigned extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message why, without anything secret
   * @param cause what went wrong on the way to the credentials, if it may be shown
   */
  Unsigned(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
