package dev.tieline.testkit.contract;

import dev.tieline.Tieline;
import dev.tieline.apply.RunEvent;
import dev.tieline.plan.Step;
import dev.tieline.plan.Trait;
import dev.tieline.spi.CallObserver;
import dev.tieline.spi.Provider;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Settling;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.CallListener;
import dev.tieline.testkit.FakeCloud;
import dev.tieline.testkit.Reply;
import dev.tieline.time.Time;
import dev.tieline.time.VirtualTime;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One cloud on virtual time, with the processes that use it. All that a run of the contract does is
 * done to one of these; a fork has the same state and a future of its own. A process is used by one
 * thread at a time; several processes may be used at once.
 */
public final class World implements AutoCloseable {
  /** The namespace of all processes. */
  public static final String NAMESPACE = "acme";

  private static final String SOCKET = "over a socket";
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

  /** What the thread that a call is served on serves; a process may work within another's call. */
  private static final ThreadLocal<@Nullable Sent> SENT = new ThreadLocal<>();

  /** Is told of the calls that change something, with the request as it was sent. */
  interface Gate {
    /** Told first, with what the request names. */
    default void named(Call call, SortedMap<String, String> parameters) {}

    default void before(Call call, Ask ask) {}

    default void after(Call call, Ask ask) {}
  }

  private final Scenario scenario;
  private final VirtualTime time;
  private final Settling settling;
  private final List<VirtualTime> visitors = new CopyOnWriteArrayList<>();
  private final FakeCloud cloud;
  private final Trace trace;
  private final Wishes wishes;
  private final Monitor monitor;
  private final List<Gate> gates = new CopyOnWriteArrayList<>();
  private final List<Consumer<Step>> starts = new CopyOnWriteArrayList<>();
  private final List<Consumer<Call>> ears = new CopyOnWriteArrayList<>();
  private final List<String> breaches = new CopyOnWriteArrayList<>();
  private final List<Tieline> processes = new ArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger doubles = new AtomicInteger();
  private final AtomicLong cpuNanos = new AtomicLong();
  private final Set<String> touched = Collections.synchronizedSet(new TreeSet<>());
  private final Set<String> released = Collections.synchronizedSet(new TreeSet<>());
  private volatile boolean renamed;
  private @Nullable Tieline first;

  private record Sent(String process, Ask ask) {}

  /** Opens a world whose cloud is new, and sets it up. */
  static World begin(Scenario scenario, Trace trace) {
    return new World(scenario, null, null, null, START, trace);
  }

  private World(
      Scenario scenario,
      @Nullable FakeCloud parent,
      @Nullable Wishes wishes,
      @Nullable Settling settling,
      Instant start,
      Trace trace) {
    this.scenario = scenario;
    this.time = VirtualTime.startingAt(start);
    this.trace = trace;
    this.cloud = parent == null ? scenario.cloud(this::now) : parent.fork(this::now);
    this.settling = settling == null ? settling() : settling;
    this.wishes = wishes == null ? scenario.setUp(this) : wishes;
    this.monitor = scenario.monitor(cloud, NAMESPACE, this.wishes);
    cloud.observe(new Watch());
  }

  /** Returns a world with the same state, in which nobody works yet. */
  World fork(Trace trace) {
    return fork(trace, wishes);
  }

  /** Returns a world with the same state, whose monitor lets nothing open but for some wishes. */
  World fork(Trace trace, Wishes its) {
    return new World(scenario, cloud, its, settling, now(), trace);
  }

  private Settling settling() {
    try (Provider provider = scenario.provider(cloud, cloud::handle)) {
      return provider.settling();
    }
  }

  /** How long a request may still take effect, by the provider. */
  Duration expiry() {
    return settling.expiry();
  }

  /** How long reads may be behind the writes, by the provider. */
  Duration lag() {
    return settling.lag();
  }

  /** How late an effect may come at the latest: in the last moment in which its request counts. */
  Duration latest() {
    return settling.expiry().minusMillis(1);
  }

  /** More than it takes until nothing of the past can still happen, by the provider. */
  Duration quiet() {
    return settling.expiry().plus(settling.lag()).plusMinutes(1);
  }

