package dev.tieline.qingcloud;

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
public interface QingCloudTransport {
  /**
   * Sends a request and waits for the answer.
   *
   * @param request the request, signed
   * @return the answer, whatever its status
   * @throws IOException if there is none; a {@link java.net.ConnectException} says that nothing was
   *     sent
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  Reply send(Request request) throws IOException, InterruptedException;

  /**
   * A signed request; its text holds neither query nor body, since they hold the signature.
   *
   * @param method the HTTP method
   * @param uri where it goes, with the query
   * @param body the form of a POST; empty for a GET
   */
  record Request(String method, URI uri, String body) {
    /** Checks that nothing is missing. */
    public Request {
      requireNonNull(method, "method");
      requireNonNull(uri, "uri");
      requireNonNull(body, "body");
    }

    @Override
    public String toString() {
      return method + " " + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
    }
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param headers names, in any case, and values
   * @param body the body, in UTF-8 on the way; empty if there is none
   */
  record Reply(int status, Map<String, String> headers, String body) {
    /** Copies the headers. */
    public Reply {
      Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      sorted.putAll(headers);
      headers = Collections.unmodifiableMap(sorted);
      requireNonNull(body, "body");
    }

    @Override
    public String toString() {
      return "status " + status + ", " + body.length() + " characters";
    }
  }
}
