package dev.tieline.benchmarks;

import static dev.tieline.benchmarks.CidrSpeed.IPADDRESS;
import static dev.tieline.benchmarks.CidrSpeed.IP_MATH;
import static dev.tieline.benchmarks.CidrSpeed.MANY;
import static dev.tieline.benchmarks.CidrSpeed.OURS;
import static dev.tieline.benchmarks.CidrSpeed.nanos;

import com.github.jgonian.ipmath.Ipv4Range;
import com.googlecode.ipv6.IPv6Network;
import dev.tieline.benchmarks.Turns.Time;
import dev.tieline.net.Cidr;
import dev.tieline.net.CidrIndex;
import inet.ipaddr.Address;
import inet.ipaddr.format.util.AssociativeAddressTrie;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** All overlapping pairs, and the memory of what finds them. */
final class CidrPairs {
  private final CidrSpeed speed;

  CidrPairs(CidrSpeed speed) {
    this.speed = speed;
  }

  void measure() {
    pairs4();
    pairs6();
  }

  /** A rival that sorts its own objects. */
  private record Sorter(String candidate, Supplier<Long> pairs) {}

  private void pairs4() {
    CidrInput input = CidrInput.of(MANY, 4);
    IPv4Address[] addresses = input.ipAddresses();
    List<Sorter> sorters =
        List.of(
            sorter(
                IP_MATH,
                input.ipMath(),
                Comparator.comparing(Ipv4Range::start)
                    .thenComparing(Ipv4Range::end, Comparator.reverseOrder()),
                Ipv4Range::contains),
            sorter(
                IPADDRESS,
                addresses,
                Comparator.comparingLong(IPv4Address::longValue)
                    .thenComparingInt(IPv4Address::getPrefixLength),
                IPv4Address::contains));
    String goal = "overlapping pairs, IPv4";
    List<Cidr> cidrs = input.cidrs();
    double memory = memory("IPv4", cidrs, addresses, IPv4AddressAssociativeTrie::new);
    speed.goals().atLeast(goal, "times less memory than its trie", memory, 20, "x");
    List<Time> of = pairs("IPv4", cidrs, addresses, IPv4AddressAssociativeTrie::new, sorters);
    double fastest = Math.min(nanos(of, IP_MATH), nanos(of, IPADDRESS));
    speed
        .goals()
        .atLeast(
            goal,
            "times as fast as the fastest that sorts objects",
            fastest / nanos(of, OURS),
            20,
            "x");
    speed.faster(goal, of, "trie of " + IPADDRESS, 300);
  }

  private void pairs6() {
    CidrInput input = CidrInput.of(MANY, 6);
    inet.ipaddr.ipv6.IPv6Address[] addresses = input.ipAddresses6();
    List<Sorter> sorters =
        List.of(
            sorter(
                "java-ipv6",
                input.javaIpv6(),
                Comparator.comparing(IPv6Network::getFirst)
                    .thenComparing(IPv6Network::getLast, Comparator.reverseOrder()),
                IPv6Network::contains));
    List<Cidr> cidrs = input.cidrs6();
    memory("IPv6", cidrs, addresses, IPv6AddressAssociativeTrie::new);
    List<Time> of = pairs("IPv6", cidrs, addresses, IPv6AddressAssociativeTrie::new, sorters);
    speed.faster("overlapping pairs, IPv6", of, "trie of " + IPADDRESS, 100);
  }

  private <K extends Address> List<Time> pairs(
      String family,
      List<Cidr> cidrs,
      K[] addresses,
      Supplier<AssociativeAddressTrie<K, Integer>> tries,
      List<Sorter> sorters) {
    Integer[] numbers = Numbered.numbers(cidrs.size());
    Turns turns =
        new Turns("all overlapping pairs of 1,000,000 " + family + " networks, build included", 1)
            .add(OURS, () -> Numbered.pairs(Numbered.index(cidrs, numbers)), sum -> sum);
    for (Sorter sorter : sorters) {
      turns.add(sorter.candidate(), sorter.pairs(), sum -> sum);
    }
    return speed.run(
        turns.add(
            "trie of " + IPADDRESS,
            () -> Numbered.pairs(Numbered.trie(tries.get(), addresses), addresses),
            sum -> sum));
  }

  /**
   * Prints the bytes a network, and returns how many times as many a trie takes as our index that
   * has answered a question, which a trie can do from the start.
   */
  private static <K extends Address> double memory(
      String family,
      List<Cidr> cidrs,
      K[] addresses,
      Supplier<AssociativeAddressTrie<K, Integer>> tries) {
    Integer[] numbers = Numbered.numbers(cidrs.size());
    double built = retained(() -> Numbered.index(cidrs, numbers));
    double ours =
        retained(
            () -> {
              CidrIndex<Integer> index = Numbered.index(cidrs, numbers);
              index.longestMatch(cidrs.get(0).first());
              return index;
            });
    double theirs = retained(() -> Numbered.trie(tries.get(), addresses));
    System.out.printf(
        "# bytes of an %s network: %.1f, %.1f after a question, trie of IPAddress: %.1f%n",
        family, built / cidrs.size(), ours / cidrs.size(), theirs / cidrs.size());
    return theirs / ours;
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

  /** A network of a rival, and its number. */
  private record Net<N>(N network, int number) {}

  private static <N> Sorter sorter(
      String library, N[] networks, Comparator<N> order, BiPredicate<N, N> contains) {
    List<Net<N>> nets = new ArrayList<>(networks.length);
    for (int i = 0; i < networks.length; i++) {
      nets.add(new Net<>(networks[i], i));
    }
    return new Sorter(library + ", sorted and swept", () -> sortAndSweep(nets, order, contains));
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
        sum += Numbered.pair(outer.number(), net.number());
      }
      stack.add(net);
    }
    return sum;
  }
}
