package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import java.util.List;
import java.util.stream.Stream;

/**
 * A load balancer in a network, whose backends may be in any network that it reaches.
 *
 * @param name the name, unique in its topology
 * @param network the name of the network that it is in
 * @param subnet the name or id of the subnet that it is in; empty where the cloud chooses
 * @param front where it is reached
 * @param listeners what it listens to
 * @param sources who may reach its listeners; all of its network if there are none and it has no
 *     public address
 * @param groups the ids or names of its security groups; one of its own if there are none
 * @param options the cloud's own options
 */
public record LoadBalancer(
    String name,
    String network,
    String subnet,
    Front front,
    List<Listener> listeners,
    List<Cidr> sources,
    List<String> groups,
    List<LinkOption<LoadBalancer>> options)
    implements Link {
  /** Where a load balancer is reached. */
  public sealed interface Front {
    /** At an address of its subnet alone. */
    record Inside() implements Front {}

    /** At a public address that is made for it, and may cost. */
    record Allocated() implements Front {}

    /**
     * At a public address that is there already, and stays.
     *
     * @param id the cloud's id of the address
     */
    record Adopted(String id) implements Front {
      /** Checks the id. */
      public Adopted {
        if (id.isBlank()) {
          throw new IllegalArgumentException(
              "public address: blank (expected: the cloud's id of it)");
        }
      }
    }
  }

  /** Copies the lists. */
  public LoadBalancer {
    requireNonNull(name, "name");
    requireNonNull(network, "network");
    requireNonNull(subnet, "subnet");
    requireNonNull(front, "front");
    listeners = List.copyOf(listeners);
    sources = List.copyOf(sources);
    groups = List.copyOf(groups);
    options = List.copyOf(options);
  }

  @Override
  public String address() {
    return "balancer." + name;
  }

  /**
   * Returns the balancer's network, then those of its backends.
   *
   * @return each once, in the order given
   */
  @Override
  public List<String> networks() {
    return Stream.concat(Stream.of(network), backends().stream().map(Backend::network))
        .distinct()
        .toList();
  }

  /**
   * Returns what the balancer opens to its backends' networks. Who opens connections to the
   * balancer is in no network of the topology.
   *
   * @return one element a network and port
   */
  @Override
  public List<Flow> flows() {
    return backends().stream()
        .map(b -> new Flow(network, b.network(), Traffic.tcp(b.port())))
        .distinct()
        .toList();
  }

  /**
   * Returns the backends of all listeners.
   *
   * @return in the order given
   */
  public List<Backend> backends() {
    return listeners.stream().flatMap(l -> l.backends().stream()).toList();
  }

  /**
   * Returns whether it has a public address.
   *
   * @return true for an allocated one and one that was there
   */
  public boolean isPublic() {
    return !(front instanceof Front.Inside);
  }
}
