package dev.tieline.aws.internal;

import dev.tieline.testkit.Ask;
import dev.tieline.testkit.FakeAws;
import dev.tieline.testkit.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.function.Function;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends the SDK's requests to a fake in the same process: signed, serialised and parsed as over the
 * wire, without sockets.
 */
public final class InProcessHttp implements SdkHttpClient {
  private static final URI ROOT = URI.create("/");

  private final Function<Ask, Reply> transport;
  private int closed;

  public InProcessHttp(FakeAws aws) {
    this(aws::handle);
  }

  InProcessHttp(Function<Ask, Reply> transport) {
    this.transport = transport;
  }

  /** How often the client was closed. */
  public int closed() {
    return closed;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        byte[] body = new byte[0];
        if (request.contentStreamProvider().isPresent()) {
          try (InputStream in = request.contentStreamProvider().get().newStream()) {
            body = in.readAllBytes();
          }
        }
        var http = request.httpRequest();
        Reply reply;
        try {
          reply =
              transport.apply(new Ask(http.method().name(), target(http), http.headers(), body));
        } catch (UncheckedIOException reset) {
          throw reset.getCause();
        }
        return HttpExecuteResponse.builder()
            .response(
                SdkHttpFullResponse.builder()
                    .statusCode(reply.status())
                    .headers(reply.headers())
                    .build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(reply.body())))
            .build();
      }

      @Override
      public void abort() {
        // nothing is under way: the call above has ended when it returns
      }
    };
  }

  /** Path and query: a fake looks at nothing else, and most requests have but the root. */
  private static URI target(SdkHttpRequest http) {
    String path = http.encodedPath();
    return http.encodedQueryParameters()
        .map(query -> URI.create(path + "?" + query))
        .orElseGet(() -> path.isEmpty() || path.equals("/") ? ROOT : URI.create(path));
  }

  @Override
  public void close() {
    closed++;
  }
}
