package dev.tieline.topology;

import java.util.List;

/**
 * Reads a cloud's part of a topology back from plain data; found by {@link
 * java.util.ServiceLoader}.
 */
public interface WishFormat {
  /**
   * Returns whose values this format reads.
   *
   * @return the name of the cloud's module
   */
  String cloud();

  /**
   * Returns the type of the data that {@link #network(Object)} takes: a record, or a sealed family
   * of records.
   *
   * @return the type
   */
  Class<?> networkData();

  /**
   * Returns the network that the data describe.
   *
   * @param data what {@link Network#asData()} returned
   * @return the network
   * @throws IllegalArgumentException if a value is malformed; the message names it
   */
  Network network(Object data);

  /**
   * Returns the option that the text names.
   *
   * @param text what {@link LinkOption#asText()} returned
   * @return the option
   * @throws IllegalArgumentException if there is none; the message lists those that exist
   */
  LinkOption<Peering> peeringOption(String text);

  /**
   * Returns every peering option, for messages.
   *
   * @return the options' texts in alphabetical order
   */
  List<String> peeringOptions();

  /**
   * Returns the type of the data that {@link #source(Object)} takes: a record, or a sealed family
   * of records.
   *
   * @return the type
   * @throws IllegalArgumentException as by default, if nothing can be offered in this cloud
   */
  default Class<?> sourceData() {
    throw new IllegalArgumentException("service: of " + cloud() + " (expected: a peering)");
  }

  /**
   * Returns the source that the data describe.
   *
   * @param data what {@link ServiceSource#asData()} returned
   * @return the source
   * @throws IllegalArgumentException if a value is malformed; the message names it
   */
  default ServiceSource source(Object data) {
    throw new IllegalArgumentException("service: of " + cloud() + " (expected: a peering)");
  }

  /**
   * Returns the type of the data that {@link #target(Object)} takes: a record, or a sealed family
   * of records.
   *
   * @return the type
   * @throws IllegalArgumentException as by default, if no service can be used in this cloud
   */
  default Class<?> targetData() {
    throw new IllegalArgumentException("endpoint: of " + cloud() + " (expected: a peering)");
  }

  /**
   * Returns the target that the data describe. Offers are read without it.
   *
   * @param data what {@link ServiceTarget#asData()} returned
   * @return the target
   * @throws IllegalArgumentException if a value is malformed; the message names it
   */
  default ServiceTarget target(Object data) {
    throw new IllegalArgumentException("endpoint: of " + cloud() + " (expected: a peering)");
  }

  /**
   * Returns the option of a hub that the text names.
   *
   * @param text what {@link LinkOption#asText()} returned
   * @return the option
   * @throws IllegalArgumentException if there is none; the message lists those that exist
   */
  default LinkOption<Hub> hubOption(String text) {
    throw new IllegalArgumentException(
        "option: " + text + " of a hub of " + cloud() + " (expected: no option)");
  }

  /**
   * Returns the option of a load balancer that the text names.
   *
   * @param text what {@link LinkOption#asText()} returned
   * @return the option
   * @throws IllegalArgumentException if there is none; the message lists those that exist
   */
  default LinkOption<LoadBalancer> balancerOption(String text) {
    throw new IllegalArgumentException(
        "option: " + text + " of a load balancer of " + cloud() + " (expected: no option)");
  }
}
