package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import dev.tieline.qingcloud.QingCloudTransport;
import dev.tieline.spi.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls over HTTP: stamps and signs each anew, since a stamp is good for 60 seconds, and
 * sends it once.
 */
final class HttpRpc implements Rpc {
  /**
   * Beyond this a query goes into the body, for the sake of servers and of proxies that log it.
   * Requests that change anything go there in any case: the JDK's client sends a GET again, on its
   * own, when the connection ends before the answer, and what is created has no token that would
   * tell the second from the first. (That POST is taken is known from the cloud's SDKs for Go and
   * Python, read 2026-11; its documentation shows GET.)
   */
  private static final int LONGEST_QUERY = 2000;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private final Scope scope;
  private final Transport transport;
  private final QingCloudTransport wire;
  private final Sessions sessions;
  private final DailyCalls daily;
  private final Consumer<String> keys;

  /**
   * @param keys told the id of the key of each signature, since whose it is may change
   */
  HttpRpc(
      Scope scope,
      Transport transport,
      QingCloudTransport wire,
      Sessions sessions,
      DailyCalls daily,
      Consumer<String> keys) {
    this.scope = scope;
    this.transport = transport;
    this.wire = wire;
    this.sessions = sessions;
    this.daily = daily;
    this.keys = keys;
  }

  @Override
  public Answer call(Request request) throws IOException, InterruptedException {
    request.check();
    Session session = sessions.current();
    keys.accept(session.accessKeyId());
    Instant stamped = clock().instant().truncatedTo(ChronoUnit.SECONDS);
    URI endpoint = session.token() == null ? transport.endpoint() : transport.roleEndpoint();
    SortedMap<String, String> parameters = common(session, stamped);
    parameters.put("action", request.api().action());
    parameters.putAll(request.parameters());
    boolean post = !request.api().reads() || Signer.query(parameters).length() > LONGEST_QUERY;
    String method = post ? "POST" : "GET";
    String signed = Signer.signed(method, endpoint.getRawPath(), parameters, session.secret());
    daily.count(scope.account());
    QingCloudTransport.Reply reply =
        wire.send(
            post
                ? new QingCloudTransport.Request(method, endpoint, signed)
                // from the finished text: other ways of making one would encode it again
                : new QingCloudTransport.Request(method, URI.create(endpoint + "?" + signed), ""));
    AnswerGuard.Said said = AnswerGuard.read(request.api(), reply.status(), reply.body());
    if (said.code() == 0) {
      return said.answer();
    }
    String signature =
        URLDecoder.decode(signed.substring(signed.lastIndexOf('=') + 1), StandardCharsets.UTF_8);
    throw refusal(request.api(), said, session.hidden(said.message(), signature), stamped, reply);
  }

  private SortedMap<String, String> common(Session session, Instant stamped) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("zone", scope.region());
    parameters.put("time_stamp", STAMP.format(stamped));
    parameters.put("access_key_id", session.accessKeyId());
    parameters.put("version", "1");
    parameters.put("signature_method", Signer.ALGORITHM);
    parameters.put("signature_version", session.token() == null ? "1" : "2");
    if (session.token() != null) {
      parameters.put("token", session.token());
    }
    return parameters;
  }

  private Refusal refusal(
      Api api,
      AnswerGuard.Said said,
      String words,
      Instant stamped,
      QingCloudTransport.Reply reply) {
    int code = (int) Math.min(said.code(), Integer.MAX_VALUE);
    return new Refusal(
        code,
        words,
        new Refusal.Circumstances(
            new Standing.Unknown(),
            api.reads(),
            Duration.between(stamped, clock().instant()),
            behind(reply.headers().get("date")),
            code == Refusal.QUOTA ? daily.day(scope.account()) : null));
  }

  /** How far this machine's clock is behind the cloud's; null if that can not be told. */
  private @Nullable Duration behind(@Nullable String date) {
    if (date == null) {
      return null;
    }
    try {
      return Duration.between(
          clock().instant(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
    } catch (DateTimeException unreadable) {
      return null; // it only adds to what the code says
    }
  }

  private Clock clock() {
    return transport.clock();
  }
}
