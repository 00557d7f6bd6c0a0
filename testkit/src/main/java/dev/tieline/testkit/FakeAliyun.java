package dev.tieline.testkit;

import dev.tieline.testkit.internal.aliyun.AliyunCloud;
import dev.tieline.testkit.internal.aliyun.Caller;
import dev.tieline.testkit.internal.aliyun.Config;
import dev.tieline.testkit.internal.aliyun.Dump;
import dev.tieline.testkit.internal.aliyun.PacketWalk;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A small true Alibaba Cloud on the real RPC wire, for several accounts and regions in one process:
 * VPC, VPC peering, CDT, ECS security groups and hosts, PrivateLink with the load balancers behind
 * it, PrivateZone, STS. Calls must be signed with the keys that it hands out, by {@code
 * ACS3-HMAC-SHA256} or the older {@code HMAC-SHA1}. One endpoint serves all products: they are told
 * by their versions. Its states follow from a time that the test owns, its ids from a seed.
 *
 * <pre>{@code
 * try (FakeAliyun aliyun =
 *     FakeAliyun.builder().account("1000000000000001").regions("cn-hangzhou").build()) {
 *   URI endpoint = aliyun.serve();
 *   FakeAliyun.Keys keys = aliyun.keys("1000000000000001");
 *   String vpc = aliyun.console("1000000000000001", "cn-hangzhou").createVpc("10.0.0.0/16");
 * }
 * }</pre>
 *
 * <p>Thread-safe. Nothing here waits, and nothing reaches beyond the loopback interface.
 */
public final class FakeAliyun extends ServedCloud<Caller, AliyunCloud.Request> {

  /**
   * An account's access key. It opens nothing but this fake, yet its text form hides the secret, so
   * that tests of redaction can use it.
   *
   * @param accessKeyId the key's id
   * @param accessKeySecret the secret
   */
  public record Keys(String accessKeyId, String accessKeySecret) {
    @Override
    public String toString() {
      return "Keys[accessKeyId=" + accessKeyId + ", accessKeySecret=***]";
    }
  }

  private final AliyunCloud cloud;

