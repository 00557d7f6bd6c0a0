package dev.tieline.error;

import static java.util.Objects.requireNonNull;

/**
 * Where a call went: the part of every call error that is known before the call.
 *
 * @param cloud the cloud's name, such as {@code aws}
 * @param account the caller's alias of the account
 * @param region the cloud's name of the region
 * @param operation the cloud's name of the operation
 */
public record CallSite(String cloud, String account, String region, String operation) {
  /** Checks that nothing is missing. */
  public CallSite {
    requireNonNull(cloud, "cloud");
    requireNonNull(account, "account");
    requireNonNull(region, "region");
    requireNonNull(operation, "operation");
  }

  @Override
  public String toString() {
    return "cloud=" + cloud + " account=" + account + " region=" + region + " op=" + operation;
  }
}
