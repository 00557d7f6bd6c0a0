package dev.tieline.qingcloud.internal;

import dev.tieline.spi.Scope;

/**
 * Whether everything written down of something is in force.
 *
 * @param id the id of what it is written down of
 * @param applied whether nothing waits to be applied
 */
record Published(String id, Scope scope, boolean applied, Progress progress) {
  static Published of(Balancer balancer) {
    return new Published(balancer.id(), balancer.scope(), balancer.applied(), balancer.progress());
  }

  static Published of(RouteTable table) {
    return new Published(table.id(), table.scope(), table.applied(), table.progress());
  }

  static Published of(SecurityGroup group) {
    return new Published(group.id(), group.scope(), group.applied(), group.progress());
  }
}
