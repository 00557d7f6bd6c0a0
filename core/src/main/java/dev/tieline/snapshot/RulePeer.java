package dev.tieline.snapshot;

import dev.tieline.net.Cidr;

/** The other end of a rule; a closed family. */
public sealed interface RulePeer {
  /**
   * All addresses of a block.
   *
   * @param cidr the block
   */
  record Block(Cidr cidr) implements RulePeer {}

  /**
   * The members of a security group, perhaps in a peered VPC.
   *
   * @param group the id of the group
   */
  record Members(String group) implements RulePeer {}

  /**
   * Something that could not be read, such as a prefix list.
   *
   * @param what the cloud's words for it
   */
  record Unresolved(String what) implements RulePeer {}
}
