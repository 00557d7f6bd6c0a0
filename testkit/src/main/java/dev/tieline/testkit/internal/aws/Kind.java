package dev.tieline.testkit.internal.aws;

import java.util.regex.Pattern;

/**
 * A family of objects with ids: how its ids look, what the cloud says about wrong ones, and what it
 * is called when it is tagged.
 */
record Kind<T>(
    Class<T> type, String prefix, String tagType, String noun, String notFound, String malformed) {

  static final Kind<Vpc> VPC =
      kind(Vpc.class, "vpc", "vpc", "vpc ID", "InvalidVpcID.NotFound", "InvalidVpcId.Malformed");
  static final Kind<Subnet> SUBNET =
      kind(
          Subnet.class,
          "subnet",
          "subnet",
          "subnet ID",
          "InvalidSubnetID.NotFound",
          "InvalidSubnetId.Malformed");
  static final Kind<RouteTable> TABLE =
      kind(
          RouteTable.class,
          "rtb",
          "route-table",
          "routeTable ID",
          "InvalidRouteTableID.NotFound",
          "InvalidRouteTableId.Malformed");
  static final Kind<TableAssociation> TABLE_ASSOCIATION =
      kind(
          TableAssociation.class,
          "rtbassoc",
          "",
          "association ID",
          "InvalidAssociationID.NotFound",
          "InvalidAssociationId.Malformed");
  static final Kind<Peering> PEERING =
      kind(
          Peering.class,
          "pcx",
          "vpc-peering-connection",
          "vpcPeeringConnection ID",
          "InvalidVpcPeeringConnectionID.NotFound",
          "InvalidVpcPeeringConnectionId.Malformed");
  static final Kind<SecurityGroup> GROUP =
      kind(
          SecurityGroup.class,
          "sg",
          "security-group",
          "security group",
          "InvalidGroup.NotFound",
          "InvalidGroupId.Malformed");
  static final Kind<NetworkAcl> ACL =
      kind(
          NetworkAcl.class,
          "acl",
          "network-acl",
          "networkAcl ID",
          "InvalidNetworkAclID.NotFound",
          "InvalidNetworkAclId.Malformed");
  static final Kind<AclAssociation> ACL_ASSOCIATION =
      kind(
          AclAssociation.class,
          "aclassoc",
          "",
          "association ID",
          "InvalidAssociationID.NotFound",
          "InvalidAssociationId.Malformed");
  static final Kind<NetworkInterface> INTERFACE =
      kind(
          NetworkInterface.class,
          "eni",
          "network-interface",
          "networkInterface ID",
          "InvalidNetworkInterfaceID.NotFound",
          "InvalidNetworkInterfaceId.Malformed");
  static final Kind<Instance> INSTANCE =
      kind(
          Instance.class,
          "i",
          "instance",
          "instance ID",
          "InvalidInstanceID.NotFound",
          "InvalidInstanceID.Malformed");
  static final Kind<InternetGateway> GATEWAY =
      kind(
          InternetGateway.class,
          "igw",
          "internet-gateway",
          "internetGateway ID",
          "InvalidInternetGatewayID.NotFound",
          "InvalidInternetGatewayId.Malformed");

  static final Kind<EgressGateway> EGRESS_GATEWAY =
      kind(
          EgressGateway.class,
          "eigw",
          "egress-only-internet-gateway",
          "egress-only internet gateway ID",
          "InvalidGatewayID.NotFound",
          "InvalidEgressOnlyInternetGatewayId.Malformed");
  static final Kind<NatGateway> NAT_GATEWAY =
      kind(
          NatGateway.class,
          "nat",
          "natgateway",
          "Nat Gateway",
          "NatGatewayNotFound",
          "NatGatewayMalformed");
  static final Kind<Address> ADDRESS =
      kind(
          Address.class,
          "eipalloc",
          "elastic-ip",
          "allocation ID",
          "InvalidAllocationID.NotFound",
          "InvalidAllocationID.Malformed");
  static final Kind<PrefixList> PREFIX_LIST =
      kind(
          PrefixList.class,
          "pl",
          "prefix-list",
          "prefix list ID",
          "InvalidPrefixListID.NotFound",
          "InvalidPrefixListId.Malformed");
  static final Kind<Endpoint> ENDPOINT =
      kind(
          Endpoint.class,
          "vpce",
          "vpc-endpoint",
          "Vpc Endpoint Id",
          "InvalidVpcEndpointId.NotFound",
          "InvalidVpcEndpointId.Malformed");
  static final Kind<DhcpOptions> DHCP_OPTIONS =
      kind(
          DhcpOptions.class,
          "dopt",
          "dhcp-options",
          "dhcpOption ID",
          "InvalidDhcpOptionID.NotFound",
          "InvalidDhcpOptionsId.Malformed");

  private static <T> Kind<T> kind(
      Class<T> type,
      String prefix,
      String tagType,
      String noun,
      String notFound,
      String malformed) {
    return new Kind<>(type, prefix, tagType, noun, notFound, malformed);
  }

  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{8}|[0-9a-f]{17}");

  /** Refuses an id that has not the cloud's shape: eight or seventeen hexadecimal digits. */
  void checkShape(String id) {
    if (!id.startsWith(prefix + "-")
        || !DIGITS.matcher(id.substring(prefix.length() + 1)).matches()) {
      throw AwsError.of(malformed, "Invalid id: \"" + id + "\" (expecting \"" + prefix + "-...\")");
    }
  }

  AwsError notFound(String id) {
    return AwsError.of(notFound, "The " + noun + " '" + id + "' does not exist");
  }
}
