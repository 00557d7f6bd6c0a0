package dev.tieline.net;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses at most N routes that cover a set and the fewest other addresses.
 *
 * <p>The blocks of the set are the leaves of a binary tree, in which an inner node is the smallest
 * block around two or more leaves; no other block can be in a best answer, since it could shrink. A
 * choice of routes is a cut through the tree. For each node and each number of routes k the least
 * number of extra addresses follows from those of its children: for k = 1, the node itself, and
 * else the best way to share k between the two. This is the knapsack on a tree: with n blocks there
 * are O(n) nodes, and since a node with m leaves is asked for at most min(m, N) routes, all steps
 * together are O(n N) (Cygan and others, Parameterized Algorithms, 2015, show the bound for such
 * sums). The whole is exact for both families, in 128 bits.
 *
 * <p>Every inner node has gaps, as its two halves would be one block else. Thus one more route is
 * always fewer extra addresses, and the answer uses as many routes as it may.
 */
final class Summariser {

  /** A block of the tree; costs are dropped as soon as the parent knows its own. */
  private static final class Node {
    private final Cidr cidr;
    private final @Nullable Node left;
    private final @Nullable Node right;

    /** Addresses of the set, in the units of an aligned number. */
    private final long coveredHigh;

    private final long coveredLow;

    /** For each number of routes, how many of them go to the left; none for the node itself. */
    private int[] toTheLeft = new int[2];

    private long[] costHigh = new long[2];
    private long[] costLow = new long[2];

    Node(Cidr cidr, @Nullable Node left, @Nullable Node right) {
      this.cidr = cidr;
      this.left = left;
      this.right = right;
      if (left == null || right == null) {
        coveredHigh = Bits.sizeHigh(cidr.prefixLength());
        coveredLow = Bits.sizeLow(cidr.prefixLength());
        return;
      }
      coveredLow = left.coveredLow + right.coveredLow;
      coveredHigh = Bits.sumHigh(left.coveredHigh, right.coveredHigh, left.coveredLow, coveredLow);
    }

    int routes() {
      return toTheLeft.length - 1;
    }

    BigInteger cost(int routes) {
      return Bits.toBigInteger(costHigh[routes], costLow[routes]);
    }
  }

  private final boolean v6;
  private final int atMost;
  private final List<Cidr> blocks = new ArrayList<>();

  private Summariser(Edges edges, int atMost) {
    this.v6 = edges.isV6();
    this.atMost = atMost;
    for (CoverCursor cursor = new CoverCursor(edges); cursor.next(); ) {
      blocks.add(cursor.cidr());
    }
  }

  static CidrSummary summarise(Edges v4, Edges v6, int atMost) {
    Summariser of4 = new Summariser(v4, atMost);
    Summariser of6 = new Summariser(v6, atMost);
    if ((long) of4.blocks.size() + of6.blocks.size() <= atMost) {
      List<Cidr> routes = new ArrayList<>(of4.blocks);
      routes.addAll(of6.blocks);
      return new CidrSummary(routes, BigInteger.ZERO);
    }
    if (of6.blocks.isEmpty()) {
      return summary(of4.tree(0, of4.blocks.size()));
    }
    Node tree6 = of6.tree(0, of6.blocks.size());
    if (of4.blocks.isEmpty()) {
      return summary(tree6);
    }
    return shared(of4.tree(0, of4.blocks.size()), tree6, atMost);
  }

  /** Shares the routes between the families: what both cost may be more than 128 bits hold. */
  private static CidrSummary shared(Node tree4, Node tree6, int atMost) {
    int best = 0;
    BigInteger least = BigInteger.ZERO;
    for (int of4 = Math.max(1, atMost - tree6.routes());
        of4 <= Math.min(tree4.routes(), atMost - 1);
        of4++) {
      BigInteger extra = tree4.cost(of4).add(tree6.cost(atMost - of4));
      if (best == 0 || extra.compareTo(least) < 0) {
        best = of4;
        least = extra;
      }
    }
    List<Cidr> chosen = new ArrayList<>(atMost);
    choose(tree4, best, chosen);
    choose(tree6, atMost - best, chosen);
    return new CidrSummary(chosen, least);
  }

  private static CidrSummary summary(Node root) {
    int routes = root.routes();
    List<Cidr> chosen = new ArrayList<>(routes);
    choose(root, routes, chosen);
    return new CidrSummary(chosen, root.cost(routes));
  }

  private static void choose(Node node, int routes, List<Cidr> chosen) {
    if (routes == 1 || node.left == null || node.right == null) {
      chosen.add(node.cidr);
      return;
    }
    choose(node.left, node.toTheLeft[routes], chosen);
    choose(node.right, routes - node.toTheLeft[routes], chosen);
  }

  /** The tree of some neighbouring blocks; at most as deep as an address has bits. */
  private Node tree(int from, int to) {
    Cidr first = blocks.get(from);
    if (to - from == 1) {
      return new Node(first, null, null);
    }
    Cidr last = blocks.get(to - 1);
    int length = Bits.sharedBits(first.high(), first.low(), last.high(), last.low());
    int middle = firstOfUpperHalf(from, to, length);
    Node left = tree(from, middle);
    Node right = tree(middle, to);
    Node node = new Node(Cidr.aligned(v6, first.high(), first.low(), length), left, right);
    share(node, left, right);
    long low = Bits.sizeLow(length);
    long high = Bits.differenceHigh(Bits.sizeHigh(length), node.coveredHigh, low, node.coveredLow);
    node.costHigh[1] = v6 ? high : 0;
    node.costLow[1] = v6 ? low - node.coveredLow : high >>> Integer.SIZE;
    return node;
  }

  /** The first block whose bit after the first {@code length} ones is set. */
  private int firstOfUpperHalf(int from, int to, int length) {
    long high = Bits.maskHigh(length + 1) ^ Bits.maskHigh(length);
    long low = Bits.maskLow(length + 1) ^ Bits.maskLow(length);
    int least = from;
    int most = to;
    while (least < most) {
      int middle = least + most >>> 1;
      Cidr block = blocks.get(middle);
      if ((block.high() & high) != 0 || (block.low() & low) != 0) {
        most = middle;
      } else {
        least = middle + 1;
      }
    }
    return least;
  }

  /** Finds for each number of routes from 2 how the children share them best. */
  private void share(Node node, Node left, Node right) {
    int routes = (int) Math.min(atMost, (long) left.routes() + right.routes());
    int[] toTheLeft = new int[routes + 1];
    long[] costHigh = new long[routes + 1];
    long[] costLow = new long[routes + 1];
    for (int k = 2; k <= routes; k++) {
      int most = Math.min(left.routes(), k - 1);
      for (int i = Math.max(1, k - right.routes()); i <= most; i++) {
        long low = left.costLow[i] + right.costLow[k - i];
        long high = Bits.sumHigh(left.costHigh[i], right.costHigh[k - i], left.costLow[i], low);
        if (toTheLeft[k] == 0 || Bits.compare(high, low, costHigh[k], costLow[k]) < 0) {
          toTheLeft[k] = i;
          costHigh[k] = high;
          costLow[k] = low;
        }
      }
    }
    node.toTheLeft = toTheLeft;
    node.costHigh = costHigh;
    node.costLow = costLow;
    left.costHigh = NONE;
    left.costLow = NONE;
    right.costHigh = NONE;
    right.costLow = NONE;
  }

  private static final long[] NONE = new long[0];
}