  /**
   * Returns what the scenario wished when it was set up.
   *
   * @return the same object on every call
   */
  public Wishes wishes() {
    return wishes;
  }

  /**
   * Returns the cloud.
   *
   * @return the same object on every call
   */
  public FakeCloud cloud() {
    return cloud;
  }

  /**
   * Returns the scenario that this is a world of.
   *
   * @return the same object on every call
   */
  public Scenario scenario() {
    return scenario;
  }

  /**
   * Returns the process that most things are done by.
   *
   * @return the same object on every call, opened by the first
   */
  public synchronized Tieline process() {
    if (first == null) {
      first = open("first", time);
    }
    return first;
  }

  /** Opens another process; closed with the world. */
  Tieline open(String name, Time its) {
    return open(name, its, new CallObserver() {});
  }

  /** Opens another process whose calls are watched from its inside; closed with the world. */
  synchronized Tieline open(String name, Time its, CallObserver observer) {
    Provider provider = scenario.provider(cloud, ask -> send(name, ask));
    Tieline process =
        Tieline.builder()
            .namespace(NAMESPACE)
            .provider(provider)
            .time(its)
            .callObserver(observer)
            .listener(
                event -> {
                  trace.event(now(), name, event);
                  hear(event, provider);
                })
            .build();
    processes.add(process);
    return process;
  }

  /** Hears of what was made twice, by its removal: that heals itself, and no state shows it. */
  private void hear(RunEvent event, Provider provider) {
    if (event instanceof RunEvent.Started started) {
      starts.forEach(ear -> ear.accept(started.step()));
    }
    if (event instanceof RunEvent.Started started
        && started.step().traits().contains(Trait.SURPLUS)) {
      doubles.incrementAndGet();
      String kind = started.step().kind();
      if (!renamed
          && provider.kinds().stream()
              .anyMatch(k -> k.name().equals(kind) && k.guard() == ResourceKind.Guard.TOKEN)) {
        breaches.add("made twice in spite of its token: " + started.step());
      }
    }
  }

  /**
   * Notes that networks get other names, or that the wish is edited while reads are behind. A token
   * is that of an address, which a network's name is a part of, and of a wish: what no read shows
   * yet is made once more under the new name, or as it is wished now.
   */
  void renamed() {
    renamed = true;
  }

  /**
   * Lets a stranger move, and notes what of the cloud they touched: that is theirs from then on.
   */
  Deed struck(Move move) {
    return struck(() -> move.what().apply(this));
  }

  /** Lets a stranger do something: see {@link #struck(Move)}. */
  Deed struck(Supplier<Deed> move) {
    Set<String> before = lines();
    Deed deed = move.get();
    monitor.noticed();
    Set<String> after = lines();
    Stream.concat(
            before.stream().filter(l -> !after.contains(l)),
            after.stream().filter(l -> !before.contains(l)))
        .map(line -> Ending.setting(Ending.place(line)))
        .forEach(touched::add);
    return deed;
  }

