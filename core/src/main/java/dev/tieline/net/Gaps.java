package dev.tieline.net;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The free ranges of one family, to take blocks from and to give them back.
 *
 * <p>The ranges are in chunks of at most {@value GapChunk#MOST}, in address order. Over the chunks
 * stands a complete binary tree as an array, in which each node says the sizes of all blocks below
 * it as the bits of one number. So the first chunk with a block of a size, or of any size from one
 * upwards, is found by going down the tree, to the left wherever that has one. Taking or giving a
 * block changes one chunk and the nodes above it: O(log n) for n ranges, plus one chunk. A chunk
 * that is full is split, and the tree made anew, once in so many changes as a chunk has room for.
 *
 * <p>Not safe for use by many threads.
 */
final class Gaps {

  private final boolean v6;
  private final List<GapChunk> chunks = new ArrayList<>();
  private int leaves;
  private long[] sizesHigh = new long[0];
  private long[] sizesLow = new long[0];

  Gaps(Edges free) {
    this.v6 = free.isV6();
    GapChunk chunk = new GapChunk();
    chunks.add(chunk);
    for (int i = 0; i < free.size(); i += 2) {
      if (chunk.size() == GapChunk.MOST / 2) { // room for what is to come
        chunk = new GapChunk();
        chunks.add(chunk);
      }
      chunk.insert(chunk.size(), free.high(i), free.low(i), free.high(i + 1), free.low(i + 1));
    }
    chunks.forEach(GapChunk::refresh);
    growTree();
  }

  /** Takes the lowest block of a size; null if there is none. */
  @Nullable Cidr takeFirst(int prefixLength) {
    if (prefixLength == 0) {
      return takeAll();
    }
    // All sizes from the wanted one upwards: the bits of its mask, as a size is one bit.
    long wantedHigh = Bits.maskHigh(prefixLength);
    long wantedLow = Bits.maskLow(prefixLength);
    int chunk = firstWith(wantedHigh, wantedLow);
    if (chunk < 0) {
      return null;
    }
    GapChunk gaps = chunks.get(chunk);
    int gap = gaps.firstWith(wantedHigh, wantedLow);
    long upLow = gaps.low(gap) + ~wantedLow;
    long upHigh = Bits.sumHigh(gaps.high(gap), ~wantedHigh, gaps.low(gap), upLow);
    Cidr block = Cidr.aligned(v6, upHigh, upLow, prefixLength);
    take(chunk, gap, block);
    return block;
  }

  /** Takes the start of the lowest of the smallest blocks that have room; null if none has. */
  @Nullable Cidr takeBest(int prefixLength) {
    if (prefixLength == 0) {
      return takeAll();
    }
    long sizeHigh = sizesHigh[1] & Bits.maskHigh(prefixLength);
    long sizeLow = Long.lowestOneBit(sizesLow[1] & Bits.maskLow(prefixLength));
    sizeHigh = sizeLow != 0 ? 0 : Long.lowestOneBit(sizeHigh);
    int chunk = firstWith(sizeHigh, sizeLow);
    if (chunk < 0) {
      return null;
    }
    GapChunk gaps = chunks.get(chunk);
    int gap = gaps.firstWith(sizeHigh, sizeLow);
    Cidr around = gaps.smallest(v6, gap, sizeHigh, sizeLow);
    Cidr block = Cidr.aligned(v6, around.high(), around.low(), prefixLength);
    take(chunk, gap, block);
    return block;
  }

  private @Nullable Cidr takeAll() {
    Cidr all = v6 ? Cidr.ofAny6() : Cidr.ofAny4();
    return take(all) ? all : null;
  }

  /** Takes this very block; false if not all of it is free. */
  boolean take(Cidr block) {
    int chunk = chunkUpTo(block.high(), block.low());
    GapChunk gaps = chunks.get(chunk);
    int gap = gaps.upTo(block.high(), block.low()) - 1;
    if (gap < 0 || !reaches(gaps, gap, block)) {
      return false;
    }
    take(chunk, gap, block);
    return true;
  }

  /** Gives a block back; false, and nothing is changed, if some of it is free already. */
  boolean give(Cidr block) {
    long high = block.high();
    long low = block.low();
    long endLow = endLow(block);
    long endHigh = endHigh(block, endLow);
    int chunk = chunkUpTo(high, low);
    GapChunk gaps = chunks.get(chunk);
    int gap = gaps.upTo(high, low); // the gap before it is the one below
    boolean hasBefore = gap > 0;
    boolean hasAfterHere = gap < gaps.size();
    int afterChunk = hasAfterHere ? chunk : nextFilled(chunk);
    int after = hasAfterHere ? gap : 0;
    if (hasBefore && compareEnd(gaps, gap - 1, high, low) > 0) {
      return false;
    }
    boolean joinsAfter = false;
    if (afterChunk >= 0) {
      GapChunk next = chunks.get(afterChunk);
      boolean toTheEnd = (endHigh | endLow) == 0;
      int order = toTheEnd ? 1 : Bits.compare(endHigh, endLow, next.high(after), next.low(after));
      if (order > 0) {
        return false;
      }
      joinsAfter = order == 0;
    }
    boolean joinsBefore = hasBefore && compareEnd(gaps, gap - 1, high, low) == 0;
    if (joinsAfter) {
      GapChunk next = chunks.get(afterChunk);
      endHigh = next.endHigh(after);
      endLow = next.endLow(after);
      next.remove(after);
      update(afterChunk);
    }
    if (joinsBefore) {
      gaps.set(gap - 1, gaps.high(gap - 1), gaps.low(gap - 1), endHigh, endLow);
      update(chunk);
    } else {
      insert(chunk, gap, high, low, endHigh, endLow);
    }
    return true;
  }

  Edges toEdges() {
    Edges.Collector edges = new Edges.Collector(v6, 2 * GapChunk.MOST * chunks.size());
    for (GapChunk gaps : chunks) {
      for (int gap = 0; gap < gaps.size(); gap++) {
        edges.add(gaps.high(gap), gaps.low(gap), gaps.endHigh(gap), gaps.endLow(gap));
      }
    }
    return edges.toEdges();
  }

  private static long endLow(Cidr block) {
    return block.low() + Bits.sizeLow(block.prefixLength());
  }

  private static long endHigh(Cidr block, long endLow) {
    return Bits.sumHigh(block.high(), Bits.sizeHigh(block.prefixLength()), block.low(), endLow);
  }

  /** Says whether a gap, which begins up to the block, ends where it ends or later. */
  private static boolean reaches(GapChunk gaps, int gap, Cidr block) {
    if ((gaps.endHigh(gap) | gaps.endLow(gap)) == 0) {
      return true;
    }
    long endLow = endLow(block);
    long endHigh = endHigh(block, endLow);
    return (endHigh | endLow) != 0
        && Bits.compare(endHigh, endLow, gaps.endHigh(gap), gaps.endLow(gap)) <= 0;
  }

  /** Compares the end of a gap, 0 being the last of all, with an address. */
  private static int compareEnd(GapChunk gaps, int gap, long high, long low) {
    return (gaps.endHigh(gap) | gaps.endLow(gap)) == 0
        ? 1
        : Bits.compare(gaps.endHigh(gap), gaps.endLow(gap), high, low);
  }

  private void take(int chunk, int gap, Cidr block) {
    GapChunk gaps = chunks.get(chunk);
    long endLow = endLow(block);
    long endHigh = endHigh(block, endLow);
    boolean atStart = gaps.high(gap) == block.high() && gaps.low(gap) == block.low();
    boolean atEnd = gaps.endHigh(gap) == endHigh && gaps.endLow(gap) == endLow;
    if (atStart && atEnd) {
      gaps.remove(gap);
    } else if (atStart) {
      gaps.set(gap, endHigh, endLow, gaps.endHigh(gap), gaps.endLow(gap));
    } else {
      long restHigh = gaps.endHigh(gap);
      long restLow = gaps.endLow(gap);
      gaps.set(gap, gaps.high(gap), gaps.low(gap), block.high(), block.low());
      if (!atEnd) {
        insert(chunk, gap + 1, endHigh, endLow, restHigh, restLow);
        return;
      }
    }
    update(chunk);
  }

  private void insert(int chunk, int gap, long high, long low, long endHigh, long endLow) {
    GapChunk gaps = chunks.get(chunk);
    if (gaps.isFull()) {
      GapChunk upper = gaps.split();
      chunks.add(chunk + 1, upper);
      if (gap > gaps.size()) {
        upper.insert(gap - gaps.size(), high, low, endHigh, endLow);
      } else {
        gaps.insert(gap, high, low, endHigh, endLow);
      }
      gaps.refresh();
      upper.refresh();
      growTree();
      return;
    }
    gaps.insert(gap, high, low, endHigh, endLow);
    update(chunk);
  }

  /** The last chunk with a gap that begins up to an address; the first chunk if there is none. */
  private int chunkUpTo(long high, long low) {
    int from = 0;
    int to = chunks.size();
    while (from < to) {
      int middle = from + to >>> 1;
      int filled = middle; // an empty chunk is passed over
      while (filled > from && chunks.get(filled).size() == 0) {
        filled--;
      }
      GapChunk gaps = chunks.get(filled);
      if (gaps.size() == 0 || Bits.compare(gaps.high(0), gaps.low(0), high, low) <= 0) {
        from = middle + 1;
      } else {
        to = filled;
      }
    }
    int chunk = Math.max(0, from - 1);
    while (chunk > 0 && chunks.get(chunk).size() == 0) {
      chunk--;
    }
    return chunk;
  }

  private int nextFilled(int chunk) {
    int next = chunk + 1;
    while (next < chunks.size() && chunks.get(next).size() == 0) {
      next++;
    }
    return next < chunks.size() ? next : -1;
  }

  private void growTree() {
    leaves = Math.max(1, Integer.highestOneBit(2 * chunks.size() - 1));
    sizesHigh = new long[2 * leaves];
    sizesLow = new long[2 * leaves];
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      sizesHigh[leaves + chunk] = chunks.get(chunk).sizesHigh();
      sizesLow[leaves + chunk] = chunks.get(chunk).sizesLow();
    }
    for (int node = leaves - 1; node > 0; node--) {
      sizesHigh[node] = sizesHigh[2 * node] | sizesHigh[2 * node + 1];
      sizesLow[node] = sizesLow[2 * node] | sizesLow[2 * node + 1];
    }
  }

  private void update(int chunk) {
    GapChunk gaps = chunks.get(chunk);
    gaps.refresh();
    int node = leaves + chunk;
    sizesHigh[node] = gaps.sizesHigh();
    sizesLow[node] = gaps.sizesLow();
    for (node >>= 1; node > 0; node >>= 1) {
      sizesHigh[node] = sizesHigh[2 * node] | sizesHigh[2 * node + 1];
      sizesLow[node] = sizesLow[2 * node] | sizesLow[2 * node + 1];
    }
  }

  /** Returns the first chunk with a block of one of the wanted sizes, or -1. */
  private int firstWith(long wantedHigh, long wantedLow) {
    if ((sizesHigh[1] & wantedHigh | sizesLow[1] & wantedLow) == 0) {
      return -1;
    }
    int node = 1;
    while (node < leaves) {
      node *= 2;
      if ((sizesHigh[node] & wantedHigh | sizesLow[node] & wantedLow) == 0) {
        node++;
      }
    }
    return node - leaves;
  }
}
