package dev.tieline.net;

import dev.tieline.net.CidrIndex.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one family: a large nest that stays, a small one of what was added since, and the
 * ranks of what was removed since.
 *
 * <p>A change copies the small part alone. It may grow to the square root of the number of entries;
 * then both parts are merged, in linear time. So a change takes O(sqrt n), the merge shared out,
 * and a question is asked twice at most. (This is the logarithmic method with two levels instead of
 * log n: Bentley and Saxe, "Decomposable Searching Problems I: Static-to-Dynamic Transformation",
 * Journal of Algorithms 1(4), 1980.) Immutable.
 */
final class FamilyIndex<T> {

  private static final int SMALL = 64;
  private static final int BATCH = 512;
  private static final int[] NO_RANKS = new int[0];
  private static final Object[] NO_PAYLOADS = new Object[0];

  private final Nest base;
  private final Object[] payloads;
  private final Nest added;
  private final Object[] addedPayloads;
  private final int[] removed;

  private FamilyIndex(
      Nest base, Object[] payloads, Nest added, Object[] addedPayloads, int[] removed) {
    this.base = base;
    this.payloads = payloads;
    this.added = added;
    this.addedPayloads = addedPayloads;
    this.removed = removed;
  }

  /** Takes over a nest and the payloads of the numbers in it. */
  FamilyIndex(Nest base, Object[] payloads) {
    this(base, payloads, none(base.isV6()), NO_PAYLOADS, NO_RANKS);
  }

  private static Nest none(boolean v6) {
    return v6 ? Nest6.empty() : Nest4.empty();
  }

  int size() {
    return base.size() - removed.length + added.size();
  }

  FamilyIndex<T> plus(Cidr cidr, T payload) {
    checkRoom(size());
    if (isLarge()) {
      return merged().plus(cidr, payload);
    }
    Object[] more = Arrays.copyOf(addedPayloads, addedPayloads.length + 1);
    more[addedPayloads.length] = payload;
    Nest with =
        added instanceof Nest4 v4
            ? v4.with(cidr, addedPayloads.length)
            : ((Nest6) added).with(cidr, addedPayloads.length);
    return new FamilyIndex<>(base, payloads, with, more, removed);
  }

  static void checkRoom(int size) {
    if (size >= Nest4.MOST) {
      throw new IllegalStateException(
          "networks: " + size + " (expected: at most " + Nest4.MOST + ")");
    }
  }

  /** Removes the entry that was added last of those with this network and an equal payload. */
  FamilyIndex<T> minus(Cidr cidr, T payload) {
    int ofAdded = find(added, addedPayloads, NO_RANKS, cidr, payload);
    if (ofAdded != Nest.NONE) {
      Object[] without = addedPayloads.clone();
      without[added.number(ofAdded)] = NO_PAYLOADS; // lets go of the payload
      Nest fewer =
          added instanceof Nest4 v4 ? v4.without(ofAdded) : ((Nest6) added).without(ofAdded);
      return new FamilyIndex<>(base, payloads, fewer, without, removed);
    }
    int ofBase = find(base, payloads, removed, cidr, payload);
    if (ofBase == Nest.NONE) {
      return this;
    }
    int at = -Arrays.binarySearch(removed, ofBase) - 1;
    int[] more = Arrays.copyOf(removed, removed.length + 1);
    System.arraycopy(removed, at, more, at + 1, removed.length - at);
    more[at] = ofBase;
    FamilyIndex<T> changed = new FamilyIndex<>(base, payloads, added, addedPayloads, more);
    return changed.isLarge() ? changed.merged() : changed;
  }

  private static int find(Nest nest, Object[] payloads, int[] removed, Cidr cidr, Object payload) {
    int rank = nest.smallestAround(cidr.high(), cidr.low(), cidr.prefixLength());
    for (; rank >= 0 && isNetwork(nest, rank, cidr); rank--) {
      if (payloads[nest.number(rank)].equals(payload) && Arrays.binarySearch(removed, rank) < 0) {
        return rank;
      }
    }
    return Nest.NONE;
  }

