package dev.tieline.testkit;

import dev.tieline.testkit.internal.aws.AwsCloud;
import dev.tieline.testkit.internal.aws.Caller;
import dev.tieline.testkit.internal.aws.Config;
import dev.tieline.testkit.internal.aws.Dump;
import dev.tieline.testkit.internal.aws.PacketWalk;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small true AWS: EC2 networking, STS, a little IAM and Service Quotas on the real wire, for
 * several accounts and regions in one process. Calls must be signed with the keys that it hands
 * out; region and service are told from the signature. Its states follow from a time that the test
 * owns, its ids from a seed.
 *
 * <pre>{@code
 * try (FakeAws aws = FakeAws.builder().account("111122223333").regions("eu-west-1").build()) {
 *   URI endpoint = aws.serve();
 *   FakeAws.Keys keys = aws.keys("111122223333");
 *   String vpc = aws.console("111122223333", "eu-west-1").createVpc("10.0.0.0/16");
 * }
 * }</pre>
 *
 * <p>Thread-safe. Nothing here waits, and nothing reaches beyond the loopback interface.
 */
public final class FakeAws extends ServedCloud<Caller, AwsCloud.Request> {

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

  private final AwsCloud cloud;

  private FakeAws(AwsCloud cloud, CloudServer<Caller, AwsCloud.Request> server) {
    super(server);
    this.cloud = cloud;
  }

  /**
   * Returns a builder with one seed, real time and default delays.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  AwsCloud cloud() {
    return cloud;
  }

  /**
   * Returns an account's keys; they follow from its id and the seed.
   *
   * @param account the account's id
   * @return the keys
   * @throws IllegalArgumentException when the fake has no such account
   */
  public Keys keys(String account) {
    checkAccount(account);
    List<String> keys = cloud.keys(account);
    return new Keys(keys.get(0), keys.get(1));
  }

  /**
   * Returns the accounts in the order of their declaration.
   *
   * @return the ids
   */
  @Override
  public List<String> accounts() {
    return cloud.config().accounts();
  }

  /**
   * Returns the regions in the order of their declaration.
   *
   * @return the names
   */
  @Override
  public List<String> regions() {
    return cloud.config().regions();
  }

  /**
   * Returns a fake with the same state and time and a future of its own: it does not serve yet, has
   * no faults, listeners or logged calls. Takes constant time.
   *
   * @return the copy
   */
  public FakeAws fork() {
    return fork(server().time());
  }

  /**
   * Returns a fork that lives on another time.
   *
   * @param time the copy's time; must not begin before this fake's present
   * @return the copy
   */
  @Override
  public FakeAws fork(InstantSource time) {
    return new FakeAws(cloud, server().fork(Objects.requireNonNull(time, "time")));
  }

  /**
   * Returns all that users can see, as canonical text: one line for each object of each account and
   * region, sorted; without times, request ids, ids of associations and the remains of dead things,
   * and with every state that needs only time as if that time had passed.
   *
   * @return the text; equal texts mean equal clouds
   */
  @Override
  public String dump() {
    return Dump.of(cloud, server().present(), server().time().instant());
  }

  /**
   * Sets a quota of the service {@code vpc}.
   *
   * @param account the account's id
   * @param region the region's name
   * @param code the quota's code in Service Quotas, such as {@code L-7E9ECCDB}
   * @param value the new value
   * @throws IllegalArgumentException when account, region or code are unknown
   */
  public void quota(String account, String region, String code, int value) {
    checkAccount(account);
    checkRegion(region);
    server().configure(world -> AwsCloud.quota(world, account, region, code, value));
  }

  /**
   * Makes a role that another account may assume.
   *
   * @param arn the role's ARN; its account need not be one with keys of its own
   * @param trustedAccount the account whose identities may assume it
   * @param externalId the external id that they must give, empty for none
   * @throws IllegalArgumentException when the ARN is not that of a role
   */
  public void role(String arn, String trustedAccount, String externalId) {
    if (!arn.matches("arn:aws[a-z-]*:iam::[0-9]{12}:role/.+")) {
      throw new IllegalArgumentException(
          "arn: " + arn + " (expected: arn:aws:iam::<account>:role/<name>)");
    }
    server().configure(world -> AwsCloud.role(world, arn, trustedAccount, externalId));
  }

