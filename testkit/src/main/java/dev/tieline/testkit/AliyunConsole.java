package dev.tieline.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.aliyun.AliyunCloud;
import dev.tieline.testkit.internal.aliyun.Caller;
import dev.tieline.testkit.internal.aliyun.Product;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A hand in one account and region of a fake Alibaba Cloud, for set-up and for what strangers do
 * while a test runs. Its moves go through the same handlers as the calls of clients, yet are not
 * signed, logged, observed, throttled, denied or faulted; they wait for nobody's turn, and what
 * they do is done at once, as if the cloud had taken its time before. Every move throws {@code
 * IllegalStateException} with the cloud's code and words when the cloud refuses it.
 */
public final class AliyunConsole {

  private final AliyunCloud cloud;
  private final CloudServer<Caller, AliyunCloud.Request> server;
  private final String uid;
  private final String region;

  AliyunConsole(
      AliyunCloud cloud,
      CloudServer<Caller, AliyunCloud.Request> server,
      String uid,
      String region) {
    this.cloud = cloud;
    this.server = server;
    this.uid = uid;
    this.region = region;
  }

  /**
   * Makes any call.
   *
   * @param product the product's name, such as {@code Vpc} or {@code VpcPeer}
   * @param action the action's name
   * @param parameters its parameters, named as on the wire
   * @return the answer, as JSON
   * @throws IllegalArgumentException when the fake has no such product or action
   */
  public String call(String product, String action, Map<String, String> parameters) {
    Product known =
        Product.ofTitle(product)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "product: " + product + " (expected: one that the fake has)"));
    return act(known, action, parameters).toString();
  }

  private JsonNode act(Product product, String action, Map<String, String> parameters) {
    Caller caller = new Caller(uid, region, product, "console", "acs:ram::" + uid + ":root", uid);
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.putIfAbsent("RegionId", region);
    return server.act(
        action,
        (world, now, requestId) -> {
          AliyunCloud.Outcome outcome =
              cloud.hurry(world, caller, cloud.request(product, action, all), now, requestId);
          return new CloudServer.Moved<>(outcome.world(), outcome.out());
        });
  }

  private JsonNode act(Product product, String action, String... namesAndValues) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return act(product, action, parameters);
  }

  private static String only(JsonNode answer, String pointer) {
    JsonNode value = answer.at(pointer);
    if (value.isMissingNode()) {
      throw new IllegalStateException("answer: " + answer + " (expected: " + pointer + ")");
    }
    return value.asText();
  }

  /**
   * Creates a VPC.
   *
   * @param cidr its IPv4 block
   * @return the VPC's id
   */
  public String createVpc(String cidr) {
    return only(act(Product.VPC, "CreateVpc", "CidrBlock", cidr), "/VpcId");
  }

  /**
   * Creates a vSwitch.
   *
   * @param vpc the VPC's id
   * @param cidr its IPv4 block
   * @param zone the zone's name, such as {@code cn-hangzhou-h}
   * @return the vSwitch's id
   */
  public String createVSwitch(String vpc, String cidr, String zone) {
    return only(
        act(Product.VPC, "CreateVSwitch", "VpcId", vpc, "CidrBlock", cidr, "ZoneId", zone),
        "/VSwitchId");
  }

  /**
   * Returns the id of a VPC's system route table.
   *
   * @param vpc the VPC's id
   * @return the table's id
   */
  public String systemTable(String vpc) {
    return only(
        act(Product.VPC, "DescribeRouteTableList", "VpcId", vpc, "RouteTableType", "System"),
        "/RouterTableList/RouterTableListType/0/RouteTableId");
  }

  /**
   * Creates a custom route table.
   *
   * @param vpc the VPC's id
   * @return the table's id
   */
  public String createRouteTable(String vpc) {
    return only(act(Product.VPC, "CreateRouteTable", "VpcId", vpc), "/RouteTableId");
  }

  /**
   * Lets a custom table serve a vSwitch.
   *
   * @param table the table's id
   * @param vswitch the vSwitch's id
   */
  public void associate(String table, String vswitch) {
    act(Product.VPC, "AssociateRouteTable", "RouteTableId", table, "VSwitchId", vswitch);
  }

  /**
   * Has a route table learn an entry that a transit router publishes: of type {@code CEN}, made and
   * deleted by nobody here.
   *
   * @param table the table's id
   * @param destination the block
   * @param attachment the id of the VPC's attachment to the transit router
   * @throws IllegalArgumentException if there is no such table, or the block is malformed
   */
  public void learnRoute(String table, String destination, String attachment) {
    server.configure(world -> AliyunCloud.learn(world, table, Cidr.parse(destination), attachment));
  }

  /**
   * Creates a route.
   *
   * @param table the table's id
   * @param destination the block
   * @param hopType the next hop's type, such as {@code VpcPeer}
   * @param hop the next hop's id
   * @return the entry's id
   */
  public String createRoute(String table, String destination, String hopType, String hop) {
    return only(
        act(
            Product.VPC,
            "CreateRouteEntry",
            "RouteTableId",
            table,
            "DestinationCidrBlock",
            destination,
            "NextHopType",
            hopType,
            "NextHopId",
            hop),
        "/RouteEntryId");
  }

  /**
   * Deletes a route.
   *
   * @param entry the entry's id
   */
  public void deleteRoute(String entry) {
    act(Product.VPC, "DeleteRouteEntry", "RouteEntryId", entry);
  }

  /**
   * Asks for a peering.
   *
   * @param vpc the own VPC's id
   * @param otherUid the other account's id, or the own
   * @param otherRegion the other region
   * @param otherVpc the other VPC's id
   * @return the connection's id
   */
  public String createPeering(String vpc, String otherUid, String otherRegion, String otherVpc) {
    return only(
        act(
            Product.VPC_PEER,
            "CreateVpcPeerConnection",
            "VpcId",
            vpc,
            "AcceptingAliUid",
            otherUid,
            "AcceptingRegionId",
            otherRegion,
            "AcceptingVpcId",
            otherVpc),
        "/InstanceId");
  }

  /**
   * Accepts a peering.
   *
   * @param peering the connection's id
   */
  public void acceptPeering(String peering) {
    act(Product.VPC_PEER, "AcceptVpcPeerConnection", "InstanceId", peering);
  }

  /**
   * Rejects a peering.
   *
   * @param peering the connection's id
   */
  public void rejectPeering(String peering) {
    act(Product.VPC_PEER, "RejectVpcPeerConnection", "InstanceId", peering);
  }

  /**
   * Deletes a peering with the routes that lead to it.
   *
   * @param peering the connection's id
   */
  public void deletePeering(String peering) {
    act(Product.VPC_PEER, "DeleteVpcPeerConnection", "InstanceId", peering, "Force", "true");
  }

  /**
   * Creates a basic security group.
   *
   * @param vpc the VPC's id
   * @param name the group's name
   * @return the group's id
   */
  public String createSecurityGroup(String vpc, String name) {
    return only(
        act(Product.ECS, "CreateSecurityGroup", "VpcId", vpc, "SecurityGroupName", name),
        "/SecurityGroupId");
  }

  /**
   * Lets traffic into a group, or keeps it out.
   *
   * @param group the group's id
   * @param policy {@code accept} or {@code drop}
   * @param protocol {@code TCP}, {@code UDP}, {@code ICMP} or {@code ALL}
   * @param ports such as {@code 22/22}, or {@code -1/-1}
   * @param source the block that it comes from
   * @param priority 1, the highest, to 100
   */
  public void rule(
      String group, String policy, String protocol, String ports, String source, int priority) {
    act(
        Product.ECS,
        "AuthorizeSecurityGroup",
        "SecurityGroupId",
        group,
        "Permissions.1.Policy",
        policy,
        "Permissions.1.IpProtocol",
        protocol,
        "Permissions.1.PortRange",
        ports,
        source.contains(":") ? "Permissions.1.Ipv6SourceCidrIp" : "Permissions.1.SourceCidrIp",
        source,
        "Permissions.1.Priority",
        String.valueOf(priority));
  }

  /**
   * Starts an instance.
   *
   * @param vswitch the vSwitch that it stands in
   * @param group its security group
   * @return the instance
   */
  public Host runInstance(String vswitch, String group) {
    String id =
        only(
            act(Product.ECS, "RunInstances", "VSwitchId", vswitch, "SecurityGroupId", group),
            "/InstanceIdSets/InstanceIdSet/0");
    JsonNode eni =
        act(Product.ECS, "DescribeNetworkInterfaces", "InstanceId", id)
            .at("/NetworkInterfaceSets/NetworkInterfaceSet/0");
    return new Host(id, only(eni, "/NetworkInterfaceId"), only(eni, "/PrivateIpAddress"));
  }

  /**
   * Creates a classic load balancer.
   *
   * @param vswitch the vSwitch that it has its address in
   * @return the balancer's id
   */
  public String createClassicBalancer(String vswitch) {
    return only(act(Product.SLB, "CreateLoadBalancer", "VSwitchId", vswitch), "/LoadBalancerId");
  }

  /**
   * Creates a network load balancer.
   *
   * @param vpc the VPC's id
   * @param vswitches the vSwitches that it has its addresses in, each of another zone
   * @return the balancer's id
   */
  public String createNetworkBalancer(String vpc, String... vswitches) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("VpcId", vpc);
    for (int i = 0; i < vswitches.length; i++) {
      JsonNode vswitch = act(Product.VPC, "DescribeVSwitchAttributes", "VSwitchId", vswitches[i]);
      parameters.put("ZoneMappings." + (i + 1) + ".ZoneId", only(vswitch, "/ZoneId"));
      parameters.put("ZoneMappings." + (i + 1) + ".VSwitchId", vswitches[i]);
    }
    return only(act(Product.NLB, "CreateLoadBalancer", parameters), "/LoadbalancerId");
  }

  /**
   * Lets a balancer of either kind send what comes to a port to a host.
   *
   * @param balancer the balancer's id
   * @param port the balancer's port
   * @param backend where it goes
   * @param backendPort the port there
   * @throws IllegalArgumentException when the account has not both in this region
   */
  public void forward(String balancer, int port, Host backend, int backendPort) {
    Caller caller =
        new Caller(uid, region, Product.NLB, "console", "acs:ram::" + uid + ":root", uid);
    server.act(
        "forward",
        (world, now, requestId) ->
            new CloudServer.Moved<>(
                cloud.forward(
                    world, caller, now, balancer, port, backend.instanceId(), backendPort),
                balancer));
  }

  /**
   * Offers a balancer as an endpoint service.
   *
   * @param balancer the balancer's id
   * @param zone the zone in which it serves
   * @param autoAccept whether connections need nobody to let them in
   * @return the service's id
   */
  public String createService(String balancer, String zone, boolean autoAccept) {
    String type = balancer.startsWith("nlb-") ? "nlb" : "slb";
    return only(
        act(
            Product.PRIVATELINK,
            "CreateVpcEndpointService",
            "ServiceResourceType",
            type,
            "AutoAcceptEnabled",
            String.valueOf(autoAccept),
            "Resource.1.ResourceId",
            balancer,
            "Resource.1.ResourceType",
            type,
            "Resource.1.ZoneId",
            zone),
        "/ServiceId");
  }

  /**
   * Lets an account use a service.
   *
   * @param service the service's id
   * @param otherUid the account
   */
  public void share(String service, String otherUid) {
    act(
        Product.PRIVATELINK,
        "AddUserToVpcEndpointService",
        "ServiceId",
        service,
        "UserId",
        otherUid);
  }

  /**
   * Creates an endpoint for a service of this region.
   *
   * @param vpc the VPC's id
   * @param service the service's id
   * @param vswitch the vSwitch in which it has its interface
   * @param group its security group
   * @return the endpoint's id
   */
  public String createEndpoint(String vpc, String service, String vswitch, String group) {
    String zone =
        only(act(Product.VPC, "DescribeVSwitchAttributes", "VSwitchId", vswitch), "/ZoneId");
    return only(
        act(
            Product.PRIVATELINK,
            "CreateVpcEndpoint",
            "VpcId",
            vpc,
            "ServiceId",
            service,
            "SecurityGroupId.1",
            group,
            "Zone.1.ZoneId",
            zone,
            "Zone.1.VSwitchId",
            vswitch),
        "/EndpointId");
  }

  /**
   * Says which id the account's next endpoint gets, so that a wish can name one that is still to
   * come.
   *
   * @param id the id, {@code ep-...}
   */
  public void nextEndpoint(String id) {
    server.configure(world -> AliyunCloud.nextEndpoint(world, uid, id));
  }

  /**
   * Lets an endpoint in, or cuts it off.
   *
   * @param service the service's id
   * @param endpoint the endpoint's id
   * @param open whether it is let in
   */
  public void connect(String service, String endpoint, boolean open) {
    act(
        Product.PRIVATELINK,
        open ? "EnableVpcEndpointConnection" : "DisableVpcEndpointConnection",
        "ServiceId",
        service,
        "EndpointId",
        endpoint);
  }

  /**
   * Creates a private zone with one record and binds it to one VPC.
   *
   * @param name the zone's name
   * @param vpc the VPC's id
   * @param rr the record's name in the zone, {@code @} for the zone's own
   * @param ip the address
   * @return the zone's id
   */
  public String createZone(String name, String vpc, String rr, String ip) {
    String zone = only(act(Product.PVTZ, "AddZone", "ZoneName", name), "/ZoneId");
    act(
        Product.PVTZ,
        "AddZoneRecord",
        "ZoneId",
        zone,
        "Rr",
        rr,
        "Type",
        ip.contains(":") ? "AAAA" : "A",
        "Value",
        ip);
    act(
        Product.PVTZ,
        "BindZoneVpc",
        "ZoneId",
        zone,
        "Vpcs.1.RegionId",
        region,
        "Vpcs.1.VpcId",
        vpc);
    return zone;
  }

  /**
   * Guards a vSwitch with a network ACL that lets everything through, but for what is dropped.
   *
   * @param vswitch the vSwitch's id
   * @param protocol the protocol to drop on its way in: {@code tcp}, {@code udp}, {@code icmp} or
   *     {@code all}
   * @param ports such as {@code 22/22}, or {@code -1/-1}
   * @param source the block that it comes from
   * @return the ACL's id
   */
  public String guard(String vswitch, String protocol, String ports, String source) {
    String vpc =
        only(act(Product.VPC, "DescribeVSwitchAttributes", "VSwitchId", vswitch), "/VpcId");
    String acl = only(act(Product.VPC, "CreateNetworkAcl", "VpcId", vpc), "/NetworkAclId");
    act(
        Product.VPC,
        "UpdateNetworkAclEntries",
        "NetworkAclId",
        acl,
        "UpdateIngressAclEntries",
        "true",
        "IngressAclEntries.1.Policy",
        "drop",
        "IngressAclEntries.1.Protocol",
        protocol,
        "IngressAclEntries.1.Port",
        ports,
        "IngressAclEntries.1.SourceCidrIp",
        source,
        "IngressAclEntries.2.Policy",
        "accept",
        "IngressAclEntries.2.Protocol",
        "all",
        "IngressAclEntries.2.Port",
        "-1/-1",
        "IngressAclEntries.2.SourceCidrIp",
        "0.0.0.0/0");
    act(
        Product.VPC,
        "AssociateNetworkAcl",
        "NetworkAclId",
        acl,
        "Resource.1.ResourceId",
        vswitch,
        "Resource.1.ResourceType",
        "VSwitch");
    return acl;
  }
}
