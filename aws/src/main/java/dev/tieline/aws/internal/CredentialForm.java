package dev.tieline.aws.internal;

import org.jspecify.annotations.Nullable;

/** How to sign in, as plain data; the texts hold no secret. */
public sealed interface CredentialForm {
  /** What the SDK's default chain finds. */
  record Chain() implements CredentialForm {
    @Override
    public String toString() {
      return "default chain";
    }
  }

  /** Keys that are given. */
  record Fixed(String accessKeyId, String secretAccessKey, @Nullable String sessionToken)
      implements CredentialForm {
    @Override
    public String toString() {
      return "key " + accessKeyId; // a record's own text would hold the secrets
    }
  }

  /** A role, and how to sign in for assuming it. */
  record Role(String arn, String externalId, CredentialForm base) implements CredentialForm {
    @Override
    public String toString() {
      return "role " + arn + " by " + base;
    }
  }
}
