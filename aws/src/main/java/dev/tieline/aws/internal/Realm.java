package dev.tieline.aws.internal;

import dev.tieline.provider.Accounts;

/**
 * What a provider was given.
 *
 * @param accounts the accounts and regions
 * @param readQuotas whether Service Quotas may be asked
 */
public record Realm(Accounts accounts, boolean readQuotas) {
  public static final String CLOUD = "aws";
}