  private FakeAliyun(AliyunCloud cloud, CloudServer<Caller, AliyunCloud.Request> server) {
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

  AliyunCloud cloud() {
    return cloud;
  }

  /**
   * Returns an account's keys; they follow from its id and the seed.
   *
   * @param uid the account's id
   * @return the keys
   * @throws IllegalArgumentException when the fake has no such account
   */
  public Keys keys(String uid) {
    checkAccount(uid);
    List<String> keys = cloud.keys(uid);
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
  public FakeAliyun fork() {
    return fork(server().time());
  }

  /**
   * Returns a fork that lives on another time.
   *
   * @param time the copy's time; must not begin before this fake's present
   * @return the copy
   */
  @Override
  public FakeAliyun fork(InstantSource time) {
    return new FakeAliyun(cloud, server().fork(Objects.requireNonNull(time, "time")));
  }

  /**
   * Returns all that users can see, as canonical text: one line for each object of each account and
   * region and for each opened service, sorted; without times and request ids, and with every state
   * that needs only time as if that time had passed.
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
   * @param uid the account's id
   * @param region the region's name
   * @param quota which one
   * @param value the new value
   * @throws IllegalArgumentException when account or region are unknown
   */
  public void quota(String uid, String region, AliyunQuota quota, int value) {
    checkAccount(uid);
    checkRegion(region);
    Objects.requireNonNull(quota, "quota");
    server().configure(world -> AliyunCloud.quota(world, uid, region, quota, value));
  }

  /**
   * Says whether an account has opened a service; at first each has opened all.
   *
   * @param uid the account's id
   * @param service which one
   * @param open whether it is open
   * @throws IllegalArgumentException when the account is unknown
   */
  public void service(String uid, AliyunOpening service, boolean open) {
    checkAccount(uid);
    Objects.requireNonNull(service, "service");
    server().configure(world -> AliyunCloud.service(world, uid, service, open));
  }

  /**
   * Lets an account be in arrears: it can order nothing, and what it pays for carries no traffic.
   *
   * @param uid the account's id
   * @param inArrears whether it is
   * @throws IllegalArgumentException when the account is unknown
   */
  public void arrears(String uid, boolean inArrears) {
    checkAccount(uid);
    server().configure(world -> AliyunCloud.arrears(world, uid, inArrears));
  }

  /**
   * Makes a role that another account may assume.
   *
   * @param arn the role's ARN, such as {@code acs:ram::1000000000000002:role/peering}
   * @param trustedUid the account whose identities may assume it
   * @param externalId the external id that they must give, empty for none
   * @throws IllegalArgumentException when the ARN is not that of a role
   */
  public void role(String arn, String trustedUid, String externalId) {
    if (!arn.matches("acs:ram::[0-9]{16}:role/.+")) {
      throw new IllegalArgumentException("arn: " + arn + " (expected: acs:ram::<uid>:role/<name>)");
    }
    server().configure(world -> AliyunCloud.role(world, arn, trustedUid, externalId));
  }

  /**
   * Returns the code that the cloud sends to an account, so that it can let another bind its VPCs
   * to private zones.
   *
   * @param uid the account whose VPCs they are
   * @return the code for {@code AddUserVpcAuthorization}
   * @throws IllegalArgumentException when the account is unknown
   */
  public String authorizationCode(String uid) {
    checkAccount(uid);
    return cloud.authorizationCode(uid);
  }

  /**
   * Returns a hand in one account and region: for set-up, and for what strangers do.
   *
   * @param uid the account's id
   * @param region the region's name
   * @return the console
   * @throws IllegalArgumentException when account or region are unknown
   */
  public AliyunConsole console(String uid, String region) {
    checkAccount(uid);
    checkRegion(region);
    return new AliyunConsole(cloud, server(), uid, region);
  }

  /**
   * Returns a packet walk over the present state. It takes names for addresses too, and resolves
   * them as the sender's VPC does: private zones first, then what the cloud publishes.
   *
   * @return the walk
   */
  public Walk walk() {
    return new Walk(
        (from, to, protocol, port) ->
            PacketWalk.send(
                cloud, server().present(), server().time().instant(), from, to, protocol, port));
  }

  /** Builds a fake Alibaba Cloud. Not thread-safe. */
  public static final class Builder {

    private final SortedMap<String, Boolean> accounts = new TreeMap<>();
    private final Set<String> regions = new LinkedHashSet<>();
    private final Map<AliyunDelay, Duration> delays = new EnumMap<>(AliyunDelay.class);
    private final Map<AliyunSwitch, Boolean> switches = new EnumMap<>(AliyunSwitch.class);
    private InstantSource time = InstantSource.system();
    private InstantSource wall = InstantSource.system();
    private long seed = 1;

    private Builder() {}

    /**
     * Adds an account of the China site.
     *
     * @param uid sixteen digits
     * @return this builder
     * @throws IllegalArgumentException when the id is something else
     */
    public Builder account(String uid) {
      return account(uid, false);
    }

    /**
     * Adds an account of the international site: a universe of its own, as far as links between
     * accounts are concerned.
     *
     * @param uid sixteen digits
     * @return this builder
     * @throws IllegalArgumentException when the id is something else
     */
    public Builder internationalAccount(String uid) {
      return account(uid, true);
    }

    private Builder account(String uid, boolean international) {
      if (!uid.matches("[1-9][0-9]{15}")) {
        throw new IllegalArgumentException("account: " + uid + " (expected: sixteen digits)");
      }
      accounts.put(uid, international);
      return this;
    }

    /**
     * Adds regions.
     *
     * @param names their names, such as {@code cn-hangzhou}
     * @return this builder
     * @throws IllegalArgumentException when a name has not the form of one
     */
    public Builder regions(String... names) {
      for (String name : names) {
        if (!name.matches("[a-z]{2}(-[a-z0-9]+)+")) {
          throw new IllegalArgumentException(
              "region: " + name + " (expected: a name such as cn-hangzhou)");
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
     * Sets how long the cloud takes for something.
     *
     * @param which for what
     * @param value how long, zero or more
     * @return this builder
     * @throws IllegalArgumentException when the value is negative
     */
    public Builder delay(AliyunDelay which, Duration value) {
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
      for (AliyunDelay each : AliyunDelay.values()) {
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
    public Builder set(AliyunSwitch fact, boolean value) {
      switches.put(Objects.requireNonNull(fact, "fact"), value);
      return this;
    }

    /**
     * Builds the fake: an empty cloud, without default networks, whose accounts have opened all
     * services.
     *
     * @return the fake
     * @throws IllegalStateException when no account or no region was given
     */
    public FakeAliyun build() {
      if (accounts.isEmpty() || regions.isEmpty()) {
        throw new IllegalStateException(
            "accounts: "
                + accounts.keySet()
                + ", regions: "
                + regions
                + " (expected: at least one account and one region)");
      }
      AliyunCloud cloud =
          new AliyunCloud(new Config(accounts, new ArrayList<>(regions), seed, delays, switches));
      return new FakeAliyun(cloud, new CloudServer<>(cloud, time, wall));
    }
  }
}
