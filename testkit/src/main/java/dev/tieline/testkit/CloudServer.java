package dev.tieline.testkit;

import dev.tieline.testkit.Faults.Strike;
import dev.tieline.testkit.internal.Buckets;
import dev.tieline.testkit.internal.CloudError;
import dev.tieline.testkit.internal.CloudFunction;
import dev.tieline.testkit.internal.CloudFunction.Answer;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Settings;
import dev.tieline.testkit.internal.World;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The life around the function that a fake is: the present world and its past, faults, the log of
 * calls. One lock guards the change of world; listeners are called outside of it.
 *
 * @param <C> who asks
 * @param <R> what is asked for
 */
final class CloudServer<C extends CloudFunction.Asker, R extends CloudFunction.Asked> {

  /** How long the past is kept for stale reads; a longer lag keeps more. */
  private static final Duration MEMORY = Duration.ofMinutes(20);

  /** A fake that serves for days must not fill the memory with its log. */
  private static final int MOST_CALLS = 1_000_000;

  private static final String NOBODYS_REQUEST = "00000000-0000-0000-0000-000000000000";

  /** Writes instants so that the order of texts is the order of times. */
  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Strike NONE = new Strike(Faults.Kind.STALE, Duration.ZERO, 0);

  /** How far reads, lists in particular, and the tags that they show are behind the writes. */
  private record Lags(Duration reads, Duration lists, Duration tags) {
    static final Lags NONE = new Lags(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    Duration of(boolean list) {
      return list ? longer(reads, lists) : reads;
    }

    Duration longest() {
      return longer(longer(reads, lists), tags);
    }

    static Duration longer(Duration one, Duration other) {
      return one.compareTo(other) > 0 ? one : other;
    }
  }

  /** Is told of what each client's call changes, under the lock and before anybody can see it. */
  interface Witness {
    void changed(String action, SortedMap<String, String> parameters, World before, World after);
  }

  private final CloudFunction<C, R> cloud;
  private final InstantSource time;
  private final InstantSource wall;
  private final Faults faults = new Faults();
  private final List<CallListener> listeners = new CopyOnWriteArrayList<>();
  private final List<Witness> witnesses = new CopyOnWriteArrayList<>();

  private final Object lock = new Object();
  // guarded by lock
  private World world;
  private PersistentMap<Instant, World> past;
  private Lags lags;
  private Duration skew;
  private long requests;
  private Buckets buckets;
  private PersistentMap<String, Instant> once;
  private final Deque<Call> calls = new ArrayDeque<>();

  CloudServer(CloudFunction<C, R> cloud, InstantSource time, InstantSource wall) {
    this(
        cloud,
        time,
        wall,
        cloud.start(),
        PersistentMap.empty(),
        Lags.NONE,
        Duration.ZERO,
        Buckets.full(),
        PersistentMap.empty());
  }

  private CloudServer(
      CloudFunction<C, R> cloud,
      InstantSource time,
      InstantSource wall,
      World world,
      PersistentMap<Instant, World> past,
      Lags lags,
      Duration skew,
      Buckets buckets,
      PersistentMap<String, Instant> once) {
    this.cloud = cloud;
    this.time = time;
    this.wall = wall;
    this.world = world;
    this.past = past;
    this.lags = lags;
    this.skew = skew;
    this.buckets = buckets;
    this.once = once;
  }

  CloudServer<C, R> fork(InstantSource time) {
    synchronized (lock) {
      return new CloudServer<>(cloud, time, wall, world, past, lags, skew, buckets, once);
    }
  }

  InstantSource time() {
    return time;
  }

  Faults faults() {
    return faults;
  }

  List<Call> calls() {
    synchronized (lock) {
      return List.copyOf(calls);
    }
  }

  void resetCalls() {
    synchronized (lock) {
      calls.clear();
    }
  }

  void observe(CallListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
  }

  void witness(Witness witness) {
    witnesses.add(witness);
  }

  void lag(Duration duration) {
    synchronized (lock) {
      lags = new Lags(duration, lags.lists(), lags.tags());
    }
  }

  void listLag(Duration duration) {
    synchronized (lock) {
      lags = new Lags(lags.reads(), duration, lags.tags());
    }
  }

  void tagLag(Duration duration) {
    synchronized (lock) {
      lags = new Lags(lags.reads(), lags.lists(), duration);
    }
  }

  void skew(Duration duration) {
    synchronized (lock) {
      skew = duration;
    }
  }

  /** Returns the present world, after what became due in the meantime. */
  World present() {
    synchronized (lock) {
      settle(time.instant());
      return world;
    }
  }

