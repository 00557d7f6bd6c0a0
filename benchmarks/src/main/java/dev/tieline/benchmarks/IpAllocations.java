package dev.tieline.benchmarks;

import dev.tieline.net.CidrAllocator;
import inet.ipaddr.PrefixBlockAllocator;
import inet.ipaddr.ipv4.IPv4Address;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same blocks taken from both allocators: each takes from the smallest free block that has
 * room, so that the free blocks that are left have the same sizes, whichever of equal ones were
 * taken.
 */
final class IpAllocations {

  private IpAllocations() {}

  static PrefixBlockAllocator<IPv4Address> of(IPv4Address[] free) {
    PrefixBlockAllocator<IPv4Address> allocator = new PrefixBlockAllocator<>();
    allocator.addAvailable(free);
    return allocator;
  }

  static CidrAllocator take(CidrAllocator allocator, int[] lengths) {
    for (int length : lengths) {
      if (allocator.allocateBestFit(length).isEmpty()) {
        throw new IllegalStateException("allocation of a /" + length + " (expected: a block)");
      }
    }
    return allocator;
  }

  static PrefixBlockAllocator<IPv4Address> take(
      PrefixBlockAllocator<IPv4Address> allocator, int[] lengths) {
    for (int length : lengths) {
      if (allocator.allocateBitLength(32 - length) == null) {
        throw new IllegalStateException("allocation of a /" + length + " (expected: a block)");
      }
    }
    return allocator;
  }

  static long sizesLeft(CidrAllocator allocator) {
    return allocator.pool().fragmentation().blocks().hashCode();
  }

  static long sizesLeft(PrefixBlockAllocator<IPv4Address> allocator) {
    Map<Integer, Integer> sizes = new TreeMap<>();
    for (Object block : (Object[]) allocator.getAvailable()) {
      sizes.merge(((IPv4Address) block).getPrefixLength(), 1, Integer::sum);
    }
    return sizes.hashCode();
  }
}
