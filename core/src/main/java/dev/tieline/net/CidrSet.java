package dev.tieline.net;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A set of addresses, made of blocks.
 *
 * <p>Two sets are equal if they hold the same addresses, however those were given. Instances are
 * immutable and safe for use by many threads. A range of addresses that neither touches nor
 * overlaps another takes 16 bytes (32 if one of the set begins or ends within a /64), however many
 * blocks it is made of.
 */
public final class CidrSet {

  private static final CidrSet EMPTY = new CidrSet(Edges.none(false), Edges.none(true));

  private final Edges v4;
  private final Edges v6;

  private CidrSet(Edges v4, Edges v6) {
    this.v4 = v4;
    this.v6 = v6;
  }

  private static CidrSet of(Edges v4, Edges v6) {
    return v4.size() == 0 && v6.size() == 0 ? EMPTY : new CidrSet(v4, v6);
  }

  /** The set of the addresses of one family. */
  static CidrSet of(Edges edges) {
    return edges.isV6() ? of(Edges.none(false), edges) : of(edges, Edges.none(true));
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
   * Returns the set of the addresses of some blocks. Linear.
   *
   * @param cidrs blocks of any family, in any order; they may overlap
   * @return the set
   */
  public static CidrSet copyOf(Collection<Cidr> cidrs) {
    SetBuilder builder = new SetBuilder(cidrs.size());
    for (Cidr cidr : cidrs) {
      builder.add(cidr);
    }
    return of(builder.edges4(), builder.edges6());
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
          "range: "
              + first
              + "-"
              + last
              + (first.isV4() == last.isV4()
                  ? " (expected: the first address before the last one)"
                  : " (expected: two addresses of one family)"));
    }
    boolean v6 = first.isV6();
    long one = v6 ? 1 : 0; // what the halves of an aligned address grow by to be the next one's
    long endLow = last.alignedLow() + one;
    long endHigh = Bits.sumHigh(last.alignedHigh(), v6 ? 0 : 1L << 32, last.alignedLow(), endLow);
    Edges edges = Edges.range(v6, first.alignedHigh(), first.alignedLow(), endHigh, endLow);
    return of(edges);
  }

  /**
   * Returns the addresses that are in this set, or in the other one, or in both. Linear.
   *
   * @param other another set
   * @return the union
   */
  public CidrSet union(CidrSet other) {
    return combine(other, Edges.UNION);
  }

  /**
   * Returns the addresses that are in this set and not in the other one. Linear.
   *
   * @param other another set
   * @return the difference
   */
  public CidrSet minus(CidrSet other) {
    return combine(other, Edges.MINUS);
  }

  /**
   * Returns the addresses that are in both sets. Linear.
   *
   * @param other another set
   * @return the intersection
   */
  public CidrSet intersection(CidrSet other) {
    return combine(other, Edges.INTERSECTION);
  }

  /**
   * Returns the addresses that some bounds have and this set has not. Linear.
   *
   * @param bounds the addresses to choose from, such as {@code CidrSet.of(Cidr.ofAny4())}
   * @return the bounds without this set
   */
  public CidrSet complement(CidrSet bounds) {
    return bounds.minus(this);
  }

  private CidrSet combine(CidrSet other, int operation) {
    return of(v4.combine(other.v4, operation), v6.combine(other.v6, operation));
  }

  /**
   * Says whether an address is in this set. Takes O(log n).
   *
   * @param ip an address of any family
   * @return true if it is
   */
  public boolean contains(Ip ip) {
    return (edges(ip.isV6()).upTo(ip.alignedHigh(), ip.alignedLow()) & 1) != 0;
  }

  /**
   * Says whether all addresses of a block are in this set. Takes O(log n).
   *
   * @param cidr a block of any family
   * @return true if they are
   */
  public boolean contains(Cidr cidr) {
    int edges = upToFirst(cidr);
    return (edges & 1) != 0 && edges == upToLast(cidr);
  }

  /**
   * Says whether all addresses of another set are in this one. Linear.
   *
   * @param other another set
   * @return true if they are; always true for the empty set
   */
  public boolean contains(CidrSet other) {
    return !other.v4.any(v4, Edges.MINUS) && !other.v6.any(v6, Edges.MINUS);
  }

  /**
   * Says whether this set and a block have an address in common. Takes O(log n).
   *
   * @param cidr a block of any family
   * @return true if they have
   */
  public boolean overlaps(Cidr cidr) {
    int edges = upToFirst(cidr);
    return (edges & 1) != 0 || edges != upToLast(cidr);
  }

  /**
   * Says whether this set and another one have an address in common. Linear.
   *
   * @param other another set
   * @return true if they have; never for the empty set
   */
  public boolean overlaps(CidrSet other) {
    return v4.any(other.v4, Edges.INTERSECTION) || v6.any(other.v6, Edges.INTERSECTION);
  }

  private int upToFirst(Cidr cidr) {
    return edges(cidr.isV6()).upTo(cidr.high(), cidr.low());
  }

  private int upToLast(Cidr cidr) {
    int length = cidr.prefixLength();
    return edges(cidr.isV6())
        .upTo(cidr.high() | ~Bits.maskHigh(length), cidr.low() | ~Bits.maskLow(length));
  }

  /**
   * Says whether this set holds no address.
   *
   * @return true if it is empty
   */
  public boolean isEmpty() {
    return v4.size() == 0 && v6.size() == 0;
  }

  /**
   * Returns the number of addresses. Linear.
   *
   * @return 0 or more, up to 2^32 + 2^128
   */
  public BigInteger size() {
    return v4.count().add(v6.count());
  }

  /**
   * Returns the blocks of this set: as few as possible, none overlapping, computed on each call.
   *
   * @return the blocks in address order, IPv4 first; unmodifiable
   */
  public List<Cidr> cidrs() {
    List<Cidr> cidrs = new ArrayList<>(v4.rangeCount() + v6.rangeCount());
    for (boolean six : new boolean[] {false, true}) {
      for (CoverCursor cursor = new CoverCursor(edges(six)); cursor.next(); ) {
        cidrs.add(cursor.cidr());
      }
    }
    return Collections.unmodifiableList(cidrs);
  }

  /**
   * Returns the blocks of {@link #cidrs}, each made when it is asked for.
   *
   * @return the blocks in address order, IPv4 first
   */
  public Stream<Cidr> blocks() {
    return StreamSupport.stream(new BlockSpliterator(this), false);
  }

  /**
   * Returns every address, each made when it is asked for.
   *
   * @return the addresses in order, IPv4 first
   */
  public Stream<Ip> addresses() {
    return StreamSupport.stream(new AddressSpliterator(this), false);
  }

  /**
   * Returns few routes that lead to all of this set, and to as little else as possible.
   *
   * <p>The result is the best there is, not a guess: it takes time and memory of up to the number
   * of blocks times the number of routes.
   *
   * @param atMost how many routes there may be, 1 or more; 2 or more if the set has both families
   * @return the routes, and how many addresses they lead to that are not in this set
   * @throws IllegalArgumentException if there may be fewer routes than the set has families
   */
  public CidrSummary summarise(int atMost) {
    boolean both = v4.size() > 0 && v6.size() > 0;
    if (atMost < (both ? 2 : 1)) {
      throw new IllegalArgumentException(
          "routes: "
              + atMost
              + (both
                  ? " (expected: at least 2, as the set has IPv4 and IPv6)"
                  : " (expected: at least 1)"));
    }
    return Summariser.summarise(v4, v6, atMost);
  }

  /** The addresses of one family. */
  Edges edges(boolean six) {
    return six ? v6 : v4;
  }

  /** Returns text fit for a message: the first few blocks, and whether there are more. */
  String shown() {
    int most = 4;
    String first = blocks().limit(most).map(Cidr::toString).collect(Collectors.joining(", "));
    return blocks().skip(most).findAny().isPresent() ? first + ", ..." : first;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CidrSet set && v4.equals(set.v4) && v6.equals(set.v6);
  }

  @Override
  public int hashCode() {
    return 31 * v4.hashCode() + v6.hashCode();
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
}
