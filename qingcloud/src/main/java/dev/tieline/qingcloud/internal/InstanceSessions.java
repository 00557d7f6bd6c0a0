package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import dev.tieline.provider.JsonAnswers;
import dev.tieline.provider.Unreadable;
import dev.tieline.qingcloud.QingCloudTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The temporary keys of the role of the instance that this runs on, read from its metadata and
 * again before they expire.
 */
final class InstanceSessions implements Sessions {
  private static final JsonAnswers ANSWERS = new JsonAnswers("the instance's metadata");
  private static final String HIDDEN = "(what it says is not shown)";

  /** How long before their end keys are read anew: a call takes its time. */
  private static final Duration EARLY = Duration.ofMinutes(2);

  private final URI metadata;
  private final QingCloudTransport transport;
  private final Clock clock;
  private @Nullable Session session;
  private Instant until = Instant.MIN;

  InstanceSessions(URI metadata, QingCloudTransport transport, Clock clock) {
    this.metadata = metadata;
    this.transport = transport;
    this.clock = clock;
  }

  @Override
  public synchronized Session current() throws InterruptedException {
    Session known = session;
    if (known != null && clock.instant().isBefore(until.minus(EARLY))) {
      return known;
    }
    try {
      return read();
    } catch (IOException e) {
      throw new Unsigned("the metadata of this instance can not be reached", e);
    } catch (Unreadable e) {
      throw new Unsigned("the metadata of this instance: " + e.getMessage(), null);
    }
  }

  private Session read() throws IOException, InterruptedException {
    QingCloudTransport.Reply reply =
        transport.send(new QingCloudTransport.Request("GET", metadata, ""));
    if (reply.status() != 200) {
      throw new Unreadable(
          reply.status(),
          "status " + reply.status() + " (expected: 200; has the instance an IAM role?)",
          null);
    }
    byte[] body = reply.body().strip().getBytes(StandardCharsets.UTF_8);
    // the document is a JSON text in a JSON text (the cloud's SDK for Python, read 2026-11)
    if (body.length > 0 && body[0] == '"') {
      String wrapped = "{\"in\":" + new String(body, StandardCharsets.UTF_8) + "}";
      body =
          ANSWERS
              .parse(200, wrapped.getBytes(StandardCharsets.UTF_8), HIDDEN)
              .text("in")
              .getBytes(StandardCharsets.UTF_8);
    }
    Answer answer = ANSWERS.parse(200, body, HIDDEN);
    Session read =
        new Session(
            needed(answer, "access_key"), needed(answer, "secret_key"), needed(answer, "id_token"));
    session = read;
    until =
        Instant.ofEpochSecond(
            answer.number("expiration").orElseThrow(() -> answer.wrong("expiration", "a time")));
    return read;
  }

  private static String needed(Answer answer, String name) {
    String text = answer.text(name);
    if (text.isEmpty()) {
      throw answer.wrong(name, "a text");
    }
    return text;
  }
}
