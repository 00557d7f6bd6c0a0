package dev.tieline.net;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * Finds free blocks: what is left of some bounds when the used blocks are taken out.
 *
 * <p>A pool is of one family, so that an exhausted IPv4 pool never answers with IPv6. The same
 * bounds and used blocks give the same answer always: the free block of the lowest address.
 * Instances are immutable and safe for use by many threads.
 *
 * <pre>{@code
 * CidrPool pool = CidrPool.within(Cidr.parse("10.0.0.0/8")).minus(used);
 * Optional<Cidr> block = pool.firstFree(16);
 * }</pre>
 */
public final class CidrPool {

  private final CidrSet free;
  private final int bits;

  private CidrPool(CidrSet free, int bits) {
    this.free = free;
    this.bits = bits;
  }

  /**
   * Returns a pool in which all of the bounds is free.
   *
   * @param bounds the addresses to choose from, all of one family; may be empty
   * @return the pool
   * @throws IllegalArgumentException if the bounds mix IPv4 and IPv6
   */
  public static CidrPool within(CidrSet bounds) {
    if (bounds.isEmpty()) {
      return new CidrPool(bounds, 128);
    }
    Ip first = bounds.rangeFirst(0);
    if (first.isV4() != bounds.rangeFirst(bounds.rangeCount() - 1).isV4()) {
      throw new IllegalArgumentException(
          "bounds: " + bounds + " (expected: blocks of one family, IPv4 or IPv6)");
    }
    return new CidrPool(bounds, first.bits());
  }

  /**
   * Returns a pool in which all of the bounds is free.
   *
   * @param bounds the blocks to choose from, all of one family; may overlap
   * @return the pool
   * @throws IllegalArgumentException if the bounds mix IPv4 and IPv6
   */
  public static CidrPool within(Cidr... bounds) {
    return within(CidrSet.copyOf(Arrays.asList(bounds)));
  }

  /**
   * Returns a pool without the addresses of some blocks. Takes O(n log n).
   *
   * @param used blocks that are not free; those outside of the bounds change nothing
   * @return the smaller pool
   */
  public CidrPool minus(Collection<Cidr> used) {
    return minus(CidrSet.copyOf(used));
  }

  /**
   * Returns a pool without the addresses of a set. Linear.
   *
   * @param used addresses that are not free; those outside of the bounds change nothing
   * @return the smaller pool
   */
  public CidrPool minus(CidrSet used) {
    return new CidrPool(free.minus(used), bits);
  }

  /**
   * Returns the lowest free block of a size. Linear in the number of gaps.
   *
   * @param prefixLength the prefix length of the block, from 0 to 32 for IPv4, to 128 for IPv6
   * @return the block, or empty if no block of this size is free
   * @throws IllegalArgumentException if the prefix length is out of range for the pool's family
   */
  public Optional<Cidr> firstFree(int prefixLength) {
    Cidr.checkPrefixLength(prefixLength, bits);
    for (int i = 0; i < free.rangeCount(); i++) {
      Ip first = free.rangeFirst(i);
      Cidr block = Cidr.enclosing(first, prefixLength);
      if (!block.first().equals(first)) { // begins before the gap: the next one is the first inside
        if (block.last().isLast()) {
          continue;
        }
        block = Cidr.of(block.last().next(), prefixLength);
      }
      if (block.last().compareTo(free.rangeLast(i)) <= 0) {
        return Optional.of(block);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns all free addresses.
   *
   * @return the bounds without the used blocks
   */
  public CidrSet free() {
    return free;
  }

  /**
   * Returns the free blocks as text.
   *
   * @return "free" and the blocks
   */
  @Override
  public String toString() {
    return "free " + free;
  }
}
