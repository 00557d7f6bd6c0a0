package dev.tieline.aliyun.internal;

/** There are no credentials to sign a call with, so that it was not sent; the cause says why. */
final class Unsigned extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unsigned(String message, Throwable cause) {
    super(message, cause);
  }
}
