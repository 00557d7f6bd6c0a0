package dev.tieline.aliyun.internal;

import java.util.regex.Pattern;

/** There are no credentials to sign a call with, so that it was not sent; the cause says why. */
final class Unsigned extends RuntimeException {
  private static final long serialVersionUID = 1L;

  // "Error retrieving credentials from OIDC result: " and the whole answer (credentials-java 1.0.3)
  private static final Pattern ANSWER = Pattern.compile("(?is)\\b(result|response|body)\\b[:=].*");

  Unsigned(String message, Throwable cause) {
    super(message, cause);
  }

  /** What a source of credentials says of its failure, without the answer that it may quote. */
  static String told(Throwable thrown) {
    return ANSWER.matcher(String.valueOf(thrown.getMessage())).replaceFirst("$1 left out");
  }
}
