package dev.tieline.provider;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Ref;

/**
 * A block of a network, known or still to be given out by the cloud.
 *
 * @param label its part of an address, the same before and after it is known: the block, or {@code
 *     ipv6} for the one that the cloud chooses
 * @param v6 whether it is of IPv6, which is known before the block is
 * @param cidr the block
 */
public record BlockRef(String label, boolean v6, Ref<Cidr> cidr) {
  /** Checks that nothing is missing. */
  public BlockRef {
    requireNonNull(label, "label");
    requireNonNull(cidr, "cidr");
  }

  /**
   * Returns a block that is known.
   *
   * @param cidr the block
   * @return the reference
   */
  public static BlockRef known(Cidr cidr) {
    return new BlockRef(cidr.toString(), cidr.isV6(), Ref.known(cidr));
  }
}
