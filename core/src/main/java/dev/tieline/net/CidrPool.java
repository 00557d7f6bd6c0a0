package dev.tieline.net;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds free blocks: what is left of some bounds when the used blocks are taken out.
 *
 * <p>A pool is of one family, so that an exhausted IPv4 pool never answers with IPv6. The same
 * bounds and used blocks give the same answer always. Instances are immutable and safe for use by
 * many threads; they take what {@link #free} and the bounds take. To take many blocks one after the
 * other, use {@link #allocator}.
 *
 * <pre>{@code
 * CidrPool pool = CidrPool.within(Cidr.parse("10.0.0.0/8")).minus(used);
 * Optional<Cidr> block = pool.firstFree(16);
 * }</pre>
 */
public final class CidrPool {

  private final CidrSet bounds;
  private final CidrSet free;
  private final boolean v6;

  CidrPool(CidrSet bounds, CidrSet free, boolean v6) {
    this.bounds = bounds;
    this.free = free;
    this.v6 = v6;
  }

  /**
   * Returns a pool in which all of the bounds is free.
   *
   * @param bounds the addresses to choose from, all of one family; may be empty, and is taken for
   *     IPv6 then
   * @return the pool
   * @throws IllegalArgumentException if the bounds mix IPv4 and IPv6
   */
  public static CidrPool within(CidrSet bounds) {
    boolean has4 = bounds.edges(false).size() > 0;
    if (has4 && bounds.edges(true).size() > 0) {
      throw new IllegalArgumentException(
          "bounds: " + bounds.shown() + " (expected: blocks of one family, IPv4 or IPv6)");
    }
    return new CidrPool(bounds, bounds, !has4);
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
   * Returns a pool without the addresses of some blocks. Linear.
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
    return new CidrPool(bounds, free.minus(used), v6);
  }

  /**
   * Returns the lowest free block of a size. Linear in the number of gaps before it.
   *
   * @param prefixLength the prefix length of the block, from 0 to 32 for IPv4, to 128 for IPv6
   * @return the block, or empty if no block of this size is free
   * @throws IllegalArgumentException if the prefix length is out of range for the pool's family
   */
  public Optional<Cidr> firstFree(int prefixLength) {
    return nthFree(prefixLength, 0);
  }

  /**
   * Returns a free block of a size by its number in address order. Linear in the number of gaps
   * before it.
   *
   * @param prefixLength the prefix length of the block, from 0 to 32 for IPv4, to 128 for IPv6
   * @param n how many free blocks of this size are before it; 0 is {@link #firstFree}
   * @return the block, or empty if fewer blocks of this size are free
   * @throws IllegalArgumentException if the prefix length is out of range for the pool's family, or
   *     the number is negative
   */
  public Optional<Cidr> nthFree(int prefixLength, long n) {
    Cidr.checkPrefixLength(prefixLength, v6 ? 128 : 32);
    if (n < 0) {
      throw new IllegalArgumentException("n: " + n + " (expected: 0 or more)");
    }
    long left = n;
    Edges edges = free.edges(v6);
    for (int range = 0; range < edges.size(); range += 2) {
      AlignedBlocks blocks = new AlignedBlocks(edges, range, prefixLength);
      if (Long.compareUnsigned(left, blocks.count()) < 0) {
        return Optional.of(blocks.cidr(left));
      }
      left -= blocks.count();
    }
    return Optional.empty();
  }

  /**
   * Returns a free block of a size, where it does the least harm: from the smallest free block that
   * has room for it, and from the lowest one of those; the lowest part of that. Linear.
   *
   * @param prefixLength the prefix length of the block, from 0 to 32 for IPv4, to 128 for IPv6
   * @return the block, or empty if no block of this size is free
   * @throws IllegalArgumentException if the prefix length is out of range for the pool's family
   */
  public Optional<Cidr> bestFit(int prefixLength) {
    Cidr.checkPrefixLength(prefixLength, v6 ? 128 : 32);
    int best = -1;
    long high = 0;
    long low = 0;
    CoverCursor cursor = new CoverCursor(free.edges(v6));
    while (best < prefixLength && cursor.next()) {
      if (cursor.prefixLength() <= prefixLength && cursor.prefixLength() > best) {
        best = cursor.prefixLength();
        high = cursor.high();
        low = cursor.low();
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(Cidr.aligned(v6, high, low, prefixLength));
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
   * Reports in what pieces the free addresses are. Linear.
   *
   * @return the report
   */
  public CidrFragmentation fragmentation() {
    int[] counts = new int[129];
    CoverCursor cursor = new CoverCursor(free.edges(v6));
    while (cursor.next()) {
      counts[cursor.prefixLength()]++;
    }
    SortedMap<Integer, Integer> blocks = new TreeMap<>();
    for (int length = 0; length < counts.length; length++) {
      if (counts[length] > 0) {
        blocks.put(length, counts[length]);
      }
    }
    return new CidrFragmentation(v6 ? 128 : 32, free.size(), free.edges(v6).rangeCount(), blocks);
  }

  /**
   * Returns an allocator to which everything that is free here is free. Linear.
   *
   * @return a new allocator; what it does changes nothing here
   */
  public CidrAllocator allocator() {
    return new CidrAllocator(bounds, free.edges(v6));
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
