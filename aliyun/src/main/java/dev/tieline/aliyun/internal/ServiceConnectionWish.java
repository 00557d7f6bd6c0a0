package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * That an endpoint of others is connected to a service of ours, or is not.
 *
 * @param service the id of the service
 * @param endpoint the id of the endpoint
 * @param accepted whether it is to be connected
 * @param accounts the accounts that the service is shared with
 * @param asked whether the endpoint has asked; no part of the wish's text, since it depends on what
 *     is there
 */
record ServiceConnectionWish(
    Ref<String> service, String endpoint, boolean accepted, List<String> accounts, boolean asked)
    implements Wish {
  ServiceConnectionWish {
    requireNonNull(service, "service");
    requireNonNull(endpoint, "endpoint");
    accounts = accounts.stream().sorted().toList();
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(service);
  }

  @Override
  public String toString() {
    return (accepted ? "accept " : "reject ") + endpoint + " at " + service;
  }
}
