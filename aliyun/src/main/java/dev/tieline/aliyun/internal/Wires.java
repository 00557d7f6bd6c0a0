package dev.tieline.aliyun.internal;

import com.aliyun.tea.TeaRequest;
import com.aliyun.tea.TeaResponse;
import com.aliyun.tea.interceptor.InterceptorContext;
import com.aliyun.tea.interceptor.RequestInterceptor;
import com.aliyun.tea.interceptor.ResponseInterceptor;
import com.aliyun.tea.interceptor.RuntimeOptionsInterceptor;
import com.aliyun.tea.okhttp.ClientHelper;
import com.aliyun.tea.utils.AttributeMap;
import com.aliyun.teaopenapi.Client;
import dev.tieline.aliyun.AliyunTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP clients below the SDK. It makes one for each address and set of options, keeps them for
 * ever in a map for all of the process, and lets them follow redirects, with the session's token in
 * a header. Ours are told apart in that map by an option, follow nothing, and go when closed.
 */
final class Wires implements AutoCloseable {
  // a keep-alive time that nobody else has is the only option of no consequence in the map's keys
  private static final AtomicLong KEEP_ALIVE_MILLIS = new AtomicLong(10_001);

  private final @Nullable AliyunTransport given;
  private final String keepAlive = Long.toString(KEEP_ALIVE_MILLIS.getAndIncrement());
  private final Set<OkHttpClient> made = ConcurrentHashMap.newKeySet();

  Wires(@Nullable AliyunTransport given) {
    this.given = given;
  }

  /** Makes a client of the SDK send by ours, and read no answer of any length. */
  void attach(Client client) {
    client.addRuntimeOptionsInterceptor(new Options());
    client.addRequestInterceptor(new Sending());
    client.addResponseInterceptor(new Reading());
  }

  private final class Options implements RuntimeOptionsInterceptor {
    @Override
    public Map<String, Object> modifyRuntimeOptions(
        InterceptorContext context, AttributeMap attributes) {
      context.addRuntimeOptions("keepAliveDuration", keepAlive);
      return context.runtimeOptions();
    }
  }

  private final class Sending implements RequestInterceptor {
    @Override
    public TeaRequest modifyRequest(InterceptorContext context, AttributeMap attributes) {
      TeaRequest request = context.teaRequest();
      try {
        URL url = new URL(request.protocol + "://" + request.headers.get("host"));
        OkHttpClient client =
            ClientHelper.getOkHttpClient(url.getHost(), url.getPort(), context.runtimeOptions());
        if (!made.contains(client)) {
          OkHttpClient ours = ours(client);
          made.add(ours);
          ClientHelper.clients.replaceAll((key, value) -> value == client ? ours : value);
        }
      } catch (MalformedURLException e) {
        throw new IllegalStateException("endpoint " + request.headers.get("host"), e);
      } catch (Exception e) { // what the SDK's method declares; it makes a client, no call
        throw new IllegalStateException("the SDK could not make an HTTP client", e);
      }
      return request;
    }
  }

  private OkHttpClient ours(OkHttpClient client) {
    OkHttpClient.Builder builder =
        client.newBuilder().followRedirects(false).followSslRedirects(false);
    if (given != null) {
      builder.addInterceptor(chain -> by(given, chain));
    }
    return builder.build();
  }

  private static Response by(AliyunTransport transport, Interceptor.Chain chain)
      throws IOException {
    okhttp3.Request request = chain.request();
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .names()
        .forEach(
            name -> headers.put(name.toLowerCase(java.util.Locale.ROOT), request.header(name)));
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

  /** Reads the body here, so that its length is limited and its connection given back. */
  private static final class Reading implements ResponseInterceptor {
    @Override
    public TeaResponse modifyResponse(InterceptorContext context, AttributeMap attributes) {
      TeaResponse response = context.teaResponse();
      try (Response toClose = response.response) {
        byte[] body = AnswerGuard.read(response.statusCode, response.body);
        response.body = new ByteArrayInputStream(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return response;
    }
  }

  @Override
  public void close() {
    ClientHelper.clients.values().removeIf(made::contains);
    made.forEach(client -> client.connectionPool().evictAll());
  }
}
