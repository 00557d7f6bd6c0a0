package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A rule that lets clients in to a listener.
 *
 * @param group the security group
 * @param port the listener's port
 * @param source who may come in
 */
record BalancerRuleWish(Ref<String> group, int port, Cidr source) implements Wish {
  BalancerRuleWish {
    requireNonNull(group, "group");
    requireNonNull(source, "source");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(group);
  }
}
