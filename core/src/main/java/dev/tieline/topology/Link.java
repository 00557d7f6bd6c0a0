package dev.tieline.topology;

import java.util.List;

/** One wished connection. Closed: core knows every kind. */
public sealed interface Link permits Peering, Hub, Service, Endpoint, LoadBalancer {
  /**
   * Returns the link's name.
   *
   * @return a name that is unique in its topology
   */
  String name();

  /**
   * Returns the first segment of the address of every object of this link.
   *
   * @return such as {@code peering.tokyo-singapore}
   */
  String address();

  /**
   * Returns the networks that the link joins, or is in.
   *
   * @return their names, in the order given
   */
  List<String> networks();

  /**
   * Returns what the link lets through.
   *
   * @return one element a direction, in the order given
   */
  List<Flow> flows();
}
