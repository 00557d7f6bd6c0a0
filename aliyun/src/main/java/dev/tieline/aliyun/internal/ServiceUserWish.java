package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * That an account may use a service.
 *
 * @param service the id of the service
 * @param account the account's id, or {@code *} for all
 */
record ServiceUserWish(Ref<String> service, String account) implements Wish {
  ServiceUserWish {
    requireNonNull(service, "service");
    requireNonNull(account, "account");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(service);
  }

  @Override
  public String toString() {
    return "account " + account + " for " + service;
  }
}
