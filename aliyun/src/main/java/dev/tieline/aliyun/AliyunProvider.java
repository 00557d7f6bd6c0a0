package dev.tieline.aliyun;

import static java.util.Objects.requireNonNull;

import dev.tieline.aliyun.internal.AliyunClients;
import dev.tieline.aliyun.internal.AliyunCompiler;
import dev.tieline.aliyun.internal.AliyunErrors;
import dev.tieline.aliyun.internal.AliyunKinds;
import dev.tieline.aliyun.internal.AliyunSurvey;
import dev.tieline.aliyun.internal.CredentialForm;
import dev.tieline.aliyun.internal.Known;
import dev.tieline.aliyun.internal.Pacing;
import dev.tieline.aliyun.internal.Product;
import dev.tieline.aliyun.internal.Realm;
import dev.tieline.aliyun.internal.Rehearsals;
import dev.tieline.aliyun.internal.TopologyCheck;
import dev.tieline.aliyun.internal.Transport;
import dev.tieline.aliyun.internal.VpcForm;
import dev.tieline.error.CallSite;
import dev.tieline.error.TielineException;
import dev.tieline.provider.Given;
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
import dev.tieline.topology.Endpoint;
import dev.tieline.topology.Link;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Service;
import dev.tieline.topology.Topology;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Alibaba Cloud as a cloud of the library: its accounts, each under an alias, and its regions. Safe
 * for use by several threads; {@link #close()} closes the connections.
 *
 * <pre>{@code
 * AliyunProvider.builder()
 *     .account("main", AliyunCredentials.defaultChain(), "1234567890123456")
 *     .regions("cn-hangzhou", "cn-shanghai")
 *     .build();
 * }</pre>
 */
public final class AliyunProvider implements Provider {
  /** The name of this cloud in topologies, plans and messages. */
  public static final String CLOUD = Realm.CLOUD;

  // a request is refused 15 minutes after its signature ("Request syntax and signature method",
  // Alibaba Cloud SDK documentation, read 2026-11)
  private static final Duration EXPIRY = Duration.ofMinutes(15);

  // an assumption: how far lists lag behind is not documented
  private static final Duration LAG = Duration.ofMinutes(1);

  private final Realm realm;
  private final Known known = new Known();
  private final AliyunClients clients;
  private final double pace;
  private final Settling settling;

  private AliyunProvider(Builder builder) {
    Map<String, CredentialForm> credentials = builder.given.credentials(AliyunCredentials::form);
    realm = new Realm(builder.given.accounts(CLOUD), builder.sites);
    pace = builder.pace;
    settling = new Settling(EXPIRY, builder.lag);
    clients =
        new AliyunClients(
            new Transport(
                builder.endpoint,
                builder.endpoints,
                builder.transport,
                builder.connectTimeout,
                builder.attemptTimeout),
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
    TopologyCheck.check(realm, topology);
  }

  @Override
  public Set<Class<? extends Link>> links() {
    return Set.of(Peering.class, Endpoint.class, Service.class);
  }

  @Override
  public Survey survey(SurveyRequest request) {
    return new AliyunSurvey(realm, known, request);
  }

  @Override
  public void compile(Owner owner, Topology topology, Facts facts, Graph.Builder out) {
    AliyunCompiler.compile(owner, topology, facts, out);
  }

  @Override
  public List<ResourceKind<?, ?>> kinds() {
    return AliyunKinds.all();
  }

  @Override
  public Clients clients(Scope scope) {
    return clients.in(scope);
  }

  @Override
  public TielineException explain(CallSite site, boolean mutating, Throwable thrown) {
    return AliyunErrors.explain(site, mutating, thrown);
  }

  @Override
  public Optional<Call<?>> rehearsal(Call<?> call) {
    return Rehearsals.of(call, clients::rehearsing);
  }

  @Override
  public Pace pace(Call<?> call, boolean mutating) {
    return Pacing.of(call, mutating, pace);
  }

  @Override
  public Settling settling() {
    return settling;
  }

  @Override
  public void close() {
    clients.close();
  }

  /**
   * Returns the accounts and regions of this provider.
   *
   * @return a text without secrets
   */
  @Override
  public String toString() {
    return "AliyunProvider[accounts "
        + realm.accounts().declared().keySet()
        + ", "
        + realm.accounts().regions()
        + "]";
  }

  /** Collects accounts, regions and how to reach them. Not thread-safe. */
  public static final class Builder {
    private final Given<AliyunCredentials> given = new Given<>();
    private final Map<String, AliyunSite> sites = new LinkedHashMap<>();
    private final Map<Product, URI> endpoints = new EnumMap<>(Product.class);
    private @Nullable URI endpoint;
    private @Nullable AliyunTransport transport;
    private double pace = 1;
    private Duration lag = LAG;
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
    public Builder account(String alias, AliyunCredentials credentials) {
      given.account(alias, credentials);
      return this;
    }

    /**
     * Adds an account whose id is declared: if the credentials turn out to be another account's,
     * nothing is done with them.
     *
     * @param alias what topologies call it: lower-case letters, digits and hyphens
     * @param credentials how to sign in
     * @param declaredAccountId the UID of the main account
     * @return this builder
     * @throws IllegalArgumentException if alias or id is malformed, or either is used already
     */
    public Builder account(String alias, AliyunCredentials credentials, String declaredAccountId) {
      VpcForm.Foreign.checkAccountId(declaredAccountId);
      given.account(alias, credentials, declaredAccountId);
      return this;
    }

    /**
     * Adds regions in which marks are looked for, besides those that a topology names.
     *
     * @param names the regions' names, such as {@code cn-hangzhou}
     * @return this builder
     * @throws IllegalArgumentException if one can not be a region's name
     */
    public Builder regions(String... names) {
      given.regions(name -> TopologyCheck.region("region", name), names);
      return this;
    }

    /**
     * Says which site an account was opened at, so that a link that can not be is refused at once.
     *
     * @param alias the account's alias, which was added before
     * @param site the site
     * @return this builder
     * @throws IllegalArgumentException if there is no such alias
     */
    public Builder site(String alias, AliyunSite site) {
      if (!given.aliases().contains(requireNonNull(alias, "alias"))) {
        throw new IllegalArgumentException(
            "account alias: "
                + alias
                + " (expected one of: "
                + String.join(", ", given.aliases())
                + ")");
      }
      sites.put(alias, requireNonNull(site, "site"));
      return this;
    }

    /**
     * Sends all calls of all products to one address, but for those with an address of their own: a
     * fake, or a gateway of one's own.
     *
     * @param endpoint an https address; http only on the loopback interface
     * @return this builder
     * @throws IllegalArgumentException if the address is neither
     */
    public Builder endpoint(URI endpoint) {
      this.endpoint = checked(endpoint);
      return this;
    }

    /**
     * Sends all calls of one product to an address, whatever the region.
     *
     * @param product the cloud's name of the product, such as {@code VpcPeer}
     * @param endpoint an https address; http only on the loopback interface
     * @return this builder
     * @throws IllegalArgumentException if the address is neither, or the product is never called
     */
    public Builder endpoint(String product, URI endpoint) {
      Product named =
          Product.named(product)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "product: " + product + " (expected one of: " + Product.names() + ")"));
      endpoints.put(named, checked(endpoint));
      return this;
    }

    private static URI checked(URI endpoint) {
      boolean plain =
          endpoint.getHost() != null
              && endpoint.getRawUserInfo() == null
              && endpoint.getRawQuery() == null
              && endpoint.getRawFragment() == null
              && (endpoint.getRawPath().isEmpty() || endpoint.getRawPath().equals("/"));
      if (!Given.isSafe(endpoint) || !plain) {
        throw new IllegalArgumentException(
            "endpoint: "
                + endpoint.getScheme()
                + "://"
                + endpoint.getHost()
                + " (expected: https, or http on the loopback interface, with nothing after the"
                + " host)");
      }
      return endpoint;
    }

    /**
     * Sends calls in another way than by the module's own HTTP client. Time limits are then those
     * of that way.
     *
     * @param transport what sends them
     * @return this builder
     */
    public Builder transport(AliyunTransport transport) {
      this.transport = requireNonNull(transport, "transport");
      return this;
    }

    /**
     * Makes all calls slower or faster than assumed to be good for an account of default limits,
     * for example 0.25 where others use up most of them. Each account has limits of its own, so
     * that the paces are assumptions; refusals for their number are repeated in any case.
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
     * Sets how long it may take until every reader sees a write; 1 minute by default. A destroy is
     * done, and an unanswered call is taken to have come to nothing, when nothing has shown for
     * that long after the last moment at which a signed request can take effect (15 minutes). Too
     * short a time can leave something behind, or make it twice.
     *
     * @param lag the longest time
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder lag(Duration lag) {
      this.lag = Given.timeout("lag", lag);
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
     * @throws IllegalStateException if no account or no region was given
     */
    public AliyunProvider build() {
      given.check();
      return new AliyunProvider(this);
    }
  }
}
