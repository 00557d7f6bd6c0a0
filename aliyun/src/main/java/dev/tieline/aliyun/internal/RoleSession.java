package dev.tieline.aliyun.internal;

import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import dev.tieline.provider.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of a role, renewed by the call that needs them. By a call of our own, not by the
 * SDK's provider, which has timeouts, an endpoint and messages of its own.
 */
final class RoleSession implements AlibabaCloudCredentialsProvider {
  // the audit log shows sessions by this name
  private static final String SESSION = "tieline";
  // "the minimum and default of a role's longest session is 3600 s" (AssumeRole, STS API Reference)
  private static final Duration LONG = Duration.ofHours(1);
  // a signature must be good for the 15 minutes in which its request may still arrive
  private static final Duration BEFORE_THE_END = Duration.ofMinutes(20);

  private final CredentialForm.Role role;
  private final Rpc sts;
  private final LongSupplier nanos;
  private @Nullable CredentialModel session;
  private long asked;

  /**
   * @param sts signs with the base of the role
   * @param nanos a clock that only goes forward
   */
  RoleSession(CredentialForm.Role role, Rpc sts, LongSupplier nanos) {
    this.role = role;
    this.sts = sts;
    this.nanos = nanos;
  }

  @Override
  public synchronized CredentialModel getCredentials() {
    CredentialModel now = session;
    Duration age = Duration.ofNanos(nanos.getAsLong() - asked);
    if (now == null || age.compareTo(LONG.minus(BEFORE_THE_END)) >= 0) {
      long before = nanos.getAsLong();
      now = assume();
      session = now;
      asked = before;
    }
    return now;
  }

  private CredentialModel assume() {
    Answer answer;
    try {
      answer =
          sts.call(
              Request.of(Product.STS, "AssumeRole")
                  .with("RoleArn", role.arn())
                  .with("RoleSessionName", SESSION)
                  .with("ExternalId", role.externalId())
                  .with("DurationSeconds", LONG.toSeconds()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Answer given = answer.object("Credentials");
    for (String name : new String[] {"AccessKeyId", "AccessKeySecret", "SecurityToken"}) {
      if (given.text(name).isEmpty()) {
        throw given.wrong(name, "a text");
      }
    }
    return CredentialModel.builder()
        .accessKeyId(given.text("AccessKeyId"))
        .accessKeySecret(given.text("AccessKeySecret"))
        .securityToken(given.text("SecurityToken"))
        .type("sts")
        .providerName(getProviderName())
        .build();
  }

  @Override
  public String getProviderName() {
    return "ram_role_arn";
  }

  @Override
  public void close() {
    // holds nothing open
  }
}
