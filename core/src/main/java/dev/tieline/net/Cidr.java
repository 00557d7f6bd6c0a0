package dev.tieline.net;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A block of addresses: a first address and a prefix length, without host bits.
 *
 * <p>Blocks are ordered by family (IPv4 first), then first address, then prefix length, so that a
 * block stands before those it contains. Instances are immutable and safe for use by many threads;
 * one takes 32 bytes.
 */
public final class Cidr implements Comparable<Cidr> {

  private static final Cidr ANY4 = new Cidr(false, 0, 0, 0);
  private static final Cidr ANY6 = new Cidr(true, 0, 0, 0);

  /** The first address, aligned to the left: see {@link Bits}. */
  private final long high;

  private final long low;

  /** The prefix length as an unsigned byte, which keeps a block at 32 bytes. */
  private final byte length;

  private final boolean v6;

  private Cidr(boolean v6, long high, long low, int prefixLength) {
    this.v6 = v6;
    this.high = high;
    this.low = low;
    this.length = (byte) prefixLength;
  }

  /** Returns the block around an address that is aligned to the left. */
  static Cidr aligned(boolean v6, long high, long low, int prefixLength) {
    return new Cidr(
        v6, high & Bits.maskHigh(prefixLength), low & Bits.maskLow(prefixLength), prefixLength);
  }

  /**
   * Parses a block, strictly: the address as {@link Ip#parse} demands it, a prefix length without
   * leading zeros, and no host bits.
   *
   * @param text the block, such as {@code 10.20.0.0/16} or {@code 2001:db8::/56}
   * @return the block
   * @throws IllegalArgumentException if the text is no such block; the message says why and, where
   *     host bits are set, names the block that has none
   */
  public static Cidr parse(String text) {
    return CidrScan.readOrThrow(text, false);
  }

  /**
   * Parses a block as {@link #parse} does, but answers nothing instead of throwing.
   *
   * @param text the block
   * @return the block, or empty if {@link #parse} would refuse the text
   */
  public static Optional<Cidr> tryParse(String text) {
    return Optional.ofNullable(CidrScan.read(text));
  }

  /**
   * Parses a block as people and tools write it: the address as {@link Ip#parseLenient} reads it,
   * host bits are cleared, and an address alone is the block of that one address.
   *
   * <p>A block of IPv4-mapped addresses becomes IPv4 ({@code ::ffff:10.0.0.0/104} is {@code
   * 10.0.0.0/8}).
   *
   * @param text the block or address
   * @return the block
   * @throws IllegalArgumentException if the text has no meaning, or two; the message says why
   */
  public static Cidr parseLenient(String text) {
    return CidrScan.readOrThrow(text, true);
  }

  /**
   * Returns the block that begins at this address.
   *
   * @param first the first address of the block
   * @param prefixLength from 0 to 32 for IPv4, to 128 for IPv6
   * @return the block
   * @throws IllegalArgumentException if the prefix length is out of range, or the address has bits
   *     set beyond it
   */
  public static Cidr of(Ip first, int prefixLength) {
    Cidr block = enclosing(first, prefixLength);
    if (!block.startsAt(first)) {
      throw new IllegalArgumentException(
          "cidr: " + first + "/" + prefixLength + " " + hostBitsSet(block));
    }
    return block;
  }

  /**
   * Returns the block of this size around an address.
   *
   * @param ip any address of the block
   * @param prefixLength from 0 to 32 for IPv4, to 128 for IPv6
   * @return the block
   * @throws IllegalArgumentException if the prefix length is out of range
   */
  public static Cidr enclosing(Ip ip, int prefixLength) {
    checkPrefixLength(prefixLength, ip.bits());
    return aligned(ip.isV6(), ip.alignedHigh(), ip.alignedLow(), prefixLength);
  }

  /**
   * Returns the block of one address.
   *
   * @param ip the address
   * @return its /32 or /128
   */
  public static Cidr of(Ip ip) {
    return new Cidr(ip.isV6(), ip.alignedHigh(), ip.alignedLow(), ip.bits());
  }

  /**
   * Returns all of IPv4.
   *
   * @return {@code 0.0.0.0/0}
   */
  public static Cidr ofAny4() {
    return ANY4;
  }

  /**
   * Returns all of IPv6.
   *
   * @return {@code ::/0}
   */
  public static Cidr ofAny6() {
    return ANY6;
  }

  static void checkPrefixLength(int prefixLength, int max) {
    if (prefixLength < 0 || prefixLength > max) {
      throw new IllegalArgumentException(
          "prefix length: " + prefixLength + " (expected: 0 to " + max + ")");
    }
  }

  static String hostBitsSet(Cidr canonical) {
    return "has host bits set (expected: " + canonical + ")";
  }

  /**
   * Returns the first address.
   *
   * @return the network address
   */
  public Ip first() {
    return Ip.aligned(v6, high, low);
  }

  /**
   * Returns the last address.
   *
   * @return the broadcast address, where there is such a thing; the first one in a /32 or /128
   */
  public Ip last() {
    return Ip.aligned(
        v6, high | ~Bits.maskHigh(prefixLength()), low | ~Bits.maskLow(prefixLength()));
  }

