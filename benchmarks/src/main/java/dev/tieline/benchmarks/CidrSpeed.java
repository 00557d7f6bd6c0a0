package dev.tieline.benchmarks;

import com.github.jgonian.ipmath.Ipv4;
import com.github.jgonian.ipmath.Ipv4Range;
import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import com.google.common.net.InetAddresses;
import com.googlecode.ipv6.IPv6Address;
import com.googlecode.ipv6.IPv6Network;
import dev.tieline.benchmarks.Turns.Time;
import dev.tieline.net.Cidr;
import dev.tieline.net.CidrIndex;
import dev.tieline.net.CidrPool;
import dev.tieline.net.CidrSet;
import dev.tieline.net.Ip;
import inet.ipaddr.Address;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.format.util.AssociativeAddressTrie;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.commons.net.util.SubnetUtils;

/** CIDR algebra against the libraries for it, on the same input, with the same results. */
final class CidrSpeed {
  private static final int MANY = 1_000_000;
  private static final int POOL = 100_000;
  private static final int QUERIES = 200_000;
  private static final int TEXTS = 10_000;
  private static final int ALLOCATIONS = 10_000;
  private static final long ALL4 = 1L << 32;

  private static final String OURS = "Tieline";
  private static final String IPADDRESS = "IPAddress";
  private static final String GUAVA = "Guava";
  private static final String IP_MATH = "commons-ip-math";

  private final Goals goals;
  private final List<Time> times = new ArrayList<>();

  CidrSpeed(Goals goals) {
    this.goals = goals;
  }

  void measure() {
    parse4();
    parse6();
    pairs4();
    pairs6();
    check();
    match4();
    match6();
    pool();
    cover();
    hostile();
  }

  /** The best times of all candidates so far. */
  List<Time> times() {
    return List.copyOf(times);
  }

  private List<Time> run(Turns turns) {
    List<Time> of = turns.run();
    times.addAll(of);
    return of;
  }

  private static double nanos(List<Time> of, String candidate) {
    return of.stream()
        .filter(t -> t.candidate().startsWith(candidate))
        .findFirst()
        .orElseThrow()
        .nanos();
  }

  /** How many times faster ours is. */
  private void faster(String goal, List<Time> of, String rival, double wanted) {
    goals.atLeast(
        goal, "times as fast as " + rival, nanos(of, rival) / nanos(of, OURS), wanted, "x");
  }

  private static long pair(int outer, int inner) {
    long mixed = ((long) outer << 32 | inner) * 0x9e3779b97f4a7c15L;
    return mixed ^ mixed >>> 29;
  }

  /** A network of a rival, and its number. */
  private record Net<N>(N network, int number) {}

  private static <N> List<Net<N>> numbered(N[] networks) {
    List<Net<N>> nets = new ArrayList<>(networks.length);
    for (int i = 0; i < networks.length; i++) {
      nets.add(new Net<>(networks[i], i));
    }
    return nets;
  }

  /** Sorts objects and sweeps over them with a stack. */
  private static <N> long sortAndSweep(
      List<Net<N>> nets, Comparator<N> order, BiPredicate<N, N> contains) {
    List<Net<N>> sorted = new ArrayList<>(nets);
    sorted.sort((a, b) -> order.compare(a.network(), b.network()));
    List<Net<N>> stack = new ArrayList<>();
    long sum = 0;
    for (Net<N> net : sorted) {
      while (!stack.isEmpty()
          && !contains.test(stack.get(stack.size() - 1).network(), net.network())) {
        stack.remove(stack.size() - 1);
      }
      for (Net<N> outer : stack) {
        sum += pair(outer.number(), net.number());
      }
      stack.add(net);
    }
    return sum;
  }

  private static <K extends Address> AssociativeAddressTrie<K, Integer> trie(
      AssociativeAddressTrie<K, Integer> trie, K[] networks) {
    for (int i = 0; i < networks.length; i++) {
      trie.put(networks[i], i);
    }
    return trie;
  }

