package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.Ask;
import dev.tieline.testkit.internal.Signing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
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
            + Signing.sha256(canonical(ask).getBytes(StandardCharsets.UTF_8));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : List.of(date, region, service, "aws4_request", toSign)) {
      key = Signing.hmac("HmacSHA256", key, part);
    }
    return HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII);
  }

  private String canonical(Ask ask) {
    StringBuilder text = new StringBuilder(ask.method()).append('\n');
    String path = ask.uri().getRawPath();
    text.append(path == null || path.isEmpty() ? "/" : Signing.encode(path, true)).append('\n');
    text.append(Signing.canonicalQuery(ask.uri().getRawQuery(), AwsError.WORDS)).append('\n');
    for (String header : signedHeaders) {
      text.append(header)
          .append(':')
          .append(SPACES.matcher(ask.header(header).strip()).replaceAll(" "))
          .append('\n');
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
