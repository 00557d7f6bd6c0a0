package dev.tieline.qingcloud;

import static java.util.Objects.requireNonNull;

import dev.tieline.error.CallSite;
import dev.tieline.error.TielineException;
import dev.tieline.provider.Accounts;
import dev.tieline.provider.Given;
import dev.tieline.qingcloud.internal.CredentialForm;
import dev.tieline.qingcloud.internal.Known;
import dev.tieline.qingcloud.internal.Pacing;
import dev.tieline.qingcloud.internal.QingCloudClients;
import dev.tieline.qingcloud.internal.QingCloudCompiler;
import dev.tieline.qingcloud.internal.QingCloudErrors;
import dev.tieline.qingcloud.internal.QingCloudKinds;
import dev.tieline.qingcloud.internal.QingCloudSurvey;
import dev.tieline.qingcloud.internal.Realm;
import dev.tieline.qingcloud.internal.TopologyCheck;
import dev.tieline.qingcloud.internal.Transport;
import dev.tieline.qingcloud.internal.Zones;
import dev.tieline.retry.Pace;
import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Provider;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Settling;
import dev.tieline.spi.Survey;
import dev.tieline.spi.SurveyRequest;
import dev.tieline.topology.Hub;
import dev.tieline.topology.Link;
import dev.tieline.topology.LoadBalancer;
import dev.tieline.topology.Topology;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * QingCloud as a cloud of the library: its accounts, each under an alias, and its zones. Safe for
 * use by several threads.
 *
 * <pre>{@code
 * QingCloudProvider.builder()
 *     .account("main", QingCloudCredentials.of(accessKeyId, secretAccessKey), "usr-CT3owI01")
 *     .zones("pek3", "gd2")
 *     .build();
 * }</pre>
 */
public final class QingCloudProvider implements Provider {
  /** The name of this cloud in topologies, plans and messages. */
  public static final String CLOUD = Realm.CLOUD;

  // "a request is refused when its time stamp is older than 60 seconds" ("Error codes", API
  // documentation, read 2026-11); how far lists lag behind is not documented
  private static final Settling SETTLING =
      new Settling(Duration.ofSeconds(60), Duration.ofMinutes(1));

  private final Accounts accounts;
  private final Known known = new Known();
  private final QingCloudClients clients;
  private final double pace;

  private QingCloudProvider(Builder builder) {
    Map<String, CredentialForm> credentials = builder.given.credentials(QingCloudCredentials::form);
    accounts = builder.given.accounts(CLOUD);
    pace = builder.pace;
    clients =
        new QingCloudClients(
            new Transport(
                builder.endpoint,
                builder.transport,
                builder.connectTimeout,
                builder.attemptTimeout,
                Clock.systemUTC()),
            credentials,
            known.callers());
  }

  /**
   * Starts a provider.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String cloud() {
    return CLOUD;
  }

  @Override
  public void check(Topology topology) {
    TopologyCheck.check(accounts, topology);
  }

  @Override
  public Set<Class<? extends Link>> links() {
    return Set.of(Hub.class, LoadBalancer.class);
  }

  @Override
  public Survey survey(SurveyRequest request) {
    return new QingCloudSurvey(accounts, known, request);
  }

  @Override
  public void compile(Owner owner, Topology topology, Facts facts, Graph.Builder out) {
    QingCloudCompiler.compile(owner, topology, facts, out);
  }

  @Override
  public List<ResourceKind<?, ?>> kinds() {
    return QingCloudKinds.all();
  }

  @Override
  public Clients clients(Scope scope) {
    return clients.in(scope);
  }

  @Override
  public TielineException explain(CallSite site, boolean mutating, Throwable thrown) {
    return QingCloudErrors.explain(site, mutating, thrown);
  }

  @Override
  public Pace pace(Call<?> call, boolean mutating) {
    return Pacing.of(call.operation(), mutating, pace);
  }

  @Override
  public Settling settling() {
    return SETTLING;
  }

  /** Does nothing: idle connections are closed by the JDK's client. */
  @Override
  public void close() {}

  /**
   * Returns the accounts and zones of this provider.
   *
   * @return a text without secrets
   */
  @Override
  public String toString() {
    return "QingCloudProvider[accounts "
        + accounts.declared().keySet()
        + ", "
        + accounts.regions()
        + "]";
  }

  /** Collects accounts, zones and how to reach them. Not thread-safe. */
  public static final class Builder {
    private final Given<QingCloudCredentials> given = new Given<>();
    private URI endpoint = Transport.ENDPOINT;
    private @Nullable QingCloudTransport transport;
    private double pace = 1;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration attemptTimeout = Duration.ofSeconds(30);

