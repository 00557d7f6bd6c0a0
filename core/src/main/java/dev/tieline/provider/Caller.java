package dev.tieline.provider;

import static java.util.Objects.requireNonNull;

/**
 * Whom the cloud takes an alias's credentials for.
 *
 * @param alias the account's alias
 * @param accountId the cloud's own id of the account
 * @param arn the cloud's name of the identity
 */
public record Caller(String alias, String accountId, String arn) {
  /** Checks that nothing is missing. */
  public Caller {
    requireNonNull(alias, "alias");
    requireNonNull(accountId, "accountId");
    requireNonNull(arn, "arn");
  }
}
