package dev.tieline.aliyun.internal;

import org.jspecify.annotations.Nullable;

/** An answer that can not be read: nobody knows what became of the call. */
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  Unreadable(int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  int status() {
    return status;
  }
}
