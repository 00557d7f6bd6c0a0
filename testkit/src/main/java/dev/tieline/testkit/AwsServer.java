package dev.tieline.testkit;

import dev.tieline.testkit.Faults.Strike;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.aws.AwsCloud;
import dev.tieline.testkit.internal.aws.AwsCloud.Answer;
import dev.tieline.testkit.internal.aws.AwsCloud.Request;
import dev.tieline.testkit.internal.aws.AwsError;
import dev.tieline.testkit.internal.aws.Buckets;
import dev.tieline.testkit.internal.aws.Caller;
import dev.tieline.testkit.internal.aws.World;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
 */
final class AwsServer {

  /** How long the past is kept for stale reads; a longer lag keeps more. */
  private static final Duration MEMORY = Duration.ofMinutes(20);

  /** A fake that serves for days must not fill the memory with its log. */
  private static final int MOST_CALLS = 1_000_000;

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

  private final AwsCloud cloud;
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
  private final Deque<Call> calls = new ArrayDeque<>();

  AwsServer(AwsCloud cloud, InstantSource time, InstantSource wall) {
    this(
        cloud,
        time,
        wall,
        cloud.start(),
        PersistentMap.empty(),
        Lags.NONE,
        Duration.ZERO,
        Buckets.full());
  }

  private AwsServer(
      AwsCloud cloud,
      InstantSource time,
      InstantSource wall,
      World world,
      PersistentMap<Instant, World> past,
      Lags lags,
      Duration skew,
      Buckets buckets) {
    this.cloud = cloud;
    this.time = time;
    this.wall = wall;
    this.world = world;
    this.past = past;
    this.lags = lags;
    this.skew = skew;
    this.buckets = buckets;
  }

  AwsServer fork(InstantSource time) {
    synchronized (lock) {
      return new AwsServer(cloud, time, wall, world, past, lags, skew, buckets);
    }
  }

  AwsCloud cloud() {
    return cloud;
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

  /** Makes a move without the wire, the log, faults or limits: a test's or a stranger's hand. */
  XmlElement act(Caller caller, String action, Map<String, String> parameters) {
    try {
      synchronized (lock) {
        Instant now = time.instant();
        settle(now);
        AwsCloud.Outcome outcome =
            cloud.run(world, caller, cloud.request(action, parameters), now, null, requestId());
        keep(outcome.world(), now);
        return outcome.out();
      }
    } catch (AwsError error) {
      throw new IllegalStateException(
          action + ": " + error.code() + ": " + error.getMessage(), error);
    }
  }

  Reply handle(Ask ask) {
    Objects.requireNonNull(ask, "ask");
    Instant now = time.instant();
    String requestId;
    Caller caller;
    Request request;
    synchronized (lock) {
      settle(now);
      requestId = requestId();
      try {
        caller = cloud.authenticate(world, ask, wall.instant().plus(skew), now);
        request = cloud.read(ask, caller.service());
      } catch (AwsError error) {
        log(new Call(now, "", "", "", false, false, error.status(), error.code()));
        return cloud.refusal(AwsCloud.service(ask), error, requestId);
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

  private Outcome work(
      Caller caller, Request request, Instant now, Strike strike, String requestId) {
    switch (strike.kind()) {
      case RESET_BEFORE:
        return Outcome.reset();
      case HTML:
        return new Outcome(html(strike.status()), null);
      case THROTTLE:
        return refused(caller, AwsCloud.throttled(caller.service()), requestId);
      case SERVER_ERROR:
        return refused(caller, AwsCloud.failure(strike.status()), requestId);
      case DENY:
        return refused(caller, AwsCloud.denied(caller, request.name()), requestId);
      case LATE_EFFECT:
        world =
            AwsCloud.postpone(
                world, new AwsCloud.Pending(now.plus(strike.duration()), caller, request));
        return Outcome.reset();
      case STALE:
      case LOSE_ANSWER:
      case TRUNCATED:
      case HIDE:
        break;
    }
    if (AwsCloud.isDown(world, caller.region())) {
      return refused(caller, AwsCloud.failure(503), requestId);
    }
    if (cloud.config().switches().throttling()) {
      Buckets after = buckets.take(caller, request.isMutating(), now);
      if (after == null) {
        return refused(caller, AwsCloud.throttled(caller.service()), requestId);
      }
      buckets = after;
    }
    String denied = AwsCloud.deniedAction(world, caller, request);
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
        shown = AwsCloud.tagged(shown, worldAt(tagged.isBefore(seen) ? tagged : seen));
      }
      if (strike.kind() == Faults.Kind.HIDE) {
        shown = AwsCloud.hiding(shown, strike.hidden());
      }
      answer = cloud.serve(shown, caller, request, seen, denied, requestId);
    }
    return switch (strike.kind()) {
      case LOSE_ANSWER -> Outcome.reset();
      case TRUNCATED -> new Outcome(half(answer.reply()), answer.errorCode());
      default -> new Outcome(answer.reply(), answer.errorCode());
    };
  }

  private Outcome refused(Caller caller, AwsError error, String requestId) {
    return new Outcome(cloud.refusal(caller.service(), error, requestId), error.code());
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

  /**
   * Effects that are late belong to the time when they were due, not to the call that finds them.
   */
  private void settle(Instant now) {
    for (AwsCloud.Pending due = AwsCloud.due(world, now);
        due != null;
        due = AwsCloud.due(world, now)) {
      World next = cloud.settle(world, due);
      tell(due.request(), next);
      keep(next, due.due());
    }
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the same version; equals would read all
  private void tell(Request request, World next) {
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
