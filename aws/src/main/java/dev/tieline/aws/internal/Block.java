package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;

/** A block of a VPC or a subnet with the state of its association, in the cloud's words. */
public record Block(Cidr cidr, String associationId, String state) {
  /** Whether the block can be used now. */
  public boolean associated() {
    return state.equals("associated");
  }

  /** Whether the block is there, or on the way to it. */
  public boolean present() {
    return associated() || state.equals("associating");
  }
}
