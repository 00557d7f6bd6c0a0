package dev.tieline.net;

/**
 * Walks along the fewest blocks that are exactly a set of one family, in address order.
 *
 * <p>From the start of each range, the next block is the largest one that may begin there (as many
 * host bits as the address ends with zeros) and that ends in the range (no more host bits than the
 * binary logarithm of what is left). Greedy is right here, since blocks nest: every block in the
 * range that begins there or later and is not inside of this one begins after its end. A range
 * gives at most two blocks of each length, and each costs a few instructions.
 */
final class CoverCursor {

  private final Edges edges;
  private int range;
  private long nextHigh;
  private long nextLow;
  private boolean within;
  private long high;
  private long low;
  private int prefixLength;

  CoverCursor(Edges edges) {
    this.edges = edges;
  }

  /** Moves on to the next block; false after the last one. */
  boolean next() {
    if (!within) {
      if (range >= edges.size()) {
        return false;
      }
      nextHigh = edges.high(range);
      nextLow = edges.low(range);
      within = true;
    }
    high = nextHigh;
    low = nextLow;
    long endHigh = edges.high(range + 1);
    long endLow = edges.low(range + 1);
    // The end of a family is 0, so that the difference is right modulo 2^128; 0 is all of 2^128.
    long leftHigh = Bits.differenceHigh(endHigh, high, endLow, low);
    int fits = 127 - Bits.leadingZeros(leftHigh, endLow - low);
    int hostBits = Math.min(Bits.trailingZeros(high, low), fits < 0 ? 128 : fits);
    prefixLength = 128 - hostBits;
    long sizeLow = Bits.sizeLow(prefixLength);
    nextLow = low + sizeLow;
    nextHigh = Bits.sumHigh(high, Bits.sizeHigh(prefixLength), low, nextLow);
    if (nextHigh == endHigh && nextLow == endLow) {
      within = false;
      range += 2;
    }
    return true;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  int prefixLength() {
    return prefixLength;
  }

  Cidr cidr() {
    return Cidr.aligned(edges.isV6(), high, low, prefixLength);
  }
}
