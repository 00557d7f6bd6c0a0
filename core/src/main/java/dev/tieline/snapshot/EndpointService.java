package dev.tieline.snapshot;

import dev.tieline.net.Traffic;
import java.util.List;

/**
 * A service that others reach by endpoints.
 *
 * @param id the cloud's id
 * @param name what an endpoint finds it by: its name or ARN
 * @param form by which of the cloud's means it is offered, such as {@code endpoint-service}
 * @param place where it is
 * @param ready whether endpoints can be connected to it now
 * @param cloudState the cloud's own words for the state
 * @param zones the zones in which it is there
 * @param traffic what it answers to; empty if that was not read
 * @param principals the accounts that may use it, as the cloud writes them; {@code *} for all
 * @param regions regions besides its own from which it may be used
 * @param consumers the ids of the endpoints that are connected to it
 */
public record EndpointService(
    String id,
    String name,
    String form,
    Place place,
    boolean ready,
    String cloudState,
    List<String> zones,
    List<Traffic> traffic,
    List<String> principals,
    List<String> regions,
    List<String> consumers) {
  /** Copies the lists. */
  public EndpointService {
    zones = List.copyOf(zones);
    traffic = List.copyOf(traffic);
    principals = List.copyOf(principals);
    regions = List.copyOf(regions);
    consumers = List.copyOf(consumers);
  }
}
