package dev.tieline.benchmarks;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrIndex;
import dev.tieline.net.Ip;
import inet.ipaddr.Address;
import inet.ipaddr.format.util.AssociativeAddressTrie;
import inet.ipaddr.format.util.AssociativeAddressTrie.AssociativeTrieNode;
import java.util.Arrays;
import java.util.List;

/**
 * Networks whose payloads are their numbers, in our index and in a trie of IPAddress; answers are
 * sums over numbers, so that they can be compared.
 */
final class Numbered {

  private Numbered() {}

  static Integer[] numbers(int size) {
    Integer[] numbers = new Integer[size];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  static CidrIndex<Integer> index(List<Cidr> cidrs, Integer[] numbers) {
    return CidrIndex.from(Arrays.asList(numbers), cidrs::get);
  }

  static <K extends Address> AssociativeAddressTrie<K, Integer> trie(
      AssociativeAddressTrie<K, Integer> trie, K[] networks) {
    for (int i = 0; i < networks.length; i++) {
      trie.put(networks[i], i);
    }
    return trie;
  }

  /** What a pair adds to the sum. */
  static long pair(int outer, int inner) {
    long mixed = ((long) outer << 32 | inner) * 0x9e3779b97f4a7c15L;
    return mixed ^ mixed >>> 29;
  }

  static long pairs(CidrIndex<Integer> index) {
    long[] sum = new long[1];
    index.forEachOverlap((outer, inner) -> sum[0] += pair(outer, inner));
    return sum[0];
  }

  static <K extends Address> long pairs(AssociativeAddressTrie<K, Integer> trie, K[] networks) {
    long sum = 0;
    for (int i = 0; i < networks.length; i++) {
      AssociativeTrieNode<K, Integer> node = trie.elementsContaining(networks[i]);
      while (node != null) {
        if (node.isAdded() && node.getValue() != i) {
          sum += pair(node.getValue(), i);
        }
        node = node.getUpperSubNode() != null ? node.getUpperSubNode() : node.getLowerSubNode();
      }
    }
    return sum;
  }

  static long matches(CidrIndex<Integer> index, List<Ip> ips) {
    long sum = 0;
    for (Ip ip : ips) {
      sum += payload(index, ip);
    }
    return sum;
  }

  static <K extends Address> long matches(AssociativeAddressTrie<K, Integer> trie, K[] addresses) {
    long sum = 0;
    for (K address : addresses) {
      sum += value(trie, address);
    }
    return sum;
  }

  /** Adds networks one by one, then removes them, with a match after each. */
  static long changes(CidrIndex<Integer> index, List<Cidr> cidrs, List<Ip> ips) {
    CidrIndex<Integer> now = index;
    long sum = 0;
    for (int i = 0; i < cidrs.size(); i++) {
      now = now.plus(cidrs.get(i), i);
      sum += payload(now, ips.get(i));
    }
    for (int i = 0; i < cidrs.size(); i++) {
      now = now.minus(cidrs.get(i), i);
      sum += payload(now, ips.get(i));
    }
    return sum;
  }

  static <K extends Address> long changes(
      AssociativeAddressTrie<K, Integer> trie, K[] networks, K[] addresses) {
    long sum = 0;
    for (int i = 0; i < networks.length; i++) {
      trie.put(networks[i], i);
      sum += value(trie, addresses[i]);
    }
    for (int i = 0; i < networks.length; i++) {
      trie.remove(networks[i]);
      sum += value(trie, addresses[i]);
    }
    return sum;
  }

  private static int payload(CidrIndex<Integer> index, Ip ip) {
    return index.longestMatch(ip).map(CidrIndex.Entry::payload).orElse(-1);
  }

  private static <K extends Address> int value(AssociativeAddressTrie<K, Integer> trie, K address) {
    AssociativeTrieNode<K, Integer> node = trie.longestPrefixMatchNode(address);
    return node == null ? -1 : node.getValue();
  }
}
