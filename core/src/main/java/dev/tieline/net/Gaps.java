package dev.tieline.net;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The free ranges of one family, to take blocks from and to give them back.
 *
 * <p>The ranges, called gaps, are the leaves of a B-tree (Bayer and McCreight, "Organization and
 * Maintenance of Large Ordered Indices", Acta Informatica 1, 1972), in which each node says of its
 * children where they begin and what sizes of blocks are in them, as the bits of one number. So the
 * first gap with a block of a size, or of any size from one upwards, is found by going down the
 * tree, to the first child that has one; and what is beside an address, by going to the last child
 * that begins up to it. Taking or giving a block changes one or two gaps and what the nodes above
 * know of them: O(log n), with n the most gaps that there were. A full node is split; a node is
 * left out when it is empty, and not before, since gaps that come and go would only fill it again.
 *
 * <p>Not safe for use by many threads.
 */
final class Gaps {

  /** How full nodes are at first: there is room for what is to come. */
  private static final int FILL = 3 * GapNode.MOST / 4;

  /** More levels than any memory has nodes for, each node being split in halves. */
  private static final int DEEPEST = 16;

  private final boolean v6;
  private final GapBlocks blocks = new GapBlocks();
  private GapNode root;
  private int size;

  /** The way from the root to a leaf, and the place in each node; in the leaf it may be -1. */
  private final GapNode[] path = new GapNode[DEEPEST];

  private final int[] at = new int[DEEPEST];
  private int leaf;

  Gaps(Edges free) {
    v6 = free.isV6();
    List<GapNode> nodes = new ArrayList<>();
    GapNode node = GapNode.leaf(v6);
    nodes.add(node);
    for (int i = 0; i < free.size(); i += 2) {
      if (node.size() == FILL) {
        node = GapNode.leaf(v6);
        nodes.add(node);
      }
      int end = i + 1;
      node.insert(node.size(), free.high(i), free.low(i), free.high(end), free.low(end), blocks);
      size++;
    }
    while (nodes.size() > 1) {
      nodes = parents(nodes);
    }
    root = nodes.get(0);
  }

  private List<GapNode> parents(List<GapNode> nodes) {
    List<GapNode> parents = new ArrayList<>();
    GapNode parent = GapNode.inner(v6);
    parents.add(parent);
    for (GapNode node : nodes) {
      if (parent.size() == FILL) {
        parent = GapNode.inner(v6);
        parents.add(parent);
      }
      parent.insert(parent.size(), node);
    }
    return parents;
  }

  /** Takes the lowest block of a size; null if there is none. */
  @Nullable Cidr takeFirst(int prefixLength) {
    if (prefixLength == 0) {
      return takeAll();
    }
    // All sizes from the wanted one upwards: the bits of its mask, as a size is one bit.
    long wantedHigh = Bits.maskHigh(prefixLength);
    long wantedLow = Bits.maskLow(prefixLength);
    if (!goToFirstWith(wantedHigh, wantedLow)) {
      return null;
    }
    GapNode gaps = path[leaf];
    int gap = at[leaf];
    long upLow = gaps.low(gap) + ~wantedLow;
    long upHigh = Bits.sumHigh(gaps.high(gap), ~wantedHigh, gaps.low(gap), upLow);
    Cidr block = Cidr.aligned(v6, upHigh, upLow, prefixLength);
    takeHere(block);
    return block;
  }

  /** Takes the start of the lowest of the smallest blocks that have room; null if none has. */
  @Nullable Cidr takeBest(int prefixLength) {
    if (prefixLength == 0) {
      return takeAll();
    }
    long sizeLow = v6 ? root.smallestLow(Bits.maskLow(prefixLength)) : 0;
    long sizeHigh = sizeLow != 0 ? 0 : root.smallestHigh(Bits.maskHigh(prefixLength));
    if (!goToFirstWith(sizeHigh, sizeLow)) {
      return null;
    }
    GapNode gaps = path[leaf];
    int gap = at[leaf];
    blocks.look(gaps.high(gap), gaps.low(gap), gaps.endHigh(gap), gaps.endLow(gap));
    Cidr around = blocks.smallest(v6, sizeHigh, sizeLow);
    Cidr block = Cidr.aligned(v6, around.high(), around.low(), prefixLength);
    takeHere(block);
    return block;
  }

  private @Nullable Cidr takeAll() {
    Cidr all = v6 ? Cidr.ofAny6() : Cidr.ofAny4();
    return take(all) ? all : null;
  }

  /** Takes this very block; false if not all of it is free. */
  boolean take(Cidr block) {
    goTo(block.high(), block.low());
    if (at[leaf] < 0 || !reaches(path[leaf], at[leaf], block)) {
      return false;
    }
    takeHere(block);
    return true;
  }

  /** Gives a block back; false, and nothing is changed, if some of it is free already. */
  boolean give(Cidr block) {
    long high = block.high();
    long low = block.low();
    long endLow = endLow(block);
    long endHigh = endHigh(block, endLow);
    goTo(high, low);
    GapNode gaps = path[leaf];
    int before = at[leaf];
    int orderBefore = before < 0 ? -1 : compareEnd(gaps, before, high, low);
    int orderAfter = compareWithNext(endHigh, endLow);
    if (orderBefore > 0 || orderAfter > 0) {
      return false;
    }
    if (orderBefore < 0 && orderAfter < 0) {
      insert(before + 1, high, low, endHigh, endLow);
    } else if (orderAfter < 0) {
      set(gaps.high(before), gaps.low(before), endHigh, endLow);
    } else {
      goTo(endHigh, endLow);
      long restHigh = path[leaf].endHigh(at[leaf]);
      long restLow = path[leaf].endLow(at[leaf]);
      if (orderBefore < 0) {
        set(high, low, restHigh, restLow);
      } else {
        remove();
        goTo(high, low);
        set(path[leaf].high(at[leaf]), path[leaf].low(at[leaf]), restHigh, restLow);
      }
    }
    return true;
  }

  Edges toEdges() {
    Edges.Collector edges = new Edges.Collector(v6, 2 * size);
    collect(root, edges);
    return edges.toEdges();
  }

  private static void collect(GapNode node, Edges.Collector edges) {
    for (int i = 0; i < node.size(); i++) {
      if (node.isLeaf()) {
        edges.add(node.high(i), node.low(i), node.endHigh(i), node.endLow(i));
      } else {
        collect(node.child(i), edges);
      }
    }
  }

  private static long endLow(Cidr block) {
    return block.low() + Bits.sizeLow(block.prefixLength());
  }

  private static long endHigh(Cidr block, long endLow) {
    return Bits.sumHigh(block.high(), Bits.sizeHigh(block.prefixLength()), block.low(), endLow);
  }

  /** Says whether a gap, which begins up to the block, ends where it ends or later. */
  private static boolean reaches(GapNode gaps, int gap, Cidr block) {
    if ((gaps.endHigh(gap) | gaps.endLow(gap)) == 0) {
      return true;
    }
    long endLow = endLow(block);
    long endHigh = endHigh(block, endLow);
    return (endHigh | endLow) != 0
        && Bits.compare(endHigh, endLow, gaps.endHigh(gap), gaps.endLow(gap)) <= 0;
  }

  /** Compares the end of a gap, 0 being the last of all, with an address. */
  private static int compareEnd(GapNode gaps, int gap, long high, long low) {
    return (gaps.endHigh(gap) | gaps.endLow(gap)) == 0
        ? 1
        : Bits.compare(gaps.endHigh(gap), gaps.endLow(gap), high, low);
  }

  /** Compares an end, 0 being the last of all, with the start of the gap after the path. */
  private int compareWithNext(long endHigh, long endLow) {
    int level = leaf;
    while (level >= 0 && at[level] + 1 == path[level].size()) {
      level--;
    }
    if (level < 0) {
      return -1;
    }
    int next = at[level] + 1;
    return (endHigh | endLow) == 0
        ? 1
        : Bits.compare(endHigh, endLow, path[level].high(next), path[level].low(next));
  }

  /** Makes the path lead to the last gap that begins up to an address. */
  private void goTo(long high, long low) {
    GapNode node = root;
    leaf = 0;
    while (!node.isLeaf()) {
      int child = Math.max(0, node.upTo(high, low) - 1);
      path[leaf] = node;
      at[leaf++] = child;
      node = node.child(child);
    }
    path[leaf] = node;
    at[leaf] = node.upTo(high, low) - 1;
  }

  /** Makes the path lead to the first gap with a block of a wanted size; false if none has one. */
  private boolean goToFirstWith(long wantedHigh, long wantedLow) {
    GapNode node = root;
    leaf = 0;
    while (true) {
      int first = node.firstWith(wantedHigh, wantedLow);
      if (first == node.size()) {
        return false; // of the root only
      }
      path[leaf] = node;
      at[leaf] = first;
      if (node.isLeaf()) {
        return true;
      }
      leaf++;
      node = node.child(first);
    }
  }

  /** Takes a block out of the gap that the path leads to, which it is in. */
  private void takeHere(Cidr block) {
    GapNode gaps = path[leaf];
    int gap = at[leaf];
    long high = gaps.high(gap);
    long low = gaps.low(gap);
    long restHigh = gaps.endHigh(gap);
    long restLow = gaps.endLow(gap);
    long endLow = endLow(block);
    long endHigh = endHigh(block, endLow);
    boolean fromStart = high == block.high() && low == block.low();
    boolean toEnd = restHigh == endHigh && restLow == endLow;
    if (fromStart && toEnd) {
      remove();
    } else if (fromStart) {
      set(endHigh, endLow, restHigh, restLow);
    } else {
      set(high, low, block.high(), block.low());
      if (!toEnd) {
        insert(gap + 1, endHigh, endLow, restHigh, restLow);
      }
    }
  }

  /** Writes over the gap that the path leads to. */
  private void set(long high, long low, long endHigh, long endLow) {
    path[leaf].set(at[leaf], high, low, endHigh, endLow, blocks);
    refresh(leaf);
  }

  /** Tells the nodes above a level of the path what has changed in it. */
  private void refresh(int level) {
    int above = level - 1;
    while (above >= 0 && path[above].refresh(at[above])) {
      above--;
    }
  }

  private void insert(int gap, long high, long low, long endHigh, long endLow) {
    GapNode into = path[leaf];
    size++;
    if (!into.isFull()) {
      into.insert(gap, high, low, endHigh, endLow, blocks);
      refresh(leaf);
      return;
    }
    GapNode upper = into.split();
    if (gap > into.size()) {
      upper.insert(gap - into.size(), high, low, endHigh, endLow, blocks);
    } else {
      into.insert(gap, high, low, endHigh, endLow, blocks);
    }
    insertAfter(leaf, upper);
  }

  /** Puts the upper half of a node of the path beside it. */
  private void insertAfter(int level, GapNode upper) {
    if (level == 0) {
      GapNode above = GapNode.inner(v6);
      above.insert(0, root);
      above.insert(1, upper);
      root = above;
      return;
    }
    GapNode parent = path[level - 1];
    int child = at[level - 1];
    parent.refresh(child);
    if (!parent.isFull()) {
      parent.insert(child + 1, upper);
      refresh(level - 1);
      return;
    }
    GapNode beside = parent.split();
    if (child + 1 > parent.size()) {
      beside.insert(child + 1 - parent.size(), upper);
    } else {
      parent.insert(child + 1, upper);
    }
    insertAfter(level - 1, beside);
  }

  /** Removes the gap that the path leads to, and the nodes that are empty then. */
  private void remove() {
    size--;
    int level = leaf;
    path[level].remove(at[level]);
    while (level > 0 && path[level].size() == 0) {
      level--;
      path[level].remove(at[level]);
    }
    if (level == 0 && root.size() == 0 && !root.isLeaf()) {
      root = GapNode.leaf(v6);
    } else {
      refresh(level);
    }
    while (!root.isLeaf() && root.size() == 1) {
      root = root.child(0);
    }
  }
}
