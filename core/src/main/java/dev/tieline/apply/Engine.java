package dev.tieline.apply;

import static java.util.Objects.requireNonNull;

import dev.tieline.check.Finding;
import dev.tieline.error.InvalidTopologyException;
import dev.tieline.error.StalePlanException;
import dev.tieline.net.Traffic;
import dev.tieline.plan.Plan;
import dev.tieline.reach.Reachability;
import dev.tieline.retry.RetryPolicy;
import dev.tieline.spi.CallObserver;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Provider;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Settling;
import dev.tieline.spi.SurveyRequest;
import dev.tieline.time.Time;
import dev.tieline.time.WaitPolicy;
import dev.tieline.topology.Endpoint;
import dev.tieline.topology.Link;
import dev.tieline.topology.LoadBalancer;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens a run for each question and each change. Safe for use by several threads: runs share limits
 * and memory only.
 */
public final class Engine {
  private final String namespace;
  private final Map<String, Provider> providers;
  private final Time time;
  private final Executor workers;
  private final RetryPolicy retries;
  private final WaitPolicy waits;
  private final StepListener listener;
  private final CallObserver observer;
  private final Pipeline.Limits limits;
  private final Memory memory;

  /**
   * Creates an engine.
   *
   * @param namespace who uses the library here
   * @param providers the clouds
   * @param time where time comes from
   * @param workers makes the calls
   * @param retries how calls are repeated
   * @param waits how often and how long is polled
   * @param listener hears of each run
   * @param observer sees each call
   * @param seed of the jitter
   */
  public Engine(
      String namespace,
      Collection<Provider> providers,
      Time time,
      Executor workers,
      RetryPolicy retries,
      WaitPolicy waits,
      StepListener listener,
      CallObserver observer,
      long seed) {
    this.namespace = namespace;
    Map<String, Provider> byCloud = new LinkedHashMap<>();
    providers.forEach(p -> byCloud.put(p.cloud(), p));
    this.providers = byCloud;
    this.time = time;
    this.workers = workers;
    this.retries = retries;
    this.waits = waits;
    this.listener = listener;
    this.observer = observer;
    this.limits = new Pipeline.Limits(seed);
    this.memory = new Memory();
  }

  /**
   * Plans what the topology needs.
   *
   * @param topology the wish
   * @return the plan
   * @throws CancellationException if the thread is interrupted
   */
  public Plan plan(Topology topology) {
    check(topology);
    try (Session session = new Session("plan " + topology.name())) {
      return session.firstLook(owner(topology.name()), topology, false).plan();
    }
  }

  /**
   * Plans the removal of everything of a topology.
   *
   * @param name the topology's name
   * @return the plan
   * @throws CancellationException if the thread is interrupted
   */
  public Plan planDestroy(String name) {
    try (Session session = new Session("plan destroy " + name)) {
      return session.firstLook(owner(name), null, false).plan();
    }
  }

  /**
   * Does what the topology needs.
   *
   * @param topology the wish
   * @return what came of it
   * @throws CancellationException if the thread is interrupted before anything is changed
   */
  public Outcome apply(Topology topology) {
    check(topology);
    return execute(topology.name(), topology, null);
  }

  /**
   * Does the steps of a plan that are still needed.
   *
   * @param plan the approved plan
   * @return what came of it
   * @throws StalePlanException if something is needed that the plan does not hold
   * @throws CancellationException if the thread is interrupted before anything is changed
   */
  public Outcome apply(Plan plan) {
    if (!plan.namespace().equals(namespace)) {
      throw new InvalidTopologyException(
          "plan of namespace " + plan.namespace() + " (expected: namespace " + namespace + ")");
    }
    plan.wish().ifPresent(this::check);
    return execute(plan.name(), plan.topology(), plan);
  }

  /**
   * Removes everything of a topology.
   *
   * @param name the topology's name
   * @return what came of it
   * @throws CancellationException if the thread is interrupted before anything is changed
   */
  public Outcome destroy(String name) {
    return execute(name, null, null);
  }

  /**
   * Removes everything of a topology that nobody has touched for a while, as the caller knows.
   *
   * @param name the topology's name
   * @param untouchedSince since when no apply or destroy of it was under way, in any process
   * @return what came of it
   * @throws CancellationException if the thread is interrupted before anything is changed
   */
  public Outcome destroy(String name, Instant untouchedSince) {
    return execute(name, null, null, untouchedSince);
  }

  /**
   * Asks the model whether what the links wish for is so, from a new look.
   *
   * @param topology the wish
   * @return the verdicts
   * @throws CancellationException if the thread is interrupted
   */
  public Report verify(Topology topology) {
    check(topology);
    try (Session session = new Session("verify " + topology.name())) {
      Draft draft = session.firstLook(owner(topology.name()), topology, true);
      return Verifier.of(topology, draft, Reachability.of(draft.look().snapshot())).report();
    }
  }

  /**
   * Asks the model about any traffic between two networks of a topology, from a new look.
   *
   * @param topology the wish that names them
   * @param from the name of the network that opens the connection
   * @param to the name of the network that answers
   * @param traffic the traffic
   * @return the verdicts
   * @throws CancellationException if the thread is interrupted
   */
  public Report explain(Topology topology, String from, String to, Traffic traffic) {
    check(topology);
    topology.network(from);
    if (!(topology.links().get(to) instanceof Endpoint
        || topology.links().get(to) instanceof LoadBalancer)) {
      topology.network(to);
    }
    try (Session session = new Session("explain " + topology.name())) {
      Draft draft = session.firstLook(owner(topology.name()), topology, true);
      return Verifier.of(topology, draft, Reachability.of(draft.look().snapshot()))
          .explain(from, to, traffic);
    }
  }

