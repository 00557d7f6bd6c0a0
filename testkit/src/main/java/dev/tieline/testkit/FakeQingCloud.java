package dev.tieline.testkit;

import dev.tieline.testkit.internal.qingcloud.Caller;
import dev.tieline.testkit.internal.qingcloud.Config;
import dev.tieline.testkit.internal.qingcloud.Dump;
import dev.tieline.testkit.internal.qingcloud.Health;
import dev.tieline.testkit.internal.qingcloud.PacketWalk;
import dev.tieline.testkit.internal.qingcloud.QingCloud;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A small true QingCloud on the real wire, for several accounts and zones in one process: VPCs,
 * private networks, border routers, SD-WAN access points, route tables, security groups, instances
 * as mere states, public addresses and load balancers, jobs and tags, all behind {@code /iaas/}.
 * Calls must be signed with the keys that it hands out. Its states follow from a time that the test
 * owns, its ids from a seed.
 *
 * <pre>{@code
 * try (FakeQingCloud qingcloud =
 *     FakeQingCloud.builder().account("usr-1gIBrASt").zones("pek3", "gd2").build()) {
 *   URI endpoint = qingcloud.serve();
 *   FakeQingCloud.Keys keys = qingcloud.keys("usr-1gIBrASt");
 *   String vpc = qingcloud.console("usr-1gIBrASt", "pek3").createVpc("172.16.0.0/16");
 * }
 * }</pre>
 *
 * <p>Thread-safe. Nothing here waits, and nothing reaches beyond the loopback interface.
 */
public final class FakeQingCloud extends ServedCloud<Caller, QingCloud.Request> {

  /**
   * An account's access key. It opens nothing but this fake, yet its text form hides the secret, so
   * that tests of redaction can use it.
   *
   * @param accessKeyId the key's id
   * @param secretAccessKey the secret
   */
  public record Keys(String accessKeyId, String secretAccessKey) {
    @Override
    public String toString() {
      return "Keys[accessKeyId=" + accessKeyId + ", secretAccessKey=***]";
    }
  }

  /** How a job can end other than well. */
  public enum JobEnd {
    /** Without any effect. */
    FAILED("failed"),
    /** With its effect on all of its objects but the last. */
    DONE_WITH_FAILURE("done with failure");

    private final String status;

    JobEnd(String status) {
      this.status = status;
    }
  }

  private final QingCloud cloud;
  private final AtomicLong requests;

  private FakeQingCloud(
      QingCloud cloud, CloudServer<Caller, QingCloud.Request> server, long requests) {
    super(server);
    this.cloud = cloud;
    this.requests = new AtomicLong(requests);
  }

  /**
   * Returns a builder with one seed, real time and default delays.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  QingCloud cloud() {
    return cloud;
  }

  /**
   * Returns an account's keys; they follow from its id and the seed.
   *
   * @param user the account's id
   * @return the keys
   * @throws IllegalArgumentException when the fake has no such account
   */
  public Keys keys(String user) {
    checkAccount(user);
    List<String> keys = cloud.keys(user);
    return new Keys(keys.get(0), keys.get(1));
  }

  /**
   * Returns the accounts.
   *
   * @return the ids, sorted
   */
  @Override
  public List<String> accounts() {
    return cloud.config().accounts();
  }

  /**
   * Returns the zones that requests name, in the order of their declaration; answers name zones
   * inside of them.
   *
   * @return the names
   */
  @Override
  public List<String> regions() {
    return cloud.config().zones();
  }

  /**
   * Returns a fake with the same state and time and a future of its own: it does not serve yet, has
   * no faults, listeners or logged calls. Takes constant time.
   *
   * @return the copy
   */
  public FakeQingCloud fork() {
    return fork(server().time());
  }

