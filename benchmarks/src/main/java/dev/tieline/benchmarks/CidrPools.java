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
  private final CidrInput input = CidrInput.of(POOL, 8);
  private final List<Cidr> used = input.cidrs();

  CidrPools(CidrSpeed speed) {
    this.speed = speed;
  }

  void measure() {
    firstFree("first free /16 among 100,000 used, build included", input);
    // after 15 of 16 parts of the space, in each /16 of which something is used
    CidrInput full = CidrInput.full(POOL, 14, 0xf0f0);
    firstFree("first free /16 where it is the only one and late, build included", full);
    lateFree(full);
    allocations();
  }

  private static CidrPool pool(List<Cidr> used) {
    return CidrPool.within(Cidr.ofAny4()).minus(used);
  }

  private void firstFree(String task, CidrInput input) {
    List<Cidr> used = input.cidrs();
    List<Range<Long>> ranges = input.ranges();
    List<Time> of =
        speed.run(
            new Turns(task, 1)
                .add(OURS, () -> pool(used).firstFree(16).orElseThrow(), CidrPools::number)
                .add(GUAVA + " TreeRangeSet", () -> firstFree16(rangeSet(ranges)), first -> first));
    speed.faster(task, of, GUAVA, 20);
  }

  private void lateFree(CidrInput full) {
    CidrPool pool = pool(full.cidrs());
    TreeRangeSet<Long> set = rangeSet(full.ranges());
    speed.run(
        new Turns("first free /16 where it is the only one and late", 1)
            .add(OURS, () -> pool.firstFree(16).orElseThrow(), CidrPools::number)
            .add(GUAVA + " TreeRangeSet", () -> firstFree16(set), first -> first));
  }

  private static long number(Cidr cidr) {
    return Integer.toUnsignedLong(
        InetAddresses.coerceToInteger(InetAddresses.forString(cidr.first().toString())));
  }

  private static TreeRangeSet<Long> rangeSet(List<Range<Long>> ranges) {
    TreeRangeSet<Long> used = TreeRangeSet.create();
    for (Range<Long> range : ranges) {
      used.add(range);
    }
    return used;
  }

  private static long firstFree16(TreeRangeSet<Long> used) {
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
    CidrInput sizes = CidrInput.of(ALLOCATIONS, 9);
    Arrays.setAll(lengths, sizes::prefixLength);
    CidrPool pool = pool(used);
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
                    () -> IpAllocations.take(pool(used).allocator(), lengths),
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