  /**
   * Returns the number of leading bits that all addresses of the block share.
   *
   * @return 0 to 32 for IPv4, to 128 for IPv6
   */
  public int prefixLength() {
    return length & 0xff;
  }

  /**
   * Says whether this is an IPv4 block.
   *
   * @return true for IPv4
   */
  public boolean isV4() {
    return !v6;
  }

  /**
   * Says whether this is an IPv6 block.
   *
   * @return true for IPv6
   */
  public boolean isV6() {
    return v6;
  }

  /**
   * Says whether an address lies in this block.
   *
   * @param ip an address of any family
   * @return true if it does; false for the other family
   */
  public boolean contains(Ip ip) {
    return contains(ip.isV6(), ip.alignedHigh(), ip.alignedLow());
  }

  /**
   * Says whether all addresses of another block lie in this one.
   *
   * @param other a block of any family
   * @return true if they do, also for the same block; false for the other family
   */
  public boolean contains(Cidr other) {
    return prefixLength() <= other.prefixLength() && contains(other.v6, other.high, other.low);
  }

  private boolean contains(boolean ofV6, long ofHigh, long ofLow) {
    return v6 == ofV6
        && ((high ^ ofHigh) & Bits.maskHigh(prefixLength())) == 0
        && ((low ^ ofLow) & Bits.maskLow(prefixLength())) == 0;
  }

  /**
   * Says whether this block and another one have an address in common.
   *
   * @param other a block of any family
   * @return true if one contains the other
   */
  public boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  /**
   * Returns the number of addresses.
   *
   * @return 1 or more, up to 2^128
   */
  public BigInteger size() {
    return BigInteger.ONE.shiftLeft(bits() - prefixLength());
  }

  /**
   * Returns the n-th address, counted from 0: {@code host(0)} is {@link #first}.
   *
   * @param n from 0 to one less than {@link #size}
   * @return that address
   * @throws IllegalArgumentException if the block has no such address
   */
  public Ip host(long n) {
    int hostBits = bits() - prefixLength();
    if (n < 0 || hostBits < Long.SIZE - 1 && n >= 1L << hostBits) {
      throw new IllegalArgumentException(
          "host: "
              + n
              + " of "
              + this
              + " (expected: 0 to "
              + size().subtract(BigInteger.ONE)
              + ")");
    }
    return first().plus(n);
  }

  /**
   * Returns the two blocks that this one consists of.
   *
   * @return the lower and the upper half
   * @throws IllegalStateException if this block is one address
   */
  public List<Cidr> halves() {
    if (prefixLength() == bits()) {
      throw new IllegalStateException(
          "halves: " + this + " (expected: a block of two addresses or more)");
    }
    int half = prefixLength() + 1;
    long bitHigh = Bits.maskHigh(half) ^ Bits.maskHigh(prefixLength());
    long bitLow = Bits.maskLow(half) ^ Bits.maskLow(prefixLength());
    return List.of(new Cidr(v6, high, low, half), new Cidr(v6, high | bitHigh, low | bitLow, half));
  }

  /**
   * Returns the block of twice the size that contains this one.
   *
   * @return the block with a prefix length shorter by one
   * @throws IllegalStateException if this block is a whole family
   */
  public Cidr parent() {
    if (prefixLength() == 0) {
      throw new IllegalStateException(
          "parent: " + this + " (expected: a block that is not a whole family)");
    }
    return aligned(v6, high, low, prefixLength() - 1);
  }

  /**
   * Returns the block of a given size that contains this one.
   *
   * @param shorterLength from 0 to this block's own prefix length
   * @return that block; this one for its own length
   * @throws IllegalArgumentException if the length is negative or longer than this block's
   */
  public Cidr supernet(int shorterLength) {
    checkPrefixLength(shorterLength, prefixLength());
    return aligned(v6, high, low, shorterLength);
  }

  /** The upper half of the first address, aligned to the left. */
  long high() {
    return high;
  }

  /** The lower half of the first address, aligned to the left. */
  long low() {
    return low;
  }

  private int bits() {
    return v6 ? 128 : 32;
  }

  boolean startsAt(Ip ip) {
    return high == ip.alignedHigh() && low == ip.alignedLow();
  }

  @Override
  public int compareTo(Cidr other) {
    if (v6 != other.v6) {
      return v6 ? 1 : -1;
    }
    int byFirst = Bits.compare(high, low, other.high, other.low);
    return byFirst != 0 ? byFirst : Integer.compare(prefixLength(), other.prefixLength());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cidr cidr
        && length == cidr.length
        && v6 == cidr.v6
        && high == cidr.high
        && low == cidr.low;
  }

  @Override
  public int hashCode() {
    long mixed = (high + 31 * low + prefixLength()) * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> 32) + (v6 ? 1 : 0);
  }

  /**
   * Returns the canonical text.
   *
   * @return first address, slash, prefix length
   */
  @Override
  public String toString() {
    return first() + "/" + prefixLength();
  }
}
