package dev.tieline.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A set of addresses, made of blocks.
 *
 * <p>Two sets are equal if they hold the same addresses, however those were given. Instances are
 * immutable and safe for use by many threads.
 */
public final class CidrSet {

  private static final CidrSet EMPTY = new CidrSet(new Ip[0], new Ip[0]);

  /**
   * The first addresses of the ranges, ascending. Ranges neither overlap nor touch, and none spans
   * both families, so that a set has one representation only.
   */
  private final Ip[] firsts;

  /** The last addresses of the ranges, each for the first one of the same index. */
  private final Ip[] lasts;

  private CidrSet(Ip[] firsts, Ip[] lasts) {
    this.firsts = firsts;
    this.lasts = lasts;
  }

  /**
   * Returns the set without addresses.
   *
   * @return the empty set
   */
  public static CidrSet empty() {
    return EMPTY;
  }

  /**
   * Returns the set of the addresses of some blocks.
   *
   * @param cidrs blocks of any family, in any order; they may overlap
   * @return the set
   */
  public static CidrSet of(Cidr... cidrs) {
    return copyOf(Arrays.asList(cidrs));
  }

  /**
   * Returns the set of the addresses of some blocks. Takes O(n log n).
   *
   * @param cidrs blocks of any family, in any order; they may overlap
   * @return the set
   */
  public static CidrSet copyOf(Collection<Cidr> cidrs) {
    Cidr[] sorted = cidrs.toArray(new Cidr[0]);
    Arrays.sort(sorted);
    Ranges ranges = new Ranges(sorted.length);
    for (Cidr cidr : sorted) {
      ranges.add(cidr.first(), cidr.last());
    }
    return ranges.toSet();
  }

