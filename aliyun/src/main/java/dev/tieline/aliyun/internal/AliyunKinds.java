package dev.tieline.aliyun.internal;

import dev.tieline.spi.ResourceKind;
import java.util.List;

/** All kinds of objects, each after those that it may need: one shared instance each. */
public final class AliyunKinds {
  static final Vpcs VPCS = new Vpcs();
  static final BlockClaims BLOCK_CLAIMS = new BlockClaims();
  static final VpcBlocks VPC_BLOCKS = new VpcBlocks();
  static final SystemTables SYSTEM_TABLES = new SystemTables();
  static final VSwitches V_SWITCHES = new VSwitches();
  static final RouteTables ROUTE_TABLES = new RouteTables();
  static final TableBindings TABLE_BINDINGS = new TableBindings();
  static final SecurityGroups SECURITY_GROUPS = new SecurityGroups();
  static final VpcMarks VPC_MARKS = new VpcMarks();
  static final CdtOpenings CDT_OPENINGS = new CdtOpenings();
  static final PeeringConnections PEERING_CONNECTIONS = new PeeringConnections();
  static final Acceptances ACCEPTANCES = new Acceptances();
  static final PeeringMarks PEERING_MARKS = new PeeringMarks();
  static final Routes ROUTES = new Routes();
  static final GroupRules GROUP_RULES = new GroupRules();
  static final EndpointServices ENDPOINT_SERVICES = new EndpointServices();
  static final ServiceResources SERVICE_RESOURCES = new ServiceResources();
  static final ServiceUsers SERVICE_USERS = new ServiceUsers();
  static final ServiceConnections SERVICE_CONNECTIONS = new ServiceConnections();

  private static final List<ResourceKind<?, ?>> ALL =
      List.of(
          VPCS,
          BLOCK_CLAIMS,
          VPC_BLOCKS,
          SYSTEM_TABLES,
          V_SWITCHES,
          ROUTE_TABLES,
          TABLE_BINDINGS,
          SECURITY_GROUPS,
          VPC_MARKS,
          CDT_OPENINGS,
          PEERING_CONNECTIONS,
          ACCEPTANCES,
          PEERING_MARKS,
          ROUTES,
          GROUP_RULES,
          ENDPOINT_SERVICES,
          SERVICE_RESOURCES,
          SERVICE_USERS,
          SERVICE_CONNECTIONS);

  private AliyunKinds() {}

  public static List<ResourceKind<?, ?>> all() {
    return ALL;
  }
}