  /**
   * Returns a fork that lives on another time.
   *
   * @param time the copy's time; must not begin before this fake's present
   * @return the copy
   */
  @Override
  public FakeQingCloud fork(InstantSource time) {
    Objects.requireNonNull(time, "time");
    return new FakeQingCloud(cloud, server().fork(time), requests.get());
  }

  /**
   * Returns all that users can see, as canonical text: one line for each object of each account and
   * zone, sorted; without times, jobs and what is dead, and with every state that needs only time
   * as if that time had passed.
   *
   * @return the text; equal texts mean equal clouds
   */
  @Override
  public String dump() {
    return Dump.of(cloud, server().present(), server().time().instant());
  }

  /**
   * Sets a quota.
   *
   * @param user the account's id
   * @param zone the zone's name
   * @param quota which one
   * @param value the new value
   * @throws IllegalArgumentException when account or zone are unknown
   */
  public void quota(String user, String zone, QingCloudQuota quota, int value) {
    checkAccount(user);
    checkRegion(zone);
    Objects.requireNonNull(quota, "quota");
    server().configure(world -> QingCloud.quota(world, user, zone, quota, value));
  }

  /**
   * Lets an account's balance be too low to order anything, or be enough again.
   *
   * @param user the account's id
   * @param low whether it is too low
   * @throws IllegalArgumentException when the account is unknown
   */
  public void balanceTooLow(String user, boolean low) {
    checkAccount(user);
    server().configure(world -> QingCloud.balanceTooLow(world, user, low));
  }

  /**
   * Says how the next job of an action ends that an account begins; others end well.
   *
   * @param user the account's id
   * @param action the action's name, such as {@code JoinBorder}
   * @param end how it ends
   * @param errorCodes the codes that the job tells then
   * @throws IllegalArgumentException when the account is unknown
   */
  public void nextJob(String user, String action, JobEnd end, String errorCodes) {
    checkAccount(user);
    server().configure(world -> QingCloud.nextJob(world, user, action, end.status, errorCodes));
  }

  /**
   * Returns a hand in one account and zone: for set-up, for what only the console does, and for
   * what strangers do.
   *
   * @param user the account's id
   * @param zone the zone's name
   * @return the console
   * @throws IllegalArgumentException when account or zone are unknown
   */
  public QingCloudConsole console(String user, String zone) {
    checkAccount(user);
    checkRegion(zone);
    return new QingCloudConsole(cloud, server(), user, zone);
  }

  /**
   * Returns a packet walk over the present state: by what was published alone.
   *
   * @return the walk
   */
  public QingCloudWalk walk() {
    return new QingCloudWalk(
        (from, to, protocol, port) ->
            PacketWalk.send(
                cloud, server().present(), server().time().instant(), from, to, protocol, port),
        (address, port) ->
            Health.http(
                cloud,
                server().present(),
                server().time().instant(),
                address,
                port,
                requests.getAndIncrement()));
  }

  /** Builds a fake QingCloud. Not thread-safe. */
  public static final class Builder {
    private final Set<String> accounts = new TreeSet<>();
    private final Set<String> zones = new LinkedHashSet<>();
    private final Map<QingCloudDelay, Duration> delays = new EnumMap<>(QingCloudDelay.class);
    private final Map<QingCloudSwitch, Boolean> switches = new EnumMap<>(QingCloudSwitch.class);
    private InstantSource time = InstantSource.system();
    private InstantSource wall = InstantSource.system();
    private long seed = 1;
    private int policyType = 21;
    private int dailyCalls = Integer.MAX_VALUE;

    private Builder() {}

    /**
     * Adds an account.
     *
     * @param user its id, such as {@code usr-1gIBrASt}
     * @return this builder
     * @throws IllegalArgumentException when the id is something else
     */
    public Builder account(String user) {
      if (!user.matches("usr-[0-9A-Za-z]{8}")) {
        throw new IllegalArgumentException(
            "account: " + user + " (expected: an id such as usr-1gIBrASt)");
      }
      accounts.add(user);
      return this;
    }

