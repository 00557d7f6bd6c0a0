package dev.tieline.toy;

import dev.tieline.error.Category;
import dev.tieline.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The toy cloud: every call is a function from state to state and answer, over an immutable state,
 * behind one lock. Earlier states are kept, so that reads can lag behind writes. States of things
 * are functions of the time that has passed.
 */
public final class ToyCloud {
  private record Late(long at, Function<Work, ?> body) {}

  private record State(
      SortedMap<String, Thing> things, SortedMap<String, String> tokens, int made) {}

  /** A call that was made. */
  public record Entry(long at, String operation, String region, String what, boolean mutating) {
    @Override
    public String toString() {
      return at / 1_000_000 + "ms " + operation + " " + region + " " + what;
    }
  }

  private static final class Rule {
    private final Predicate<Entry> calls;
    private final Fault fault;
    private int skip;
    private int left;

    Rule(Predicate<Entry> calls, Fault fault, int skip, int left) {
      this.calls = calls;
      this.fault = fault;
      this.skip = skip;
      this.left = left;
    }

    boolean hits(Entry entry) {
      if (left == 0 || !calls.test(entry)) {
        return false;
      }
      if (skip > 0) {
        skip--;
        return false;
      }
      left--;
      return true;
    }
  }

  private static final Duration ASKING = Duration.ofSeconds(2);
  private static final Duration PROVISIONING = Duration.ofSeconds(10);
  private static final Duration EXPIRY = Duration.ofDays(7);
  private static final Duration LINGER = Duration.ofHours(1);

  private final Time time;
  private final NavigableMap<Long, State> history = new TreeMap<>();
  private final List<Late> late = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Entry> log = new ArrayList<>();
  private final List<Consumer<Entry>> watchers = new ArrayList<>();
  private int hits;
  private boolean rehearses;
  private final Map<String, Duration> lags = new HashMap<>();
  private Duration lag = Duration.ZERO;
  private Duration lateBy = Duration.ofSeconds(20);
  private State state = new State(new TreeMap<>(), new TreeMap<>(), 0);

  /** Creates an empty cloud. */
  public ToyCloud(Time time) {
    this.time = time;
    history.put(Long.MIN_VALUE, state);
  }

  // ---- the hand of the test ----

  /** Lets reads lag behind writes. */
  public synchronized void lag(Duration lag) {
    this.lag = lag;
  }

  /** Lets one kind of read lag behind writes. */
  public synchronized void lag(String operation, Duration lag) {
    lags.put(operation, lag);
  }

  /** Lets one of the calls of a name go wrong; the first call that comes is number 0. */
  public void fault(String operation, int number, Fault fault) {
    fault(e -> e.operation().equals(operation), number, 1, fault);
  }

  /** Lets calls go wrong, after some that do not, as often as said. */
  public synchronized void fault(Predicate<Entry> calls, int skip, int times, Fault fault) {
    rules.add(new Rule(calls, fault, skip, times));
  }

  /** From now on calls can be rehearsed. */
  public synchronized void rehearse() {
    rehearses = true;
  }

  synchronized boolean rehearses() {
    return rehearses;
  }

  /** Returns what was rehearsed so far: operations, each with its region. */
  public List<String> rehearsed() {
    return log().stream()
        .filter(e -> e.what().endsWith(ToyClient.REHEARSED))
        .map(e -> e.operation() + " " + e.region())
        .toList();
  }

  /** Returns how many calls went wrong. */
  public synchronized int faults() {
    return hits;
  }

  /** Ends all faults; effects that are late still come. */
  public synchronized void heal() {
    rules.clear();
  }

  /** Hears of each call before it is made. */
  public synchronized void onCall(Consumer<Entry> watcher) {
    watchers.add(watcher);
  }

  /** Changes the state past the interface: somebody else's hand. */
  public synchronized <T> T byHand(Function<Work, T> change) {
    settleLate();
    return commit(change);
  }

  /** Makes a box that is nobody's. */
  public String box(String region, String block) {
    return byHand(w -> w.newBox(region, "by hand", block, new TreeMap<>()).id());
  }

