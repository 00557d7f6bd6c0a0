package dev.tieline.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client of the RPC wire: signs, sends in-process, reads JSON; shares no code with the fake. */
final class AliyunClient {

  /** An answer as a client sees it. */
  record Answer(int status, String body) {

    JsonNode json() {
      try {
        return new ObjectMapper().readTree(body);
      } catch (JsonProcessingException e) {
        throw new AssertionError("not JSON: " + body, e);
      }
    }

    /** The code of a refusal, empty when there is none. */
    String code() {
      return status == 200 ? "" : json().path("Code").asText();
    }

    /** The text at a JSON pointer, empty when there is none. */
    String text(String pointer) {
      return json().at(pointer).asText();
    }

    List<String> texts(String pointer, String member) {
      return json().at(pointer).valueStream().map(item -> item.path(member).asText()).toList();
    }
  }

  private static final Map<String, String> VERSIONS =
      Map.of(
          "Vpc", "2016-04-28",
          "VpcPeer", "2022-01-01",
          "Ecs", "2014-05-26",
          "Privatelink", "2020-04-15",
          "pvtz", "2018-01-01",
          "CDT", "2021-08-13",
          "Sts", "2015-04-01",
          "Slb", "2014-05-15",
          "Nlb", "2022-04-30");

  private static final AtomicLong NONCES = new AtomicLong();

  private final Function<Ask, Reply> cloud;
  private final String keyId;
  private final String secret;
  private final String token;
  private final String region;
  Instant signedAt = Instant.now();
  String nonce = "";
  String host = "127.0.0.1:9";

  AliyunClient(
      Function<Ask, Reply> cloud, String keyId, String secret, String token, String region) {
    this.cloud = cloud;
    this.keyId = keyId;
    this.secret = secret;
    this.token = token;
    this.region = region;
  }

  static AliyunClient of(FakeAliyun aliyun, String uid, String region) {
    FakeAliyun.Keys keys = aliyun.keys(uid);
    return new AliyunClient(aliyun::handle, keys.accessKeyId(), keys.accessKeySecret(), "", region);
  }

  private SortedMap<String, String> parameters(String... namesAndValues) {
    SortedMap<String, String> parameters = new TreeMap<>();
    if (!region.isEmpty()) {
      parameters.put("RegionId", region);
    }
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return parameters;
  }

  /** Calls as the present SDKs do: action and version in headers, all parameters in the query. */
  Answer call(String product, String action, String... namesAndValues) {
    return acs3(product, action, query(parameters(namesAndValues)), "");
  }

  /** Calls with all parameters in the form. */
  Answer form(String product, String action, String... namesAndValues) {
    return acs3(product, action, "", query(parameters(namesAndValues)));
  }

  Answer acs3(String product, String action, String query, String body) {
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("host", host);
    headers.put("x-acs-action", action);
    headers.put("x-acs-version", VERSIONS.getOrDefault(product, product));
    headers.put("x-acs-date", signedAt.truncatedTo(ChronoUnit.SECONDS).toString());
    headers.put("x-acs-signature-nonce", nonce.isEmpty() ? "n" + NONCES.incrementAndGet() : nonce);
    headers.put("x-acs-content-sha256", sha256(body));
    if (!body.isEmpty()) {
      headers.put("content-type", "application/x-www-form-urlencoded");
    }
    if (!token.isEmpty()) {
      headers.put("x-acs-security-token", token);
      headers.put("x-acs-accesskey-id", keyId);
    }
    String names = String.join(";", headers.keySet());
    StringBuilder canonical = new StringBuilder("POST\n/\n").append(query).append('\n');
    headers.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    canonical.append('\n').append(names).append('\n').append(sha256(body));
    String toSign = "ACS3-HMAC-SHA256\n" + sha256(canonical.toString());
    headers.put(
        "authorization",
        "ACS3-HMAC-SHA256 Credential="
            + keyId
            + ",SignedHeaders="
            + names
            + ",Signature="
            + HexFormat.of().formatHex(hmac("HmacSHA256", secret, toSign)));
    return send("/?" + query, headers, body);
  }

  /** Calls as the old SDKs do: everything in the query, signed with HMAC-SHA1. */
  Answer v1(String product, String action, String... namesAndValues) {
    SortedMap<String, String> all = parameters(namesAndValues);
    all.put("Action", action);
    all.put("Version", VERSIONS.getOrDefault(product, product));
    all.put("Format", "json");
    all.put("AccessKeyId", keyId);
    all.put("SignatureMethod", "HMAC-SHA1");
    all.put("SignatureVersion", "1.0");
    all.put("SignatureNonce", "v" + NONCES.incrementAndGet());
    all.put("Timestamp", signedAt.truncatedTo(ChronoUnit.SECONDS).toString());
    String toSign = "GET&%2F&" + encode(query(all));
    all.put(
        "Signature", Base64.getEncoder().encodeToString(hmac("HmacSHA1", secret + "&", toSign)));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("host", host);
    Reply reply =
        cloud.apply(new Ask("GET", URI.create("/?" + query(all)), lists(headers), new byte[0]));
    return new Answer(reply.status(), reply.text());
  }

  Answer send(String uri, Map<String, String> headers, String body) {
    Reply reply =
        cloud.apply(
            new Ask(
                "POST", URI.create(uri), lists(headers), body.getBytes(StandardCharsets.UTF_8)));
    return new Answer(reply.status(), reply.text());
  }

  private static Map<String, List<String>> lists(Map<String, String> headers) {
    return headers.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
  }

  private static String query(SortedMap<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] hmac(String algorithm, String key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
