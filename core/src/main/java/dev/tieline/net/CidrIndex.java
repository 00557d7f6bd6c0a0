package dev.tieline.net;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Networks by address, each with a payload: what overlaps, what contains an address, what is
 * inside.
 *
 * <p>A network may be there many times, with payloads that differ or not. Both families stand side
 * by side: nothing of one ever overlaps anything of the other. Entries are in address order, IPv4
 * first, a network before those it contains, equal ones in the order they were added.
 *
 * <pre>{@code
 * CidrIndex<Subnet> index = CidrIndex.from(subnets, Subnet::cidr);
 * index.overlaps().forEach(o -> report(o.outer().payload(), o.inner().payload()));
 * Optional<CidrIndex.Entry<Subnet>> home = index.longestMatch(Ip.parse("10.1.2.3"));
 * }</pre>
 *
 * <p>A build takes linear time, a question about one address or block O(log n) plus its answers.
 * But the first such question of an index that was built takes linear time, since what leads to the
 * answers is made then.
 *
 * <p>{@link #plus} and {@link #minus} take O(sqrt n) on average over a series in which each begins
 * with the result of the one before: about every sqrt(n) of them all is merged, which takes linear
 * time, and so does the first question after that. Other questions after a change take O(sqrt n)
 * once; while removals wait for a merge, up to O(sqrt n log n) each. Many changes of one and the
 * same index are not a series: if that one is due for a merge, each of them merges.
 *
 * <p>An IPv4 network takes 12 bytes with the reference to its payload, an IPv6 network 17 (25 if
 * the first address of one is not that of a /64); about 6 more once a question about one address or
 * block was asked. A merge leaves it at that; up to sqrt(n) changes, 64 at least, wait for one, and
 * the payloads of removed networks among them are held until then. There is room for 67,108,864
 * networks of each family.
 *
 * <p>Instances are immutable and safe for use by many threads.
 *
 * @param <T> the type of payloads, compared by {@code equals} in {@link #minus} only
 */
public final class CidrIndex<T> {

  private final FamilyIndex<T> v4;
  private final FamilyIndex<T> v6;

  private CidrIndex(FamilyIndex<T> v4, FamilyIndex<T> v6) {
    this.v4 = v4;
    this.v6 = v6;
  }

  /**
   * A network of an index. Immutable if the payload is.
   *
   * @param <T> the type of the payload
   * @param cidr the network
   * @param payload what was added with it
   */
  public record Entry<T>(Cidr cidr, T payload) {}

  /**
   * Two networks of an index that overlap, hence one in the other. Immutable if the payloads are.
   *
   * @param <T> the type of the payloads
   * @param outer the network that contains the other one; of equal ones, the one added first
   * @param inner the network that is contained
   */
  public record Overlap<T>(Entry<T> outer, Entry<T> inner) {}

  /**
   * Returns an index of no networks.
   *
   * @param <T> the type of payloads
   * @return the empty index
   */
  public static <T> CidrIndex<T> empty() {
    return CidrIndex.<T>builder().build();
  }

  /**
   * Returns the index of some things by their networks; each thing is the payload. Linear.
   *
   * @param <T> the type of the things
   * @param things what has a network each
   * @param network gives the network of a thing
   * @return the index
   */
  @SuppressWarnings("unchecked") // an array of things has things only
  public static <T> CidrIndex<T> from(
      Collection<? extends T> things, Function<? super T, Cidr> network) {
    Object[] all = things.toArray(); // once: the collection may change, or be in another order then
    Builder<T> builder = new Builder<>(all);
    for (Object thing : all) {
      builder.place(network.apply((T) requireNonNull(thing, "thing")), thing);
    }
    return builder.handOver();
  }

  /**
   * Returns a builder without networks.
   *
   * @param <T> the type of payloads
   * @return a new builder
   */
  public static <T> Builder<T> builder() {
    return new Builder<>(new Object[0]);
  }

  /**
   * Returns the number of entries.
   *
   * @return 0 or more
   */
  public int size() {
    return v4.size() + v6.size();
  }

  /**
   * Returns all entries. Linear.
   *
   * @return the entries in order; unmodifiable
   */
  public List<Entry<T>> entries() {
    return concat(v4.entries(), v6.entries());
  }

  /**
   * Returns an index with one more entry. Takes O(sqrt n) on average over a series, linear time if
   * this index is due for a merge; this index stays as it is.
   *
   * @param cidr the network, which may be there already
   * @param payload what to keep with it
   * @return the larger index
   * @throws IllegalStateException if there are 67,108,864 networks of its family already
   */
  public CidrIndex<T> plus(Cidr cidr, T payload) {
    requireNonNull(payload, "payload");
    return cidr.isV6()
        ? new CidrIndex<>(v4, v6.plus(cidr, payload))
        : new CidrIndex<>(v4.plus(cidr, payload), v6);
  }

  /**
   * Returns an index with one entry less. Takes O(sqrt n) on average over a series, linear time if
   * a merge is due, plus one comparison for each entry of this same network; this index stays as it
   * is.
   *
   * @param cidr the network
   * @param payload what is equal to its payload; of several such entries the one added last goes
   * @return the smaller index; this one if it has no such entry
   */
  public CidrIndex<T> minus(Cidr cidr, T payload) {
    FamilyIndex<T> before = cidr.isV6() ? v6 : v4;
    FamilyIndex<T> after = before.minus(cidr, payload);
    if (after == before) {
      return this;
    }
    return cidr.isV6() ? new CidrIndex<>(v4, after) : new CidrIndex<>(after, v6);
  }

  /**
   * Returns all pairs of overlapping entries, each found when it is asked for: use {@code limit}
   * for the first ones only, since there may be as many as the square of the entries. Linear in
   * entries plus pairs that are asked for.
   *
   * @return the pairs in the order of the outer network, then of the inner one
   */
  public Stream<Overlap<T>> overlaps() {
    return Stream.concat(
        StreamSupport.stream(v4.overlaps(), false), StreamSupport.stream(v6.overlaps(), false));
  }

  /**
   * Calls an action with the payloads of each pair of overlapping entries: those of {@link
   * #overlaps}, in that order, but without an object for each. Linear in entries plus pairs.
   *
   * @param action takes the payload of the outer network, and of the inner one
   */
  public void forEachOverlap(BiConsumer<? super T, ? super T> action) {
    v4.forEachOverlap(action);
    v6.forEachOverlap(action);
  }

  /**
   * Returns the number of pairs that {@link #overlaps} has. Linear in entries, however many pairs.
   *
   * @return 0 or more
   */
  public long overlapCount() {
    return v4.overlapCount() + v6.overlapCount();
  }

  /**
   * Says whether a block overlaps any network. Takes O(log n).
   *
   * @param cidr the block
   * @return true if a network contains it, or is inside of it
   */
  public boolean overlapsAny(Cidr cidr) {
    return family(cidr.isV6()).overlapsAny(cidr);
  }

  /**
   * Returns the entries whose networks overlap a block. Takes O(log n) plus the answers.
   *
   * @param cidr the block
   * @return the entries in order; unmodifiable
   */
  public List<Entry<T>> overlapping(Cidr cidr) {
    FamilyIndex<T> family = family(cidr.isV6());
    return concat(family.containing(cidr, false), family.contained(cidr));
  }

  /**
   * Returns the entry of the smallest network that contains an address: where a route table would
   * send it. Takes O(log n).
   *
   * @param ip the address
   * @return the entry; of equal networks the one added last; empty if none contains the address
   */
  public Optional<Entry<T>> longestMatch(Ip ip) {
    return Optional.ofNullable(family(ip.isV6()).smallestAround(ip.alignedHigh(), ip.alignedLow()));
  }

  /**
   * Returns the entries whose networks contain a block. Takes O(log n) plus the answers.
   *
   * @param cidr the block
   * @return the entries, the largest network first, equal networks of the block last; unmodifiable
   */
  public List<Entry<T>> containing(Cidr cidr) {
    return concat(family(cidr.isV6()).containing(cidr, true), List.of());
  }

  /**
   * Returns the entries whose networks are inside of a block. Takes O(log n) plus the answers.
   *
   * @param cidr the block
   * @return the entries in order, equal networks of the block first; unmodifiable
   */
  public List<Entry<T>> contained(Cidr cidr) {
    return concat(List.of(), family(cidr.isV6()).contained(cidr));
  }

  private FamilyIndex<T> family(boolean ofV6) {
    return ofV6 ? v6 : v4;
  }

  private static <E> List<E> concat(List<E> first, List<E> second) {
    List<E> both = first;
    if (first.isEmpty()) {
      both = second;
    } else if (!second.isEmpty()) {
      both = new ArrayList<>(first.size() + second.size());
      both.addAll(first);
      both.addAll(second);
    }
    return Collections.unmodifiableList(both);
  }

  /**
   * Returns how many networks there are of each family.
   *
   * @return the two numbers in words
   */
  @Override
  public String toString() {
    return v4.size() + " IPv4 and " + v6.size() + " IPv6 networks";
  }

  /**
   * Collects networks for an index. Not safe for use by many threads; may go on after a build,
   * which changes nothing of what was built.
   *
   * @param <T> the type of payloads
   */
  public static final class Builder<T> {
    private long[] keys4 = new long[0];
    private Object[] payloads4;
    private int size4;

    /** The first payloads of IPv4 networks, which stand where they belong from the start. */
    private int inPlace;

    private final Blocks6 blocks6 = new Blocks6(0);
    private Object[] payloads6 = new Object[0];

    /**
     * Takes over an array to hold the payloads of IPv4 networks, the most frequent ones by far.
     * What is in it must be placed in its order.
     */
    Builder(Object[] room) {
      payloads4 = room;
      inPlace = room.length;
    }

    /**
     * Adds a network.
     *
     * @param cidr the network, which may be there already
     * @param payload what to keep with it
     * @return this builder
     * @throws IllegalStateException if there are 67,108,864 networks of its family already
     */
    public Builder<T> add(Cidr cidr, T payload) {
      requireNonNull(cidr, "cidr");
      requireNonNull(payload, "payload");
      place(cidr, payload);
      return this;
    }

    void place(Cidr cidr, Object payload) {
      if (cidr.isV6()) {
        int number = blocks6.size();
        FamilyIndex.checkRoom(number);
        if (number == payloads6.length) {
          payloads6 = Arrays.copyOf(payloads6, more(number));
        }
        payloads6[number] = payload;
        inPlace = Math.min(inPlace, size4);
        blocks6.add(cidr.high(), cidr.low(), cidr.prefixLength());
      } else {
        FamilyIndex.checkRoom(size4);
        if (size4 == keys4.length) {
          int room = Math.max(payloads4.length, more(size4));
          keys4 = Arrays.copyOf(keys4, room);
          payloads4 = payloads4.length == room ? payloads4 : Arrays.copyOf(payloads4, room);
        }
        keys4[size4] = Nest4.key(cidr, size4);
        if (size4 >= inPlace) {
          payloads4[size4] = payload;
        }
        size4++;
      }
    }

    private static int more(int length) {
      return Math.max(16, 2 * length);
    }

    /**
     * Returns the index of what was added so far. Linear.
     *
     * @return the index
     */
    public CidrIndex<T> build() {
      return index(Arrays.copyOf(keys4, size4), Arrays.copyOf(payloads4, size4));
    }

    /** Builds of the arrays of the builder itself, which is of no use after that. */
    private CidrIndex<T> handOver() {
      return index(keys4, payloads4.length == size4 ? payloads4 : Arrays.copyOf(payloads4, size4));
    }

    private CidrIndex<T> index(long[] keys, Object[] of4) {
      return new CidrIndex<>(
          new FamilyIndex<>(Nest4.of(keys, size4), of4),
          new FamilyIndex<>(Nest6.of(blocks6), Arrays.copyOf(payloads6, blocks6.size())));
    }
  }
}
