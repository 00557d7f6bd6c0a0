package dev.tieline.net;

/** The blocks of one size that lie in one range of a set, without making them. */
final class AlignedBlocks {

  private final boolean v6;
  private final int prefixLength;
  private final long high;
  private final long low;
  private final long count;

  AlignedBlocks(Edges edges, int range, int prefixLength) {
    this.v6 = edges.isV6();
    this.prefixLength = prefixLength;
    long maskHigh = Bits.maskHigh(prefixLength);
    long maskLow = Bits.maskLow(prefixLength);
    long firstHigh = edges.high(range);
    long firstLow = edges.low(range);
    // Rounded up to the next multiple of the size, 2^128 being 0: the first block starts there.
    long upLow = firstLow + ~maskLow;
    long upHigh = Bits.sumHigh(firstHigh, ~maskHigh, firstLow, upLow);
    boolean beyond = Bits.compare(upHigh, upLow, firstHigh, firstLow) < 0;
    high = upHigh & maskHigh;
    low = upLow & maskLow;
    long endHigh = edges.high(range + 1) & maskHigh;
    long endLow = edges.low(range + 1) & maskLow;
    boolean toTheEnd = (edges.high(range + 1) | edges.low(range + 1)) == 0;
    if (beyond || !toTheEnd && Bits.compare(endHigh, endLow, high, low) <= 0) {
      count = 0;
    } else {
      long sizeLow = endLow - low;
      long sizeHigh = Bits.differenceHigh(endHigh, high, endLow, low);
      count = (sizeHigh | sizeLow) == 0 ? ofAll() : blocksIn(sizeHigh, sizeLow);
    }
  }

  private long ofAll() {
    return prefixLength >= Long.SIZE ? -1L : 1L << prefixLength;
  }

  private long blocksIn(long sizeHigh, long sizeLow) {
    int shift = 128 - prefixLength; // less than 128: only all addresses have a block of length 0
    if (shift >= Long.SIZE) {
      return sizeHigh >>> shift - Long.SIZE;
    }
    if (sizeHigh >>> shift != 0) {
      return -1L;
    }
    return shift == 0 ? sizeLow : sizeHigh << Long.SIZE - shift | sizeLow >>> shift;
  }

  /** How many blocks there are, as an unsigned number; 2^64 - 1 if there are more. */
  long count() {
    return count;
  }

  Cidr cidr(long n) {
    int shift = 128 - prefixLength;
    long byHigh;
    long byLow;
    if (shift >= Long.SIZE) {
      byHigh = shift == 128 ? 0 : n << shift - Long.SIZE;
      byLow = 0;
    } else {
      byHigh = shift == 0 ? 0 : n >>> Long.SIZE - shift;
      byLow = n << shift;
    }
    long newLow = low + byLow;
    return Cidr.aligned(v6, Bits.sumHigh(high, byHigh, low, newLow), newLow, prefixLength);
  }
}
