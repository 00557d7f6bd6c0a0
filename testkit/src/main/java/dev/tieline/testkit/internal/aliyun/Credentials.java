package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.internal.Signing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keys, long-lived and temporary; all follow from the seed and a name. */
final class Credentials {

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
        "LTAI5t" + Signing.letters(seed, "id/" + account, 18),
        Signing.letters(seed, "secret/" + account, 30),
        account,
        "acs:ram::" + account + ":root",
        account,
        null,
        null);
  }
}
