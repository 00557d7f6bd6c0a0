package dev.tieline.aliyun.internal;

import com.aliyun.credentials.exception.CredentialException;
import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import com.aliyun.credentials.provider.CLIProfileCredentialsProvider;
import com.aliyun.credentials.provider.EnvironmentVariableCredentialsProvider;
import com.aliyun.credentials.provider.OIDCRoleArnCredentialProvider;
import com.aliyun.credentials.provider.ProfileCredentialsProvider;
import com.aliyun.credentials.provider.SystemPropertiesCredentialsProvider;
import com.aliyun.credentials.utils.AuthUtils;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's default chain in its order, but for its end: the SDK would ask the metadata address of
 * the instance, and whatever address the environment names, for credentials.
 */
final class Chain implements AlibabaCloudCredentialsProvider {
  private final List<AlibabaCloudCredentialsProvider> links;
  private volatile @Nullable AlibabaCloudCredentialsProvider found;

  private Chain(List<AlibabaCloudCredentialsProvider> links) {
    this.links = List.copyOf(links);
  }

  static Chain ofDefaults() {
    List<AlibabaCloudCredentialsProvider> links = new ArrayList<>();
    links.add(new SystemPropertiesCredentialsProvider());
    links.add(new EnvironmentVariableCredentialsProvider());
    if (AuthUtils.environmentEnableOIDC()) {
      links.add(OIDCRoleArnCredentialProvider.builder().build());
    }
    links.add(CLIProfileCredentialsProvider.builder().build());
    links.add(new ProfileCredentialsProvider());
    return new Chain(links);
  }

  /** The types of its links, in order. */
  List<Class<?>> links() {
    return links.stream().<Class<?>>map(Object::getClass).toList();
  }

  @Override
  public CredentialModel getCredentials() {
    AlibabaCloudCredentialsProvider before = found;
    if (before != null) {
      return before.getCredentials();
    }
    List<String> why = new ArrayList<>();
    for (AlibabaCloudCredentialsProvider link : links) {
      try {
        CredentialModel credentials = link.getCredentials();
        if (credentials != null) {
          found = link;
          return credentials;
        }
      } catch (RuntimeException e) { // each says by an exception that it has none
        why.add(link.getProviderName() + ": " + Unsigned.told(e));
      }
    }
    throw new CredentialException("none found: " + String.join("; ", why));
  }

  @Override
  public String getProviderName() {
    return "default";
  }

  @Override
  public void close() throws Exception {
    for (AlibabaCloudCredentialsProvider link : links) {
      link.close();
    }
  }
}
