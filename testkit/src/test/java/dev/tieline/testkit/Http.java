package dev.tieline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Sends in-process requests over HTTP; the client that made them signed the host it will name. */
final class Http {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Http() {}

  static Reply send(URI endpoint, Ask ask) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .method(ask.method(), HttpRequest.BodyPublishers.ofByteArray(ask.body()));
    ask.headers()
        .forEach(
            (name, values) -> {
              if (!name.equals("host")) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), response.headers().map(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
