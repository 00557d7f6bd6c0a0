package dev.tieline.topology;

/**
 * The service that an endpoint uses, and by which of the cloud's means. Cloud modules implement it
 * with immutable values; an {@link Offer} is one that names the service in the words of no single
 * cloud.
 */
public interface ServiceTarget {
  /**
   * Returns the cloud that the service is in.
   *
   * @return the name of the cloud's module, such as {@code aliyun}
   */
  String cloud();

  /**
   * Returns this target as plain data, for JSON.
   *
   * @return a record (of a sealed family, perhaps) that the {@link WishFormat} of this cloud reads
   *     back
   */
  Object asData();
}
