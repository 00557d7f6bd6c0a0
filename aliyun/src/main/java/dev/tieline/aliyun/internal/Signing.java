package dev.tieline.aliyun.internal;

import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import java.util.function.Consumer;

/**
 * Tells the key of every signature, since whose it is may change while a provider lives, and tells
 * a failure to get credentials from one of the call that they are for.
 */
final class Signing implements AlibabaCloudCredentialsProvider {
  private final String what;
  private final AlibabaCloudCredentialsProvider provider;
  private final Consumer<String> keys;

  /**
   * @param what the credentials in words without secrets
   * @param keys told the id of each key
   */
  Signing(String what, AlibabaCloudCredentialsProvider provider, Consumer<String> keys) {
    this.what = what;
    this.provider = provider;
    this.keys = keys;
  }

  @Override
  public CredentialModel getCredentials() {
    CredentialModel now;
    try {
      now = provider.getCredentials();
    } catch (RuntimeException e) {
      throw e instanceof Unsigned known
          ? known // of the role that this role is assumed by
          : new Unsigned(what, e);
    }
    keys.accept(now.getAccessKeyId());
    return now;
  }

  @Override
  public String getProviderName() {
    return provider.getProviderName();
  }

  @Override
  public void close() throws Exception {
    provider.close();
  }
}
