package dev.tieline.qingcloud.internal;

import dev.tieline.spi.ResourceKind;
import java.util.List;

/** All kinds of objects, each after those that it may need: one shared instance each. */
public final class QingCloudKinds {
  static final Vpcs VPCS = new Vpcs();
  static final Vxnets VXNETS = new Vxnets();
  static final RouterJoins ROUTER_JOINS = new RouterJoins();

  static final Eips EIPS = new Eips();
  static final BalancerGroups BALANCER_GROUPS = new BalancerGroups();
  static final BalancerRules BALANCER_RULES = new BalancerRules();
  static final Publications<SecurityGroup> PUBLISHED_GROUPS = Publications.ofGroups();
  static final Balancers BALANCERS = new Balancers();
  static final Listeners LISTENERS = new Listeners();
  static final Backends BACKENDS = new Backends();
  static final Publications<Balancer> PUBLISHED_BALANCERS = Publications.ofBalancers();
  static final BalancerTables BALANCER_TABLES = new BalancerTables();
  static final TableBindings TABLE_BINDINGS = new TableBindings();
  static final TableRules TABLE_RULES = new TableRules();
  static final Publications<RouteTable> PUBLISHED_TABLES = Publications.ofTables();

  private static final List<ResourceKind<?, ?>> ALL =
      List.of(
          VPCS,
          VXNETS,
          ROUTER_JOINS,
          EIPS,
          BALANCER_GROUPS,
          BALANCER_RULES,
          PUBLISHED_GROUPS,
          BALANCERS,
          LISTENERS,
          BACKENDS,
          PUBLISHED_BALANCERS,
          BALANCER_TABLES,
          TABLE_BINDINGS,
          TABLE_RULES,
          PUBLISHED_TABLES);

  private QingCloudKinds() {}

  public static List<ResourceKind<?, ?>> all() {
    return ALL;
  }
}
