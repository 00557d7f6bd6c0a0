package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import java.util.List;

/**
 * The private use of a service from a network, at addresses of that network.
 *
 * @param name the name, unique in its topology and no network's
 * @param network the name of the network that uses the service
 * @param target the service
 * @param flows what is let through to it, from the network to the endpoint
 * @param clients the ids or names of the security groups of those that use it; they get a rule
 *     where nothing lets the traffic out yet
 * @param sources the addresses that may use it; all of the network's if there are none
 */
public record Endpoint(
    String name,
    String network,
    ServiceTarget target,
    List<Flow> flows,
    List<String> clients,
    List<Cidr> sources)
    implements Link {
  /** Copies the collections. */
  public Endpoint {
    requireNonNull(name, "name");
    requireNonNull(network, "network");
    requireNonNull(target, "target");
    flows = List.copyOf(flows);
    clients = List.copyOf(clients);
    sources = List.copyOf(sources);
  }

  @Override
  public String address() {
    return "endpoint." + name;
  }

  @Override
  public List<String> networks() {
    return List.of(network);
  }
}
