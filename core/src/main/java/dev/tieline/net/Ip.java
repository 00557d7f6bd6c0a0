package dev.tieline.net;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address, without a zone.
 *
 * <p>Addresses are ordered as unsigned numbers, all of IPv4 before all of IPv6. Instances are
 * immutable and safe for use by many threads; one takes 32 bytes.
 */
public final class Ip implements Comparable<Ip> {

  private static final long V4_MASK = 0xffff_ffffL;

  private final boolean v6;

  /** The upper half of an IPv6 address; 0 for IPv4. */
  private final long high;

  /** The lower half of an IPv6 address; an IPv4 address as an unsigned 32-bit number. */
  private final long low;

  private Ip(boolean v6, long high, long low) {
    this.v6 = v6;
    this.high = high;
    this.low = low;
  }

  /**
   * Parses an address, strictly: what another program could read in another way is refused.
   *
   * <p>IPv4 is four decimal octets without leading zeros; IPv6 is any form of RFC 4291 section 2.2,
   * in either letter case. Refused are blanks, zone ids, and IPv4-mapped addresses ({@code
   * ::ffff:10.1.2.3}), which name an IPv4 host by a second name.
   *
   * @param text the address, such as {@code 10.1.2.3} or {@code 2001:db8::1}
   * @return the address
   * @throws IllegalArgumentException if the text is not such an address; the message says why
   */
  public static Ip parse(String text) {
    return parse(text, false);
  }

  /**
   * Parses an address as {@link #parse} does, but answers nothing instead of throwing.
   *
   * @param text the address
   * @return the address, or empty if {@link #parse} would refuse the text
   */
  public static Optional<Ip> tryParse(String text) {
    Ip ip = scanned(text);
    return Optional.ofNullable(ip != null ? ip : new IpText(text, false).read());
  }

  /**
   * Parses an address as people and tools write it, where that has one meaning only.
   *
   * <p>Beyond what {@link #parse} accepts: surrounding white space and square brackets, a zone id
   * (dropped), IPv4-mapped addresses (become IPv4), and leading zeros in octets that are the same
   * number in octal and in decimal, or no octal number at all ({@code 10.08.00.1}, but not {@code
   * 10.010.0.1}).
   *
   * @param text the address
   * @return the address
   * @throws IllegalArgumentException if the text has no meaning, or two; the message says why
   */
  public static Ip parseLenient(String text) {
    return parse(text, true);
  }

  private static Ip parse(String text, boolean lenient) {
    Ip scanned = scanned(text);
    if (scanned != null) {
      return scanned;
    }
    IpText reader = new IpText(text, lenient);
    Ip ip = reader.read();
    if (ip == null) {
      throw new IllegalArgumentException("ip: " + IpText.shown(text) + " " + reader.problem());
    }
    return ip;
  }

  /** Returns the address if that is plain to see, as it is of nearly every text. */
  private static @Nullable Ip scanned(String text) {
    long bits = IpScan.read4(text, 0, text.length());
    if (bits >= 0) {
      return new Ip(false, 0, bits);
    }
    IpScan scan = new IpScan();
    return scan.read6(text, 0, text.length()) ? new Ip(true, scan.high(), scan.low()) : null;
  }

  /** Returns the address of this family whose bits, aligned to the left, are these. */
  static Ip aligned(boolean v6, long high, long low) {
    return v6 ? new Ip(true, high, low) : new Ip(false, 0, high >>> Integer.SIZE);
  }

  /**
   * Returns the IPv4 address of these 32 bits.
   *
   * @param bits the address, first octet in the highest bits
   * @return the address
   */
  public static Ip v4(int bits) {
    return new Ip(false, 0, Integer.toUnsignedLong(bits));
  }

  /**
   * Returns the IPv6 address of these 128 bits.
   *
   * @param high the first 64 bits
   * @param low the last 64 bits
   * @return the address; always IPv6, also within {@code ::ffff:0:0/96}
   */
  public static Ip of(long high, long low) {
    return new Ip(true, high, low);
  }

  /**
   * Says whether this is an IPv4 address.
   *
   * @return true for IPv4
   */
  public boolean isV4() {
    return !v6;
  }

  /**
   * Says whether this is an IPv6 address.
   *
   * @return true for IPv6
   */
  public boolean isV6() {
    return v6;
  }

  /**
   * Returns the width of an address of this family.
   *
   * @return 32 for IPv4, 128 for IPv6
   */
  public int bits() {
    return v6 ? 128 : 32;
  }

  /**
   * Returns the address after this one.
   *
   * @return the next address
   * @throws ArithmeticException if this is the last address of its family
   */
  public Ip next() {
    return plus(1);
  }

  /**
   * Returns the address before this one.
   *
   * @return the previous address
   * @throws ArithmeticException if this is the first address of its family
   */
  public Ip previous() {
    return plus(-1);
  }

  /**
   * Returns the address this far after this one, or before it if the distance is negative.
   *
   * @param distance how many addresses further
   * @return that address
   * @throws ArithmeticException if the family ends before that
   */
  public Ip plus(long distance) {
    if (!v6) {
      long sum = low + distance; // |low| < 2^32: wraps only for distances that end outside anyway
      if (sum < 0 || sum > V4_MASK) {
        throw new ArithmeticException(beyondEnd(distance));
      }
      return new Ip(false, 0, sum);
    }
    long sum = low + distance;
    if (distance >= 0) {
      boolean carry = Long.compareUnsigned(sum, low) < 0;
      if (carry && high == -1L) {
        throw new ArithmeticException(beyondEnd(distance));
      }
      return new Ip(true, carry ? high + 1 : high, sum);
    }
    boolean borrow = Long.compareUnsigned(sum, low) > 0;
    if (borrow && high == 0) {
      throw new ArithmeticException(beyondEnd(distance));
    }
    return new Ip(true, borrow ? high - 1 : high, sum);
  }

  private String beyondEnd(long distance) {
    String range =
        v6 ? ":: to ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" : "0.0.0.0 to 255.255.255.255";
    return "ip: " + this + " plus " + distance + " (expected: an address from " + range + ")";
  }

  /** The upper half of the address, aligned to the left: see {@link Bits}. */
  long alignedHigh() {
    return v6 ? high : low << Integer.SIZE;
  }

  /** The lower half of the address, aligned to the left; 0 for IPv4. */
  long alignedLow() {
    return v6 ? low : 0;
  }

  @Override
  public int compareTo(Ip other) {
    if (v6 != other.v6) {
      return v6 ? 1 : -1;
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ip ip && v6 == ip.v6 && high == ip.high && low == ip.low;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(high) + Long.hashCode(low * 0x9e3779b97f4a7c15L) + (v6 ? 1 : 0);
  }

  /**
   * Returns the canonical text: dotted decimal for IPv4, RFC 5952 for IPv6.
   *
   * @return the text; {@link #parse} reads it back, except for the IPv4-mapped addresses it refuses
   */
  @Override
  public String toString() {
    return v6 ? IpText.write6(high, low) : IpText.write4(low);
  }
}
