package dev.tieline.aliyun;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sends requests in place of the module's own HTTP client: into a fake in the same process, or
 * through a client of one's own. It must follow no redirects and repeat nothing, and be safe for
 * use by several threads.
 */
@FunctionalInterface
public interface AliyunTransport {
  /**
   * Sends a request and waits for the answer.
   *
   * @param request the request, signed
   * @return the answer, whatever its status
   * @throws IOException if there is none; a {@link java.net.ConnectException} says that nothing was
   *     sent
   */
  Reply send(Request request) throws IOException;

  /**
   * A signed request; its text holds neither headers nor body, since they hold secrets.
   *
   * @param method the HTTP method
   * @param uri where it goes, with the query
   * @param headers names in lower case, each with its value
   * @param body the body, in UTF-8 on the way; empty if there is none
   */
  record Request(String method, URI uri, Map<String, String> headers, String body) {
    /** Copies the headers. */
    public Request {
      requireNonNull(method, "method");
      requireNonNull(uri, "uri");
      requireNonNull(body, "body");
      headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    @Override
    public String toString() {
      return method + " " + uri.getScheme() + "://" + uri.getAuthority();
    }
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param headers names and values
   * @param body the body, in UTF-8 on the way; empty if there is none
   */
  record Reply(int status, Map<String, String> headers, String body) {
    /** Copies the headers. */
    public Reply {
      requireNonNull(body, "body");
      headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    @Override
    public String toString() {
      return "status " + status + ", " + body.length() + " characters";
    }
  }
}
