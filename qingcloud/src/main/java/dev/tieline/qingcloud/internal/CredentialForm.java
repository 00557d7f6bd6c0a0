package dev.tieline.qingcloud.internal;

import java.net.URI;

/** How to sign in, as plain data; the texts hold no secret. */
public sealed interface CredentialForm {
  /** Keys that are given. */
  record Fixed(String accessKeyId, String secretAccessKey) implements CredentialForm {
    @Override
    public String toString() {
      return "key " + accessKeyId; // a record's own text would hold the secret
    }
  }

  /**
   * The IAM role of the instance that this runs on.
   *
   * @param metadata where the instance's credentials are read
   */
  record InstanceRole(URI metadata) implements CredentialForm {
    @Override
    public String toString() {
      return "instance role";
    }
  }
}
