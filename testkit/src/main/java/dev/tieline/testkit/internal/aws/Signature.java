package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.Ask;
import dev.tieline.testkit.internal.Signing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  void verify(Ask ask, String secret, SigningKeys keys, Instant wall) {
    String stamp = ask.header("X-Amz-Date");
    Instant signedAt;
    try {
      signedAt = instant(stamp);
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
    byte[] expected = expected(ask, secret, keys, stamp);
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

  /** Reads a time by its digits: a formatter takes longer than all the rest. */
  private static Instant instant(String stamp) {
    if (stamp.length() != 16 || stamp.charAt(8) != 'T' || stamp.charAt(15) != 'Z') {
      throw new DateTimeException("stamp: " + stamp + " (expected: such as 20261101T120000Z)");
    }
    return LocalDateTime.of(
            number(stamp, 0, 4),
            number(stamp, 4, 6),
            number(stamp, 6, 8),
            number(stamp, 9, 11),
            number(stamp, 11, 13),
            number(stamp, 13, 15))
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String stamp, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char digit = stamp.charAt(i);
      if (digit < '0' || digit > '9') {
        throw new DateTimeException("stamp: " + stamp + " (expected: digits)");
      }
      number = 10 * number + digit - '0';
    }
    return number;
  }

  private static AwsError mismatch(String message) {
    return new AwsError(403, "SignatureDoesNotMatch", message);
  }

  private byte[] expected(Ask ask, String secret, SigningKeys keys, String stamp) {
    String scope = date + "/" + region + "/" + service + "/aws4_request";
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + stamp
            + "\n"
            + scope
            + "\n"
            + Signing.sha256(canonical(ask).getBytes(StandardCharsets.UTF_8));
    byte[] signed = Signing.hmac("HmacSHA256", keys.of(secret, date, region, service), toSign);
    return HexFormat.of().formatHex(signed).getBytes(StandardCharsets.US_ASCII);
  }

  private static String trimmed(String value) {
    String stripped = value.strip();
    return stripped.contains("  ") ? SPACES.matcher(stripped).replaceAll(" ") : stripped;
  }

  private String canonical(Ask ask) {
    StringBuilder text = new StringBuilder(ask.method()).append('\n');
    String path = ask.uri().getRawPath();
    text.append(path == null || path.isEmpty() ? "/" : Signing.encode(path, true)).append('\n');
    text.append(Signing.canonicalQuery(ask.uri().getRawQuery(), AwsError.WORDS)).append('\n');
    for (String header : signedHeaders) {
      text.append(header).append(':').append(trimmed(ask.header(header))).append('\n');
    }
    text.append('\n').append(String.join(";", signedHeaders)).append('\n');
    String hash = Signing.sha256(ask.body());
    String declared = ask.header("X-Amz-Content-SHA256");
    if (!declared.isEmpty() && !declared.equals(hash)) {
      throw mismatch(
          "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
    return text.append(hash).toString();
  }
}
