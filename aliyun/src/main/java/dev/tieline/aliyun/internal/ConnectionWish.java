package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * That an endpoint is connected to its service, by the service's provider.
 *
 * @param endpoint the endpoint's id
 * @param terms what the provider has to know; no part of the wish's text
 */
record ConnectionWish(Ref<String> endpoint, EndpointTerms terms) implements Wish {
  ConnectionWish {
    requireNonNull(endpoint, "endpoint");
    requireNonNull(terms, "terms");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(endpoint);
  }

  @Override
  public String toString() {
    return "connection of " + endpoint;
  }
}
