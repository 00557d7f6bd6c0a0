package dev.tieline.topology;

/**
 * One VPC of the wish: existing, managed or foreign. Cloud modules implement it with immutable
 * values; core asks only what it needs to check names and clouds.
 */
public interface Network {
  /**
   * Returns the cloud that the network is in.
   *
   * @return the name of the cloud's module, such as {@code aws}
   */
  String cloud();

  /**
   * Returns the account that the network is in.
   *
   * @return the alias of an account of the provider, or for a foreign network the account's id
   */
  String account();

  /**
   * Returns the region that the network is in.
   *
   * @return the cloud's name of the region
   */
  String region();

  /**
   * Returns this network as plain data, for JSON.
   *
   * @return a record (of a sealed family, perhaps) that the {@link WishFormat} of this cloud reads
   *     back
   */
  Object asData();
}
