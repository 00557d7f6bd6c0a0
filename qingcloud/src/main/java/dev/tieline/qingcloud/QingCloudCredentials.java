package dev.tieline.qingcloud;

import dev.tieline.provider.Forms;
import dev.tieline.qingcloud.internal.CredentialForm;
import java.net.URI;

/** How to sign in to an account. Immutable; its text holds no secret. */
public final class QingCloudCredentials {
  // "Use of IAM roles by instances" (API documentation, read 2026-11); the address of metadata is
  // the same on every instance, and is reached without a proxy
  private static final URI METADATA =
      URI.create("http://169.254.169.254/latest/meta-data/security-credentials");

  private final CredentialForm form;

  private QingCloudCredentials(CredentialForm form) {
    this.form = form;
  }

  /**
   * Returns the credentials of a user: a pair of API keys, as the console makes them.
   *
   * @param accessKeyId the key's id
   * @param secretAccessKey its secret
   * @return the credentials
   * @throws IllegalArgumentException if one is blank, or has a space, a line break or another
   *     character that is not visible ASCII
   */
  public static QingCloudCredentials of(String accessKeyId, String secretAccessKey) {
    return new QingCloudCredentials(
        new CredentialForm.Fixed(
            Forms.credential("access key id", accessKeyId),
            Forms.credential("secret access key", secretAccessKey)));
  }

  /**
   * Returns the credentials of the IAM role of the instance that this program runs on, read from
   * the instance's metadata, and again before they expire. Only here are metadata ever asked.
   *
   * @return the credentials
   */
  public static QingCloudCredentials instanceRole() {
    return new QingCloudCredentials(new CredentialForm.InstanceRole(METADATA));
  }

  CredentialForm form() {
    return form;
  }

  /**
   * Returns what kind of credentials these are.
   *
   * @return a text without secrets
   */
  @Override
  public String toString() {
    return "QingCloudCredentials[" + form + "]";
  }
}
