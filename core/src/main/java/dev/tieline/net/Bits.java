package dev.tieline.net;

import java.math.BigInteger;

/**
 * Numbers of 128 bits as two longs, and the one form of an address that all fast code shares:
 * aligned to the left, so that an IPv4 address is the first 32 bits of 128.
 *
 * <p>In that form a prefix of a length is the same bits in both families, and what is said of
 * blocks needs saying once. Longs are unsigned throughout.
 */
final class Bits {

  private Bits() {}

  /** The upper half of the mask of a prefix length from 0 to 128. */
  static long maskHigh(int prefixLength) {
    // Java shifts by the count modulo 64, so a length of 64 and more needs a case of its own.
    return prefixLength >= Long.SIZE ? -1L : ~(-1L >>> prefixLength);
  }

  /** The lower half of the mask of a prefix length from 0 to 128. */
  static long maskLow(int prefixLength) {
    if (prefixLength <= Long.SIZE) {
      return 0;
    }
    return prefixLength == 2 * Long.SIZE ? -1L : ~(-1L >>> prefixLength - Long.SIZE);
  }

  /** The upper half of the number of addresses of a block, 0 for the 2^128 of the length 0. */
  static long sizeHigh(int prefixLength) {
    return prefixLength == 0 || prefixLength > Long.SIZE ? 0 : 1L << Long.SIZE - prefixLength;
  }

  /** The lower half of the number of addresses of a block. */
  static long sizeLow(int prefixLength) {
    return prefixLength <= Long.SIZE ? 0 : 1L << 2 * Long.SIZE - prefixLength;
  }

  static int compare(long highA, long lowA, long highB, long lowB) {
    int byHigh = Long.compareUnsigned(highA, highB);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(lowA, lowB);
  }

  /** The upper half of a sum, of which the lower halves are given for the carry. */
  static long sumHigh(long highA, long highB, long lowA, long lowSum) {
    return highA + highB + (Long.compareUnsigned(lowSum, lowA) < 0 ? 1 : 0);
  }

  /** The upper half of a difference, of which the lower halves are given for the borrow. */
  static long differenceHigh(long highA, long highB, long lowA, long lowB) {
    return highA - highB - (Long.compareUnsigned(lowA, lowB) < 0 ? 1 : 0);
  }

  /** How many leading bits two addresses share. */
  static int sharedBits(long highA, long lowA, long highB, long lowB) {
    return highA != highB
        ? Long.numberOfLeadingZeros(highA ^ highB)
        : Long.SIZE + Long.numberOfLeadingZeros(lowA ^ lowB);
  }

  /** How many zero bits an address ends with, 128 at most. */
  static int trailingZeros(long high, long low) {
    return low != 0
        ? Long.numberOfTrailingZeros(low)
        : Long.SIZE + Long.numberOfTrailingZeros(high);
  }

  /** How many zero bits a number begins with, 128 at most. */
  static int leadingZeros(long high, long low) {
    return high != 0 ? Long.numberOfLeadingZeros(high) : Long.SIZE + Long.numberOfLeadingZeros(low);
  }

  static BigInteger toBigInteger(long high, long low) {
    return unsigned(high).shiftLeft(Long.SIZE).or(unsigned(low));
  }

  private static BigInteger unsigned(long bits) {
    BigInteger signed = BigInteger.valueOf(bits);
    return bits >= 0 ? signed : signed.add(BigInteger.ONE.shiftLeft(Long.SIZE));
  }
}