  /**
   * Returns a hand in one account and region: for set-up, and for what strangers do.
   *
   * @param account the account's id
   * @param region the region's name
   * @return the console
   * @throws IllegalArgumentException when account or region are unknown
   */
  public Console console(String account, String region) {
    checkAccount(account);
    checkRegion(region);
    return new Console(
        cloud,
        server(),
        new Caller(account, region, "ec2", "arn:aws:iam::" + account + ":root", account));
  }

  /**
   * Returns a packet walk over the present state.
   *
   * @return the walk
   */
  public Walk walk() {
    return new Walk(
        (from, to, protocol, port) ->
            PacketWalk.send(
                cloud, server().present(), server().time().instant(), from, to, protocol, port));
  }

  /** Builds a fake AWS. Not thread-safe. */
  public static final class Builder {

    private final Set<String> accounts = new LinkedHashSet<>();
    private final Set<String> regions = new LinkedHashSet<>();
    private InstantSource time = InstantSource.system();
    private InstantSource wall = InstantSource.system();
    private long seed = 1;
    private Delays delays = Delays.ofDefaults();
    private Switches switches = Switches.ofDefaults();
    private @Nullable Duration tokensKept;

    private Builder() {}

    /**
     * Adds an account.
     *
     * @param id twelve digits
     * @return this builder
     * @throws IllegalArgumentException when the id is something else
     */
    public Builder account(String id) {
      if (!id.matches("[0-9]{12}")) {
        throw new IllegalArgumentException("account: " + id + " (expected: twelve digits)");
      }
      accounts.add(id);
      return this;
    }

    /**
     * Adds regions.
     *
     * @param names their names, such as {@code ap-northeast-1}
     * @return this builder
     * @throws IllegalArgumentException when a name has not the form of one
     */
    public Builder regions(String... names) {
      for (String name : names) {
        if (!name.matches("[a-z]{2,4}(-[a-z]+)+-[0-9]")) {
          throw new IllegalArgumentException(
              "region: " + name + " (expected: a name such as ap-northeast-1)");
        }
        regions.add(name);
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
     * Sets how long the cloud takes; default {@link Delays#ofDefaults()}.
     *
     * @param values the delays
     * @return this builder
     */
    public Builder delays(Delays values) {
      delays = Objects.requireNonNull(values, "values");
      return this;
    }

    /**
     * Sets what is not known for sure about the cloud; default {@link Switches#ofDefaults()}.
     *
     * @param values the switches
     * @return this builder
     */
    public Builder switches(Switches values) {
      switches = Objects.requireNonNull(values, "values");
      return this;
    }

    /**
     * Sets how long EC2 remembers a client token after the call that used it first; by default for
     * ever, since AWS says no more than that tokens of launches hold for at least 24 hours after
     * the instance's end. A forgotten token makes another object, whatever its parameters.
     *
     * @param duration the time, in the cloud's
     * @return this builder
     * @throws IllegalArgumentException when it is zero or negative
     */
    public Builder tokensKept(Duration duration) {
      if (duration.isZero() || duration.isNegative()) {
        throw new IllegalArgumentException("tokensKept: " + duration + " (expected: more than 0)");
      }
      tokensKept = duration;
      return this;
    }

    /**
     * Builds the fake: an empty cloud, without default networks.
     *
     * @return the fake
     * @throws IllegalStateException when no account or no region was given
     */
    public FakeAws build() {
      if (accounts.isEmpty() || regions.isEmpty()) {
        throw new IllegalStateException(
            "accounts: "
                + accounts
                + ", regions: "
                + regions
                + " (expected: at least one account and one region)");
      }
      Config config =
          new Config(
              new ArrayList<>(accounts),
              new ArrayList<>(regions),
              seed,
              delays,
              switches,
              tokensKept);
      AwsCloud cloud = new AwsCloud(config);
      return new FakeAws(cloud, new CloudServer<>(cloud, time, wall));
    }
  }
}
