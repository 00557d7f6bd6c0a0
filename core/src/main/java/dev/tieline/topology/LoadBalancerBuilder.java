package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the caller says about one load balancer, inside the lambda of {@link
 * Topology.Builder#loadBalancer}. Not thread-safe.
 */
public final class LoadBalancerBuilder {
  private final String name;
  private final String network;
  private String subnet = "";
  private LoadBalancer.Front front = new LoadBalancer.Front.Inside();
  private final List<Listener> listeners = new ArrayList<>();
  private final Set<Cidr> sources = new LinkedHashSet<>();
  private final Set<String> groups = new LinkedHashSet<>();
  private final List<LinkOption<LoadBalancer>> options = new ArrayList<>();

  LoadBalancerBuilder(String name, String network) {
    this.name = requireNonNull(name, "name");
    this.network = requireNonNull(network, "network");
  }

  /**
   * Says which subnet it is in.
   *
   * @param nameOrId the subnet's name in the topology, or its id
   * @return this builder
   */
  public LoadBalancerBuilder subnet(String nameOrId) {
    subnet = requireNonNull(nameOrId, "subnet");
    return this;
  }

  /**
   * Gives it a public address of its own, which is made with it, goes with it, and may cost.
   *
   * @return this builder
   */
  public LoadBalancerBuilder publicAddress() {
    front = new LoadBalancer.Front.Allocated();
    return this;
  }

  /**
   * Gives it a public address that is there already; it stays when the balancer goes.
   *
   * @param id the cloud's id of the address
   * @return this builder
   * @throws IllegalArgumentException if the id is blank
   */
  public LoadBalancerBuilder publicAddress(String id) {
    front = new LoadBalancer.Front.Adopted(id);
    return this;
  }

  /**
   * Adds a listener; the backends that are given next are behind it.
   *
   * @param listener such as {@code Listener.http(80)}
   * @return this builder
   * @throws IllegalArgumentException if another one listens to that port
   */
  public LoadBalancerBuilder listen(Listener listener) {
    if (listeners.stream().anyMatch(l -> l.port() == listener.port())) {
      throw new IllegalArgumentException(
          "listener port: "
              + listener.port()
              + " (expected: each port once in load balancer "
              + name
              + ")");
    }
    listeners.add(listener);
    return this;
  }

  /**
   * Adds a server to the listener that was given last.
   *
   * @param backend such as {@code Backend.instance("web", "i-1", 80)}
   * @return this builder
   * @throws IllegalArgumentException if there is no listener yet, or the server is behind it
   *     already
   */
  public LoadBalancerBuilder backend(Backend backend) {
    if (listeners.isEmpty()) {
      throw new IllegalArgumentException(
          "backend: "
              + backend.target()
              + " before any listener (expected: listen(...) first, then its backends)");
    }
    Listener last = listeners.remove(listeners.size() - 1);
    List<Backend> servers = new ArrayList<>(last.backends());
    boolean twice =
        servers.stream()
            .anyMatch(b -> b.target().equals(backend.target()) && b.port() == backend.port());
    if (twice) {
      listeners.add(last);
      throw new IllegalArgumentException(
          "backend: "
              + backend.target()
              + " port "
              + backend.port()
              + " (expected: each server once behind a listener)");
    }
    servers.add(backend);
    listeners.add(last.backends(servers));
    return this;
  }

  /**
   * Says who may reach the listeners.
   *
   * @param blocks CIDR blocks; {@code 0.0.0.0/0} needs {@link Consent#OPEN_TO_INTERNET}
   * @return this builder
   * @throws IllegalArgumentException if a block is malformed
   */
  public LoadBalancerBuilder from(String... blocks) {
    Arrays.stream(blocks).map(Cidr::parse).forEach(sources::add);
    return this;
  }

  /**
   * Says which security groups it gets; without it, one of its own that admits the listeners.
   *
   * @param idsOrNames the groups' ids, or their names if unique
   * @return this builder
   */
  public LoadBalancerBuilder groups(String... idsOrNames) {
    groups.addAll(Arrays.asList(idsOrNames));
    return this;
  }

  /**
   * Adds an option of the cloud.
   *
   * @param option the option
   * @return this builder
   */
  public LoadBalancerBuilder with(LinkOption<LoadBalancer> option) {
    options.add(requireNonNull(option, "option"));
    return this;
  }

  LoadBalancer build() {
    return new LoadBalancer(
        name,
        network,
        subnet,
        front,
        List.copyOf(listeners),
        List.copyOf(sources),
        List.copyOf(groups),
        List.copyOf(options));
  }
}
