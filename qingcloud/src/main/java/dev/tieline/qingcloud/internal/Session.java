package dev.tieline.qingcloud.internal;

import org.jspecify.annotations.Nullable;

/**
 * What a request is signed with.
 *
 * @param token the token of an instance's role; null for keys that are given
 */
record Session(String accessKeyId, String secret, @Nullable String token) {
  /** What a text of the cloud or of a client must not show of a signed request. */
  String hidden(String text, String signature) {
    String shown = text;
    for (String part : new String[] {secret, token, signature}) {
      if (part != null && !part.isEmpty()) {
        shown = shown.replace(part, "***").replace(Signer.encode(part), "***");
      }
    }
    return shown;
  }

  @Override
  public String toString() {
    return "Session[" + accessKeyId + "]"; // a record's own text would hold the secrets
  }
}