  private Set<String> lines() {
    return cloud.dump().lines().collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether a stranger has made, changed or removed what is at a place of a dump. */
  boolean isTouched(String place) {
    return touched.contains(Ending.setting(place)) || released.stream().anyMatch(place::contains);
  }

  /**
   * Notes that a stranger took off what said that something is ours: it is theirs from then on.
   *
   * @param part a part of its place in a dump, such as a table's id and a route's destination
   */
  public void released(String part) {
    released.add(part);
  }

  VirtualTime time() {
    return time;
  }

  /**
   * Lets time pass.
   *
   * @param length how much
   */
  public void pass(Duration length) {
    time.advance(length);
    trace.note(now(), "time passes");
  }

  /**
   * Runs another process's job on a time of its own that begins now, while a call of the first one
   * may be out; the world's time is afterwards what it was at the job's end.
   *
   * @param name the process's name in traces
   * @param job what it does
   */
  public void visit(String name, Consumer<Tieline> job) {
    VirtualTime own = VirtualTime.startingAt(now());
    visitors.add(own);
    job.accept(open(name, own));
    Duration later = Duration.between(time.instant(), own.instant());
    time.advance(later.isNegative() ? Duration.ZERO : later);
    visitors.remove(own);
  }

  private Instant now() {
    Instant latest = time.instant();
    for (VirtualTime visitor : visitors) {
      Instant theirs = visitor.instant();
      latest = theirs.isAfter(latest) ? theirs : latest;
    }
    return latest;
  }

  /** Sends a request again whose sender has died, so that it has its effect later. */
  void later(Call call, Ask ask, Duration delay) {
    cloud.faults().on(call.action()).lateEffect(delay);
    try {
      send("the dead process", ask);
    } catch (UncheckedIOException reset) {
      trace.note(now(), "its effect comes after " + delay);
    }
    cloud.faults().clear();
  }

  void gate(Gate gate) {
    gates.add(gate);
  }

  /** Adds who hears of every call of every process. */
  void onAny(Consumer<Call> listener) {
    ears.add(listener);
  }

  /** Adds who hears of each step of every process as it begins, before its first call. */
  void onStep(Consumer<Step> listener) {
    starts.add(listener);
  }

  void note(String what) {
    trace.note(now(), what);
  }

  void remove(Gate gate) {
    gates.remove(gate);
  }

  int calls() {
    return calls.get();
  }

  int writes() {
    return writes.get();
  }

  /** Takes what a thread has spent that worked here and ends. */
  void worked(long nanos) {
    cpuNanos.addAndGet(nanos);
  }

  /** What the threads have spent that worked here and have ended. */
  long cpuNanos() {
    return cpuNanos.get();
  }

  /** How many objects were removed so far since they had been made twice. */
  int doubles() {
    return doubles.get();
  }

  /** Fails if any call so far broke a rule. */
  void checkCalls() {
    Breach.unless(breaches.isEmpty(), "what nobody may do: " + breaches);
    List<String> effects = monitor.effects();
    Breach.unless(effects.isEmpty(), "calls that did what nobody may do: " + effects);
  }

  /** Forgets calls against one rule, where the case says why they may be. */
  void excuse(String rule) {
    breaches.removeIf(
        b ->
            Stream.of(b.substring(b.indexOf("}: ") + 3).split("; "))
                .allMatch(wrong -> wrong.isBlank() || wrong.endsWith(rule)));
  }

  /**
   * Forgets deletes of what bears the mark of a topology that marked it while it was destroyed: no
   * cloud deletes on a condition, so that a mark between the last look and the delete is not seen.
   */
  void excuseMarkOf(String topology) {
    String mark = "/" + NAMESPACE + "/" + topology;
    breaches.removeIf(b -> b.startsWith("Delete") && b.contains(" bears [") && b.contains(mark));
  }

  private Reply send(String process, Ask ask) {
    Sent outer = SENT.get();
    SENT.set(new Sent(process, ask));
    try {
      return cloud.handle(ask);
    } finally {
      SENT.set(outer);
    }
  }

  /** A call over a socket is served on a thread that knows of no process: it has no gates. */
  private final class Watch implements CallListener {
    @Override
    public void before(Call call, SortedMap<String, String> parameters) {
      Sent by = SENT.get();
      trace.asks(by == null ? SOCKET : by.process(), call, parameters);
      if (!call.mutating() || call.dryRun()) {
        return;
      }
      String wrong = monitor.judge(call, parameters);
      if (!wrong.isEmpty()) {
        breaches.add(call.action() + " " + parameters + ": " + wrong);
      }
      if (by != null) {
        gates.forEach(gate -> gate.named(call, parameters));
        gates.forEach(gate -> gate.before(call, by.ask()));
      }
    }

    @Override
    public void after(Call call) {
      Sent by = SENT.get();
      calls.incrementAndGet();
      trace.call(by == null ? SOCKET : by.process(), call);
      ears.forEach(ear -> ear.accept(call));
      if (call.mutating() && !call.dryRun()) {
        writes.incrementAndGet();
        if (by != null) {
          gates.forEach(gate -> gate.after(call, by.ask()));
        }
      }
    }
  }

  @Override
  public synchronized void close() {
    processes.forEach(Tieline::close);
    cloud.close();
  }
}
