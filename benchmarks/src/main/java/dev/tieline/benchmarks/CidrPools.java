package dev.tieline.benchmarks;

import static dev.tieline.benchmarks.CidrSpeed.GUAVA;
import static dev.tieline.benchmarks.CidrSpeed.IPADDRESS;
import static dev.tieline.benchmarks.CidrSpeed.OURS;

import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import com.google.common.net.InetAddresses;
import dev.tieline.benchmarks.Turns.Time;
import dev.tieline.net.Cidr;
import dev.tieline.net.CidrPool;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;
import java.util.Arrays;
import java.util.List;

/** Free blocks among 100,000 used ones: the first of a size, and many one after the other. */
final class CidrPools {
  private static final int POOL = 100_000;
  private static final int ALLOCATIONS = 10_000;
  private static final long ALL4 = 1L << 32;

  private final CidrSpeed speed;
  private final CidrInput input = CidrInput.of(POOL, 8, 0, 32);
  private final List<Cidr> used = input.cidrs();

  CidrPools(CidrSpeed speed) {
    this.speed = speed;
  }

  void measure() {
    firstFree();
    allocations();
  }

  private CidrPool pool() {
    return CidrPool.within(Cidr.ofAny4()).minus(used);
  }

  private void firstFree() {
    List<Range<Long>> ranges = input.ranges();
    List<Time> of =
        speed.run(
            new Turns("first free /16 among 100,000 used, build included", 1)
                .add(
                    OURS,
                    () -> pool().firstFree(16).orElseThrow(),
                    cidr ->
                        Integer.toUnsignedLong(
                            InetAddresses.coerceToInteger(
                                InetAddresses.forString(cidr.first().toString()))))
                .add(GUAVA + " TreeRangeSet", () -> firstFree16(ranges), first -> first));
    speed.faster("first free block", of, GUAVA, 20);
  }

  private static long firstFree16(List<Range<Long>> ranges) {
    TreeRangeSet<Long> used = TreeRangeSet.create();
    for (Range<Long> range : ranges) {
      used.add(range);
    }
    for (Range<Long> gap : used.complement().subRangeSet(Range.closedOpen(0L, ALL4)).asRanges()) {
      long first = gap.lowerEndpoint() + 0xffff & -0x10000L;
      if (first + 0x10000 <= gap.upperEndpoint()) {
        return first;
      }
    }
    return -1;
  }

  private void allocations() {
    int[] lengths = new int[ALLOCATIONS];
    CidrInput sizes = CidrInput.of(ALLOCATIONS, 9, 0, 32);
    Arrays.setAll(lengths, sizes::prefixLength);
    CidrPool pool = pool();
    IPv4Address[] free =
        pool.free()
            .blocks()
            .map(c -> new IPAddressString(c.toString()).getAddress().toIPv4())
            .toArray(IPv4Address[]::new);
    List<Time> whole =
        speed.run(
            new Turns("10,000 allocations where 100,000 are used, build included", 1)
                .add(
                    OURS,
                    () -> IpAllocations.take(pool().allocator(), lengths),
                    IpAllocations::sizesLeft)
                .add(
                    IPADDRESS + " PrefixBlockAllocator, from the free blocks",
                    () -> IpAllocations.take(IpAllocations.of(free.clone()), lengths),
                    IpAllocations::sizesLeft));
    speed.faster("10,000 allocations, build included", whole, IPADDRESS, 50);
    speed.run(
        new Turns("one allocation where 100,000 are used", ALLOCATIONS)
            .add(
                OURS,
                pool::allocator,
                a -> IpAllocations.take(a, lengths),
                IpAllocations::sizesLeft)
            .add(
                IPADDRESS + " PrefixBlockAllocator",
                () -> IpAllocations.of(free.clone()),
                a -> IpAllocations.take(a, lengths),
                IpAllocations::sizesLeft));
  }
}
