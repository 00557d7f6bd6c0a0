package dev.tieline.aliyun.internal;

import dev.tieline.provider.Acceptances;
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
  static final SecurityGroups SECURITY_GROUPS = SecurityGroups.ofNetworks();
  static final SecurityGroups ENDPOINT_SECURITY_GROUPS = SecurityGroups.ofEndpoints();
  static final VpcMarks VPC_MARKS = new VpcMarks();
  static final CdtOpenings CDT_OPENINGS = new CdtOpenings();
  static final PeeringConnections PEERING_CONNECTIONS = new PeeringConnections();
  static final Acceptances<Pcc> ACCEPTANCES = new Acceptances<>(new Accepting());
  static final PeeringMarks PEERING_MARKS = new PeeringMarks();
  static final Routes ROUTES = new Routes();
  static final GroupRules GROUP_RULES = new GroupRules();
  static final EndpointClaims ENDPOINT_CLAIMS = new EndpointClaims();
  static final Endpoints ENDPOINTS = new Endpoints();
  static final EndpointGroups ENDPOINT_GROUPS = new EndpointGroups();
  static final EndpointConnections ENDPOINT_CONNECTIONS = new EndpointConnections();
  static final EndpointZones ENDPOINT_ZONES = new EndpointZones();
  static final DnsClaims DNS_CLAIMS = new DnsClaims();
  static final DnsZones DNS_ZONES = new DnsZones();
  static final DnsZoneMarks DNS_ZONE_MARKS = new DnsZoneMarks();
  static final DnsRecords DNS_RECORDS = new DnsRecords();
  static final DnsBindings DNS_BINDINGS = new DnsBindings();
  static final ServiceClaims SERVICE_CLAIMS = new ServiceClaims();
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
          ENDPOINT_CLAIMS,
          ENDPOINT_SECURITY_GROUPS,
          ENDPOINTS,
          ENDPOINT_CONNECTIONS,
          ENDPOINT_ZONES,
          ENDPOINT_GROUPS,
          GROUP_RULES,
          DNS_CLAIMS,
          DNS_ZONES,
          DNS_ZONE_MARKS,
          DNS_RECORDS,
          DNS_BINDINGS,
          SERVICE_CLAIMS,
          ENDPOINT_SERVICES,
          SERVICE_RESOURCES,
          SERVICE_USERS,
          SERVICE_CONNECTIONS);

  private AliyunKinds() {}

  public static List<ResourceKind<?, ?>> all() {
    return ALL;
  }
}