  private static boolean isNetwork(Nest nest, int rank, Cidr cidr) {
    return nest.length(rank) == cidr.prefixLength()
        && nest.high(rank) == cidr.high()
        && nest.low(rank) == cidr.low();
  }

  private boolean isLarge() {
    return addedPayloads.length + removed.length > Math.max(SMALL, (int) Math.sqrt(base.size()));
  }

  /** Returns the same entries in one nest. Linear. */
  private FamilyIndex<T> merged() {
    if (addedPayloads.length == 0 && removed.length == 0) {
      return this;
    }
    NestMerge merge = new NestMerge(base.isV6(), size());
    int i = nextAlive(0);
    int j = 0;
    while (i < base.size() || j < added.size()) {
      if (j == added.size() || i < base.size() && compare(base, i, added, j) <= 0) {
        merge.add(base, i, payloads[base.number(i)]);
        i = nextAlive(i + 1);
      } else {
        merge.add(added, j, addedPayloads[added.number(j)]);
        j++;
      }
    }
    return new FamilyIndex<>(merge.nest(), merge.payloads());
  }

  private static int compare(Nest a, int i, Nest b, int j) {
    int byFirst = Bits.compare(a.high(i), a.low(i), b.high(j), b.low(j));
    return byFirst != 0 ? byFirst : Integer.compare(a.length(i), b.length(j));
  }

  private int nextAlive(int from) {
    int rank = from;
    while (removed.length > 0 && isRemoved(rank)) {
      rank++;
    }
    return rank;
  }

  private boolean isRemoved(int rank) {
    return removed.length > 0 && Arrays.binarySearch(removed, rank) >= 0;
  }

  @Nullable Entry<T> smallestAround(long high, long low) {
    int rank = base.smallestAround(high, low);
    while (rank >= 0 && isRemoved(rank)) {
      rank = rank > 0 && base.same(rank, rank - 1) ? rank - 1 : base.parent(rank);
    }
    int other = added.size() == 0 ? Nest.NONE : added.smallestAround(high, low);
    if (other >= 0 && (rank < 0 || added.length(other) >= base.length(rank))) {
      return entry(added, addedPayloads, other);
    }
    return rank < 0 ? null : entry(base, payloads, rank);
  }

  boolean overlapsAny(Cidr cidr) {
    long high = cidr.high();
    long low = cidr.low();
    long lastHigh = high | ~Bits.maskHigh(cidr.prefixLength());
    long lastLow = low | ~Bits.maskLow(cidr.prefixLength());
    if (added.size() > 0 && overlapsAny(added, high, low, lastHigh, lastLow)) {
      return true;
    }
    if (!overlapsAny(base, high, low, lastHigh, lastLow)) {
      return false;
    }
    return removed.length == 0 || overlapsWhatIsLeft(cidr, lastHigh, lastLow);
  }

  private static boolean overlapsAny(Nest nest, long high, long low, long lastHigh, long lastLow) {
    int rank = nest.after(lastHigh, lastLow) - 1;
    if (rank < 0 || Bits.compare(nest.high(rank), nest.low(rank), high, low) >= 0) {
      return rank >= 0; // begins inside
    }
    while (rank >= 0 && !nest.contains(rank, high, low)) {
      rank = nest.parent(rank);
    }
    return rank >= 0;
  }

  private boolean overlapsWhatIsLeft(Cidr cidr, long lastHigh, long lastLow) {
    int from = base.from(cidr.high(), cidr.low(), cidr.prefixLength());
    if (nextAlive(from) < base.after(lastHigh, lastLow)) {
      return true;
    }
    int rank = base.smallestAround(cidr.high(), cidr.low(), cidr.prefixLength());
    while (rank >= 0 && isRemoved(rank)) {
      rank = rank > 0 && base.same(rank, rank - 1) ? rank - 1 : base.parent(rank);
    }
    return rank >= 0;
  }

