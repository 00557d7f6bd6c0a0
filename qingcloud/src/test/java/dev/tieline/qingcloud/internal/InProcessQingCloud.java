package dev.tieline.qingcloud.internal;

import dev.tieline.qingcloud.QingCloudTransport;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.FakeQingCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Takes requests to the fake without a socket; all that is signed and sent is still real wire. */
public final class InProcessQingCloud implements QingCloudTransport {
  private final Function<Ask, dev.tieline.testkit.Reply> cloud;

  public InProcessQingCloud(FakeQingCloud cloud) {
    this(cloud::handle);
  }

  InProcessQingCloud(Function<Ask, dev.tieline.testkit.Reply> cloud) {
    this.cloud = cloud;
  }

  @Override
  public Reply send(Request request) throws IOException {
    dev.tieline.testkit.Reply reply;
    try {
      reply =
          cloud.apply(
              new Ask(
                  request.method(),
                  request.uri(),
                  Map.of("content-type", List.of("application/x-www-form-urlencoded")),
                  request.body().getBytes(StandardCharsets.UTF_8)));
    } catch (UncheckedIOException reset) {
      throw reset.getCause();
    }
    Map<String, String> answered = new HashMap<>();
    reply.headers().forEach((name, values) -> answered.put(name, String.join(",", values)));
    return new Reply(reply.status(), answered, reply.text());
  }
}