    /**
     * Adds zones. Answers from {@code pek3} and {@code gd2} name zones inside of them.
     *
     * @param names their names, such as {@code pek3}
     * @return this builder
     * @throws IllegalArgumentException when a name has not the form of one
     */
    public Builder zones(String... names) {
      for (String name : names) {
        if (!name.matches("[a-z]+[0-9]+[a-z]?")) {
          throw new IllegalArgumentException("zone: " + name + " (expected: a name such as pek3)");
        }
        zones.add(name);
      }
      return this;
    }

    /**
     * Sets the time of the cloud's life; default the system's.
     *
     * @param source the time; must not go back
     * @return this builder
     */
    public Builder time(InstantSource source) {
      time = Objects.requireNonNull(source, "source");
      return this;
    }

    /**
     * Sets the wall clock against which signatures are checked; default the system's.
     *
     * @param source the clock
     * @return this builder
     */
    public Builder wall(InstantSource source) {
      wall = Objects.requireNonNull(source, "source");
      return this;
    }

    /**
     * Sets the seed of ids and keys; default 1.
     *
     * @param value any number
     * @return this builder
     */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * Sets the type of the router static that is an intranet routing policy, which no document
     * tells; default 21. Its first value is the destination, its second the border router's id.
     *
     * @param type a number above the documented types
     * @return this builder
     * @throws IllegalArgumentException when the type is a documented one
     */
    public Builder policyType(int type) {
      if (type <= 8) {
        throw new IllegalArgumentException("policyType: " + type + " (expected: above 8)");
      }
      policyType = type;
      return this;
    }

    /**
     * Sets how many calls an account may make in a day, which ends at midnight in China; as many as
     * it likes unless told otherwise, since the cloud publishes no number.
     *
     * @param calls how many, one or more
     * @return this builder
     * @throws IllegalArgumentException when it is less than one
     */
    public Builder dailyCalls(int calls) {
      if (calls < 1) {
        throw new IllegalArgumentException("dailyCalls: " + calls + " (expected: 1 or more)");
      }
      dailyCalls = calls;
      return this;
    }

    /**
     * Sets how long the cloud takes for something.
     *
     * @param which for what
     * @param value how long, zero or more
     * @return this builder
     * @throws IllegalArgumentException when the value is negative
     */
    public Builder delay(QingCloudDelay which, Duration value) {
      Objects.requireNonNull(which, "which");
      if (value.isNegative()) {
        throw new IllegalArgumentException(which + ": " + value + " (expected: zero or more)");
      }
      delays.put(which, value);
      return this;
    }

    /**
     * Sets all transitions to take no time.
     *
     * @return this builder
     */
    public Builder noDelays() {
      for (QingCloudDelay each : QingCloudDelay.values()) {
        if (each.isTransition()) {
          delays.put(each, Duration.ZERO);
        }
      }
      return this;
    }

    /**
     * Sets what is not known for sure about the cloud.
     *
     * @param fact which fact
     * @param value whether it is so
     * @return this builder
     */
    public Builder set(QingCloudSwitch fact, boolean value) {
      switches.put(Objects.requireNonNull(fact, "fact"), value);
      return this;
    }

    /**
     * Builds the fake: an empty cloud but for the default security group of each account and zone.
     *
     * @return the fake
     * @throws IllegalStateException when no account or no zone was given
     */
    public FakeQingCloud build() {
      if (accounts.isEmpty() || zones.isEmpty()) {
        throw new IllegalStateException(
            "accounts: "
                + accounts
                + ", zones: "
                + zones
                + " (expected: at least one account and one zone)");
      }
      QingCloud cloud =
          new QingCloud(
              new Config(
                  accounts,
                  new ArrayList<>(zones),
                  seed,
                  policyType,
                  dailyCalls,
                  delays,
                  switches));
      return new FakeQingCloud(cloud, new CloudServer<>(cloud, time, wall), 0);
    }
  }
}
