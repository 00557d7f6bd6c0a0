package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.internal.PersistentMap;
import java.time.Instant;
import java.util.List;

/**
 * A load balancer that an endpoint service can offer.
 *
 * @param type {@code slb} or {@code nlb}
 * @param places where it has an address
 * @param listeners what it does with a port
 */
record Balancer(
    String id,
    String account,
    String region,
    String type,
    String name,
    String vpcId,
    List<Place> places,
    PersistentMap<Integer, Listener> listeners,
    Instant createdAt)
    implements Thing {

  /** A zone with the vSwitch and the address that it has there. */
  record Place(String zone, String vswitchId, String ip) {}

  /** A port's backends: instances, each with a port. */
  record Listener(List<Backend> backends) {}

  /** Where a listener sends what it gets. */
  record Backend(String instanceId, int port) {}

  Balancer {
    places = List.copyOf(places);
  }

  boolean isIn(String zone) {
    return places.stream().anyMatch(place -> place.zone().equals(zone));
  }

  Balancer with(PersistentMap<Integer, Listener> newListeners) {
    return new Balancer(id, account, region, type, name, vpcId, places, newListeners, createdAt);
  }
}
