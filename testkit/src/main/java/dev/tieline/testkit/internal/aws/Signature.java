package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.Ask;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies Signature Version 4 as the server does: it rebuilds the canonical request from what came
 * over the wire (AWS General Reference, "Create a signed AWS API request", read 2026-11).
 */
record Signature(
    String keyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature) {

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256\\s+Credential=([^/,\\s]+)/(\\d{8})/([^/,\\s]+)/([^/,\\s]+)/aws4_request"
              + "\\s*,\\s*SignedHeaders=([^,\\s]+)\\s*,\\s*Signature=([0-9a-f]{64})\\s*");

  private static final Pattern SPACES = Pattern.compile(" {2,}");

  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Returns the signature that a request carries, or null when it has none or a malformed one. */
  static @Nullable Signature of(Ask ask) {
    Matcher matcher = AUTHORIZATION.matcher(ask.header("Authorization").strip());
    return matcher.matches()
        ? new Signature(
            matcher.group(1),
            matcher.group(2),
            matcher.group(3),
            matcher.group(4),
            List.of(matcher.group(5).split(";")),
            matcher.group(6))
        : null;
  }

  /** Refuses the request unless it was signed with this secret, close to this time. */
  void verify(Ask ask, String secret, Instant wall) {
    String stamp = ask.header("X-Amz-Date");
    Instant signedAt;
    try {
      signedAt = Instant.from(STAMP.parse(stamp));
    } catch (DateTimeException e) {
      throw new AwsError(
          403,
          "IncompleteSignature",
          "X-Amz-Date must be in ISO8601 basic format. Got '" + stamp + "'");
    }
    if (!stamp.startsWith(date)) {
      throw mismatch("Date in Credential scope does not match the date of the request.");
    }
    if (!signedHeaders.contains("host")) {
      throw mismatch("'Host' must be a 'SignedHeader' in the AWS Authorization.");
    }
    byte[] expected = expected(ask, secret, stamp);
    if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII))) {
      throw mismatch(
          "The request signature we calculated does not match the signature you provided. Check your"
              + " AWS Secret Access Key and signing method.");
    }
    if (signedAt.isBefore(wall.minus(TOLERANCE))) {
      throw service.equals("ec2")
          ? new AwsError(400, "RequestExpired", "Request has expired.")
          : mismatch(
              "Signature expired: "
                  + stamp
                  + " is now earlier than "
                  + STAMP.format(wall.minus(TOLERANCE)));
    }
    if (signedAt.isAfter(wall.plus(TOLERANCE))) {
      throw mismatch(
          "Signature not yet current: "
              + stamp
              + " is still later than "
              + STAMP.format(wall.plus(TOLERANCE)));
    }
  }

  private static AwsError mismatch(String message) {
    return new AwsError(403, "SignatureDoesNotMatch", message);
  }

  private byte[] expected(Ask ask, String secret, String stamp) {
    String scope = date + "/" + region + "/" + service + "/aws4_request";
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + stamp
            + "\n"
            + scope
            + "\n"
            + sha256(canonical(ask).getBytes(StandardCharsets.UTF_8));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
      for (String part : List.of(date, region, service, "aws4_request", toSign)) {
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        key = mac.doFinal(part.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private String canonical(Ask ask) {
    StringBuilder text = new StringBuilder(ask.method()).append('\n');
    String path = ask.uri().getRawPath();
    text.append(path == null || path.isEmpty() ? "/" : encode(path, true)).append('\n');
    text.append(canonicalQuery(ask.uri().getRawQuery())).append('\n');
    for (String header : signedHeaders) {
      text.append(header)
          .append(':')
          .append(SPACES.matcher(ask.header(header).strip()).replaceAll(" "))
          .append('\n');
    }
    text.append('\n').append(String.join(";", signedHeaders)).append('\n');
    String hash = sha256(ask.body());
    String declared = ask.header("X-Amz-Content-SHA256");
    if (!declared.isEmpty() && !declared.equals(hash)) {
      throw mismatch(
          "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
    return text.append(hash).toString();
  }

  private static String canonicalQuery(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return "";
    }
    List<String> pairs = new ArrayList<>();
    Arrays.stream(query.split("&"))
        .filter(pair -> !pair.isEmpty())
        .forEach(
            pair -> {
              int equals = pair.indexOf('=');
              String name = equals < 0 ? pair : pair.substring(0, equals);
              String value = equals < 0 ? "" : pair.substring(equals + 1);
              pairs.add(encode(decode(name), false) + "=" + encode(decode(value), false));
            });
    pairs.sort(null);
    return String.join("&", pairs);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw AwsError.of("MalformedQueryString", "The query string is malformed");
    }
  }

  /** Percent-encodes all but the unreserved characters of RFC 3986 section 2.3. */
  private static String encode(String text, boolean keepSlash) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 128
          && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0 || (c == '/' && keepSlash))) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
