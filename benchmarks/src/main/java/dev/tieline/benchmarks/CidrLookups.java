package dev.tieline.benchmarks;

import static dev.tieline.benchmarks.CidrSpeed.GUAVA;
import static dev.tieline.benchmarks.CidrSpeed.IPADDRESS;
import static dev.tieline.benchmarks.CidrSpeed.MANY;
import static dev.tieline.benchmarks.CidrSpeed.OURS;

import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import dev.tieline.benchmarks.Turns.Time;
import dev.tieline.net.Cidr;
import dev.tieline.net.CidrIndex;
import dev.tieline.net.Ip;
import inet.ipaddr.Address;
import inet.ipaddr.format.util.AssociativeAddressTrie;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import java.util.List;
import java.util.function.Supplier;

/** Questions about one network or address among a million networks. */
final class CidrLookups {
  private static final int QUERIES = 200_000;

  private final CidrSpeed speed;

  CidrLookups(CidrSpeed speed) {
    this.speed = speed;
  }

  void measure() {
    check();
    match4();
    match6();
  }

  private void check() {
    CidrInput input = CidrInput.of(MANY, 4, 0, 32);
    CidrInput asked = CidrInput.of(QUERIES, 44, 0, 32);
    CidrIndex<Integer> index = Numbered.index(input.cidrs(), Numbered.numbers(MANY));
    TreeRangeSet<Long> set = TreeRangeSet.create(input.ranges());
    List<Cidr> cidrs = asked.cidrs();
    List<Range<Long>> ranges = asked.ranges();
    List<Time> of =
        speed.run(
            new Turns("whether one network overlaps any of 1,000,000", QUERIES)
                .add(OURS, () -> cidrs.stream().filter(index::overlapsAny).count(), n -> n)
                .add(
                    GUAVA + " TreeRangeSet",
                    () -> ranges.stream().filter(set::intersects).count(),
                    n -> n));
    speed.faster("overlap check", of, GUAVA, 20);
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
    Integer[] numbers = Numbered.numbers(MANY);
    CidrIndex<Integer> index = Numbered.index(cidrs, numbers);
    AssociativeAddressTrie<K, Integer> trie = Numbered.trie(tries.get(), networks);
    List<Time> lookups =
        speed.run(
            new Turns("longest prefix match in 1,000,000 " + family + " networks", QUERIES)
                .add(OURS, () -> Numbered.matches(index, ips), sum -> sum)
                .add("trie of " + IPADDRESS, () -> Numbered.matches(trie, addresses), sum -> sum));
    speed.faster("longest prefix match, " + family, lookups, "trie", 20);
    List<Time> builds =
        speed.run(
            new Turns("build for matches in 1,000,000 " + family + " networks", 1)
                .add(
                    OURS,
                    () -> {
                      CidrIndex<Integer> built = Numbered.index(cidrs, numbers);
                      built.longestMatch(ips.get(0));
                      return built;
                    },
                    CidrIndex::size)
                .add(
                    "trie of " + IPADDRESS,
                    () -> Numbered.trie(tries.get(), networks),
                    t -> t.size()));
    speed.faster("longest prefix match, build, " + family, builds, "trie", 20);
  }
}
