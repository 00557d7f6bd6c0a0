package dev.tieline.aliyun.internal;

import com.aliyun.tea.okhttp.ClientHelper;
import com.aliyun.teaopenapi.models.Config;
import dev.tieline.aliyun.AliyunTransport;
import dev.tieline.provider.JsonAnswers;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * The HTTP clients below the SDK. It makes one for each address and set of options, keeps them for
 * ever in a map for all of the process, and lets them follow redirects, with the session's token in
 * a header. Ours stand in that map under an option that nobody else has, follow nothing, read no
 * answer of any length, and go when closed. (The SDK's own interceptors would not do: there is one
 * list of them for all clients of the process.)
 */
final class Wires implements AutoCloseable {
  // how many connections are kept open is an option of no other consequence that is in the keys
  private static final AtomicInteger CONNECTIONS = new AtomicInteger(1000);

  private final Transport transport;
  private final int connections = CONNECTIONS.getAndIncrement();
  private final Set<OkHttpClient> made = new LinkedHashSet<>();

  Wires(Transport transport) {
    this.transport = transport;
  }

  /** What a client of the SDK must be made with to send by ours. */
  Config config() {
    return new Config()
        .setConnectTimeout(Math.toIntExact(transport.connectTimeout().toMillis()))
        .setReadTimeout(Math.toIntExact(transport.attemptTimeout().toMillis()))
        .setCallTimeout(Math.toIntExact(transport.attemptTimeout().toMillis()))
        .setMaxIdleConns(connections);
  }

  /** Puts our client for an address where the SDK finds it, unless it is there. */
  synchronized void prepare(URI endpoint) {
    Config config = config();
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("connectTimeout", config.connectTimeout);
    options.put("readTimeout", config.readTimeout);
    options.put("callTimeout", config.callTimeout);
    options.put("maxIdleConns", config.maxIdleConns);
    OkHttpClient found;
    try {
      found = ClientHelper.getOkHttpClient(endpoint.getHost(), endpoint.getPort(), options);
    } catch (Exception e) { // what the method declares; it makes a client, no call
      throw new IllegalStateException("the SDK could not make an HTTP client", e);
    }
    if (!made.contains(found)) {
      OkHttpClient ours =
          found
              .newBuilder()
              .followRedirects(false)
              .followSslRedirects(false)
              .addInterceptor(this::answer)
              .build();
      made.add(ours);
      ClientHelper.clients.replaceAll((key, value) -> value == found ? ours : value);
    }
  }

  private Response answer(Interceptor.Chain chain) throws IOException {
    AliyunTransport given = transport.given();
    if (given != null) {
      return by(given, chain.request());
    }
    Response response = chain.proceed(chain.request());
    try (ResponseBody body = response.body()) {
      byte[] read = JsonAnswers.read(response.code(), body == null ? null : body.byteStream());
      return response.newBuilder().body(ResponseBody.create(read, (MediaType) null)).build();
    }
  }

  private static Response by(AliyunTransport transport, Request request) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : request.headers().names()) {
      headers.put(name.toLowerCase(Locale.ROOT), String.join(",", request.headers().values(name)));
    }
    String body = "";
    if (request.body() != null) {
      try (Buffer buffer = new Buffer()) {
        request.body().writeTo(buffer);
        body = buffer.readUtf8();
      }
    }
    AliyunTransport.Reply reply =
        transport.send(
            new AliyunTransport.Request(request.method(), request.url().uri(), headers, body));
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(reply.status())
        .message("")
        .headers(Headers.of(reply.headers()))
        .body(ResponseBody.create(reply.body(), (MediaType) null))
        .build();
  }

  @Override
  public synchronized void close() {
    ClientHelper.clients.values().removeIf(made::contains);
    made.forEach(client -> client.connectionPool().evictAll());
    made.clear();
  }
}
