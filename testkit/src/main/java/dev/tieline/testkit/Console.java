package dev.tieline.testkit;

import dev.tieline.testkit.internal.aws.AwsCloud;
import dev.tieline.testkit.internal.aws.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A hand in one account and region of a fake AWS, for set-up and for what strangers do while a test
 * runs. Its moves go through the same handlers as the calls of clients, yet are not signed, logged,
 * observed, throttled, denied or faulted. Every move throws {@code IllegalStateException} with the
 * cloud's code and words when the cloud refuses it.
 */
public final class Console {

  private final AwsCloud cloud;
  private final CloudServer<Caller, AwsCloud.Request> server;
  private final Caller caller;

  Console(AwsCloud cloud, CloudServer<Caller, AwsCloud.Request> server, Caller caller) {
    this.cloud = cloud;
    this.server = server;
    this.caller = caller;
  }

  /**
   * Makes any call.
   *
   * @param action the action's name
   * @param parameters its parameters, named as on the wire
   * @return the answer's root element
   */
  public XmlElement call(String action, Map<String, String> parameters) {
    return server.act(
        action,
        (world, now, requestId) -> {
          AwsCloud.Outcome outcome =
              cloud.run(world, caller, cloud.request(action, parameters), now, null, requestId);
          return new CloudServer.Moved<>(outcome.world(), outcome.out());
        });
  }

