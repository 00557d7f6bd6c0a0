package dev.tieline.plan;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;

/**
 * A rule that a plan opens.
 *
 * @param address the rule's address; its first segment is the link that it is for
 * @param network the name of the network whose hosts it opens
 * @param group the security group that gets the rule: its id, or the address of one that is to be
 *     made
 * @param traffic what it lets in
 * @param source from which block
 */
public record Opening(String address, String network, String group, Traffic traffic, Cidr source) {
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
