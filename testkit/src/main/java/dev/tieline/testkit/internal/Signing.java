package dev.tieline.testkit.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What the signatures of clouds are made of. */
public final class Signing {

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private Signing() {}

  /** Percent-encodes all but the unreserved characters of RFC 3986 section 2.3. */
  public static String encode(String text, boolean keepSlash) {
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

  /** Returns a query as it is signed: decoded, encoded again in one way, and sorted. */
  public static String canonicalQuery(@Nullable String query, Query.Words words) {
    if (query == null || query.isEmpty()) {
      return "";
    }
    List<String> pairs = new ArrayList<>();
    for (String pair : query.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        pairs.add(
            encode(Query.decoded(name, words), false)
                + "="
                + encode(Query.decoded(value, words), false));
      }
    }
    pairs.sort(null);
    return String.join("&", pairs);
  }

  /** Returns the hash in hexadecimal digits. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns a keyed hash; the algorithm is one that every Java platform has. */
  public static byte[] hmac(String algorithm, byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  /** Tells whether two texts are equal, in a time that does not tell where they differ. */
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns letters and digits that follow from a seed and a name, such as those of a key. */
  public static String letters(long seed, String name, int length) {
    String hash =
        sha256((seed + "/" + name).getBytes(StandardCharsets.UTF_8))
            + sha256((name + "/" + seed).getBytes(StandardCharsets.UTF_8));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int at = Integer.parseInt(hash, 2 * i, 2 * i + 2, 16);
      text.append(LETTERS.charAt(at % LETTERS.length()));
    }
    return text.toString();
  }
}