  private Owner owner(String topology) {
    Topology.named(topology); // refuses a name that no topology can have
    return new Owner(namespace, topology);
  }

  private void check(Topology topology) {
    topology
        .networks()
        .forEach(
            (name, network) -> {
              if (!providers.containsKey(network.cloud())) {
                throw new InvalidTopologyException(
                    "network "
                        + name
                        + " is of cloud "
                        + network.cloud()
                        + " (expected one of: "
                        + String.join(", ", providers.keySet())
                        + ")");
              }
            });
    topology.links().values().forEach(link -> known(topology, link));
    providers.values().forEach(p -> p.check(topology));
  }

  private void known(Topology topology, Link link) {
    String cloud = topology.network(link.networks().get(0)).cloud();
    Set<Class<? extends Link>> kinds =
        requireNonNull(providers.get(cloud), cloud).links(); // checked with the networks
    if (!kinds.contains(link.getClass())) {
      throw new InvalidTopologyException(
          "link "
              + link.name()
              + " is of kind "
              + word(link.getClass())
              + ", which this library does not make in "
              + cloud
              + " (expected one of: "
              + kinds.stream().map(Engine::word).sorted().collect(Collectors.joining(", "))
              + ")");
    }
  }

  private static String word(Class<? extends Link> kind) {
    return kind.getSimpleName().toLowerCase(Locale.ROOT);
  }

  private Outcome execute(String name, @Nullable Topology topology, @Nullable Plan approved) {
    return execute(name, topology, approved, null);
  }

  private Outcome execute(
      String name,
      @Nullable Topology topology,
      @Nullable Plan approved,
      @Nullable Instant untouchedSince) {
    try (Session session = new Session((topology == null ? "destroy " : "apply ") + name)) {
      return new Rounds(session, owner(name), topology, approved, untouchedSince).execute();
    }
  }

  /** One run: its loop, its pipeline, its looks. */
  final class Session implements AutoCloseable {
    private final Loop loop;
    private final Pipeline pipeline;
    private final Events events;
    private List<Finding> foreseen = List.of();

    Session(String who) {
      loop = new Loop(who, time, workers);
      pipeline = new Pipeline(loop, providers, retries, limits, observer);
      events = new Events(listener, time);
    }

    Draft firstLook(Owner owner, @Nullable Topology topology, boolean hosts) {
      return look(owner, topology, hosts)
          .orElseThrow(
              () ->
                  new CancellationException(
                      "topology " + owner.topology() + ": interrupted (nothing was changed)"));
    }

    /**
     * Looks and plans; empty if the thread was interrupted, since half a look says that things are
     * missing.
     */
    Optional<Draft> look(Owner owner, @Nullable Topology topology, boolean hosts) {
      SurveyRequest request = new SurveyRequest(owner, topology, hosts);
      Optional<Look> look = Look.take(loop, pipeline, providers.values(), request);
      return look.map(l -> planned(owner, topology, l));
    }

    private Draft planned(Owner owner, @Nullable Topology topology, Look look) {
      Draft draft = draft(owner, topology, look, foreseen);
      events.looked(pipeline.reads(), draft.toDo());
      return draft;
    }

    /**
     * Has the writes to come rehearsed; returns the draft without the parts that could not be made,
     * which later looks leave alone, too.
     */
    Draft rehearse(Draft draft) {
      Topology topology = draft.plan().wish().orElse(null);
      Rehearsal rehearsal = new Rehearsal(loop, pipeline, providers);
      List<Finding> denied = rehearsal.denied(draft);
      if (topology == null || denied.isEmpty()) {
        return draft;
      }
      Draft without = draft(draft.owner(), topology, draft.look(), denied);
      foreseen = new ArrayList<>(denied);
      foreseen.addAll(Rehearsal.pointless(topology, draft, without));
      return draft(draft.owner(), topology, draft.look(), foreseen);
    }

    private Draft draft(Owner owner, @Nullable Topology topology, Look look, List<Finding> known) {
      long now = loop.time().nanos();
      return Planner.draft(
          owner,
          topology,
          look,
          known,
          a -> memory.justMade(owner, a, now, longest(Settling::quiet)));
    }

    /** Lets time pass; shorter if the thread is interrupted. */
    void pause(Duration length) {
      loop.after(length, () -> {});
      loop.drain();
    }

    List<Task> run(Draft draft, List<Make<?, ?>> makes, List<Drop<?>> drops) {
      Poller poller = new Poller(loop, pipeline, waits);
      RunContext context =
          new RunContext(
              draft.owner(),
              loop,
              pipeline,
              poller,
              draft.observed(),
              events,
              this::settling,
              waits);
      return new Run(context, makes, drops).execute();
    }

    /** The longest of the providers' times of one sort. */
    Duration longest(Function<Settling, Duration> time) {
      return providers.values().stream()
          .map(p -> time.apply(p.settling()))
          .max(Comparator.naturalOrder())
          .orElse(Duration.ZERO);
    }

    Settling settling(Scope scope) {
      Provider provider = providers.get(scope.cloud());
      if (provider == null) {
        throw new IllegalStateException("no provider for cloud " + scope.cloud());
      }
      return provider.settling();
    }

    Loop loop() {
      return loop;
    }

    Pipeline pipeline() {
      return pipeline;
    }

    Memory memory() {
      return memory;
    }

    WaitPolicy waits() {
      return waits;
    }

    @Override
    public void close() {
      loop.close();
    }
  }
}
