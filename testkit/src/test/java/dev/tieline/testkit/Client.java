package dev.tieline.testkit;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A client of the wire: signs, sends in-process and reads XML; shares no code with the fake. */
final class Client {

  /** An answer as a client sees it. */
  record Answer(int status, String body) {

    String code() {
      return status == 200 ? "" : first("//Code");
    }

    String first(String path) {
      List<String> all = all(path);
      return all.isEmpty() ? "" : all.get(0);
    }

    /** Returns texts at a path below the root, or of all elements of a name given as //Name. */
    List<String> all(String path) {
      try {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Element root =
            factory
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        List<Node> nodes = List.of(root);
        if (path.startsWith("//")) {
          List<Node> found = new ArrayList<>();
          var named = root.getElementsByTagName(path.substring(2));
          for (int i = 0; i < named.getLength(); i++) {
            found.add(named.item(i));
          }
          nodes = found;
        } else {
          for (String step : path.split("/")) {
            List<Node> next = new ArrayList<>();
            for (Node node : nodes) {
              for (Node child = node.getFirstChild();
                  child != null;
                  child = child.getNextSibling()) {
                if (step.equals(child.getNodeName())) {
                  next.add(child);
                }
              }
            }
            nodes = next;
          }
        }
        return nodes.stream().map(Node::getTextContent).toList();
      } catch (Exception e) {
        throw new AssertionError("not XML: " + body, e);
      }
    }
  }

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Function<Ask, Reply> cloud;
  private final String keyId;
  private final String secret;
  private final String token;
  private final String region;
  private final String service;
  private final String host;
  Instant signedAt = Instant.now();

  Client(
      Function<Ask, Reply> cloud,
      String keyId,
      String secret,
      String token,
      String region,
      String service) {
    this(cloud, keyId, secret, token, region, service, "fake");
  }

  Client(
      Function<Ask, Reply> cloud,
      String keyId,
      String secret,
      String token,
      String region,
      String service,
      String host) {
    this.host = host;
    this.cloud = cloud;
    this.keyId = keyId;
    this.secret = secret;
    this.token = token;
    this.region = region;
    this.service = service;
  }

  static Client of(FakeAws aws, String account, String region) {
    return of(aws, account, region, "ec2");
  }

  static Client of(FakeAws aws, String account, String region, String service) {
    FakeAws.Keys keys = aws.keys(account);
    return new Client(aws::handle, keys.accessKeyId(), keys.secretAccessKey(), "", region, service);
  }

  Answer call(String action, String... namesAndValues) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("Action", action);
    parameters.put("Version", "2016-11-15");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    List<String> pairs = new ArrayList<>();
    parameters.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/x-www-form-urlencoded; charset=utf-8");
    return send(headers, String.join("&", pairs));
  }

  Answer json(String target, String body) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/x-amz-json-1.1");
    headers.put("x-amz-target", target);
    return send(headers, body);
  }

  private Answer send(Map<String, String> headers, String body) {
    headers.put("host", host);
    headers.put("x-amz-date", STAMP.format(signedAt));
    if (!token.isEmpty()) {
      headers.put("x-amz-security-token", token);
    }
    headers.put("authorization", authorization(headers, body));
    Map<String, List<String>> sent = new LinkedHashMap<>();
    headers.forEach((name, value) -> sent.put(name, List.of(value)));
    Reply reply =
        cloud.apply(
            new Ask(
                "POST", URI.create("http://fake/"), sent, body.getBytes(StandardCharsets.UTF_8)));
    return new Answer(reply.status(), reply.text());
  }

  private String authorization(Map<String, String> headers, String body) {
    String stamp = headers.get("x-amz-date");
    String scope = stamp.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    String names = String.join(";", headers.keySet());
    StringBuilder canonical = new StringBuilder("POST\n/\n\n");
    headers.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    canonical.append('\n').append(names).append('\n').append(sha256(body));
    String toSign =
        "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n" + sha256(canonical.toString());
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    return "AWS4-HMAC-SHA256 Credential="
        + keyId
        + "/"
        + scope
        + ", SignedHeaders="
        + names
        + ", Signature="
        + HexFormat.of().formatHex(hmac(key, toSign));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
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

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
