package dev.tieline;

import static java.util.Objects.requireNonNull;

import dev.tieline.apply.Engine;
import dev.tieline.apply.Outcome;
import dev.tieline.apply.Report;
import dev.tieline.apply.StepListener;
import dev.tieline.net.Traffic;
import dev.tieline.plan.Plan;
import dev.tieline.retry.RetryPolicy;
import dev.tieline.spi.CallObserver;
import dev.tieline.spi.Provider;
import dev.tieline.time.Time;
import dev.tieline.time.WaitPolicy;
import dev.tieline.topology.Topology;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Plans, proves, makes, watches and removes private connectivity between cloud networks. It keeps
 * no state: what is ours is known from marks on the cloud's objects.
 *
 * <p>Safe for use by several threads; the caller sees to it that different versions of one topology
 * are not applied at once. All methods block until their cloud calls are answered, and none waits
 * for people. An interrupt starts no new step, lets calls that are out end, and leaves the flag
 * set; if it comes before anything is changed, a {@link java.util.concurrent.CancellationException}
 * is thrown.
 *
 * <pre>{@code
 * try (Tieline tieline = Tieline.builder().namespace("acme").provider(aws).build()) {
 *   Plan plan = tieline.plan(topology);
 *   Outcome outcome = tieline.apply(plan);
 * }
 * }</pre>
 */
public final class Tieline implements AutoCloseable {
  private final Engine engine;
  private final Map<String, Provider> providers;
  private final @Nullable ExecutorService pool;

  private Tieline(Builder builder) {
    providers = new LinkedHashMap<>(builder.providers);
    pool = builder.time.standsForCalls() ? null : pool(builder.workers);
    Executor workers = pool == null ? Runnable::run : pool;
    engine =
        new Engine(
            requireNonNull(builder.namespace, "namespace"),
            providers.values(),
            builder.time,
            workers,
            builder.retries,
            builder.waits,
            builder.listener,
            builder.observer,
            builder.seed);
  }

  /**
   * Starts with nothing.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Looks at the clouds and says what the topology needs. Reads only; free of charge on every cloud
   * that we know.
   *
   * @param topology the wish
   * @return the plan: steps, findings, the rules it opens
   * @throws dev.tieline.error.InvalidTopologyException if the topology names an account, a region
   *     or a cloud that is not there
   */
  public Plan plan(Topology topology) {
    requireNonNull(topology, "topology");
    return engine.plan(topology);
  }

  /**
   * Looks at the clouds and says what is there of a topology and would be removed. Reads only.
   *
   * @param topology the topology's name
   * @return the plan
   * @throws IllegalArgumentException if no topology can have that name
   */
  public Plan planDestroy(String topology) {
    requireNonNull(topology, "topology");
    return engine.planDestroy(topology);
  }

  /**
   * Looks, and does what is missing; what it makes may cost money (steps say so). Never waits for
   * people.
   *
   * @param topology the wish
   * @return what came of it, for each part; a cloud's refusal is in there, not thrown
   * @throws dev.tieline.error.InvalidTopologyException if the topology names an account, a region
   *     or a cloud that is not there
   */
  public Outcome apply(Topology topology) {
    requireNonNull(topology, "topology");
    return engine.apply(topology);
  }

  /**
   * Looks again, and does the steps of an approved plan that are still needed, those and no others.
   * What it makes may cost money (steps say so). Never waits for people.
   *
   * @param plan the plan, of this namespace; one that destroys removes what it says
   * @return what came of it, for each part; a cloud's refusal is in there, not thrown
   * @throws dev.tieline.error.StalePlanException if a step is needed that the plan does not hold;
   *     nothing was changed
   * @throws dev.tieline.error.InvalidTopologyException if the plan is of another namespace, or its
   *     topology names an account, a region or a cloud that is not there
   */
  public Outcome apply(Plan plan) {
    requireNonNull(plan, "plan");
    return engine.apply(plan);
  }

  /**
   * Removes everything of a topology, and nothing else. It is done when nothing of it is left and
   * nothing was changed within the cloud's quiet time; until then the outcome is waiting, with the
   * time of the next look. An object that has just been built does not know what was changed
   * before, so it waits, too; {@link #destroy(String, Instant)} is told.
   *
   * @param topology the topology's name
   * @return what came of it, for each part; a cloud's refusal is in there, not thrown
   * @throws IllegalArgumentException if no topology can have that name
   */
  public Outcome destroy(String topology) {
    requireNonNull(topology, "topology");
    return engine.destroy(topology);
  }

  /**
   * Removes everything of a topology that nobody has touched for a while, as the caller knows: it
   * is done as soon as nothing is left, if that is longer than the cloud's quiet time. For programs
   * that run for a moment only, each of which would else wait for the quiet time anew.
   *
   * @param topology the topology's name
   * @param untouchedSince since when no apply or destroy of it was under way, in any process; if
   *     that is wrong, what such a one asked the cloud for may still come, and stay
   * @return what came of it, for each part; a cloud's refusal is in there, not thrown
   * @throws IllegalArgumentException if no topology can have that name
   */
  public Outcome destroy(String topology, Instant untouchedSince) {
    requireNonNull(topology, "topology");
    requireNonNull(untouchedSince, "untouchedSince");
    return engine.destroy(topology, untouchedSince);
  }

