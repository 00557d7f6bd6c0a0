package dev.tieline.aws.internal;

import dev.tieline.provider.Acceptances;
import dev.tieline.spi.ResourceKind;
import java.util.List;

/** All kinds of objects, each after those that it may need: one shared instance each. */
public final class AwsKinds {
  static final Vpcs VPCS = new Vpcs();
  static final BlockClaims BLOCK_CLAIMS = new BlockClaims();
  static final VpcBlocks VPC_BLOCKS = new VpcBlocks();
  static final MainTables MAIN_TABLES = new MainTables();
  static final AttributeBefores ATTRIBUTE_BEFORES = new AttributeBefores();
  static final VpcAttributeSettings VPC_ATTRIBUTES = new VpcAttributeSettings();
  static final Subnets SUBNETS = new Subnets();
  static final RouteTables ROUTE_TABLES = new RouteTables();
  static final TableBefores TABLE_BEFORES = new TableBefores();
  static final Associations ASSOCIATIONS = new Associations();
  static final SecurityGroups SECURITY_GROUPS = new SecurityGroups();
  static final PeeringConnections PEERING_CONNECTIONS = new PeeringConnections();
  static final Acceptances<Pcx> ACCEPTANCES = new Acceptances<>(new Accepting());
  static final PeeringMarks PEERING_MARKS = new PeeringMarks();
  static final DnsBefores DNS_BEFORES = new DnsBefores();
  static final PeeringDns PEERING_DNS = new PeeringDns();
  static final RouteClaims ROUTE_CLAIMS = new RouteClaims();
  static final Routes ROUTES = new Routes();
  static final GroupRules GROUP_RULES = new GroupRules();

  private static final List<ResourceKind<?, ?>> ALL =
      List.of(
          VPCS,
          BLOCK_CLAIMS,
          VPC_BLOCKS,
          MAIN_TABLES,
          SUBNETS,
          ROUTE_TABLES,
          ATTRIBUTE_BEFORES,
          VPC_ATTRIBUTES,
          TABLE_BEFORES,
          ASSOCIATIONS,
          SECURITY_GROUPS,
          PEERING_CONNECTIONS,
          ACCEPTANCES,
          PEERING_MARKS,
          DNS_BEFORES,
          PEERING_DNS,
          ROUTE_CLAIMS,
          ROUTES,
          GROUP_RULES);

  private AwsKinds() {}

  public static List<ResourceKind<?, ?>> all() {
    return ALL;
  }
}
