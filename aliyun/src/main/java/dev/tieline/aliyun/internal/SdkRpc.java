package dev.tieline.aliyun.internal;

import com.aliyun.credentials.exception.CredentialException;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import dev.tieline.provider.Answer;
import dev.tieline.provider.Unreadable;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes calls by the SDK's generic client. The SDK signs and sends; it neither repeats (ours count)
 * nor reads what came back, since its reader loses the status of what is not JSON.
 */
final class SdkRpc implements Rpc {
  private final String region;
  private final Transport transport;
  private final Wires wires;
  private final com.aliyun.credentials.Client credentials;
  private final Map<Product, Client> clients = new ConcurrentHashMap<>();

  SdkRpc(
      String region,
      Transport transport,
      Wires wires,
      AlibabaCloudCredentialsProvider credentials) {
    this.region = region;
    this.transport = transport;
    this.wires = wires;
    this.credentials = new com.aliyun.credentials.Client(credentials);
  }

  @Override
  public Answer call(Request request) throws IOException {
    URI endpoint = transport.endpoint(request.product(), region);
    Client client = clients.computeIfAbsent(request.product(), p -> client(endpoint));
    Map<String, String> query = new LinkedHashMap<>();
    Map<String, Object> form = new LinkedHashMap<>();
    request
        .parameters()
        .forEach(
            (name, value) -> {
              if (request.product().inForm(request.action(), name)) {
                form.put(name, value);
              } else {
                query.put(name, value);
              }
            });
    OpenApiRequest sent = new OpenApiRequest().setQuery(query);
    if (!form.isEmpty()) {
      sent.setBody(form);
    }
    Params params =
        new Params()
            .setAction(request.action())
            .setVersion(request.product().version())
            .setProtocol(protocol(endpoint))
            .setPathname("/")
            .setMethod("POST")
            .setAuthType("AK")
            .setStyle("RPC")
            .setReqBodyType("formData")
            .setBodyType("byte");
    wires.prepare(endpoint);
    Map<String, ?> result;
    try {
      result = client.callApi(params, sent, new RuntimeOptions().setAutoretry(false));
    } catch (Exception e) {
      throw unwrapped(e);
    }
    if (!(result.get("statusCode") instanceof Integer status)
        || !(result.get("body") instanceof byte[] body)) {
      throw new IllegalStateException(
          "the SDK returned " + result.keySet() + " (expected: statusCode and body)");
    }
    return AnswerGuard.check(request.product(), status, body);
  }

  // The SDK's exceptions hold the request with its signature and token, so that they go no further;
  // nor do their words: OkHttp shows the value of a header that it does not take.
  private static IOException unwrapped(Exception thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof Unsigned || t instanceof Unreadable || t instanceof Refusal) {
        throw (RuntimeException) t;
      }
      if (t instanceof IOException io) {
        return io;
      }
      if (t instanceof CredentialException none) {
        throw new Unsigned("credentials", none);
      }
    }
    List<String> types = new ArrayList<>();
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      types.add(t.getClass().getName());
    }
    throw new IllegalStateException("the SDK failed with " + String.join(", by ", types));
  }

  private Client client(URI endpoint) {
    Config config =
        wires
            .config()
            .setEndpoint(endpoint.getAuthority())
            .setProtocol(protocol(endpoint))
            .setRegionId(region)
            .setCredential(credentials)
            .setReturnErrorResponse(true)
            .setEnableUsageDataCollection(false)
            .setUserAgent("tieline");
    try {
      return new Client(config);
    } catch (Exception e) { // what its constructor declares; it makes no call
      throw new IllegalStateException("the SDK could not make a client for " + endpoint, e);
    }
  }

  private static String protocol(URI endpoint) {
    return endpoint.getScheme().toUpperCase(Locale.ROOT);
  }
}
