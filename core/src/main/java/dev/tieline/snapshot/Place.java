package dev.tieline.snapshot;

import static java.util.Objects.requireNonNull;

/**
 * Where an object is.
 *
 * @param cloud the name of the cloud's module
 * @param account the cloud's own id of the account
 * @param region the cloud's name of the region
 */
public record Place(String cloud, String account, String region) implements Comparable<Place> {
  /** Checks that nothing is missing. */
  public Place {
    requireNonNull(cloud, "cloud");
    requireNonNull(account, "account");
    requireNonNull(region, "region");
  }

  @Override
  public int compareTo(Place other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return cloud + "/" + account + "/" + region;
  }
}
