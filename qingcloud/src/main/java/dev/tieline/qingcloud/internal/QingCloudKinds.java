package dev.tieline.qingcloud.internal;

import dev.tieline.spi.ResourceKind;
import java.util.List;

/** All kinds of objects, each after those that it may need: one shared instance each. */
public final class QingCloudKinds {
  static final Vpcs VPCS = new Vpcs();
  static final Vxnets VXNETS = new Vxnets();
  static final RouterJoins ROUTER_JOINS = new RouterJoins();

  static final Hubs HUBS = new Hubs();
  static final Borders BORDERS = new Borders();
  static final Attachments ATTACHMENTS = new Attachments();
  static final AccessPoints ACCESS_POINTS = new AccessPoints();
  static final ManualPolicies MANUAL_POLICIES = new ManualPolicies();
  static final StaticPolicies STATIC_POLICIES = new StaticPolicies();
  static final RouterPublications ROUTER_PUBLICATIONS = new RouterPublications();
  static final OwnTables OWN_TABLES = new OwnTables();
  static final TableBindings TABLE_BINDINGS = new TableBindings();
  static final VxnetTables VXNET_TABLES = new VxnetTables();
  static final TableRoutes TABLE_ROUTES = new TableRoutes();
  static final TablePublications TABLE_PUBLICATIONS = new TablePublications();
  static final Eips EIPS = new Eips();
  static final BalancerGroups BALANCER_GROUPS = new BalancerGroups();
  static final BalancerRules BALANCER_RULES = new BalancerRules();
  static final BalancerPublications<SecurityGroup> PUBLISHED_GROUPS =
      BalancerPublications.ofGroups();
  static final Balancers BALANCERS = new Balancers();
  static final Listeners LISTENERS = new Listeners();
  static final Backends BACKENDS = new Backends();
  static final BalancerPublications<Balancer> PUBLISHED_BALANCERS =
      BalancerPublications.ofBalancers();
  static final BalancerTables BALANCER_TABLES = new BalancerTables();
  static final BalancerBindings BALANCER_BINDINGS = new BalancerBindings();
  static final TableRules TABLE_RULES = new TableRules();
  static final BalancerPublications<RouteTable> PUBLISHED_TABLES = BalancerPublications.ofTables();

  private static final List<ResourceKind<?, ?>> ALL =
      List.of(
          VPCS,
          VXNETS,
          ROUTER_JOINS,
          HUBS,
          BORDERS,
          ATTACHMENTS,
          ACCESS_POINTS,
          MANUAL_POLICIES,
          STATIC_POLICIES,
          ROUTER_PUBLICATIONS,
          OWN_TABLES,
          TABLE_BINDINGS,
          VXNET_TABLES,
          TABLE_ROUTES,
          TABLE_PUBLICATIONS,
          EIPS,
          BALANCER_GROUPS,
          BALANCER_RULES,
          PUBLISHED_GROUPS,
          BALANCERS,
          LISTENERS,
          BACKENDS,
          PUBLISHED_BALANCERS,
          BALANCER_TABLES,
          BALANCER_BINDINGS,
          TABLE_RULES,
          PUBLISHED_TABLES);

  private QingCloudKinds() {}

  public static List<ResourceKind<?, ?>> all() {
    return ALL;
  }
}