  private static <K extends Address> long triePairs(
      AssociativeAddressTrie<K, Integer> trie, K[] networks) {
    long sum = 0;
    for (int i = 0; i < networks.length; i++) {
      AssociativeAddressTrie.AssociativeTrieNode<K, Integer> node =
          trie.elementsContaining(networks[i]);
      while (node != null) {
        if (node.isAdded() && node.getValue() != i) {
          sum += pair(node.getValue(), i);
        }
        node = node.getUpperSubNode() != null ? node.getUpperSubNode() : node.getLowerSubNode();
      }
    }
    return sum;
  }

  private static CidrIndex<Integer> index(List<Cidr> cidrs, Integer[] numbers) {
    return CidrIndex.from(Arrays.asList(numbers), cidrs::get);
  }

  private static long pairs(CidrIndex<Integer> index) {
    long[] sum = new long[1];
    index.forEachOverlap((outer, inner) -> sum[0] += pair(outer, inner));
    return sum[0];
  }

  private static Integer[] numbers(int size) {
    Integer[] numbers = new Integer[size];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** The median of a few, since in the first one may be the end of what was alive before. */
  private static double retained(Supplier<?> made) {
    double[] bytes = new double[5];
    for (int i = 0; i < bytes.length; i++) {
      long before = used();
      Object object = made.get();
      try {
        bytes[i] = used() - before;
      } finally {
        Reference.reachabilityFence(object);
      }
    }
    Arrays.sort(bytes);
    return bytes[bytes.length / 2];
  }

  private void pairs4() {
    CidrInput input = CidrInput.of(MANY, 4, 0, 32);
    List<Cidr> cidrs = input.cidrs();
    Integer[] numbers = numbers(MANY);
    IPv4Address[] addresses = input.ipAddresses();
    double ours = retained(() -> index(cidrs, numbers));
    double theirs = retained(() -> trie(new IPv4AddressAssociativeTrie<>(), addresses));
    System.out.printf(
        "# bytes a network: %.1f, trie of IPAddress: %.1f%n", ours / MANY, theirs / MANY);
    goals.atLeast(
        "overlapping pairs, IPv4", "times less memory than its trie", theirs / ours, 20, "x");
    List<Net<Ipv4Range>> ranges = numbered(input.ipMath());
    List<Net<IPv4Address>> sortable = numbered(addresses);
    List<Time> of =
        run(
            new Turns("all overlapping pairs of 1,000,000 IPv4 networks, build included", 1)
                .add(OURS, () -> pairs(index(cidrs, numbers)), sum -> sum)
                .add(
                    IP_MATH + ", sorted and swept",
                    () ->
                        sortAndSweep(
                            ranges,
                            Comparator.comparing(Ipv4Range::start)
                                .thenComparing(Ipv4Range::end, Comparator.reverseOrder()),
                            Ipv4Range::contains),
                    sum -> sum)
                .add(
                    IPADDRESS + ", sorted and swept",
                    () ->
                        sortAndSweep(
                            sortable,
                            Comparator.comparingLong(IPv4Address::longValue)
                                .thenComparingInt(IPv4Address::getPrefixLength),
                            IPv4Address::contains),
                    sum -> sum)
                .add(
                    "trie of " + IPADDRESS,
                    () -> triePairs(trie(new IPv4AddressAssociativeTrie<>(), addresses), addresses),
                    sum -> sum));
    double fastest = Math.min(nanos(of, IP_MATH), nanos(of, IPADDRESS));
    goals.atLeast(
        "overlapping pairs, IPv4",
        "times as fast as the fastest that sorts objects",
        fastest / nanos(of, OURS),
        20,
        "x");
    faster("overlapping pairs, IPv4", of, "trie of " + IPADDRESS, 300);
  }

  private void pairs6() {
    CidrInput input = CidrInput.of(MANY, 6, 0, 32);
    List<Cidr> cidrs = input.cidrs6();
    Integer[] numbers = numbers(MANY);
    inet.ipaddr.ipv6.IPv6Address[] addresses = input.ipAddresses6();
    List<Net<IPv6Network>> networks = numbered(input.javaIpv6());
    List<Time> of =
        run(
            new Turns("all overlapping pairs of 1,000,000 IPv6 networks, build included", 1)
                .add(OURS, () -> pairs(index(cidrs, numbers)), sum -> sum)
                .add(
                    "java-ipv6, sorted and swept",
                    () ->
                        sortAndSweep(
                            networks,
                            Comparator.comparing(IPv6Network::getFirst)
                                .thenComparing(IPv6Network::getLast, Comparator.reverseOrder()),
                            IPv6Network::contains),
                    sum -> sum)
                .add(
                    "trie of " + IPADDRESS,
                    () -> triePairs(trie(new IPv6AddressAssociativeTrie<>(), addresses), addresses),
                    sum -> sum));
    faster("overlapping pairs, IPv6", of, "trie of " + IPADDRESS, 100);
  }

  private void check() {
    CidrInput input = CidrInput.of(MANY, 4, 0, 32);
    CidrInput asked = CidrInput.of(QUERIES, 44, 0, 32);
    CidrIndex<Integer> index = index(input.cidrs(), numbers(MANY));
    TreeRangeSet<Long> set = TreeRangeSet.create(input.ranges());
    List<Cidr> cidrs = asked.cidrs();
    List<Range<Long>> ranges = asked.ranges();
    List<Time> of =
        run(
            new Turns("whether one network overlaps any of 1,000,000", QUERIES)
                .add(OURS, () -> cidrs.stream().filter(index::overlapsAny).count(), n -> n)
                .add(
                    GUAVA + " TreeRangeSet",
                    () -> ranges.stream().filter(set::intersects).count(),
                    n -> n));
    faster("overlap check", of, GUAVA, 20);
  }

  private void match4() {
    CidrInput input = CidrInput.of(MANY, 4, 0, 32);
    CidrInput asked = CidrInput.of(QUERIES, 45, 0, 32);
    match(
        "IPv4",
        input.cidrs(),
        asked.ips(),
        input.ipAddresses(),
        asked.singleIpAddresses(),
        IPv4AddressAssociativeTrie::new);
  }

  private void match6() {
    CidrInput input = CidrInput.of(MANY, 6, 0, 32);
    CidrInput asked = CidrInput.of(QUERIES, 46, 0, 32);
    match(
        "IPv6",
        input.cidrs6(),
        asked.ips6(),
        input.ipAddresses6(),
        asked.singleIpAddresses6(),
        IPv6AddressAssociativeTrie::new);
  }

  private <K extends Address> void match(
      String family,
      List<Cidr> cidrs,
      List<Ip> ips,
      K[] networks,
      K[] addresses,
      Supplier<AssociativeAddressTrie<K, Integer>> tries) {
    Integer[] numbers = numbers(MANY);
    CidrIndex<Integer> index = index(cidrs, numbers);
    AssociativeAddressTrie<K, Integer> trie = trie(tries.get(), networks);
    List<Time> lookups =
        run(
            new Turns("longest prefix match in 1,000,000 " + family + " networks", QUERIES)
                .add(OURS, () -> matches(index, ips), sum -> sum)
                .add("trie of " + IPADDRESS, () -> matches(trie, addresses), sum -> sum));
    faster("longest prefix match, " + family, lookups, "trie", 20);
    List<Time> builds =
        run(
            new Turns("build for matches in 1,000,000 " + family + " networks", 1)
                .add(
                    OURS,
                    () -> {
                      CidrIndex<Integer> built = index(cidrs, numbers);
                      built.longestMatch(ips.get(0));
                      return built;
                    },
                    CidrIndex::size)
                .add("trie of " + IPADDRESS, () -> trie(tries.get(), networks), t -> t.size()));
    faster("longest prefix match, build, " + family, builds, "trie", 20);
  }

  private static long matches(CidrIndex<Integer> index, List<Ip> ips) {
    long sum = 0;
    for (Ip ip : ips) {
      sum += index.longestMatch(ip).map(CidrIndex.Entry::payload).orElse(-1);
    }
    return sum;
  }

  private static <K extends Address> long matches(
      AssociativeAddressTrie<K, Integer> trie, K[] addresses) {
    long sum = 0;
    for (K address : addresses) {
      AssociativeAddressTrie.AssociativeTrieNode<K, Integer> node =
          trie.longestPrefixMatchNode(address);
      sum += node == null ? -1 : node.getValue();
    }
    return sum;
  }

  private void pool() {
    CidrInput input = CidrInput.of(POOL, 8, 0, 32);
    List<Cidr> used = input.cidrs();
    List<Range<Long>> ranges = input.ranges();
    List<Time> of =
        run(
            new Turns("first free /16 among 100,000 used, build included", 1)
                .add(
                    OURS,
                    () -> CidrPool.within(Cidr.ofAny4()).minus(used).firstFree(16).orElseThrow(),
                    cidr ->
                        Integer.toUnsignedLong(
                            InetAddresses.coerceToInteger(
                                InetAddresses.forString(cidr.first().toString()))))
                .add(GUAVA + " TreeRangeSet", () -> firstFree16(ranges), first -> first));
    faster("first free block", of, GUAVA, 20);
    int[] lengths = new int[ALLOCATIONS];
    CidrInput sizes = CidrInput.of(ALLOCATIONS, 9, 0, 32);
    Arrays.setAll(lengths, sizes::prefixLength);
    CidrPool pool = CidrPool.within(Cidr.ofAny4()).minus(used);
    IPv4Address[] free =
        pool.free()
            .blocks()
            .map(c -> new IPAddressString(c.toString()).getAddress().toIPv4())
            .toArray(IPv4Address[]::new);
    List<Time> whole =
        run(
            new Turns("10,000 allocations where 100,000 are used, build included", 1)
                .add(OURS, () -> IpAllocations.take(pool(used), lengths), IpAllocations::sizesLeft)
                .add(
                    IPADDRESS + " PrefixBlockAllocator, from the free blocks",
                    () -> IpAllocations.take(IpAllocations.of(free.clone()), lengths),
                    IpAllocations::sizesLeft));
    faster("10,000 allocations, build included", whole, IPADDRESS, 50);
    run(
        new Turns("one allocation where 100,000 are used", ALLOCATIONS)
            .add(
                OURS,
                () -> pool.allocator(),
                a -> IpAllocations.take(a, lengths),
                IpAllocations::sizesLeft)
            .add(
                IPADDRESS + " PrefixBlockAllocator",
                () -> IpAllocations.of(free.clone()),
                a -> IpAllocations.take(a, lengths),
                IpAllocations::sizesLeft));
  }

  private static dev.tieline.net.CidrAllocator pool(Collection<Cidr> used) {
    return CidrPool.within(Cidr.ofAny4()).minus(used).allocator();
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

  private void cover() {
    CidrInput input = CidrInput.of(MANY, 10, 10 << 24, 25);
    List<Cidr> cidrs = input.cidrs();
    IPv4Address[] addresses = input.ipAddresses();
    List<Time> of =
        run(
            new Turns("minimal cover of 1,000,000 dense networks", 1)
                .add(
                    OURS,
                    () -> CidrSet.copyOf(cidrs).cidrs(),
                    all -> all.stream().mapToLong(c -> c.toString().hashCode()).sum())
                .add(
                    IPADDRESS + " mergeToPrefixBlocks",
                    () -> addresses[0].mergeToPrefixBlocks(addresses),
                    all -> Arrays.stream(all).mapToLong(a -> a.toString().hashCode()).sum()));
    faster("minimal cover", of, IPADDRESS, 40);
  }

  private static <R> Supplier<List<R>> each(String[] texts, Function<String, R> parse) {
    return () -> {
      List<R> read = new ArrayList<>(texts.length);
      for (String text : texts) {
        read.add(parse.apply(text));
      }
      return read;
    };
  }

  private static <R> ToLongFunction<List<R>> texts(Function<R, String> write) {
    return all -> all.stream().mapToLong(r -> write.apply(r).hashCode()).sum();
  }

  private void parse4() {
    String[] texts = CidrInput.of(TEXTS, 11, 0, 32).texts();
    List<Time> of =
        run(
            new Turns("parse of an IPv4 address", TEXTS)
                .add(OURS, each(texts, Ip::parse), texts(Ip::toString))
                .add(
                    GUAVA + " InetAddresses",
                    each(texts, InetAddresses::forString),
                    texts(InetAddress::getHostAddress))
                .add(
                    IPADDRESS,
                    each(texts, t -> new IPAddressString(t).getAddress()),
                    texts(IPAddress::toCanonicalString))
                .add(IP_MATH, each(texts, Ipv4::parse), texts(Ipv4::toString)));
    faster("parse, IPv4", of, GUAVA, 2);
    faster("parse, IPv4", of, IPADDRESS, 6);
    String[] blocks =
        CidrInput.of(TEXTS, 12, 0, 32).cidrs().stream().map(Cidr::toString).toArray(String[]::new);
    run(
        new Turns("parse of an IPv4 network", TEXTS)
            .add(OURS, each(blocks, Cidr::parse), texts(Cidr::toString))
            .add(
                IPADDRESS,
                each(blocks, t -> new IPAddressString(t).getAddress()),
                texts(IPAddress::toCanonicalString))
            .add(IP_MATH, each(blocks, Ipv4Range::parse), texts(Ipv4Range::toStringInCidrNotation))
            .add(
                "commons-net SubnetUtils",
                each(blocks, t -> new SubnetUtils(t).getInfo()),
                texts(SubnetUtils.SubnetInfo::getCidrSignature)));
  }

  private void parse6() {
    String[] texts = CidrInput.of(TEXTS, 13, 0, 32).texts6();
    List<Time> of =
        run(
            new Turns("parse of an IPv6 address", TEXTS)
                .add(OURS, each(texts, Ip::parse), texts(Ip::toString))
                .add(
                    GUAVA + " InetAddresses",
                    each(texts, InetAddresses::forString),
                    texts(InetAddresses::toAddrString))
                .add(
                    IPADDRESS,
                    each(texts, t -> new IPAddressString(t).getAddress()),
                    texts(IPAddress::toCanonicalString))
                .add(
                    "java-ipv6",
                    each(texts, IPv6Address::fromString),
                    texts(IPv6Address::toString)));
    faster("parse, IPv6", of, GUAVA, 1.5);
  }

  /** A /0, a nest as deep as can be, and duplicates: twice as many must take twice the time. */
  private void hostile() {
    IntFunction<List<Cidr>> hostile =
        size -> {
          List<Cidr> cidrs = new ArrayList<>(size);
          for (int i = 0; i < size; i++) {
            int length = i % 3 == 0 ? 24 : i % 3 == 1 ? i / 3 % 33 : 32;
            cidrs.add(Cidr.enclosing(Ip.v4(i % 3 == 2 ? i * 0x9e3779b9 : -1), length));
          }
          return cidrs;
        };
    List<Cidr> half = hostile.apply(MANY / 2);
    List<Cidr> whole = hostile.apply(MANY);
    Integer[] numbers = numbers(MANY);
    Integer[] halfNumbers = numbers(MANY / 2);
    List<Time> once =
        run(
            new Turns("count of the pairs of 500,000 hostile networks", 1)
                .add(OURS, () -> index(half, halfNumbers).overlapCount(), n -> n)
                .add(OURS + ", by parents", () -> counted(index(half, halfNumbers)), n -> n));
    List<Time> twice =
        run(
            new Turns("count of the pairs of 1,000,000 hostile networks", 1)
                .add(OURS, () -> index(whole, numbers).overlapCount(), n -> n)
                .add(OURS + ", by parents", () -> counted(index(whole, numbers)), n -> n));
    goals.atMost(
        "hostile input",
        "time for twice as many networks",
        nanos(twice, OURS) / nanos(once, OURS),
        3,
        "x");
  }

  /** The number of pairs, by sorting counts of equal networks instead of sweeping. */
  private static long counted(CidrIndex<Integer> index) {
    java.util.Map<Cidr, Long> equal = new java.util.HashMap<>();
    index.entries().forEach(e -> equal.merge(e.cidr(), 1L, Long::sum));
    long pairs = 0;
    for (java.util.Map.Entry<Cidr, Long> entry : equal.entrySet()) {
      long around = 0;
      for (int length = 0; length < entry.getKey().prefixLength(); length++) {
        around += equal.getOrDefault(entry.getKey().supernet(length), 0L);
      }
      pairs += entry.getValue() * around + entry.getValue() * (entry.getValue() - 1) / 2;
    }
    return pairs;
  }
}
