package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the caller says about the use of a service, inside the lambda of {@link
 * Topology.Builder#endpoint}. Not thread-safe.
 */
public final class EndpointBuilder {
  private final String name;
  private final String network;
  private final ServiceTarget target;
  private final Set<Flow> flows = new LinkedHashSet<>();
  private final Set<String> clients = new LinkedHashSet<>();
  private final Set<Cidr> sources = new LinkedHashSet<>();

  EndpointBuilder(String name, String network, ServiceTarget target) {
    this.name = requireNonNull(name, "name");
    this.network = requireNonNull(network, "network");
    this.target = requireNonNull(target, "target");
  }

  /**
   * Lets hosts of the network open connections to the service; answers pass, too.
   *
   * @param traffic what to let through
   * @return this builder
   */
  public EndpointBuilder allow(Traffic... traffic) {
    for (Traffic one : traffic) {
      flows.add(new Flow(network, name, one));
    }
    return this;
  }

  /**
   * Says which addresses may use the service; without it, all of the network's.
   *
   * @param blocks CIDR blocks, such as that of one subnet
   * @return this builder
   * @throws IllegalArgumentException if a block is malformed
   */
  public EndpointBuilder from(String... blocks) {
    Arrays.stream(blocks).map(Cidr::parse).forEach(sources::add);
    return this;
  }

  /**
   * Says in which security groups those are that use the service: such a group gets a rule where
   * nothing lets the traffic out of it yet, and verdicts are about hosts in these groups.
   *
   * @param idsOrNames the groups' ids, or their names if unique in the network
   * @return this builder
   */
  public EndpointBuilder clients(String... idsOrNames) {
    clients.addAll(Arrays.asList(idsOrNames));
    return this;
  }

  Endpoint build() {
    return new Endpoint(
        name, network, target, List.copyOf(flows), List.copyOf(clients), List.copyOf(sources));
  }
}
