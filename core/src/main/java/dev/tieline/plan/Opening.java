package dev.tieline.plan;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Traffic;

/**
 * A rule that a plan opens.
 *
 * @param address the rule's address; its first segment is the link that it is for
 * @param network the name of the network whose hosts it opens
 * @param group the security group that gets the rule: its id, or the address of one that is to be
 *     made
 * @param direction whether it lets something in or out
 * @param traffic what it lets through
 * @param peer the block at the other end: where what is let in comes from, or what is let out goes
 *     to; one that is not known yet by what stands for it, such as {@code (block of network.a)}
 */
public record Opening(
    String address,
    String network,
    String group,
    Direction direction,
    Traffic traffic,
    String peer) {
  /** Which way a rule lets connections through a group. */
  public enum Direction {
    /** To the group's hosts. */
    IN,
    /** From the group's hosts. */
    OUT
  }

  /**
   * Checks that nothing is missing.
   *
   * @param address the rule's address
   * @param network the name of the network whose hosts it opens
   * @param group the security group that gets the rule
   * @param direction whether it lets something in or out
   * @param traffic what it lets through
   * @param peer the block at the other end
   */
  public Opening {
    requireNonNull(address, "address");
    requireNonNull(network, "network");
    requireNonNull(group, "group");
    requireNonNull(direction, "direction");
    requireNonNull(traffic, "traffic");
    requireNonNull(peer, "peer");
  }

  /**
   * Returns the link that the rule is for.
   *
   * @return the first segment of the address
   */
  public String link() {
    int slash = address.indexOf('/');
    return slash < 0 ? address : address.substring(0, slash);
  }
}
