package dev.tieline.check;

import dev.tieline.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Values by block; a look costs the prefix lengths in use and what it finds. */
final class BlockIndex<V> {
  private final NavigableMap<Cidr, List<V>> values = new TreeMap<>();
  private final Set<Integer> lengths = new TreeSet<>();

  void add(Cidr block, V value) {
    values.computeIfAbsent(block, b -> new ArrayList<>(1)).add(value);
    lengths.add(block.prefixLength());
  }

  /** Returns what is filed under exactly this block. */
  List<V> at(Cidr block) {
    return values.getOrDefault(block, List.of());
  }

  /** Returns what is filed under blocks inside this one that are smaller than it. */
  List<V> inside(Cidr block) {
    List<V> found = new ArrayList<>();
    // In the order of blocks, those inside of one follow it at once.
    for (Map.Entry<Cidr, List<V>> entry : values.tailMap(block, false).entrySet()) {
      if (!block.contains(entry.getKey())) {
        break;
      }
      found.addAll(entry.getValue());
    }
    return found;
  }

  /** Returns what is filed under blocks around this one that are larger than it. */
  List<V> around(Cidr block) {
    List<V> found = new ArrayList<>();
    for (int length : lengths) {
      if (length < block.prefixLength()) {
        found.addAll(at(block.supernet(length)));
      }
    }
    return found;
  }

  /** Returns what is filed under any block that has an address in common with this one. */
  List<V> touching(Cidr block) {
    List<V> found = around(block);
    found.addAll(at(block));
    found.addAll(inside(block));
    return found;
  }
}
