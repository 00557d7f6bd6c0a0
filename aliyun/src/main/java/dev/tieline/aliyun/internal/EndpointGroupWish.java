package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * That a security group guards an endpoint.
 *
 * @param endpoint the endpoint's id
 * @param group the group's id
 * @param comes whether it comes with the endpoint, which is not there yet; no part of the wish's
 *     text
 */
record EndpointGroupWish(Ref<String> endpoint, Ref<String> group, boolean comes) implements Wish {
  EndpointGroupWish {
    requireNonNull(endpoint, "endpoint");
    requireNonNull(group, "group");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(endpoint, group);
  }

  @Override
  public String toString() {
    return "group " + group + " of " + endpoint;
  }
}