  private XmlElement call(String action, String... namesAndValues) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return call(action, parameters);
  }

  private static String only(XmlElement answer, String path) {
    return answer.text(path).orElseThrow();
  }

  /**
   * Creates a VPC.
   *
   * @param cidr its IPv4 block
   * @return the VPC's id
   */
  public String createVpc(String cidr) {
    return only(call("CreateVpc", "CidrBlock", cidr), "vpc/vpcId");
  }

  /**
   * Creates the region's default VPC: 172.31.0.0/16 with a /20 for each zone and a route to the
   * internet.
   *
   * @return the VPC's id
   */
  public String createDefaultVpc() {
    return only(call("CreateDefaultVpc"), "vpc/vpcId");
  }

  /**
   * Creates a subnet.
   *
   * @param vpc the VPC's id
   * @param cidr its IPv4 block
   * @param zone the zone's name as this account knows it
   * @return the subnet's id
   */
  public String createSubnet(String vpc, String cidr, String zone) {
    return only(
        call("CreateSubnet", "VpcId", vpc, "CidrBlock", cidr, "AvailabilityZone", zone),
        "subnet/subnetId");
  }

  /**
   * Creates a route table.
   *
   * @param vpc the VPC's id
   * @return the table's id
   */
  public String createRouteTable(String vpc) {
    return only(call("CreateRouteTable", "VpcId", vpc), "routeTable/routeTableId");
  }

  /**
   * Returns the id of a VPC's main route table.
   *
   * @param vpc the VPC's id
   * @return the table's id
   */
  public String mainRouteTable(String vpc) {
    return only(
        call(
            "DescribeRouteTables",
            "Filter.1.Name",
            "vpc-id",
            "Filter.1.Value.1",
            vpc,
            "Filter.2.Name",
            "association.main",
            "Filter.2.Value.1",
            "true"),
        "routeTableSet/item/routeTableId");
  }

  /**
   * Binds a subnet to a route table of its own.
   *
   * @param table the table's id
   * @param subnet the subnet's id
   * @return the association's id
   */
  public String associate(String table, String subnet) {
    return only(
        call("AssociateRouteTable", "RouteTableId", table, "SubnetId", subnet), "associationId");
  }

  /**
   * Creates a security group.
   *
   * @param vpc the VPC's id
   * @param name its name, which is its description as well
   * @return the group's id
   */
  public String createSecurityGroup(String vpc, String name) {
    return only(
        call("CreateSecurityGroup", "VpcId", vpc, "GroupName", name, "GroupDescription", name),
        "groupId");
  }

  /**
   * Lets traffic into a group.
   *
   * @param group the group's id
   * @param protocol such as {@code tcp}, {@code icmp} or {@code -1}
   * @param from the first port, or the ICMP type; -1 for all
   * @param to the last port, or the ICMP code; -1 for all
   * @param cidr where the traffic comes from, IPv4 or IPv6
   * @return the rule's id
   */
  public String authorizeIngress(String group, String protocol, int from, int to, String cidr) {
    boolean v6 = cidr.indexOf(':') >= 0;
    String permission = "IpPermissions.1.";
    return only(
        call(
            "AuthorizeSecurityGroupIngress",
            "GroupId",
            group,
            permission + "IpProtocol",
            protocol,
            permission + "FromPort",
            String.valueOf(from),
            permission + "ToPort",
            String.valueOf(to),
            permission + (v6 ? "Ipv6Ranges.1.CidrIpv6" : "IpRanges.1.CidrIp"),
            cidr),
        "securityGroupRuleSet/item/securityGroupRuleId");
  }

  /**
   * Takes a rule out of a group.
   *
   * @param group the group's id
   * @param rule the id of an ingress rule
   */
  public void revokeIngress(String group, String rule) {
    call("RevokeSecurityGroupIngress", "GroupId", group, "SecurityGroupRuleId.1", rule);
  }

  /**
   * Launches a machine.
   *
   * @param subnet the subnet's id
   * @param groups the ids of its groups; none means the VPC's default group
   * @return the machine
   */
  public Host runInstance(String subnet, String... groups) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("ImageId", "ami-0123456789abcdef0");
    parameters.put("InstanceType", "t3.micro");
    parameters.put("MinCount", "1");
    parameters.put("MaxCount", "1");
    parameters.put("SubnetId", subnet);
    for (int i = 0; i < groups.length; i++) {
      parameters.put("SecurityGroupId." + (i + 1), groups[i]);
    }
    XmlElement instance = call("RunInstances", parameters).elements("instancesSet/item").get(0);
    return new Host(
        only(instance, "instanceId"),
        only(instance, "networkInterfaceSet/item/networkInterfaceId"),
        only(instance, "privateIpAddress"));
  }

  /**
   * Requests a peering.
   *
   * @param vpc the requester's VPC, in this account and region
   * @param peerAccount the accepter's account
   * @param peerRegion the accepter's region
   * @param peerVpc the accepter's VPC
   * @return the connection's id
   */
  public String createPeering(String vpc, String peerAccount, String peerRegion, String peerVpc) {
    return only(
        call(
            "CreateVpcPeeringConnection",
            "VpcId",
            vpc,
            "PeerOwnerId",
            peerAccount,
            "PeerRegion",
            peerRegion,
            "PeerVpcId",
            peerVpc),
        "vpcPeeringConnection/vpcPeeringConnectionId");
  }

  /**
   * Accepts a peering; only the accepter can, in its region.
   *
   * @param peering the connection's id
   */
  public void acceptPeering(String peering) {
    call("AcceptVpcPeeringConnection", "VpcPeeringConnectionId", peering);
  }

  /**
   * Rejects a peering; only the accepter can, in its region.
   *
   * @param peering the connection's id
   */
  public void rejectPeering(String peering) {
    call("RejectVpcPeeringConnection", "VpcPeeringConnectionId", peering);
  }

  /**
   * Deletes a peering.
   *
   * @param peering the connection's id
   */
  public void deletePeering(String peering) {
    call("DeleteVpcPeeringConnection", "VpcPeeringConnectionId", peering);
  }

  /**
   * Adds a route.
   *
   * @param table the table's id
   * @param destination a block, IPv4 or IPv6, or the id of a prefix list
   * @param target the id of a peering, an internet, NAT or egress-only gateway, an instance or a
   *     network interface
   */
  public void createRoute(String table, String destination, String target) {
    call(
        "CreateRoute",
        "RouteTableId",
        table,
        destinationName(destination),
        destination,
        targetName(target),
        target);
  }

  /**
   * Points a route elsewhere.
   *
   * @param table the table's id
   * @param destination a block, IPv4 or IPv6, or the id of a prefix list
   * @param target the id of a peering, an internet, NAT or egress-only gateway, an instance or a
   *     network interface
   */
  public void replaceRoute(String table, String destination, String target) {
    call(
        "ReplaceRoute",
        "RouteTableId",
        table,
        destinationName(destination),
        destination,
        targetName(target),
        target);
  }

  /**
   * Removes a route.
   *
   * @param table the table's id
   * @param destination a block, IPv4 or IPv6, or the id of a prefix list
   */
  public void deleteRoute(String table, String destination) {
    call("DeleteRoute", "RouteTableId", table, destinationName(destination), destination);
  }

  private static String destinationName(String destination) {
    if (destination.startsWith("pl-")) {
      return "DestinationPrefixListId";
    }
    return destination.indexOf(':') >= 0 ? "DestinationIpv6CidrBlock" : "DestinationCidrBlock";
  }

  private static String targetName(String target) {
    int dash = target.indexOf('-');
    return switch (dash < 0 ? target : target.substring(0, dash)) {
      case "pcx" -> "VpcPeeringConnectionId";
      case "igw" -> "GatewayId";
      case "nat" -> "NatGatewayId";
      case "eigw" -> "EgressOnlyInternetGatewayId";
      case "i" -> "InstanceId";
      case "eni" -> "NetworkInterfaceId";
      default ->
          throw new IllegalArgumentException(
              "target: "
                  + target
                  + " (expected: an id that starts with one of pcx-, igw-, nat-, eigw-, i-, eni-)");
    };
  }

  /**
   * Tags an object.
   *
   * @param id the object's id
   * @param key the tag's key
   * @param value the tag's value
   */
  public void tag(String id, String key, String value) {
    call("CreateTags", "ResourceId.1", id, "Tag.1.Key", key, "Tag.1.Value", value);
  }

  /**
   * Takes a tag off an object, whatever its value.
   *
   * @param id the object's id
   * @param key the tag's key
   */
  public void untag(String id, String key) {
    call("DeleteTags", "ResourceId.1", id, "Tag.1.Key", key);
  }

  /**
   * Returns an object's tags as this account and region see them.
   *
   * @param id the object's id
   * @return keys to values, sorted by key
   */
  public Map<String, String> tags(String id) {
    Map<String, String> tags = new LinkedHashMap<>();
    List<XmlElement> items =
        call("DescribeTags", "Filter.1.Name", "resource-id", "Filter.1.Value.1", id)
            .elements("tagSet/item");
    items.forEach(tag -> tags.put(only(tag, "key"), tag.text("value").orElse("")));
    return tags;
  }
}
