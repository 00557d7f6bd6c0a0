package dev.tieline.aliyun.internal;

import dev.tieline.aliyun.AliyunTransport;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.FakeAliyun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Takes requests to the fake without a socket; all that the SDK signs and sends is still real wire.
 * Each is held against the cloud's own metadata, where these are at hand.
 */
public final class InProcessAliyun implements AliyunTransport {
  private final Function<Ask, dev.tieline.testkit.Reply> transport;

  public InProcessAliyun(FakeAliyun aliyun) {
    this(aliyun::handle);
  }

  InProcessAliyun(Function<Ask, dev.tieline.testkit.Reply> transport) {
    this.transport = transport;
  }

  @Override
  public Reply send(Request request) throws IOException {
    List<String> faults = Official.faults(request);
    if (!faults.isEmpty()) { // the fake may be more lenient than the cloud
      return Script.refusal(400, "InvalidParameter.Official", String.join("; ", faults));
    }
    Map<String, List<String>> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    dev.tieline.testkit.Reply reply;
    try {
      reply =
          transport.apply(
              new Ask(
                  request.method(),
                  request.uri(),
                  headers,
                  request.body().getBytes(StandardCharsets.UTF_8)));
    } catch (UncheckedIOException reset) {
      throw reset.getCause();
    }
    Map<String, String> answered = new HashMap<>();
    reply.headers().forEach((name, values) -> answered.put(name, String.join(",", values)));
    return new Reply(reply.status(), answered, reply.text());
  }
}
