package dev.tieline.error;

import org.jspecify.annotations.Nullable;

/**
 * The base of everything that the library throws by its own decision; argument errors are the
 * JDK's.
 */
public abstract sealed class TielineException extends RuntimeException
    permits ApplyException,
        CloudCallException,
        InvalidTopologyException,
        OutcomeUnknownException,
        StalePlanException,
        TerminalStateException,
        WaitTimeoutException {
  private static final long serialVersionUID = 1L;

  TielineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
