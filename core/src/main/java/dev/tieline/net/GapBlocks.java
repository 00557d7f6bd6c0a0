package dev.tieline.net;

/**
 * The blocks that a gap is made of, without walking along them.
 *
 * <p>For a gap from s to e, with m the multiple of the greatest power of two between s and e, the
 * blocks from s up to m grow and are the bits of m - s, those from m to e shrink and are the bits
 * of e - m. So the sizes of all blocks of a gap, and of many gaps, are one number of 128 bits.
 *
 * <p>One instance looks at one gap after the other.
 */
final class GapBlocks {

  private long startHigh;
  private long startLow;
  private long middleHigh;
  private long middleLow;

  /** The sizes before and after the middle. */
  private long upHigh;

  private long upLow;
  private long downHigh;
  private long downLow;

  /** Looks at a gap; its end is the address after the last one, 0 for the last of all. */
  void look(long high, long low, long endHigh, long endLow) {
    startHigh = high;
    startLow = low;
    if ((endHigh | endLow) == 0) {
      // All of a family has no size in 128 bits, and is said to be two halves.
      boolean all = (high | low) == 0;
      middleHigh = all ? Long.MIN_VALUE : 0;
      middleLow = 0;
      downHigh = all ? Long.MIN_VALUE : 0;
      downLow = 0;
    } else {
      int upToMiddle = Bits.sharedBits(high, low, endHigh, endLow) + 1;
      long maskHigh = Bits.maskHigh(upToMiddle);
      long maskLow = Bits.maskLow(upToMiddle);
      middleHigh = endHigh & maskHigh;
      middleLow = endLow & maskLow;
      downHigh = endHigh & ~maskHigh;
      downLow = endLow & ~maskLow;
    }
    upLow = middleLow - low;
    upHigh = Bits.differenceHigh(middleHigh, high, middleLow, low);
  }

  /** The upper half of the sizes of all blocks. */
  long sizesHigh() {
    return upHigh | downHigh;
  }

  long sizesLow() {
    return upLow | downLow;
  }

  /**
   * Returns the lowest block of the smallest wanted size, of which there is one.
   *
   * @return the block; its prefix length is that of the size
   */
  Cidr smallest(boolean v6, long wantedHigh, long wantedLow) {
    long bitLow = Long.lowestOneBit(sizesLow() & wantedLow);
    long bitHigh = bitLow != 0 ? 0 : Long.lowestOneBit(sizesHigh() & wantedHigh);
    int prefixLength = 128 - Bits.trailingZeros(bitHigh, bitLow);
    boolean up = (upHigh & bitHigh | upLow & bitLow) != 0;
    // Before the middle come the smaller blocks of its side, after it the larger ones.
    long maskHigh = Bits.maskHigh(prefixLength);
    long maskLow = Bits.maskLow(prefixLength);
    long atLow = up ? startLow : middleLow;
    long atHigh = up ? startHigh : middleHigh;
    long byLow = up ? upLow & ~maskLow : downLow & maskLow & ~bitLow;
    long byHigh = up ? upHigh & ~maskHigh : downHigh & maskHigh & ~bitHigh;
    long sumLow = atLow + byLow;
    return Cidr.aligned(v6, Bits.sumHigh(atHigh, byHigh, atLow, sumLow), sumLow, prefixLength);
  }
}
