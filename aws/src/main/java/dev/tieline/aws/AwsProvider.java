package dev.tieline.aws;

import static java.util.Objects.requireNonNull;

import dev.tieline.aws.internal.AwsClients;
import dev.tieline.aws.internal.AwsCompiler;
import dev.tieline.aws.internal.AwsErrors;
import dev.tieline.aws.internal.AwsKinds;
import dev.tieline.aws.internal.AwsSurvey;
import dev.tieline.aws.internal.CredentialForm;
import dev.tieline.aws.internal.Known;
import dev.tieline.aws.internal.Pacing;
import dev.tieline.aws.internal.Realm;
import dev.tieline.aws.internal.Rehearsals;
import dev.tieline.aws.internal.StrayMarks;
import dev.tieline.aws.internal.TopologyCheck;
import dev.tieline.aws.internal.VpcForm;
import dev.tieline.check.Finding;
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
import dev.tieline.topology.Topology;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * AWS as a cloud of the library: its accounts, each under an alias, and its regions. Safe for use
 * by several threads; {@link #close()} closes the connections.
 *
 * <pre>{@code
 * AwsProvider.builder()
 *     .account("main", AwsCredentials.defaultChain(), "111122223333")
 *     .regions("ap-northeast-1", "ap-southeast-1")
 *     .build();
 * }</pre>
 */
public final class AwsProvider implements Provider {
  /** The name of this cloud in topologies, plans and messages. */
  public static final String CLOUD = Realm.CLOUD;

  // an EC2 request is refused five minutes after its signature ("Signature Version 4 signing
  // process", IAM User Guide)
  private static final Duration EXPIRY = Duration.ofMinutes(5);

  // a wait of up to five minutes is advised where reads are to be relied upon ("Eventual
  // consistency in the Amazon EC2 API", EC2 Developer Guide, read 2026-11)
  private static final Duration LAG = Duration.ofMinutes(5);

  private final Realm realm;
  private final Known known = new Known();
  private final AwsClients clients;
  private final double pace;
  private final Settling settling;
  private final boolean rehearse;

  private AwsProvider(Builder builder) {
    Map<String, CredentialForm> credentials = builder.given.credentials(AwsCredentials::form);
    realm = new Realm(builder.given.accounts(CLOUD), builder.quotas);
    pace = builder.pace;
    settling = new Settling(EXPIRY, builder.lag);
    rehearse = builder.rehearse;
    clients =
        new AwsClients(
            new AwsClients.Transport(
                builder.endpoint,
                builder.httpClient,
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
  public Survey survey(SurveyRequest request) {
    return new AwsSurvey(realm, known, request);
  }

  @Override
  public void compile(Owner owner, Topology topology, Facts facts, Graph.Builder out) {
    AwsCompiler.compile(owner, topology, facts, out);
  }

  @Override
  public List<Finding> remarks(Owner owner, Facts facts) {
    return StrayMarks.findings(owner, facts);
  }

  @Override
  public List<ResourceKind<?, ?>> kinds() {
    return AwsKinds.all();
  }

  @Override
  public Clients clients(Scope scope) {
    return clients.in(scope);
  }

  @Override
  public TielineException explain(CallSite site, boolean mutating, Throwable thrown) {
    return AwsErrors.explain(site, mutating, thrown);
  }

  @Override
  public Optional<Call<?>> rehearsal(Call<?> call) {
    return rehearse ? Rehearsals.of(call, clients::rehearsing) : Optional.empty();
  }

  @Override
  public Pace pace(Call<?> call, boolean mutating) {
    return Pacing.of(call.operation(), mutating, pace);
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
    return "AwsProvider[accounts "
        + realm.accounts().declared().keySet()
        + ", "
        + realm.accounts().regions()
        + "]";
  }

  /** Collects accounts, regions and how to reach them. Not thread-safe. */
  public static final class Builder {
    private final Given<AwsCredentials> given = new Given<>();
    private @Nullable URI endpoint;
    private @Nullable SdkHttpClient httpClient;
    private boolean quotas = true;
    private boolean rehearse = true;
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
    public Builder account(String alias, AwsCredentials credentials) {
      given.account(alias, credentials);
      return this;
    }

    /**
     * Adds an account whose id is declared: if the credentials turn out to be another account's,
     * nothing is done with them.
     *
     * @param alias what topologies call it: lower-case letters, digits and hyphens
     * @param credentials how to sign in
     * @param declaredAccountId the account's id, 12 digits
     * @return this builder
     * @throws IllegalArgumentException if alias or id is malformed, or either is used already
     */
    public Builder account(String alias, AwsCredentials credentials, String declaredAccountId) {
      VpcForm.Foreign.checkAccountId(declaredAccountId);
      given.account(alias, credentials, declaredAccountId);
      return this;
    }

    /**
     * Adds regions in which marks are looked for, besides those that a topology names.
     *
     * @param names the regions' names, such as {@code ap-northeast-1}
     * @return this builder
     * @throws IllegalArgumentException if one can not be a region's name
     */
    public Builder regions(String... names) {
      given.regions(name -> TopologyCheck.region("region", name), names);
      return this;
    }

    /**
     * Sends all calls of all services to one address: a fake, or a gateway of one's own.
     *
     * @param endpoint an https address; http only on the loopback interface
     * @return this builder
     * @throws IllegalArgumentException if the address is neither
     */
    public Builder endpoint(URI endpoint) {
      if (!Given.isSafe(endpoint)) {
        throw new IllegalArgumentException(
            "endpoint: " + endpoint + " (expected: https, or http on the loopback interface)");
      }
      this.endpoint = endpoint;
      return this;
    }

    /**
     * Sends calls through an HTTP client of one's own, which {@link AwsProvider#close()} leaves
     * open. It must follow no redirects and retry nothing.
     *
     * @param httpClient the client
     * @return this builder
     */
    public Builder httpClient(SdkHttpClient httpClient) {
      this.httpClient = requireNonNull(httpClient, "httpClient");
      return this;
    }

    /**
     * Says whether Service Quotas is asked for the accounts' quotas; otherwise default values are
     * assumed, and what exceeds them is a warning. On by default.
     *
     * @param read whether to ask
     * @return this builder
     */
    public Builder quotas(boolean read) {
      quotas = read;
      return this;
    }

    /**
     * Says whether an apply has EC2 rehearse the writes to come ({@code DryRun}), so that a missing
     * permission is found before anything is made. An emulator of AWS that ignores {@code DryRun}
     * would carry rehearsals out: switched off, no such request is sent, and a missing permission
     * is found when the write's turn comes. On by default.
     *
     * @param rehearse whether to rehearse
     * @return this builder
     */
    public Builder rehearse(boolean rehearse) {
      this.rehearse = rehearse;
      return this;
    }

    /**
     * Makes all calls slower or faster than assumed to be good for an account of default limits,
     * for example 0.25 where others use up most of them. AWS does not tell its limits, so that the
     * paces are assumptions; refusals for their number are repeated in any case.
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
     * Sets how long it may take until every reader sees a write; 5 minutes by default. A destroy is
     * done, and an unanswered call is taken to have come to nothing, when nothing has shown for
     * that long after the last moment at which a signed request can take effect (5 minutes). Too
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
    public AwsProvider build() {
      given.check();
      return new AwsProvider(this);
    }
  }
}
