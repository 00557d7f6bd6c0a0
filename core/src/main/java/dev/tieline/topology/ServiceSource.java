package dev.tieline.topology;

/**
 * What a service offers, and by which of the cloud's means. Cloud modules implement it with
 * immutable values.
 */
public interface ServiceSource {
  /**
   * Returns the cloud that offers it.
   *
   * @return the name of the cloud's module, such as {@code aliyun}
   */
  String cloud();

  /**
   * Returns this source as plain data, for JSON.
   *
   * @return a record (of a sealed family, perhaps) that the {@link WishFormat} of this cloud reads
   *     back
   */
  Object asData();
}
