package dev.tieline.qingcloud.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.SortedMap;
import java.util.StringJoiner;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests: version 1 with keys, version 2 with the token of an instance's role, which is
 * signed like any other parameter ("Signature", API documentation of VPC and of border routers,
 * read 2026-11).
 */
final class Signer {
  /** The algorithm of requests of ours; the cloud also takes {@code HmacSHA1}. */
  static final String ALGORITHM = "HmacSHA256";

  private Signer() {}

  /**
   * Returns the parameters as they are sent, with the signature as the last one.
   *
   * @param parameters all but the signature, by their names in the order of bytes
   */
  static String signed(
      String method, String path, SortedMap<String, String> parameters, String secret) {
    String query = query(parameters);
    String algorithm = parameters.getOrDefault("signature_method", ALGORITHM);
    String signature = signature(algorithm, secret, stringToSign(method, path, query));
    return query + "&signature=" + encode(signature);
  }

  static String stringToSign(String method, String path, String query) {
    return method + "\n" + path + "\n" + query;
  }

  /** The parameters as they are signed and sent: an empty value is kept. */
  static String query(SortedMap<String, String> parameters) {
    StringJoiner query = new StringJoiner("&");
    // the cloud's own client for Go trims before it signs, so that the cloud may do so, too
    parameters.forEach((name, value) -> query.add(encode(name) + "=" + encode(value.strip())));
    return query.toString();
  }

  static String signature(String algorithm, String secret, String stringToSign) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(stringToSign.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + algorithm, e);
    }
  }

  /** Encodes as RFC 3986 (section 2.3) has it, which is stricter than the form encoding. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
