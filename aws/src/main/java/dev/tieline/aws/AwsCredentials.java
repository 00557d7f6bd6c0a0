package dev.tieline.aws;

import static java.util.Objects.requireNonNull;

import dev.tieline.aws.internal.CredentialForm;

/** How to sign in to an account. Immutable; its text holds no secret. */
public final class AwsCredentials {
  private final CredentialForm form;

  private AwsCredentials(CredentialForm form) {
    this.form = form;
  }

  /**
   * Returns what the SDK's default chain finds: system properties, environment, profiles, container
   * and instance metadata. Only here is metadata ever asked.
   *
   * @return the credentials
   */
  public static AwsCredentials defaultChain() {
    return new AwsCredentials(new CredentialForm.Chain());
  }

  /**
   * Returns the credentials of a user.
   *
   * @param accessKeyId the access key's id
   * @param secretAccessKey the secret
   * @return the credentials
   * @throws IllegalArgumentException if one is blank
   */
  public static AwsCredentials of(String accessKeyId, String secretAccessKey) {
    return new AwsCredentials(
        new CredentialForm.Fixed(
            checked("access key id", accessKeyId),
            checked("secret access key", secretAccessKey),
            null));
  }

  /**
   * Returns the credentials of a session.
   *
   * @param accessKeyId the access key's id
   * @param secretAccessKey the secret
   * @param sessionToken the session's token
   * @return the credentials
   * @throws IllegalArgumentException if one is blank
   */
  public static AwsCredentials of(String accessKeyId, String secretAccessKey, String sessionToken) {
    return new AwsCredentials(
        new CredentialForm.Fixed(
            checked("access key id", accessKeyId),
            checked("secret access key", secretAccessKey),
            checked("session token", sessionToken)));
  }

  /**
   * Returns the credentials of a role, which are renewed before they expire.
   *
   * @param roleArn the role's ARN
   * @param externalId what the role's trust policy demands as the external id; without one, whoever
   *     can name the role to this program could use it
   * @param base how to sign in for assuming the role
   * @return the credentials
   * @throws IllegalArgumentException if the ARN is not that of a role, or the external id is blank
   */
  public static AwsCredentials assumeRole(String roleArn, String externalId, AwsCredentials base) {
    if (!roleArn.matches("arn:aws[a-z-]*:iam::[0-9]{12}:role/.+")) {
      throw new IllegalArgumentException(
          "role: " + roleArn + " (expected: arn:aws:iam::ACCOUNT:role/NAME)");
    }
    return new AwsCredentials(
        new CredentialForm.Role(
            roleArn, checked("external id", externalId), requireNonNull(base, "base").form));
  }

  // the value itself stays out of the message
  private static String checked(String what, String value) {
    if (requireNonNull(value, what).isBlank()) {
      throw new IllegalArgumentException(what + ": blank (expected: some text)");
    }
    return value;
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
    return "AwsCredentials[" + form + "]";
  }
}
