package dev.tieline.net;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A block of addresses: a first address and a prefix length, without host bits.
 *
 * <p>Blocks are ordered by family (IPv4 first), then first address, then prefix length, so that a
 * block stands before those it contains. Instances are immutable and safe for use by many threads.
 */
public final class Cidr implements Comparable<Cidr> {

  private static final Cidr ANY4 = new Cidr(Ip.v4(0), 0);
  private static final Cidr ANY6 = new Cidr(Ip.of(0, 0), 0);

  private final Ip first;
  private final int prefixLength;

  private Cidr(Ip first, int prefixLength) {
    this.first = first;
    this.prefixLength = prefixLength;
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
    return new Reader(text, false).readOrThrow();
  }

  /**
   * Parses a block as {@link #parse} does, but answers nothing instead of throwing.
   *
   * @param text the block
   * @return the block, or empty if {@link #parse} would refuse the text
   */
  public static Optional<Cidr> tryParse(String text) {
    return Optional.ofNullable(new Reader(text, false).read());
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
    return new Reader(text, true).readOrThrow();
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
    if (!block.first.equals(first)) {
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
    return new Cidr(ip.withHostBitsCleared(prefixLength), prefixLength);
  }

  /**
   * Returns the block of one address.
   *
   * @param ip the address
   * @return its /32 or /128
   */
  public static Cidr of(Ip ip) {
    return new Cidr(ip, ip.bits());
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

  private static String hostBitsSet(Cidr canonical) {
    return "has host bits set (expected: " + canonical + ")";
  }

  /**
   * Returns the first address.
   *
   * @return the network address
   */
  public Ip first() {
    return first;
  }

  /**
   * Returns the last address.
   *
   * @return the broadcast address, where there is such a thing; the first one in a /32 or /128
   */
  public Ip last() {
    return first.withHostBitsSet(prefixLength);
  }

  /**
   * Returns the number of leading bits that all addresses of the block share.
   *
   * @return 0 to 32 for IPv4, to 128 for IPv6
   */
  public int prefixLength() {
    return prefixLength;
  }

  /**
   * Says whether this is an IPv4 block.
   *
   * @return true for IPv4
   */
  public boolean isV4() {
    return first.isV4();
  }

  /**
   * Says whether this is an IPv6 block.
   *
   * @return true for IPv6
   */
  public boolean isV6() {
    return first.isV6();
  }

  /**
   * Says whether an address lies in this block.
   *
   * @param ip an address of any family
   * @return true if it does; false for the other family
   */
  public boolean contains(Ip ip) {
    return first.sharesPrefix(ip, prefixLength);
  }

  /**
   * Says whether all addresses of another block lie in this one.
   *
   * @param other a block of any family
   * @return true if they do, also for the same block; false for the other family
   */
  public boolean contains(Cidr other) {
    return prefixLength <= other.prefixLength && contains(other.first);
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
    return BigInteger.ONE.shiftLeft(first.bits() - prefixLength);
  }

  /**
   * Returns the n-th address, counted from 0: {@code host(0)} is {@link #first}.
   *
   * @param n from 0 to one less than {@link #size}
   * @return that address
   * @throws IllegalArgumentException if the block has no such address
   */
  public Ip host(long n) {
    int hostBits = first.bits() - prefixLength;
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
    return first.plus(n);
  }

  /**
   * Returns the two blocks that this one consists of.
   *
   * @return the lower and the upper half
   * @throws IllegalStateException if this block is one address
   */
  public List<Cidr> halves() {
    if (prefixLength == first.bits()) {
      throw new IllegalStateException(
          "halves: " + this + " (expected: a block of two addresses or more)");
    }
    Cidr lower = new Cidr(first, prefixLength + 1);
    return List.of(lower, new Cidr(lower.last().next(), prefixLength + 1));
  }

  /**
   * Returns the block of twice the size that contains this one.
   *
   * @return the block with a prefix length shorter by one
   * @throws IllegalStateException if this block is a whole family
   */
  public Cidr parent() {
    if (prefixLength == 0) {
      throw new IllegalStateException("parent: " + this + " (expected: a block longer than /0)");
    }
    return enclosing(first, prefixLength - 1);
  }

  /**
   * Returns the block of a given size that contains this one.
   *
   * @param shorterLength from 0 to this block's own prefix length
   * @return that block; this one for its own length
   * @throws IllegalArgumentException if the length is negative or longer than this block's
   */
  public Cidr supernet(int shorterLength) {
    checkPrefixLength(shorterLength, prefixLength);
    return enclosing(first, shorterLength);
  }

  @Override
  public int compareTo(Cidr other) {
    int byFirst = first.compareTo(other.first);
    return byFirst != 0 ? byFirst : Integer.compare(prefixLength, other.prefixLength);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cidr cidr
        && prefixLength == cidr.prefixLength
        && first.equals(cidr.first);
  }

  @Override
  public int hashCode() {
    return 31 * first.hashCode() + prefixLength;
  }

  /**
   * Returns the canonical text.
   *
   * @return first address, slash, prefix length
   */
  @Override
  public String toString() {
    return first + "/" + prefixLength;
  }

  /** Reads one text once, without throwing, and says what is wrong with it. */
  private static final class Reader {

    private static final int MAPPED_BITS = 96;

    private final String original;
    private final boolean lenient;
    private String problem = "";

    Reader(String original, boolean lenient) {
      this.original = original;
      this.lenient = lenient;
    }

    Cidr readOrThrow() {
      Cidr cidr = read();
      if (cidr == null) {
        throw new IllegalArgumentException("cidr: " + IpText.shown(original) + " " + problem);
      }
      return cidr;
    }

    @Nullable Cidr read() {
      String text = lenient ? original.strip() : original;
      int slash = text.indexOf('/');
      IpText address = new IpText(slash < 0 ? text : text.substring(0, slash), lenient);
      Ip ip = address.read();
      if (ip == null) {
        return fail(address.problem());
      }
      if (slash < 0) {
        return lenient
            ? of(ip)
            : fail("has no prefix length (expected: " + ip + "/" + ip.bits() + " for one address)");
      }
      int length = length(text, slash + 1, address.wasMapped() ? MAPPED_BITS : 0, ip.bits());
      if (length < 0) {
        return null;
      }
      Cidr block = enclosing(ip, length);
      return lenient || block.first.equals(ip) ? block : fail(hostBitsSet(block));
    }

    private int length(String text, int from, int least, int bits) {
      boolean digits = from < text.length();
      for (int i = from; i < text.length(); i++) {
        digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
      }
      int length = digits ? IpText.number(text, from, text.length(), lenient) : -1;
      if (length < least || length > least + bits) {
        fail("(expected: a prefix length from " + least + " to " + (least + bits) + ")");
        return -1;
      }
      return length - least;
    }

    private @Nullable Cidr fail(String why) {
      problem = why;
      return null;
    }
  }
}
