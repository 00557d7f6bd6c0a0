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
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import java.util.List;
import java.util.function.Supplier;

/** Questions about one network or address among a million networks. */
final class CidrLookups {
  private static final int QUERIES = 200_000;
  private static final int CHANGES = 5_000;

  private final CidrSpeed speed;

  CidrLookups(CidrSpeed speed) {
    this.speed = speed;
  }

  void measure() {
    check();
    match4();
    match6();
    match6Longer();
    changes();
  }

  private void check() {
    CidrInput input = CidrInput.of(MANY, 4);
    CidrInput asked = CidrInput.of(QUERIES, 44);
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
    CidrInput input = CidrInput.of(MANY, 4);
    CidrInput asked = CidrInput.of(QUERIES, 45);
    match(
        "IPv4",
        input.cidrs(),
        asked.ips(),
        input.ipAddresses(),
        asked.singleIpAddresses(),
        IPv4AddressAssociativeTrie::new);
  }

  private void match6() {
    CidrInput input = CidrInput.of(MANY, 6);
    CidrInput asked = CidrInput.of(QUERIES, 46);
    match(
        "IPv6",
        input.cidrs6(),
        asked.ips6(),
        input.ipAddresses6(),
        asked.singleIpAddresses6(),
        IPv6AddressAssociativeTrie::new);
  }

  /** Networks that need both halves of an address: ours keeps the lower ones then. */
  private void match6Longer() {
    CidrInput input = CidrInput.of(MANY, 6).longer6();
    CidrInput asked = CidrInput.of(QUERIES, 46).longer6();
    lookups(
        "IPv6, longer than /64",
        Numbered.index(input.cidrs6(), Numbered.numbers(MANY)),
        asked.ips6(),
        Numbered.trie(new IPv6AddressAssociativeTrie<>(), input.ipAddresses6()),
        asked.singleIpAddresses6());
  }

  /** A trie changes in place; our index makes another one each time, and stays as it is. */
  private void changes() {
    CidrInput input = CidrInput.of(MANY, 4);
    CidrInput come = CidrInput.ofLength(CHANGES, 47, 30);
    CidrIndex<Integer> index = Numbered.index(input.cidrs(), Numbered.numbers(MANY));
    AssociativeAddressTrie<IPv4Address, Integer> trie =
        Numbered.trie(new IPv4AddressAssociativeTrie<>(), input.ipAddresses());
    List<Cidr> cidrs = come.cidrs();
    List<Ip> ips = come.ips();
    IPv4Address[] networks = come.ipAddresses();
    IPv4Address[] addresses = come.singleIpAddresses();
    speed.run(
        new Turns(
                "add or remove a network of 1,000,000, a match after each (plus, minus)",
                2 * CHANGES)
            .add(OURS, () -> Numbered.changes(index, cidrs, ips), sum -> sum)
            .add(
                "trie of " + IPADDRESS,
                () -> Numbered.changes(trie, networks, addresses),
                sum -> sum));
  }

  private <K extends Address> void lookups(
      String networks,
      CidrIndex<Integer> index,
      List<Ip> ips,
      AssociativeAddressTrie<K, Integer> trie,
      K[] addresses) {
    List<Time> lookups =
        speed.run(
            new Turns("longest prefix match in 1,000,000 networks of " + networks, QUERIES)
                .add(OURS, () -> Numbered.matches(index, ips), sum -> sum)
                .add("trie of " + IPADDRESS, () -> Numbered.matches(trie, addresses), sum -> sum));
    speed.faster("longest prefix match, " + networks, lookups, "trie", 20);
  }

  private <K extends Address> void match(
      String family,
      List<Cidr> cidrs,
      List<Ip> ips,
      K[] networks,
      K[] addresses,
      Supplier<AssociativeAddressTrie<K, Integer>> tries) {
    Integer[] numbers = Numbered.numbers(MANY);
    lookups(
        family,
        Numbered.index(cidrs, numbers),
        ips,
        Numbered.trie(tries.get(), networks),
        addresses);
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
