package dev.tieline.aliyun.internal;

import java.util.Map;
import java.util.Set;

/**
 * What the wish and the claims of an owner ask a survey to read of PrivateLink in one scope.
 *
 * @param any whether endpoints matter there at all
 * @param services the names of the wished services, each with its region
 * @param dnsNames the names of zones of PrivateZone that are wished or claimed
 */
record EndpointNeeds(boolean any, Map<String, String> services, Set<String> dnsNames) {
  EndpointNeeds {
    services = Map.copyOf(services);
    dnsNames = Set.copyOf(dnsNames);
  }
}
