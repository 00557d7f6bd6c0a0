package dev.tieline.aliyun;

import static java.util.Objects.requireNonNull;

import dev.tieline.aliyun.internal.CredentialForm;
import dev.tieline.provider.Forms;

/** How to sign in to an account. Immutable; its text holds no secret. */
public final class AliyunCredentials {
  private final CredentialForm form;

  private AliyunCredentials(CredentialForm form) {
    this.form = form;
  }

  /**
   * Returns what is found first of: system properties ({@code alibabacloud.accessKeyId} and its
   * kin), the environment ({@code ALIBABA_CLOUD_ACCESS_KEY_ID} and its kin), a role for an OIDC
   * token that the environment names, the profile of the command line tool, the file of
   * credentials. The instance's metadata are not asked, unless one of these files says so: for
   * that, see {@link #instanceRole(String)}.
   *
   * @return the credentials
   */
  public static AliyunCredentials defaultChain() {
    return new AliyunCredentials(new CredentialForm.Chain());
  }

  /**
   * Returns the credentials of a user.
   *
   * @param accessKeyId the AccessKey's id
   * @param accessKeySecret its secret
   * @return the credentials
   * @throws IllegalArgumentException if one is blank, or has a space, a line break or another
   *     character that is not visible ASCII
   */
  public static AliyunCredentials of(String accessKeyId, String accessKeySecret) {
    return new AliyunCredentials(
        new CredentialForm.Fixed(
            Forms.credential("AccessKey id", accessKeyId),
            Forms.credential("AccessKey secret", accessKeySecret),
            null));
  }

  /**
   * Returns the credentials of a session.
   *
   * @param accessKeyId the AccessKey's id
   * @param accessKeySecret its secret
   * @param securityToken the session's token
   * @return the credentials
   * @throws IllegalArgumentException if one is blank, or has a space, a line break or another
   *     character that is not visible ASCII
   */
  public static AliyunCredentials of(
      String accessKeyId, String accessKeySecret, String securityToken) {
    return new AliyunCredentials(
        new CredentialForm.Fixed(
            Forms.credential("AccessKey id", accessKeyId),
            Forms.credential("AccessKey secret", accessKeySecret),
            Forms.credential("security token", securityToken)));
  }

  /**
   * Returns the credentials of a RAM role, which are renewed before they expire.
   *
   * @param roleArn the role's ARN, such as {@code acs:ram::1234567890123456:role/tieline}
   * @param externalId what the role's trust policy demands as the external id; without one, whoever
   *     can name the role to this program could use it
   * @param base how to sign in for assuming the role
   * @return the credentials
   * @throws IllegalArgumentException if the ARN is not that of a role, or the external id is blank
   */
  public static AliyunCredentials assumeRole(
      String roleArn, String externalId, AliyunCredentials base) {
    if (!roleArn.matches("acs:ram::[0-9]{5,20}:role/[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "role: " + roleArn + " (expected: acs:ram::ACCOUNT:role/NAME)");
    }
    return new AliyunCredentials(
        new CredentialForm.Role(
            roleArn,
            Forms.credential("external id", externalId),
            requireNonNull(base, "base").form));
  }

  /**
   * Returns the credentials of the role of the ECS instance that this program runs on, read from
   * the instance's metadata in their hardened mode. Only here are metadata ever asked.
   *
   * @param roleName the role's name
   * @return the credentials
   * @throws IllegalArgumentException if the name is no role's
   */
  public static AliyunCredentials instanceRole(String roleName) {
    if (!roleName.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "instance role: " + roleName + " (expected: 1 to 64 letters, digits and . _ -)");
    }
    return new AliyunCredentials(new CredentialForm.Instance(roleName));
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
    return "AliyunCredentials[" + form + "]";
  }
}
