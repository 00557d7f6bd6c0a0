package dev.tieline.net;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * In what pieces the free addresses of a pool are. Immutable, safe for use by many threads.
 *
 * @param bits the width of an address: 32 for IPv4, 128 for IPv6
 * @param free how many addresses are free
 * @param gaps how many ranges of free addresses there are, with something used or out of bounds
 *     between one and the next
 * @param blocks how many free blocks there are of each prefix length, when the free addresses are
 *     cut into as few blocks as possible; lengths without a block are not in it; unmodifiable
 */
public record CidrFragmentation(
    int bits, BigInteger free, int gaps, SortedMap<Integer, Integer> blocks) {

  /**
   * Makes a report.
   *
   * @param bits the width of an address
   * @param free how many addresses are free
   * @param gaps how many ranges of free addresses there are
   * @param blocks how many free blocks there are of each prefix length
   */
  public CidrFragmentation {
    blocks = Collections.unmodifiableSortedMap(new TreeMap<>(blocks));
  }

  /**
   * Returns the prefix length of the largest free block.
   *
   * @return the shortest prefix length that {@link CidrPool#firstFree} finds a block of; empty if
   *     nothing is free
   */
  public OptionalInt largest() {
    return blocks.isEmpty() ? OptionalInt.empty() : OptionalInt.of(blocks.firstKey());
  }

  /**
   * Returns how many blocks of a size could be taken one after the other.
   *
   * @param prefixLength the prefix length of the blocks, from 0 to 32 for IPv4, to 128 for IPv6
   * @return how many disjoint free blocks of this size there are
   * @throws IllegalArgumentException if the prefix length is out of range for the family
   */
  public BigInteger count(int prefixLength) {
    Cidr.checkPrefixLength(prefixLength, bits);
    BigInteger count = BigInteger.ZERO;
    for (Map.Entry<Integer, Integer> entry : blocks.headMap(prefixLength + 1).entrySet()) {
      count =
          count.add(BigInteger.valueOf(entry.getValue()).shiftLeft(prefixLength - entry.getKey()));
    }
    return count;
  }

  /**
   * Returns what part of the free addresses no block of a size can have, since they are in smaller
   * pieces.
   *
   * @param prefixLength the prefix length of the block that is wanted
   * @return 0 if all free addresses could go to blocks of this size, 1 if none could; 0 if nothing
   *     is free
   * @throws IllegalArgumentException if the prefix length is out of range for the family
   */
  public double lostTo(int prefixLength) {
    Cidr.checkPrefixLength(prefixLength, bits);
    double all = 0;
    double fit = 0;
    for (Map.Entry<Integer, Integer> entry : blocks.entrySet()) {
      double addresses = Math.scalb((double) entry.getValue(), -entry.getKey());
      all += addresses;
      fit += entry.getKey() <= prefixLength ? addresses : 0;
    }
    return all == 0 ? 0 : 1 - fit / all;
  }
}
