package dev.tieline.testkit;

import dev.tieline.testkit.internal.HttpShell;
import dev.tieline.testkit.internal.aws.AwsCloud;
import dev.tieline.testkit.internal.aws.Caller;
import dev.tieline.testkit.internal.aws.Config;
import dev.tieline.testkit.internal.aws.Dump;
import java.net.URI;
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
public final class FakeAws implements FakeCloud {

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

  private final AwsServer server;
  private final Permissions permissions;
  private @Nullable HttpShell shell;

  private FakeAws(AwsServer server) {
    this.server = server;
    this.permissions = new Permissions(server);
  }

  /**
   * Returns a builder with one seed, real time and default delays.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  AwsServer server() {
    return server;
  }

  /**
   * Serves over HTTP on a free port of the loopback interface; a second call answers the same.
   *
   * @return the endpoint, good for all services, accounts and regions
   */
  public URI serve() {
    return serve(0);
  }

  /**
   * Serves over HTTP on a port of the loopback interface; a second call answers the first endpoint.
   *
   * @param port the port, 0 for a free one
   * @return the endpoint, good for all services, accounts and regions
   * @throws IllegalStateException when the port is taken
   */
  public synchronized URI serve(int port) {
    if (shell == null) {
      shell = HttpShell.serve(port, server::handle);
    }
    return shell.endpoint();
  }

  /** Stops serving over HTTP, if it was begun; the in-process way stays open. */
  @Override
  public synchronized void close() {
    if (shell != null) {
      shell.close();
      shell = null;
    }
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
    List<String> keys = server.cloud().keys(account);
    return new Keys(keys.get(0), keys.get(1));
  }

  /**
   * Returns the accounts in the order of their declaration.
   *
   * @return the ids
   */
  @Override
  public List<String> accounts() {
    return server.cloud().config().accounts();
  }

  /**
   * Returns the regions in the order of their declaration.
   *
   * @return the names
   */
  @Override
  public List<String> regions() {
    return server.cloud().config().regions();
  }

  /**
   * Serves one request in-process, exactly as over HTTP: the signature is checked as well.
   *
   * @param ask the request
   * @return the answer
   * @throws java.io.UncheckedIOException when a fault resets the connection
   */
  @Override
  public Reply handle(Ask ask) {
    return server.handle(ask);
  }

  /**
   * Returns a fake with the same state and time and a future of its own: it does not serve yet, has
   * no faults, listeners or logged calls. Takes constant time.
   *
   * @return the copy
   */
  public FakeAws fork() {
    return fork(server.time());
  }

  /**
   * Returns a fork that lives on another time.
   *
   * @param time the copy's time; must not begin before this fake's present
   * @return the copy
   */
  @Override
  public FakeAws fork(InstantSource time) {
    return new FakeAws(server.fork(Objects.requireNonNull(time, "time")));
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
    return Dump.of(server.cloud(), server.present(), server.time().instant());
  }

  /**
   * Returns the scripted faults.
   *
   * @return the faults, open for more
   */
  @Override
  public Faults faults() {
    return server.faults();
  }

  /**
   * Returns the calls that clients made so far, in the order of their ends; of more than a million
   * the latest.
   *
   * @return a copy
   */
  public List<Call> calls() {
    return server.calls();
  }

  /** Forgets the calls made so far. */
  public void resetCalls() {
    server.resetCalls();
  }

  /**
   * Adds a listener to all further calls of clients.
   *
   * @param listener the listener
   */
  @Override
  public void observe(CallListener listener) {
    server.observe(listener);
  }

  /**
   * Sets the cloud's wall clock off, against which the times of signatures are checked: more than
   * five minutes apart and every call is refused. Does not touch the time of the cloud's life.
   *
   * @param skew how much the cloud's clock is ahead; negative when it is behind
   */
  public void clockSkew(Duration skew) {
    server.skew(Objects.requireNonNull(skew, "skew"));
  }

  /**
   * Returns the permissions of the accounts.
   *
   * @return the permissions, open for change
   */
  @Override
  public Permissions permissions() {
    return permissions;
  }

  /**
   * Takes a region down or up again; a region that is down answers 503 to everything.
   *
   * @param region the region's name
   * @param down whether it is down
   * @throws IllegalArgumentException when the fake has no such region
   */
  @Override
  public void regionDown(String region, boolean down) {
    checkRegion(region);
    server.configure(world -> AwsCloud.regionDown(world, region, down));
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
    server.configure(world -> AwsCloud.quota(world, account, region, code, value));
  }

  /**
   * Makes all reads lag behind the writes; default zero.
   *
   * @param lag how far, in the cloud's time
   */
  @Override
  public void lag(Duration lag) {
    server.lag(Objects.requireNonNull(lag, "lag"));
  }

  /**
   * Makes lists lag behind the writes while reads by id do not; default zero.
   *
   * @param lag how far, in the cloud's time
   */
  @Override
  public void listLag(Duration lag) {
    server.listLag(Objects.requireNonNull(lag, "lag"));
  }

  /**
   * Makes tags lag behind the objects that bear them; default zero.
   *
   * @param lag how far, in the cloud's time
   */
  @Override
  public void tagLag(Duration lag) {
    server.tagLag(Objects.requireNonNull(lag, "lag"));
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
    server.configure(world -> AwsCloud.role(world, arn, trustedAccount, externalId));
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
        server, new Caller(account, region, "ec2", "arn:aws:iam::" + account + ":root", account));
  }

  /**
   * Returns a packet walk over the present state.
   *
   * @return the walk
   */
  public Walk walk() {
    return new Walk(server);
  }

  private void checkAccount(String account) {
    if (!accounts().contains(account)) {
      throw new IllegalArgumentException(
          "account: " + account + " (expected one of: " + String.join(", ", accounts()) + ")");
    }
  }

  private void checkRegion(String region) {
    if (!regions().contains(region)) {
      throw new IllegalArgumentException(
          "region: " + region + " (expected one of: " + String.join(", ", regions()) + ")");
    }
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
          new Config(new ArrayList<>(accounts), new ArrayList<>(regions), seed, delays, switches);
      return new FakeAws(new AwsServer(new AwsCloud(config), time, wall));
    }
  }
}
