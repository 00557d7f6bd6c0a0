package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.internal.Signing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keys, long-lived and temporary; all follow from the seed and a name. */
final class Credentials {

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** A key with the secret behind it; token and expiry are those of a session. */
  record AccessKey(
      String id,
      String secret,
      String account,
      String arn,
      String principalId,
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
        "LTAI5t" + letters(seed, "id/" + account, 18),
        letters(seed, "secret/" + account, 30),
        account,
        "acs:ram::" + account + ":root",
        account,
        null,
        null);
  }

  static String letters(long seed, String name, int length) {
    String hash =
        Signing.sha256((seed + "/" + name).getBytes(StandardCharsets.UTF_8))
            + Signing.sha256((name + "/" + seed).getBytes(StandardCharsets.UTF_8));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int at = Integer.parseInt(hash, 2 * i, 2 * i + 2, 16);
      text.append(LETTERS.charAt(at % LETTERS.length()));
    }
    return text.toString();
  }
}