  /** Returns the entries around a block, the largest first; equal ones only if wanted. */
  List<Entry<T>> containing(Cidr cidr, boolean orEqual) {
    List<Entry<T>> entries = new ArrayList<>();
    addAround(added, addedPayloads, NO_RANKS, cidr, orEqual, entries);
    addAround(base, payloads, removed, cidr, orEqual, entries);
    if (added.size() > 0) { // later ones first up to here, as the climb finds them
      entries.sort(Comparator.comparingInt(e -> -e.cidr().prefixLength()));
    }
    Collections.reverse(entries);
    return entries;
  }

  private void addAround(
      Nest nest, Object[] of, int[] without, Cidr cidr, boolean orEqual, List<Entry<T>> entries) {
    int rank = nest.smallestAround(cidr.high(), cidr.low(), cidr.prefixLength());
    if (!orEqual && rank >= 0 && nest.length(rank) == cidr.prefixLength()) {
      rank = nest.parent(rank);
    }
    while (rank >= 0) {
      if (Arrays.binarySearch(without, rank) < 0) {
        entries.add(entry(nest, of, rank));
      }
      rank = rank > 0 && nest.same(rank, rank - 1) ? rank - 1 : nest.parent(rank);
    }
  }

  /** Returns the entries in a block, and those equal to it, in address order. */
  List<Entry<T>> contained(Cidr cidr) {
    long lastHigh = cidr.high() | ~Bits.maskHigh(cidr.prefixLength());
    long lastLow = cidr.low() | ~Bits.maskLow(cidr.prefixLength());
    int end = base.after(lastHigh, lastLow);
    int rank = nextAlive(base.from(cidr.high(), cidr.low(), cidr.prefixLength()));
    int otherEnd = added.size() == 0 ? 0 : added.after(lastHigh, lastLow);
    int other = otherEnd == 0 ? 0 : added.from(cidr.high(), cidr.low(), cidr.prefixLength());
    List<Entry<T>> entries = new ArrayList<>(Math.max(0, end - rank) + otherEnd - other);
    while (rank < end || other < otherEnd) {
      if (other == otherEnd || rank < end && compare(base, rank, added, other) <= 0) {
        entries.add(entry(base, payloads, rank));
        rank = nextAlive(rank + 1);
      } else {
        entries.add(entry(added, addedPayloads, other));
        other++;
      }
    }
    return entries;
  }

  List<Entry<T>> entries() {
    FamilyIndex<T> merged = merged();
    List<Entry<T>> entries = new ArrayList<>(merged.base.size());
    for (int rank = 0; rank < merged.base.size(); rank++) {
      entries.add(merged.baseEntry(rank));
    }
    return entries;
  }

  long overlapCount() {
    return OverlapSweep.count(merged().base);
  }

  /**
   * Calls an action with the payloads of each pair. Payloads are all over the memory, and are
   * fetched for many pairs in a row, which a processor does at the same time; between the steps of
   * the sweep, which it can not foresee, it waits for each.
   */
  void forEachOverlap(BiConsumer<? super T, ? super T> action) {
    FamilyIndex<T> merged = merged();
    OverlapSweep sweep = new OverlapSweep(merged.base);
    int[] numbers = new int[2 * BATCH];
    int size = numbers.length;
    while (size == numbers.length) {
      size = 0;
      while (size < numbers.length && sweep.next()) {
        numbers[size++] = merged.base.number(sweep.outer());
        numbers[size++] = merged.base.number(sweep.inner());
      }
      for (int i = 0; i < size; i += 2) {
        action.accept(cast(merged.payloads[numbers[i]]), cast(merged.payloads[numbers[i + 1]]));
      }
    }
  }

  OverlapSpliterator<T> overlaps() {
    return new OverlapSpliterator<>(merged());
  }

  OverlapSweep sweep() {
    return new OverlapSweep(base);
  }

  Entry<T> baseEntry(int rank) {
    return entry(base, payloads, rank);
  }

  private Entry<T> entry(Nest nest, Object[] of, int rank) {
    return new Entry<>(nest.cidr(rank), payload(nest, of, rank));
  }

  private T payload(Nest nest, Object[] of, int rank) {
    return cast(of[nest.number(rank)]);
  }

  @SuppressWarnings("unchecked") // only a T is ever put in
  private T cast(Object payload) {
    return (T) payload;
  }
}
