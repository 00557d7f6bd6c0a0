package dev.tieline.qingcloud.internal;

import dev.tieline.spi.Scope;

/**
 * Whether everything written down of something is in force.
 *
 * @param id the id of what it is written down of
 * @param applied whether nothing waits to be applied
 */
record BalancerPublished(String id, Scope scope, boolean applied, Progress progress) {
  static BalancerPublished of(Balancer balancer) {
    return new BalancerPublished(
        balancer.id(), balancer.scope(), balancer.applied(), balancer.progress());
  }

  static BalancerPublished of(RouteTable table) {
    return new BalancerPublished(table.id(), table.scope(), table.applied(), table.progress());
  }

  static BalancerPublished of(SecurityGroup group) {
    return new BalancerPublished(group.id(), group.scope(), group.applied(), group.progress());
  }
}
