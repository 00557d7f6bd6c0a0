package dev.tieline.aliyun.internal;

import org.jspecify.annotations.Nullable;

/** How to sign in, as plain data; the texts hold no secret. */
public sealed interface CredentialForm {
  /** What properties, environment and profiles say. */
  record Chain() implements CredentialForm {
    @Override
    public String toString() {
      return "default chain";
    }
  }

  /** Keys that are given. */
  record Fixed(String accessKeyId, String accessKeySecret, @Nullable String securityToken)
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

  /** The role of the instance that this runs on, by its metadata address. */
  record Instance(String roleName) implements CredentialForm {
    @Override
    public String toString() {
      return "instance role " + roleName;
    }
  }
}
