package dev.tieline.topology;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;

/**
 * A wish for any free block of a size: chosen when it is planned, and read from our own object once
 * that exists.
 *
 * @param prefixLength the length of the block's prefix
 * @param within the block to choose from; for a subnet it is the network's
 */
public record FreeBlock(int prefixLength, CidrSet within) {
  /** Checks the length. */
  public FreeBlock {
    if (prefixLength < 0 || prefixLength > 128) {
      throw new IllegalArgumentException(
          "prefix length: " + prefixLength + " (expected: 0 to 32, or to 128 for IPv6)");
    }
  }

  /**
   * Returns a wish for a free block in the private space of RFC 1918.
   *
   * @param prefixLength the length of the block's prefix
   * @return the wish
   */
  public static FreeBlock of(int prefixLength) {
    return new FreeBlock(
        prefixLength,
        CidrSet.of(
            Cidr.parse("10.0.0.0/8"), Cidr.parse("172.16.0.0/12"), Cidr.parse("192.168.0.0/16")));
  }

  /**
   * Returns the same wish with other bounds.
   *
   * @param blocks where to choose from
   * @return a new wish
   */
  public FreeBlock within(String... blocks) {
    return new FreeBlock(
        prefixLength,
        CidrSet.of(java.util.Arrays.stream(blocks).map(Cidr::parse).toArray(Cidr[]::new)));
  }
}
