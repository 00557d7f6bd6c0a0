package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.Ask;
import dev.tieline.testkit.internal.Signing;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a request's signature as the gateway does: {@code ACS3-HMAC-SHA256} in the header, or
 * the older {@code HMAC-SHA1} among the parameters (OpenAPI "V3 request body and signature" and "V2
 * RPC style request body and signature", read 2026-11).
 */
final class Signature {

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "ACS3-HMAC-SHA256\\s+Credential=([^,\\s]+)\\s*,\\s*SignedHeaders=([^,\\s]+)\\s*,"
              + "\\s*Signature=([0-9a-f]{64})\\s*");

  private static final Duration TOLERANCE = Duration.ofMinutes(15);

  private final Ask ask;
  private final SortedMap<String, String> parameters;
  private final @Nullable Matcher header;

  private Signature(Ask ask, SortedMap<String, String> parameters, @Nullable Matcher header) {
    this.ask = ask;
    this.parameters = parameters;
    this.header = header;
  }

  /** Reads the signature of a request whose query and form have been merged. */
  static Signature of(Ask ask, SortedMap<String, String> parameters) {
    String authorization = ask.header("Authorization").strip();
    Matcher matcher = AUTHORIZATION.matcher(authorization);
    if (matcher.matches()) {
      return new Signature(ask, parameters, matcher);
    }
    if (!authorization.isEmpty()) {
      throw incomplete();
    }
    return new Signature(ask, parameters, null);
  }

  private static AliyunError incomplete() {
    return AliyunError.of(
        "IncompleteSignature", "The request signature does not conform to Aliyun standards.");
  }

  String keyId() {
    return header != null ? header.group(1) : required("AccessKeyId");
  }

  String token() {
    return header != null
        ? ask.header("x-acs-security-token")
        : parameters.getOrDefault("SecurityToken", "");
  }

  /** Returns what may be sent only once, empty for nothing. */
  String nonce() {
    return header != null
        ? ask.header("x-acs-signature-nonce")
        : parameters.getOrDefault("SignatureNonce", "");
  }

  private String required(String name) {
    String value = parameters.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw AliyunError.of("Missing" + name, name + " is mandatory for this action.");
    }
    return value;
  }

  /** Refuses the request unless it was signed with this secret, close to this time. */
  void verify(String secret, Instant wall) {
    String stamp = header != null ? ask.header("x-acs-date") : required("Timestamp");
    Instant signedAt;
    try {
      signedAt = Instant.parse(stamp);
    } catch (DateTimeException e) {
      throw AliyunError.of(
          "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.");
    }
    if (signedAt.isBefore(wall.minus(TOLERANCE)) || signedAt.isAfter(wall.plus(TOLERANCE))) {
      throw AliyunError.of(
          "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
    }
    boolean fits = header != null ? fitsHeader(header, secret) : fitsParameters(secret);
    if (!fits) {
      throw AliyunError.of(
          "SignatureDoesNotMatch", "Specified signature is not matched with our calculation.");
    }
  }

  private boolean fitsHeader(Matcher matcher, String secret) {
    List<String> signed = List.of(matcher.group(2).split(";"));
    for (String name : List.of("host", "x-acs-date", "x-acs-action", "x-acs-version")) {
      if (!signed.contains(name) && !ask.header(name).isEmpty()) {
        throw incomplete(); // what is not signed could have been changed on the way
      }
    }
    String hash = Signing.sha256(ask.body());
    String declared = ask.header("x-acs-content-sha256");
    if (!declared.isEmpty() && !declared.equals(hash)) {
      return false;
    }
    StringBuilder canonical = new StringBuilder(ask.method()).append('\n');
    String path = ask.uri().getRawPath();
    canonical.append(path == null || path.isEmpty() ? "/" : path).append('\n');
    canonical
        .append(Signing.canonicalQuery(ask.uri().getRawQuery(), AliyunError.WORDS))
        .append('\n');
    for (String name : signed) {
      canonical.append(name).append(':').append(ask.header(name).strip()).append('\n');
    }
    canonical.append('\n').append(matcher.group(2)).append('\n').append(hash);
    String toSign =
        "ACS3-HMAC-SHA256\n"
            + Signing.sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    String expected = HexFormat.of().formatHex(Signing.hmac("HmacSHA256", key, toSign));
    return Signing.same(expected, matcher.group(3));
  }

  private boolean fitsParameters(String secret) {
    String method = required("SignatureMethod");
    String given = required("Signature");
    required("SignatureNonce");
    if (!method.equals("HMAC-SHA1") && !method.equals("HMAC-SHA256")) {
      throw incomplete();
    }
    List<String> pairs = new ArrayList<>();
    parameters.forEach(
        (name, value) -> {
          if (!name.equals("Signature")) {
            pairs.add(Signing.encode(name, false) + "=" + Signing.encode(value, false));
          }
        });
    pairs.sort(null);
    String toSign = ask.method() + "&%2F&" + Signing.encode(String.join("&", pairs), false);
    byte[] key = (secret + "&").getBytes(StandardCharsets.UTF_8);
    String algorithm = method.equals("HMAC-SHA1") ? "HmacSHA1" : "HmacSHA256";
    String expected = Base64.getEncoder().encodeToString(Signing.hmac(algorithm, key, toSign));
    return Signing.same(expected, given);
  }
}
