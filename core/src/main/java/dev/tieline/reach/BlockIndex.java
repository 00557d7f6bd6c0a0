package dev.tieline.reach;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Finds the blocks that contain an address. Blocks nest or are apart, never cross: so each knows
 * the smallest one around it, and the blocks around an address are the nearest one before it and a
 * chain from there. A lookup takes O(log n) plus the depth of the nesting; building takes O(n) on
 * sorted blocks.
 */
final class BlockIndex<V> {
  private final Cidr[] blocks;
  private final List<V> values;

  /** The index of the smallest block around each block, or -1. */
  private final int[] around;

  BlockIndex(SortedMap<Cidr, V> byBlock) {
    blocks = new Cidr[byBlock.size()];
    around = new int[blocks.length];
    values = new ArrayList<>(blocks.length);
    int i = 0;
    for (Map.Entry<Cidr, V> entry : byBlock.entrySet()) {
      blocks[i] = entry.getKey();
      values.add(entry.getValue());
      int outer = i - 1; // a block stands after all those around it, and right after its siblings
      while (outer >= 0 && !blocks[outer].contains(blocks[i])) {
        outer = around[outer];
      }
      around[i] = outer;
      i++;
    }
  }

  /** Returns the values of the blocks around an address, the smallest block's first. */
  List<V> around(Ip ip) {
    List<V> found = new ArrayList<>();
    int nearest = Arrays.binarySearch(blocks, Cidr.of(ip));
    for (int i = nearest >= 0 ? nearest : -nearest - 2; i >= 0; i = around[i]) {
      if (blocks[i].contains(ip)) {
        found.add(values.get(i));
      }
    }
    return found;
  }
}
