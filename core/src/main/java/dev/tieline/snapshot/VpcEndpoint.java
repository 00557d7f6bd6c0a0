package dev.tieline.snapshot;

import dev.tieline.net.Ip;
import java.util.List;

/**
 * An endpoint in a VPC by which its hosts reach a service. Its interfaces are {@link Host}s.
 *
 * @param id the cloud's id
 * @param name its name in the cloud; empty if it has none
 * @param vpc the id of its VPC
 * @param service what the cloud finds the service by: its name or ARN
 * @param state what it can do now
 * @param cloudState the cloud's own words for the state
 * @param dnsNames the names by which it is reached: of all of it first, then of its zones
 * @param addresses the addresses by which it is reached, of its interfaces
 * @param hosts the ids of its interfaces
 */
public record VpcEndpoint(
    String id,
    String name,
    String vpc,
    String service,
    State state,
    String cloudState,
    List<String> dnsNames,
    List<Ip> addresses,
    List<String> hosts) {
  /** Copies the lists. */
  public VpcEndpoint {
    dnsNames = List.copyOf(dnsNames);
    addresses = List.copyOf(addresses);
    hosts = List.copyOf(hosts);
  }

  /** What an endpoint can do. */
  public enum State {
    /** Carries traffic to the service. */
    CONNECTED,
    /** May come to carry traffic, such as when the service's owner accepts it. */
    PENDING,
    /** Never again carries traffic. */
    DEAD
  }
}