  /**
   * Looks at the clouds and asks the model whether what the links wish for is so, in both
   * directions. Reads only; sends no packet.
   *
   * @param topology the wish
   * @return a verdict for each flow between each pair of subnets, with its trace
   * @throws dev.tieline.error.InvalidTopologyException if the topology names an account, a region
   *     or a cloud that is not there
   */
  public Report verify(Topology topology) {
    requireNonNull(topology, "topology");
    return engine.verify(topology);
  }

  /**
   * Looks at the clouds and asks the model about any traffic between two networks, or from a
   * network to an endpoint: the hops, or every setting that blocks it. Reads only; sends no packet.
   *
   * @param topology the wish that names the networks
   * @param from the name of the network that opens the connection
   * @param to the name of the network that answers, or of the endpoint or load balancer
   * @param traffic what is asked about
   * @return a verdict for each pair of subnets, with its trace
   * @throws IllegalArgumentException if the topology has no network of a name
   * @throws dev.tieline.error.InvalidTopologyException if the topology names an account, a region
   *     or a cloud that is not there
   */
  public Report explain(Topology topology, String from, String to, Traffic traffic) {
    requireNonNull(topology, "topology");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(traffic, "traffic");
    return engine.explain(topology, from, to, traffic);
  }

  /** Closes the providers and stops the workers; runs that are under way fail. */
  @Override
  public void close() {
    if (pool != null) {
      pool.shutdown();
    }
    providers.values().forEach(Provider::close);
  }

  private static ExecutorService pool(int workers) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            workers,
            workers,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "tieline-call-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Collects what a {@link Tieline} works with. Not thread-safe. */
  public static final class Builder {
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,22}[a-z0-9])?");
    private @Nullable String namespace;
    private final Map<String, Provider> providers = new LinkedHashMap<>();
    private Time time = Time.system();
    private RetryPolicy retries = RetryPolicy.ofDefaults();
    private WaitPolicy waits = WaitPolicy.ofDefaults();
    private StepListener listener = event -> {};
    private CallObserver observer = new CallObserver() {};
    private int workers = 16;
    private long seed = 1;

    private Builder() {}

    /**
     * Says who uses the library here; part of every mark, so that two teams never meet. Required.
     *
     * @param namespace 1 to 24 lower-case letters, digits and hyphens
     * @return this builder
     * @throws IllegalArgumentException if it is malformed
     */
    public Builder namespace(String namespace) {
      if (!NAMESPACE.matcher(requireNonNull(namespace, "namespace")).matches()) {
        throw new IllegalArgumentException(
            "namespace: " + namespace + " (expected: 1 to 24 of a-z, 0-9 and -, not at the ends)");
      }
      this.namespace = namespace;
      return this;
    }

    /**
     * Adds a cloud; at least one is required.
     *
     * @param provider the cloud's provider, which is closed together with the built object
     * @return this builder
     * @throws IllegalArgumentException if there is one of this cloud already
     */
    public Builder provider(Provider provider) {
      requireNonNull(provider, "provider");
      if (providers.putIfAbsent(provider.cloud(), provider) != null) {
        throw new IllegalArgumentException(
            "provider: " + provider.cloud() + " (expected: a cloud given once)");
      }
      return this;
    }

    /**
     * Sets where time comes from; the machine's own by default.
     *
     * @param time the time
     * @return this builder
     */
    public Builder time(Time time) {
      this.time = requireNonNull(time, "time");
      return this;
    }

    /**
     * Sets how calls are repeated.
     *
     * @param policy the policy; {@link RetryPolicy#ofDefaults()} by default
     * @return this builder
     */
    public Builder retries(RetryPolicy policy) {
      retries = requireNonNull(policy, "policy");
      return this;
    }

    /**
     * Sets how often and how long clouds are polled.
     *
     * @param policy the policy; {@link WaitPolicy#ofDefaults()} by default
     * @return this builder
     */
    public Builder waits(WaitPolicy policy) {
      waits = requireNonNull(policy, "policy");
      return this;
    }

    /**
     * Sets who hears of runs as they go.
     *
     * @param listener the listener; nobody by default
     * @return this builder
     */
    public Builder listener(StepListener listener) {
      this.listener = requireNonNull(listener, "listener");
      return this;
    }

    /**
     * Sets who sees each call, for tests.
     *
     * @param observer the observer; nobody by default
     * @return this builder
     */
    public Builder callObserver(CallObserver observer) {
      this.observer = requireNonNull(observer, "observer");
      return this;
    }

    /**
     * Sets how many calls can be out at once.
     *
     * @param workers at least 1; 16 by default; without effect on virtual time
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder workers(int workers) {
      if (workers < 1) {
        throw new IllegalArgumentException("workers: " + workers + " (expected: at least 1)");
      }
      this.workers = workers;
      return this;
    }

    /**
     * Sets the seed of the jitter between attempts.
     *
     * @param seed any number; 1 by default
     * @return this builder
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Returns what was described. Makes no call.
     *
     * @return a new object; the caller closes it
     * @throws IllegalStateException if the namespace or a provider is missing
     */
    public Tieline build() {
      if (namespace == null || providers.isEmpty()) {
        throw new IllegalStateException(
            (namespace == null ? "namespace" : "provider")
                + ": missing (expected: a namespace and at least one provider)");
      }
      return new Tieline(this);
    }
  }
}