  /**
   * Returns the set of the addresses from one to another, both included.
   *
   * @param first the first address
   * @param last the last address
   * @return the set
   * @throws IllegalArgumentException if the last address is before the first, or of another family
   */
  public static CidrSet range(Ip first, Ip last) {
    if (first.isV4() != last.isV4() || last.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "range: " + first + "-" + last + " (expected: the first address before the last one)");
    }
    return new CidrSet(new Ip[] {first}, new Ip[] {last});
  }

  /**
   * Returns the addresses that are in this set, or in the other one, or in both. Linear.
   *
   * @param other another set
   * @return the union
   */
  public CidrSet union(CidrSet other) {
    Ranges ranges = new Ranges(firsts.length + other.firsts.length);
    int i = 0;
    int j = 0;
    while (i < firsts.length || j < other.firsts.length) {
      boolean mine =
          j == other.firsts.length
              || i < firsts.length && firsts[i].compareTo(other.firsts[j]) <= 0;
      if (mine) {
        ranges.add(firsts[i], lasts[i]);
        i++;
      } else {
        ranges.add(other.firsts[j], other.lasts[j]);
        j++;
      }
    }
    return ranges.toSet();
  }

  /**
   * Returns the addresses that are in this set and not in the other one. Linear.
   *
   * @param other another set
   * @return the difference
   */
  public CidrSet minus(CidrSet other) {
    Ranges ranges = new Ranges(firsts.length + other.firsts.length);
    int j = 0;
    for (int i = 0; i < firsts.length; i++) {
      Ip from = firsts[i];
      Ip last = lasts[i];
      while (j < other.firsts.length && other.lasts[j].compareTo(from) < 0) {
        j++;
      }
      boolean used = false;
      for (; j < other.firsts.length && other.firsts[j].compareTo(last) <= 0; j++) {
        if (from.compareTo(other.firsts[j]) < 0) {
          ranges.add(from, other.firsts[j].previous());
        }
        if (other.lasts[j].compareTo(last) >= 0) {
          used = true;
          break; // this hole may reach into the next range: look at it again there
        }
        from = other.lasts[j].next();
      }
      if (!used) {
        ranges.add(from, last);
      }
    }
    return ranges.toSet();
  }

  /**
   * Returns the addresses that are in both sets. Linear.
   *
   * @param other another set
   * @return the intersection
   */
  public CidrSet intersection(CidrSet other) {
    Ranges ranges = new Ranges(firsts.length + other.firsts.length);
    int i = 0;
    int j = 0;
    while (i < firsts.length && j < other.firsts.length) {
      Ip first = max(firsts[i], other.firsts[j]);
      boolean mineEndsFirst = lasts[i].compareTo(other.lasts[j]) <= 0;
      Ip last = mineEndsFirst ? lasts[i] : other.lasts[j];
      if (first.compareTo(last) <= 0) {
        ranges.add(first, last);
      }
      if (mineEndsFirst) {
        i++;
      } else {
        j++;
      }
    }
    return ranges.toSet();
  }

  /**
   * Says whether an address is in this set. Takes O(log n).
   *
   * @param ip an address of any family
   * @return true if it is
   */
  public boolean contains(Ip ip) {
    int range = lastRangeFrom(ip);
    return range >= 0 && ip.compareTo(lasts[range]) <= 0;
  }

  /**
   * Says whether all addresses of a block are in this set. Takes O(log n).
   *
   * @param cidr a block of any family
   * @return true if they are
   */
  public boolean contains(Cidr cidr) {
    int range = lastRangeFrom(cidr.first());
    return range >= 0 && cidr.last().compareTo(lasts[range]) <= 0;
  }

  /**
   * Says whether all addresses of another set are in this one. Linear.
   *
   * @param other another set
   * @return true if they are; always true for the empty set
   */
  public boolean contains(CidrSet other) {
    int i = 0;
    for (int j = 0; j < other.firsts.length; j++) {
      while (i < firsts.length && lasts[i].compareTo(other.firsts[j]) < 0) {
        i++;
      }
      if (i == firsts.length
          || firsts[i].compareTo(other.firsts[j]) > 0
          || lasts[i].compareTo(other.lasts[j]) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Says whether this set and a block have an address in common. Takes O(log n).
   *
   * @param cidr a block of any family
   * @return true if they have
   */
  public boolean overlaps(Cidr cidr) {
    int range = lastRangeFrom(cidr.last());
    return range >= 0 && cidr.first().compareTo(lasts[range]) <= 0;
  }

  /**
   * Says whether this set and another one have an address in common. Linear.
   *
   * @param other another set
   * @return true if they have; never for the empty set
   */
  public boolean overlaps(CidrSet other) {
    int i = 0;
    int j = 0;
    while (i < firsts.length && j < other.firsts.length) {
      if (lasts[i].compareTo(other.firsts[j]) < 0) {
        i++;
      } else if (other.lasts[j].compareTo(firsts[i]) < 0) {
        j++;
      } else {
        return true;
      }
    }
    return false;
  }

  /**
   * Says whether this set holds no address.
   *
   * @return true if it is empty
   */
  public boolean isEmpty() {
    return firsts.length == 0;
  }

  /**
   * Returns the blocks of this set: as few as possible, none overlapping, computed on each call.
   *
   * @return the blocks in address order, IPv4 first; unmodifiable
   */
  public List<Cidr> cidrs() {
    List<Cidr> cidrs = new ArrayList<>();
    for (int i = 0; i < firsts.length; i++) {
      addBlocks(firsts[i], lasts[i], cidrs);
    }
    return List.copyOf(cidrs);
  }

  /** Cuts a range into blocks: the largest one that begins at its start and fits, and so on. */
  private static void addBlocks(Ip first, Ip last, List<Cidr> to) {
    Ip from = first;
    while (true) {
      Cidr block = Cidr.enclosing(from, from.bits() - from.trailingZeros());
      while (block.last().compareTo(last) > 0) {
        block = Cidr.of(from, block.prefixLength() + 1);
      }
      to.add(block);
      if (block.last().equals(last)) {
        return;
      }
      from = block.last().next();
    }
  }

  /** Returns the index of the last range that begins at or before an address, or -1. */
  private int lastRangeFrom(Ip ip) {
    int index = Arrays.binarySearch(firsts, ip);
    return index >= 0 ? index : -index - 2;
  }

  int rangeCount() {
    return firsts.length;
  }

  Ip rangeFirst(int index) {
    return firsts[index];
  }

  Ip rangeLast(int index) {
    return lasts[index];
  }

  private static Ip max(Ip a, Ip b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CidrSet set
        && Arrays.equals(firsts, set.firsts)
        && Arrays.equals(lasts, set.lasts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(firsts) + Arrays.hashCode(lasts);
  }

  /**
   * Returns the blocks as text.
   *
   * @return {@link #cidrs} in square brackets
   */
  @Override
  public String toString() {
    return cidrs().toString();
  }

  /** Collects ranges in the order of their first addresses, and joins those that meet. */
  private static final class Ranges {
    private final Ip[] firsts;
    private final Ip[] lasts;
    private int size;

    Ranges(int capacity) {
      firsts = new Ip[capacity];
      lasts = new Ip[capacity];
    }

    void add(Ip first, Ip last) {
      if (size > 0 && meets(lasts[size - 1], first)) {
        lasts[size - 1] = max(lasts[size - 1], last);
      } else {
        firsts[size] = first;
        lasts[size] = last;
        size++;
      }
    }

    /** The end of IPv4 does not meet the start of IPv6. */
    private static boolean meets(Ip last, Ip first) {
      return last.isV4() == first.isV4() && (last.isLast() || first.compareTo(last.next()) <= 0);
    }

    CidrSet toSet() {
      return size == 0
          ? EMPTY
          : new CidrSet(Arrays.copyOf(firsts, size), Arrays.copyOf(lasts, size));
    }
  }
}
