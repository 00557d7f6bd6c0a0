package dev.tieline.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client of the wire: signs, sends in-process, reads JSON; shares no code with the fake. */
final class QingCloudClient {

  /** An answer as a client sees it. */
  record Answer(int status, String body) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(body);
      } catch (JsonProcessingException e) {
        throw new AssertionError("not JSON: " + body, e);
      }
    }

    /** The code of the answer; 0 when it has none. */
    int code() {
      return json().path("ret_code").asInt();
    }

    /** The text at a JSON pointer, empty when there is none. */
    String text(String pointer) {
      return json().at(pointer).asText();
    }

    List<String> texts(String pointer, String member) {
      return json().at(pointer).valueStream().map(item -> item.path(member).asText()).toList();
    }
  }

  private final Function<Ask, Reply> cloud;
  private final String keyId;
  private final String secret;
  private final String zone;
  Instant signedAt = Instant.now();
  String method = "GET";
  String algorithm = "HmacSHA256";
  String path = "/iaas/";

  QingCloudClient(Function<Ask, Reply> cloud, String keyId, String secret, String zone) {
    this.cloud = cloud;
    this.keyId = keyId;
    this.secret = secret;
    this.zone = zone;
  }

  static QingCloudClient of(FakeQingCloud cloud, String user, String zone) {
    FakeQingCloud.Keys keys = cloud.keys(user);
    return new QingCloudClient(cloud::handle, keys.accessKeyId(), keys.secretAccessKey(), zone);
  }

  Answer call(String action, String... namesAndValues) {
    SortedMap<String, String> all = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    all.put("action", action);
    if (!zone.isEmpty()) {
      all.putIfAbsent("zone", zone);
    }
    all.put("time_stamp", signedAt.truncatedTo(ChronoUnit.SECONDS).toString());
    all.put("access_key_id", keyId);
    all.put("version", "1");
    all.put("signature_method", algorithm);
    all.put("signature_version", "1");
    String query = query(all);
    String signature = sign(algorithm, secret, method + "\n" + path + "\n" + query);
    return send(query + "&signature=" + encode(signature));
  }

  Answer send(String query) {
    boolean form = method.equals("POST");
    Reply reply =
        cloud.apply(
            new Ask(
                method,
                URI.create(form ? path : path + "?" + query),
                form
                    ? Map.of("Content-Type", List.of("application/x-www-form-urlencoded"))
                    : Map.of(),
                (form ? query : "").getBytes(StandardCharsets.UTF_8)));
    return new Answer(reply.status(), reply.text());
  }

  /** Calls, and wants it to go well. */
  Answer ok(String action, String... namesAndValues) {
    Answer answer = call(action, namesAndValues);
    if (answer.status() != 200 || answer.code() != 0) {
      throw new AssertionError(action + ": " + answer.body());
    }
    return answer;
  }

  static String query(SortedMap<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  static String sign(String algorithm, String key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
