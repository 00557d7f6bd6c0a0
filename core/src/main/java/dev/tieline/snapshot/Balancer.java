package dev.tieline.snapshot;

import dev.tieline.net.Ip;
import dev.tieline.net.Traffic;
import java.util.Comparator;
import java.util.List;

/**
 * A load balancer. Its interfaces are {@link Host}s.
 *
 * @param id the cloud's id
 * @param name its name in the cloud; empty if it has none
 * @param vpc the id of its VPC
 * @param active whether it takes connections now
 * @param cloudState the cloud's own word for the state
 * @param publicAddresses where the internet reaches it
 * @param hosts the ids of its interfaces, from which it opens connections to its backends
 * @param routeTable the id of the table that decides for what it sends; empty: its subnet's does
 * @param listeners what it listens to, by port
 */
public record Balancer(
    String id,
    String name,
    String vpc,
    boolean active,
    String cloudState,
    List<Ip> publicAddresses,
    List<String> hosts,
    String routeTable,
    List<Listens> listeners) {
  /**
   * One listener.
   *
   * @param traffic what it listens to
   * @param backends the servers behind it, in the cloud's order
   */
  public record Listens(Traffic traffic, List<Server> backends) {
    /** Copies the list. */
    public Listens {
      backends = List.copyOf(backends);
    }
  }

  /**
   * A server behind a listener.
   *
   * @param id the cloud's id of this entry
   * @param target the id of an instance, or an address
   * @param port the port that it listens to
   * @param health whether it answers
   * @param cloudState the cloud's own word for that
   */
  public record Server(String id, String target, int port, Health health, String cloudState) {}

  /** Whether a server answers its balancer. */
  public enum Health {
    /** It does. */
    UP,
    /** It does not. */
    DOWN,
    /** The balancer has not found out yet. */
    UNKNOWN
  }

  /** Copies the lists. */
  public Balancer {
    publicAddresses = List.copyOf(publicAddresses);
    hosts = List.copyOf(hosts);
    listeners = listeners.stream().sorted(Comparator.comparing(Listens::traffic)).toList();
  }
}
