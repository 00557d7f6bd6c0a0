package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;

/** Where the packets of a route go: a block, or the blocks of a prefix list. Blocks come first. */
sealed interface Destination extends Comparable<Destination> {

  /** A block. */
  record Block(Cidr cidr) implements Destination {
    @Override
    public int compareTo(Destination other) {
      return other instanceof Block block ? cidr.compareTo(block.cidr) : -1;
    }

    @Override
    public String toString() {
      return cidr.toString();
    }
  }

  /** A prefix list by its id. */
  record Listed(String listId) implements Destination {
    @Override
    public int compareTo(Destination other) {
      return other instanceof Listed listed ? listId.compareTo(listed.listId) : 1;
    }

    @Override
    public String toString() {
      return listId;
    }
  }

  static Destination of(Cidr cidr) {
    return new Block(cidr);
  }
}
