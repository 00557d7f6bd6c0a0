package dev.tieline.snapshot;

import dev.tieline.net.Ip;
import java.util.List;

/**
 * Something with addresses in a subnet: an instance, a network interface.
 *
 * @param id the cloud's id
 * @param name its name in the cloud; empty if it has none
 * @param subnet the id of its subnet
 * @param addresses its private addresses
 * @param groups the ids of its security groups
 */
public record Host(String id, String name, String subnet, List<Ip> addresses, List<String> groups) {
  /** Copies the collections. */
  public Host {
    addresses = List.copyOf(addresses);
    groups = List.copyOf(groups);
  }
}
