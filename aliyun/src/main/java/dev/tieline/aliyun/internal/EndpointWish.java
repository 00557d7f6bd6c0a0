package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint for a service in a VPC.
 *
 * @param vpc the VPC's id
 * @param service the service's name
 * @param region the region that the service is in
 * @param bandwidth the bandwidth between two regions in Mbit/s; null for the cloud's default
 * @param places where it is made at first; later each place is an object of its own
 * @param groups the groups that guard it at first; later each is an object of its own
 * @param name the name that people see: no part of the wish's text
 */
record EndpointWish(
    Ref<String> vpc,
    String service,
    String region,
    @Nullable Integer bandwidth,
    List<Place> places,
    List<Ref<String>> groups,
    String name)
    implements Wish {
  EndpointWish {
    requireNonNull(vpc, "vpc");
    requireNonNull(service, "service");
    requireNonNull(region, "region");
    places = List.copyOf(places);
    groups = List.copyOf(groups);
    requireNonNull(name, "name");
  }

  /** A zone, and the vSwitch in it that gets the interface. */
  record Place(String zone, Ref<String> vSwitch) {}

  @Override
  public List<Ref<?>> refs() {
    List<Ref<?>> refs = new ArrayList<>();
    refs.add(vpc);
    places.forEach(p -> refs.add(p.vSwitch()));
    refs.addAll(groups);
    return refs;
  }

  @Override
  public String toString() {
    return "endpoint in "
        + vpc
        + " for "
        + service
        + (bandwidth == null ? "" : " with " + bandwidth + " Mbit/s");
  }
}