  /** Changes settings; the past is not touched. */
  void configure(UnaryOperator<World> change) {
    synchronized (lock) {
      world = change.apply(world);
    }
  }

  /** A move without the wire, the log, faults or limits: a test's or a stranger's hand. */
  interface Move<T> {
    Moved<T> make(World world, Instant now, String requestId);
  }

  /** What a move came to. */
  record Moved<T>(World world, T result) {}

  <T> T act(String what, Move<T> move) {
    try {
      synchronized (lock) {
        Instant now = time.instant();
        settle(now);
        Moved<T> moved = move.make(world, now, requestId());
        keep(moved.world(), now);
        return moved.result();
      }
    } catch (CloudError error) {
      throw new IllegalStateException(
          what + ": " + error.code() + ": " + error.getMessage(), error);
    }
  }

  Reply handle(Ask ask) {
    Objects.requireNonNull(ask, "ask");
    Instant now = time.instant();
    String requestId;
    C caller;
    R request;
    String good = cloud.once(ask);
    synchronized (lock) {
      settle(now);
      requestId = requestId();
      try {
        caller = cloud.authenticate(world, ask, wall.instant().plus(skew), now);
        if (good != null && once.containsKey(good)) {
          throw cloud.repeated();
        }
        request = cloud.read(ask, caller);
      } catch (CloudError error) {
        log(new Call(now, "", "", "", false, false, error.status(), error.code()));
        return cloud.refusal(ask, error, requestId);
      }
    }
    Call call =
        new Call(
            now,
            caller.account(),
            caller.region(),
            request.name(),
            request.isMutating(),
            request.isDryRun(),
            0,
            null);
    if (!listeners.isEmpty()) {
      SortedMap<String, String> parameters = request.parameters();
      listeners.forEach(listener -> listener.before(call, parameters));
    }
    Strike strike = Objects.requireNonNullElse(faults.next(call), NONE);
    Outcome outcome;
    Call done;
    synchronized (lock) {
      if (good != null) {
        remember(good, wall.instant());
      }
      outcome = work(caller, request, now, strike, requestId);
      Reply reply = outcome.reply();
      done =
          new Call(
              now,
              call.account(),
              call.region(),
              call.action(),
              call.mutating(),
              call.dryRun(),
              reply == null ? 0 : reply.status(),
              outcome.errorCode());
      log(done);
    }
    listeners.forEach(listener -> listener.after(done));
    if (outcome.reply() == null) {
      throw new UncheckedIOException(new SocketException("Connection reset"));
    }
    return outcome.reply();
  }

  private void log(Call call) {
    if (calls.size() == MOST_CALLS) {
      calls.removeFirst();
    }
    calls.addLast(call);
  }

  /** What a call came to; without a reply the connection is reset. */
  private record Outcome(@Nullable Reply reply, @Nullable String errorCode) {

    static Outcome reset() {
      return new Outcome(null, null);
    }
  }

  private Outcome work(C caller, R request, Instant now, Strike strike, String requestId) {
    switch (strike.kind()) {
      case RESET_BEFORE:
        return Outcome.reset();
      case HTML:
        return new Outcome(html(strike.status()), null);
      case THROTTLE:
        return refused(caller, cloud.throttled(caller), requestId);
      case SERVER_ERROR:
        return refused(caller, cloud.failure(strike.status()), requestId);
      case DENY:
        return refused(caller, cloud.denied(caller, request.name()), requestId);
      case LATE_EFFECT:
        postpone(now.plus(strike.duration()), caller, request);
        return Outcome.reset();
      case STALE:
      case FAIL_AFTER:
      case LOSE_ANSWER:
      case TRUNCATED:
      case HIDE:
        break;
    }
    if (Settings.isDown(world, caller.region())) {
      return refused(caller, cloud.failure(503), requestId);
    }
    Buckets after = cloud.limit(buckets, caller, request, now);
    if (after == null) {
      return refused(caller, cloud.limited(caller), requestId);
    }
    buckets = after;
    String denied = cloud.deniedAction(world, caller, request);
    Answer answer;
    if (request.keeps()) {
      answer = cloud.serve(world, caller, request, now, denied, requestId);
      tell(request, answer.world());
      keep(answer.world(), now);
    } else {
      Duration age = strike.kind() == Faults.Kind.STALE ? strike.duration() : Duration.ZERO;
      Instant seen = now.minus(Lags.longer(age, lags.of(request.isList())));
      World shown = worldAt(seen);
      if (!lags.tags().isZero()) {
        Instant tagged = now.minus(lags.tags());
        shown = Settings.tagged(shown, worldAt(tagged.isBefore(seen) ? tagged : seen));
      }
      if (strike.kind() == Faults.Kind.HIDE && request.isList()) {
        shown = Settings.hiding(shown, strike.hidden());
      }
      answer = cloud.serve(shown, caller, request, seen, denied, requestId);
    }
    return switch (strike.kind()) {
      case FAIL_AFTER -> refused(caller, cloud.failure(strike.status()), requestId);
      case LOSE_ANSWER -> Outcome.reset();
      case TRUNCATED -> new Outcome(half(answer.reply()), answer.errorCode());
      default -> new Outcome(answer.reply(), answer.errorCode());
    };
  }

