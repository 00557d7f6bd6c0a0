package dev.tieline.net;

/** Collects networks that come in order, and numbers them anew. */
final class NestMerge {

  private final boolean v6;
  private final long[] keys4;
  private final Blocks6 blocks6;
  private final Object[] payloads;
  private int size;

  NestMerge(boolean v6, int size) {
    this.v6 = v6;
    this.keys4 = new long[v6 ? 0 : size];
    this.blocks6 = new Blocks6(v6 ? size : 0);
    this.payloads = new Object[size];
  }

  void add(Nest nest, int rank, Object payload) {
    if (v6) {
      blocks6.add(nest.high(rank), nest.low(rank), nest.length(rank));
    } else {
      keys4[size] = Nest4.key(nest.cidr(rank), size);
    }
    payloads[size] = payload;
    size++;
  }

  Nest nest() {
    if (!v6) {
      return Nest4.ofSorted(keys4);
    }
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    return Nest6.of(blocks6, order);
  }

  Object[] payloads() {
    return payloads;
  }
}
