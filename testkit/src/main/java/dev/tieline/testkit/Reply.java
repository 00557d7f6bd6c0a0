package dev.tieline.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One HTTP answer of a fake cloud.
 *
 * @param status the HTTP status
 * @param headers header names to their values
 * @param body the body's bytes; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // an answer is passed on, never compared
public record Reply(int status, Map<String, List<String>> headers, byte[] body) {

  /**
   * Checks the parts and copies the headers.
   *
   * @param status the HTTP status
   * @param headers header names to their values
   * @param body the body's bytes
   */
  public Reply {
    Objects.requireNonNull(body, "body");
    headers = Map.copyOf(headers);
  }

  /**
   * Returns the body as text.
   *
   * @return the body, decoded as UTF-8
   */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Tells status and size only: a body may hold session tokens. */
  @Override
  public String toString() {
    return "Reply[" + status + ", " + body.length + " bytes]";
  }
}