  private Outcome refused(C caller, CloudError error, String requestId) {
    return new Outcome(cloud.refusal(caller, error, requestId), error.code());
  }

  private static Reply html(int status) {
    String page =
        "<html><head><title>"
            + status
            + "</title></head><body><h1>Proxy</h1><hr>gateway</body></html>";
    return new Reply(
        status,
        Map.of("Content-Type", List.of("text/html")),
        page.getBytes(StandardCharsets.UTF_8));
  }

  private static Reply half(Reply reply) {
    return new Reply(
        reply.status(), reply.headers(), Arrays.copyOf(reply.body(), reply.body().length / 2));
  }

  /** A call whose effect comes later than its lost answer. */
  private record Pending<C, R>(Instant due, C caller, R request) {}

  /** Keeps a call for later, in the world, so that a fork has it as well. */
  private void postpone(Instant due, C caller, R request) {
    World counted = world.counted();
    String path =
        String.format(Locale.ROOT, "pending/%s/%012d", SORTABLE.format(due), counted.counter());
    world = counted.put(path, new Pending<>(due, caller, request));
  }

  /**
   * Effects that are late belong to the time when they were due, not to the call that finds them.
   */
  private void settle(Instant now) {
    for (String path = firstPending(); path != null; path = firstPending()) {
      Pending<C, R> due = pending(path);
      if (due.due().isAfter(now)) {
        return;
      }
      World next =
          cloud
              .serve(
                  world.remove(path), due.caller(), due.request(), due.due(), null, NOBODYS_REQUEST)
              .world();
      tell(due.request(), next);
      keep(next, due.due());
    }
  }

  @SuppressWarnings("unchecked") // only this class writes below pending/
  private Pending<C, R> pending(String path) {
    return (Pending<C, R>) world.entries().require(path);
  }

  private @Nullable String firstPending() {
    String path = world.entries().ceilingKey("pending/");
    return path != null && path.startsWith("pending/") ? path : null;
  }

  /** Remembers what is good for once as long as a signature that carries it could be good. */
  private void remember(String good, Instant wallNow) {
    once = once.put(good, wallNow);
    if (once.size() % 1024 == 0) {
      for (String old : once.keys()) {
        if (once.require(old).isBefore(wallNow.minus(MEMORY))) {
          once = once.remove(old);
        }
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the same version; equals would read all
  private void tell(R request, World next) {
    if (next != world && !witnesses.isEmpty()) {
      SortedMap<String, String> parameters = request.parameters();
      witnesses.forEach(w -> w.changed(request.name(), parameters, world, next));
    }
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the same version; equals would read all
  private void keep(World next, Instant now) {
    if (next == world) {
      return;
    }
    if (past.isEmpty()) {
      past = past.put(Instant.MIN, world);
    }
    world = next;
    // of two calls at once the later may have read the clock first: versions keep their order
    Instant newest = past.floorKey(Instant.MAX);
    past = past.put(newest != null && newest.isAfter(now) ? newest : now, next);
    Instant oldest = now.minus(Lags.longer(lags.longest(), MEMORY));
    Instant floor = past.floorKey(oldest);
    Instant first = past.firstKey();
    while (floor != null && first != null && first.isBefore(floor)) {
      past = past.remove(first);
      first = past.firstKey();
    }
  }

  /** Settings are not versioned: who sees the newest version sees the present settings too. */
  private World worldAt(Instant seen) {
    Instant newest = past.floorKey(Instant.MAX);
    Instant floor = past.floorKey(seen);
    Instant version = floor == null ? past.firstKey() : floor;
    if (version == null || version.equals(newest)) {
      return world;
    }
    return Objects.requireNonNullElse(past.get(version), world);
  }

  private String requestId() {
    requests++;
    return new UUID(0x7465737400004000L, 0x8000000000000000L | requests)
        .toString()
        .toLowerCase(Locale.ROOT);
  }
}
