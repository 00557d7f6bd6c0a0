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
}