  /** Puts every cable into a state that nobody knows. */
  public void breakCables() {
    byHand(
        w -> {
          w.all().stream()
              .filter(t -> t.kind().equals("cable"))
              .forEach(t -> w.put(t.with("broken", "yes")));
          return "";
        });
  }

  /** Returns everything that is there, dead or alive. */
  public synchronized List<Thing> things() {
    settleLate();
    return new Work(state, time.nanos()).all();
  }

  /** Returns all things of a kind that are alive. */
  public List<Thing> alive(String kind) {
    return things().stream().filter(t -> t.kind().equals(kind) && !t.isDead()).toList();
  }

  /**
   * Returns what is alive in a form that does not depend on ids: a thing that bears marks is named
   * by them.
   */
  public String dump() {
    List<Thing> things = things();
    Map<String, String> names =
        things.stream()
            .filter(t -> !t.isDead())
            .collect(
                Collectors.toMap(
                    Thing::id, t -> t.marks().isEmpty() ? t.id() : t.kind() + t.marks()));
    return things.stream()
        .filter(t -> !t.isDead())
        .map(
            t -> {
              TreeMap<String, String> has = new TreeMap<>(t.has());
              has.remove("accepted");
              has.replaceAll(
                  (k, v) ->
                      v.startsWith("board#")
                          ? "board of " + names.get(v.substring(6))
                          : names.getOrDefault(v, v));
              String id = t.marks().isEmpty() && !t.id().contains("#") ? t.id() : "";
              return t.kind() + " " + id + t.marks() + " " + t.region() + " " + has;
            })
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /** Returns all calls so far. */
  public synchronized List<Entry> log() {
    return List.copyOf(log);
  }

  /** Returns the calls so far that may have changed something. */
  public List<Entry> writes() {
    return log().stream().filter(Entry::mutating).toList();
  }

  // ---- calls ----

  synchronized <T> T call(
      String operation, String region, String what, boolean mutating, Function<Work, T> body)
      throws IOException {
    settleLate();
    Entry entry = new Entry(time.nanos(), operation, region, what, mutating);
    List.copyOf(watchers).forEach(w -> w.accept(entry));
    log.add(entry);
    Fault fault = fault(entry);
    if (fault != null) {
      refuse(fault, operation);
    }
    if (fault == Fault.LATE) {
      late.add(new Late(time.nanos() + lateBy.toNanos(), body));
      throw new IOException("timed out; the call may have had an effect");
    }
    T answer = mutating ? commit(body) : body.apply(new Work(seen(operation), time.nanos()));
    if (fault == Fault.LOST) {
      throw new IOException("answer lost");
    }
    return answer;
  }

  private static void refuse(Fault fault, String operation) throws IOException {
    switch (fault) {
      case THROTTLED -> throw new ToyError(Category.THROTTLED, "slow down");
      case DOWN -> throw new ToyError(Category.UNAVAILABLE, "out of order");
      case DENIED -> throw new ToyError(Category.DENIED, "you may not " + operation);
      case UNPAID -> throw ToyError.prerequisite("the bill is open");
      case CONFLICT -> throw new ToyError(Category.CONFLICT, "something is in conflict");
      case MISSING -> throw new ToyError(Category.NOT_FOUND, "one of them is not there");
      case QUOTA -> throw new ToyError(Category.QUOTA, "no more of these");
      case RESET -> throw new IOException("connection reset");
      case LOST, LATE -> {}
    }
  }

  private @Nullable Fault fault(Entry entry) {
    Fault fault =
        rules.stream().filter(r -> r.hits(entry)).findFirst().map(r -> r.fault).orElse(null);
    hits += fault == null ? 0 : 1;
    return fault;
  }

  private State seen(String operation) {
    Duration behind = lags.getOrDefault(operation, lag);
    return behind.isZero() ? state : history.floorEntry(time.nanos() - behind.toNanos()).getValue();
  }

  private <T> T commit(Function<Work, T> body) {
    Work work = new Work(state, time.nanos());
    T answer = body.apply(work);
    state = work.state();
    history.put(time.nanos(), state);
    return answer;
  }

  private void settleLate() {
    List<Late> due = late.stream().filter(l -> l.at() <= time.nanos()).toList();
    late.removeAll(due);
    for (Late l : due) {
      try {
        commit(l.body());
      } catch (ToyError e) {
        // What is late may be refused by then; nobody hears of it.
        log.add(new Entry(time.nanos(), "Late", "", String.valueOf(e.getMessage()), false));
      }
    }
  }

  /** A state that is being read or changed. */
  public static final class Work {
    private final SortedMap<String, Thing> things;
    private final SortedMap<String, String> tokens;
    private final long now;
    private int made;

    private Work(State from, long now) {
      things = new TreeMap<>(from.things());
      tokens = new TreeMap<>(from.tokens());
      made = from.made();
      this.now = now;
    }

    private State state() {
      return new State(
          Collections.unmodifiableSortedMap(things),
          Collections.unmodifiableSortedMap(tokens),
          made);
    }

    /** Returns all things with their states as of now. */
    public List<Thing> all() {
      return things.values().stream().map(this::shown).filter(this::isShown).toList();
    }

    private boolean isShown(Thing t) {
      return t.get("gone").isEmpty() || now - Long.parseLong(t.get("gone")) < ns(LINGER);
    }

    /** Returns the things of a kind in a region. */
    public List<Thing> all(String kind, String region) {
      return things.values().stream()
          .filter(t -> t.kind().equals(kind) && t.region().equals(region))
          .map(this::shown)
          .filter(this::isShown)
          .toList();
    }

    /** Returns the thing of an id. */
    public Thing get(String id) {
      Thing thing = things.get(id);
      if (thing == null || shown(thing).isDead()) {
        throw new ToyError(Category.NOT_FOUND, "no " + id);
      }
      return shown(thing);
    }

    /** Puts a thing. */
    public Thing put(Thing thing) {
      things.put(thing.id(), thing.without("state"));
      return shown(thing);
    }

    /** Removes a thing. */
    public void remove(String id) {
      things.remove(id);
    }

    /** Marks a cable as accepted. */
    public Thing accept(String id) {
      Thing cable = get(id);
      if (!cable.state().equals("pending")) {
        throw new ToyError(Category.CONFLICT, id + " is " + cable.state());
      }
      return put(cable.with("accepted", "" + now));
    }

    Thing add(String kind, String region, Map<String, String> has, Map<String, String> marks) {
      return put(
          new Thing(
              kind, kind + "-" + ++made, region, now, new TreeMap<>(marks), new TreeMap<>(has)));
    }

    Thing newBox(String region, String label, String block, Map<String, String> marks) {
      Thing box = add("box", region, Map.of("label", label, "block", block), marks);
      put(part("board", box, Map.of("box", box.id())));
      put(part("dial", box, Map.of("box", box.id(), "value", "0")));
      return box;
    }

    private Thing part(String kind, Thing box, Map<String, String> has) {
      return new Thing(
          kind, kind + "#" + box.id(), box.region(), now, new TreeMap<>(), new TreeMap<>(has));
    }

    SortedMap<String, String> tokens() {
      return tokens;
    }

    Thing die(Thing thing) {
      return put(thing.with("gone", "" + now));
    }

    private Thing shown(Thing thing) {
      return switch (thing.kind()) {
        case "cable" -> thing.with("state", cable(thing));
        case "lamp" -> thing.with("state", thing.get("gone").isEmpty() ? "lit" : "deleted");
        default -> thing;
      };
    }

    private String cable(Thing cable) {
      if (!cable.get("gone").isEmpty()) {
        return "deleted";
      }
      if (!cable.get("broken").isEmpty()) {
        return "broken";
      }
      if (!cable.get("accepted").isEmpty()) {
        long since = now - Long.parseLong(cable.get("accepted"));
        return since < ns(PROVISIONING) ? "provisioning" : "active";
      }
      long age = now - cable.born();
      return age < ns(ASKING) ? "requested" : age < ns(EXPIRY) ? "pending" : "expired";
    }

    private static long ns(Duration d) {
      return d.toNanos();
    }
  }
}
