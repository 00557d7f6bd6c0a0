package dev.tieline.testkit;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One HTTP request to a fake cloud.
 *
 * @param method the HTTP method, upper case
 * @param uri path and query; scheme and authority are not looked at
 * @param headers header names, in any case, to their values
 * @param body the body's bytes; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // a request is passed on, never compared
public record Ask(String method, URI uri, Map<String, List<String>> headers, byte[] body) {

  /**
   * Checks the parts and copies the headers.
   *
   * @param method the HTTP method, upper case
   * @param uri path and query
   * @param headers header names to their values
   * @param body the body's bytes
   */
  public Ask {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(body, "body");
    headers = Map.copyOf(headers);
  }

  /**
   * Returns a header's values joined with commas.
   *
   * @param name the header's name, in any case
   * @return the values; empty text when the header is absent
   */
  public String header(String name) {
    String joined = "";
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        String values = String.join(",", header.getValue());
        joined = joined.isEmpty() ? values : joined + "," + values;
      }
    }
    return joined;
  }

  /** Tells method and path only: headers and body may hold secrets. */
  @Override
  public String toString() {
    return "Ask[" + method + " " + uri.getRawPath() + ", " + body.length + " bytes]";
  }
}