    private Builder() {}

    /**
     * Adds an account.
     *
     * @param alias what topologies call it: lower-case letters, digits and hyphens
     * @param credentials how to sign in
     * @return this builder
     * @throws IllegalArgumentException if the alias is malformed or used already
     */
    public Builder account(String alias, QingCloudCredentials credentials) {
      given.account(alias, credentials);
      return this;
    }

    /**
     * Adds an account whose id is declared: if the credentials turn out to be another account's,
     * nothing is done with them. With the role of an instance it can not be told whose they are, so
     * that nothing is done then, either.
     *
     * @param alias what topologies call it: lower-case letters, digits and hyphens
     * @param credentials how to sign in
     * @param declaredAccountId the id of the main user, which begins with {@code usr-}
     * @return this builder
     * @throws IllegalArgumentException if alias or id is malformed, or either is used already
     */
    public Builder account(
        String alias, QingCloudCredentials credentials, String declaredAccountId) {
      if (!requireNonNull(declaredAccountId, "account id").matches("usr-[0-9A-Za-z]{4,40}")) {
        throw new IllegalArgumentException(
            "account id: " + declaredAccountId + " (expected: a main user's id, usr-...)");
      }
      given.account(alias, credentials, declaredAccountId);
      return this;
    }

    /**
     * Adds zones, besides those that a topology names.
     *
     * @param names the zones' names as the cloud's API has them, such as {@code pek3}
     * @return this builder
     * @throws IllegalArgumentException if one can not be a zone's name
     */
    public Builder zones(String... names) {
      given.regions(name -> Zones.wrong("zone", name), names);
      return this;
    }

    /**
     * Sends all calls to another address: a sister cloud that runs the same API, a private cloud, a
     * fake, or a gateway of one's own.
     *
     * @param endpoint an https address, or http on the loopback interface, with the path of the
     *     API; without one it is {@code /iaas/}
     * @return this builder
     * @throws IllegalArgumentException if the address is neither, has anything but a path after the
     *     host, or its path does not end with a slash
     */
    public Builder endpoint(URI endpoint) {
      boolean plain =
          endpoint.getHost() != null
              && endpoint.getRawUserInfo() == null
              && endpoint.getRawQuery() == null
              && endpoint.getRawFragment() == null;
      URI whole =
          plain && endpoint.getRawPath().length() < 2 ? endpoint.resolve("/iaas/") : endpoint;
      if (!plain || !Given.isSafe(endpoint) || !whole.getRawPath().endsWith("/")) {
        throw new IllegalArgumentException(
            "endpoint: "
                + endpoint.getScheme()
                + "://"
                + endpoint.getHost()
                + (plain ? whole.getRawPath() : "")
                + " (expected: https, or http on the loopback interface, with a path that ends"
                + " with a slash, such as /iaas/)");
      }
      this.endpoint = whole;
      return this;
    }

    /**
     * Sends calls in another way than by the module's own HTTP client. Time limits are then those
     * of that way.
     *
     * @param transport what sends them
     * @return this builder
     */
    public Builder transport(QingCloudTransport transport) {
      this.transport = requireNonNull(transport, "transport");
      return this;
    }

    /**
     * Makes all calls slower or faster than assumed to be good, for example 0.25 where others call
     * with the same account. QingCloud publishes no number, so that the paces are assumptions;
     * refusals for being busy are repeated in any case.
     *
     * @param factor what the number of calls in a time is multiplied with; 1 by default
     * @return this builder
     * @throws IllegalArgumentException if it is not from 0.01 to 100
     */
    public Builder pace(double factor) {
      pace = Given.pace(factor);
      return this;
    }

    /**
     * Sets how long connecting may take; 5 seconds by default.
     *
     * @param timeout the longest time
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder connectTimeout(Duration timeout) {
      connectTimeout = Given.timeout("connect timeout", timeout);
      return this;
    }

    /**
     * Sets how long one attempt of a call may take, from connecting to the end of the answer; 30
     * seconds by default.
     *
     * @param timeout the longest time
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder attemptTimeout(Duration timeout) {
      attemptTimeout = Given.timeout("attempt timeout", timeout);
      return this;
    }

    /**
     * Returns the provider; no call is made before it is used.
     *
     * @return a new provider
     * @throws IllegalStateException if no account or no zone was given
     */
    public QingCloudProvider build() {
      given.check();
      return new QingCloudProvider(this);
    }
  }
}
