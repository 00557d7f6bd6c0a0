package dev.tieline.testkit.internal.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Keys, long-lived and temporary; all follow from the seed and a name. */
public final class Credentials {

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** A key with the secret behind it; token and expiry are those of a session. */
  record AccessKey(
      String id,
      String secret,
      String account,
      String arn,
      String userId,
      @Nullable String token,
      @Nullable Instant expiresAt) {

    @Override
    public String toString() {
      return "AccessKey[" + id + "]";
    }
  }

  /** Who may assume a role, and the external id that it demands, empty for none. */
  record Trust(String trustedAccount, String externalId) {}

  private Credentials() {}

  static AccessKey ofAccount(long seed, String account) {
    return new AccessKey(
        "AKIA" + letters(seed, "id/" + account),
        secret(seed, account),
        account,
        "arn:aws:iam::" + account + ":user/fake",
        "AIDA" + letters(seed, "user/" + account),
        null,
        null);
  }

  static String letters(long seed, String name) {
    byte[] hash = hash(seed, name);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      text.append(BASE32.charAt(hash[i] & 31));
    }
    return text.toString();
  }

  static String secret(long seed, String name) {
    return Base64.getEncoder().encodeToString(hash(seed, "secret/" + name)).substring(0, 40);
  }

  private static byte[] hash(long seed, String name) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest((seed + "/" + name).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
