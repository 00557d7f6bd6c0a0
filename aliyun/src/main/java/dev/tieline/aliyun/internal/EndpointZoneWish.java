package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A place of an endpoint.
 *
 * @param endpoint the endpoint's id
 * @param zone the zone
 * @param vSwitch the vSwitch that gets the interface
 * @param chosen whether the caller chose the vSwitch, so that no other one of the zone will do
 * @param comes whether it comes with the endpoint, which is not there yet
 * @param groups the groups that guard the endpoint, for snapshots
 * @param terms what its provider has to know; these last are no part of the wish's text
 */
record EndpointZoneWish(
    Ref<String> endpoint,
    String zone,
    Ref<String> vSwitch,
    boolean chosen,
    boolean comes,
    List<Ref<String>> groups,
    EndpointTerms terms)
    implements Wish {
  EndpointZoneWish {
    requireNonNull(endpoint, "endpoint");
    requireNonNull(zone, "zone");
    requireNonNull(vSwitch, "vSwitch");
    groups = List.copyOf(groups);
    requireNonNull(terms, "terms");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(endpoint, vSwitch);
  }

  @Override
  public String toString() {
    return "zone " + zone + " of " + endpoint + (chosen ? " by " + vSwitch : "");
  }
}
