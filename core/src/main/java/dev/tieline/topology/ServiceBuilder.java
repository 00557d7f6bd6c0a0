package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the caller says about one service, inside the lambda of {@link Topology.Builder#service}.
 * Not thread-safe.
 */
public final class ServiceBuilder {
  private final String name;
  private final String network;
  private final ServiceSource source;
  private final Set<String> sharedWith = new LinkedHashSet<>();
  private final Set<String> regions = new LinkedHashSet<>();
  private final Set<String> accepted = new LinkedHashSet<>();
  private final Set<String> rejected = new LinkedHashSet<>();
  private boolean acceptsAll;

  ServiceBuilder(String name, String network, ServiceSource source) {
    this.name = requireNonNull(name, "name");
    this.network = requireNonNull(network, "network");
    this.source = requireNonNull(source, "source");
  }

  /**
   * Says who may find the service and ask for a connection. Nobody may without it.
   *
   * @param accounts the ids of accounts, or {@link Service#ANYONE} with consent {@link
   *     Consent#SHARE_WITH_ANYONE}
   * @return this builder
   */
  public ServiceBuilder sharedWith(String... accounts) {
    sharedWith.addAll(Arrays.asList(accounts));
    return this;
  }

  /**
   * Lets networks of other regions use the service, where the cloud can.
   *
   * @param others regions besides the network's own
   * @return this builder
   */
  public ServiceBuilder regions(String... others) {
    regions.addAll(Arrays.asList(others));
    return this;
  }

  /**
   * Accepts the requests of these endpoints, once they are there and if their account is one that
   * the service is shared with.
   *
   * @param endpoints the cloud's ids of others' endpoints
   * @return this builder
   */
  public ServiceBuilder accept(String... endpoints) {
    accepted.addAll(Arrays.asList(endpoints));
    return this;
  }

  /**
   * Refuses the requests of these endpoints, and cuts their connections.
   *
   * @param endpoints the cloud's ids of others' endpoints
   * @return this builder
   */
  public ServiceBuilder reject(String... endpoints) {
    rejected.addAll(Arrays.asList(endpoints));
    return this;
  }

  /**
   * Lets the cloud accept every request of those that the service is shared with; needs consent
   * {@link Consent#ACCEPT_AUTOMATICALLY}.
   *
   * @return this builder
   */
  public ServiceBuilder acceptAll() {
    acceptsAll = true;
    return this;
  }

  Service build() {
    return new Service(
        name,
        network,
        source,
        List.copyOf(sharedWith),
        List.copyOf(regions),
        List.copyOf(accepted),
        List.copyOf(rejected),
        acceptsAll);
  }
}
