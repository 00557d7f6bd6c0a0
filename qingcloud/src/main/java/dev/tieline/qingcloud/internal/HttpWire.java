package dev.tieline.qingcloud.internal;

import dev.tieline.provider.JsonAnswers;
import dev.tieline.qingcloud.QingCloudTransport;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends by the JDK's HTTP client, each request once and for an attempt's time from connecting to
 * the end of the answer. It follows no redirects.
 */
final class HttpWire implements QingCloudTransport {
  private final HttpClient client;
  private final Duration attemptTimeout;

  HttpWire(Duration connectTimeout, Duration attemptTimeout) {
    this(HttpClient.newBuilder(), connectTimeout, attemptTimeout);
  }

  private HttpWire(HttpClient.Builder builder, Duration connectTimeout, Duration attemptTimeout) {
    client =
        builder
            .connectTimeout(connectTimeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            // an upgrade to HTTP/2 would be asked for by headers that some gateways refuse
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    this.attemptTimeout = attemptTimeout;
  }

  /** For an address on this very machine's link, which no proxy may stand before. */
  static HttpWire direct(Duration timeout) {
    return new HttpWire(HttpClient.newBuilder().proxy(ProxySelector.of(null)), timeout, timeout);
  }

  @Override
  public Reply send(Request request) throws IOException, InterruptedException {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(request.uri()).header("User-Agent", "tieline");
    if (request.method().equals("GET")) {
      http.GET();
    } else {
      http.header("Content-Type", "application/x-www-form-urlencoded")
          .method(
              request.method(),
              HttpRequest.BodyPublishers.ofString(request.body(), StandardCharsets.UTF_8));
    }
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(http.build(), info -> new LimitedBody(JsonAnswers.LONGEST));
    HttpResponse<byte[]> response;
    try {
      // the client's own time limit ends with the headers, and an answer may never end
      response = sent.get(attemptTimeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no answer within " + attemptTimeout);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      // its words may hold the address, and so the signature
      throw new IllegalStateException(
          "the HTTP client failed with " + (cause == null ? e : cause).getClass().getName());
    } finally {
      sent.cancel(true); // of no effect on one that is done
    }
    Map<String, String> headers = new LinkedHashMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
    return new Reply(
        response.statusCode(), headers, new String(response.body(), StandardCharsets.UTF_8));
  }
}
