package dev.tieline.spi;

import static java.util.Objects.requireNonNull;

/**
 * Where calls go: one account in one region.
 *
 * @param cloud the name of the cloud's module
 * @param account the caller's alias of the account
 * @param region the cloud's name of the region
 */
public record Scope(String cloud, String account, String region) implements Comparable<Scope> {
  /** Checks that nothing is missing. */
  public Scope {
    requireNonNull(cloud, "cloud");
    requireNonNull(account, "account");
    requireNonNull(region, "region");
  }

  @Override
  public int compareTo(Scope other) {
    int byCloud = cloud.compareTo(other.cloud);
    if (byCloud != 0) {
      return byCloud;
    }
    int byAccount = account.compareTo(other.account);
    return byAccount != 0 ? byAccount : region.compareTo(other.region);
  }

  /**
   * Returns the place as plans show it.
   *
   * @return account alias and region
   */
  @Override
  public String toString() {
    return account + "/" + region;
  }
}
