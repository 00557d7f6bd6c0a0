package dev.tieline.net;

import java.util.Optional;

/**
 * Takes free blocks one after the other, and gives them back.
 *
 * <p>An allocator changes with each call; {@link CidrPool} is its immutable brother, from which it
 * comes and to which it leads back. The same calls in the same order give the same blocks. Each
 * call takes O(log n) with n ranges of free addresses. They take about 36 bytes each at first,
 * those of IPv6 twice that. They stand in nodes of 32 at most, which are split when they are full
 * and go when they are empty, and are not joined before: where ranges have come and gone, each that
 * is left may have a node to itself, of about 900 bytes, or 1,700 for IPv6. {@link #pool} makes do
 * with 16 bytes a range, and its allocator begins anew.
 *
 * <p>Not safe for use by many threads: who shares one has to lock it.
 *
 * <pre>{@code
 * CidrAllocator allocator = CidrPool.within(Cidr.parse("10.0.0.0/8")).minus(used).allocator();
 * Optional<Cidr> block = allocator.allocate(24);
 * }</pre>
 */
public final class CidrAllocator {

  private final CidrSet bounds;
  private final Gaps gaps;
  private final boolean v6;

  CidrAllocator(CidrSet bounds, Edges free) {
    this.bounds = bounds;
    this.gaps = new Gaps(free);
    this.v6 = free.isV6();
  }

  /**
   * Takes the lowest free block of a size.
   *
   * @param prefixLength the prefix length of the block, from 0 to 32 for IPv4, to 128 for IPv6
   * @return the block, which is not free from now on; empty if no block of this size was free
   * @throws IllegalArgumentException if the prefix length is out of range for the family
   */
  public Optional<Cidr> allocate(int prefixLength) {
    Cidr.checkPrefixLength(prefixLength, v6 ? 128 : 32);
    return Optional.ofNullable(gaps.takeFirst(prefixLength));
  }

  /**
   * Takes a free block of a size, where it does the least harm: see {@link CidrPool#bestFit}.
   *
   * @param prefixLength the prefix length of the block, from 0 to 32 for IPv4, to 128 for IPv6
   * @return the block, which is not free from now on; empty if no block of this size was free
   * @throws IllegalArgumentException if the prefix length is out of range for the family
   */
  public Optional<Cidr> allocateBestFit(int prefixLength) {
    Cidr.checkPrefixLength(prefixLength, v6 ? 128 : 32);
    return Optional.ofNullable(gaps.takeBest(prefixLength));
  }

  /**
   * Takes this very block.
   *
   * @param block the block
   * @return true if all of it was free, and is not from now on; else false, and nothing is changed
   */
  public boolean allocate(Cidr block) {
    return block.isV6() == v6 && gaps.take(block);
  }

  /**
   * Gives a block back, which then joins what is free beside it. It need not be one that was taken
   * here as a whole: part of one does as well, and so does what was used before.
   *
   * @param block the block, which is free from now on
   * @throws IllegalArgumentException if it is of the other family, not all within the bounds of the
   *     pool, or some of it is free already; nothing is changed then
   */
  public void release(Cidr block) {
    if (block.isV6() != v6) {
      throw new IllegalArgumentException(
          "release: " + block + " (expected: a block of " + (v6 ? "IPv6" : "IPv4") + ")");
    }
    if (!bounds.contains(block)) {
      throw new IllegalArgumentException(
          "release: " + block + " (expected: a block within the bounds, " + bounds.shown() + ")");
    }
    if (!gaps.give(block)) {
      throw new IllegalArgumentException(
          "release: " + block + " (expected: a block that is in use, but some of it is free)");
    }
  }

  /**
   * Returns what is free now. Linear.
   *
   * @return a pool, which later calls do not change
   */
  public CidrPool pool() {
    return new CidrPool(bounds, CidrSet.of(gaps.toEdges()), v6);
  }

  /**
   * Returns the free blocks as text.
   *
   * @return "free" and the blocks
   */
  @Override
  public String toString() {
    return pool().toString();
  }
}
