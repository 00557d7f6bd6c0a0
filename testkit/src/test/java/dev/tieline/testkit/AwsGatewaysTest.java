package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Client.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * NAT gateways, egress-only gateways, gateway endpoints and elastic addresses, in 10.20.0.0/16 with
 * one subnet and an internet gateway.
 */
class AwsGatewaysTest {

  private final Clouds clouds = new Clouds();
  private final Client tokyo = clouds.tokyo();
  private final Console console = clouds.tokyoConsole();
  private String vpc;
  private String subnet;
  private String table;

  @BeforeEach
  void set_up() {
    vpc = console.createVpc("10.20.0.0/16");
    subnet = console.createSubnet(vpc, "10.20.1.0/24", "ap-northeast-1a");
    table = console.mainRouteTable(vpc);
    String gateway =
        console
            .call("CreateInternetGateway", Map.of())
            .text("internetGateway/internetGatewayId")
            .orElseThrow();
    console.call("AttachInternetGateway", Map.of("InternetGatewayId", gateway, "VpcId", vpc));
  }

  private String allocate() {
    return tokyo.call("AllocateAddress", "Domain", "vpc").first("allocationId");
  }

  private String nat(String allocation) {
    return tokyo
        .call("CreateNatGateway", "SubnetId", subnet, "AllocationId", allocation)
        .first("natGateway/natGatewayId");
  }

  private Answer natState(String id) {
    return tokyo.call("DescribeNatGateways", "NatGatewayId.1", id);
  }

  private static String state(Answer answer) {
    return answer.first("natGatewaySet/item/state");
  }

  @Test
  void natGateway_itsLife_endsInNotFound() {
    String nat = nat(allocate());
    assertThat(state(natState(nat))).isEqualTo("pending");
    clouds.settle();
    assertThat(state(natState(nat))).isEqualTo("available");
    tokyo.call("DeleteNatGateway", "NatGatewayId", nat);
    assertThat(state(natState(nat))).isEqualTo("deleting");
    clouds.settle();
    assertThat(state(natState(nat))).isEqualTo("deleted");
    clouds.pass(Duration.ofHours(1));
    assertThat(natState(nat).code()).isEqualTo("NatGatewayNotFound");
  }

  @Test
  void natGateway_beingDeleted_holdsItsAddressAndSubnet() {
    String allocation = allocate();
    String nat = nat(allocation);
    clouds.settle();
    tokyo.call("DeleteNatGateway", "NatGatewayId", nat);
    assertThat(tokyo.call("ReleaseAddress", "AllocationId", allocation).code())
        .isEqualTo("InvalidIPAddress.InUse");
    assertThat(tokyo.call("DeleteSubnet", "SubnetId", subnet).code())
        .isEqualTo("DependencyViolation");
    clouds.settle();
    assertThat(tokyo.call("ReleaseAddress", "AllocationId", allocation).status()).isEqualTo(200);
    assertThat(tokyo.call("DeleteSubnet", "SubnetId", subnet).status()).isEqualTo(200);
  }

  @Test
  void natGateway_withoutInternetGateway_fails() {
    String closed = console.createVpc("10.30.0.0/16");
    String inside = console.createSubnet(closed, "10.30.1.0/24", "ap-northeast-1a");
    String nat =
        tokyo
            .call("CreateNatGateway", "SubnetId", inside, "AllocationId", allocate())
            .first("natGateway/natGatewayId");
    clouds.settle();
    assertThat(state(natState(nat))).isEqualTo("failed");
    assertThat(natState(nat).first("natGatewaySet/item/failureCode"))
        .isEqualTo("Gateway.NotAttached");
  }

  @Test
  void natGateway_privateOne_needsNoAddress() {
    Answer made = tokyo.call("CreateNatGateway", "SubnetId", subnet, "ConnectivityType", "private");
    assertThat(made.first("natGateway/connectivityType")).isEqualTo("private");
    assertThat(made.first("natGateway/natGatewayAddressSet/item/privateIp")).isNotEmpty();
    assertThat(made.all("natGateway/natGatewayAddressSet/item/publicIp")).isEmpty();
  }

  @Test
  void natGateway_furtherAddress_comesAndGoes() {
    String nat = nat(allocate());
    clouds.settle();
    Answer added =
        tokyo.call("AssociateNatGatewayAddress", "NatGatewayId", nat, "AllocationId.1", allocate());
    String association = added.first("natGatewayAddressSet/item/associationId");
    assertThat(natState(nat).all("natGatewaySet/item/natGatewayAddressSet/item")).hasSize(2);
    tokyo.call(
        "DisassociateNatGatewayAddress", "NatGatewayId", nat, "AssociationId.1", association);
    assertThat(natState(nat).all("natGatewaySet/item/natGatewayAddressSet/item")).hasSize(1);
  }

  @Test
  void natGateway_interfaceOfIt_isNotTheCustomers() {
    nat(allocate());
    Answer described =
        tokyo.call(
            "DescribeNetworkInterfaces",
            "Filter.1.Name",
            "interface-type",
            "Filter.1.Value.1",
            "nat_gateway");
    String eni = described.first("networkInterfaceSet/item/networkInterfaceId");
    assertThat(described.first("networkInterfaceSet/item/requesterManaged")).isEqualTo("true");
    assertThat(tokyo.call("DeleteNetworkInterface", "NetworkInterfaceId", eni).code())
        .isEqualTo("AuthFailure");
  }

  @Test
  void route_toNatGateway_isABlackholeOnceItIsGone() {
    String nat = nat(allocate());
    clouds.settle();
    console.call(
        "CreateRoute",
        Map.of("RouteTableId", table, "DestinationCidrBlock", "0.0.0.0/0", "NatGatewayId", nat));
    assertThat(routeState()).isEqualTo("active");
    tokyo.call("DeleteNatGateway", "NatGatewayId", nat);
    clouds.settle();
    assertThat(routeState()).isEqualTo("blackhole");
  }

  private String routeState() {
    return tokyo
        .call("DescribeRouteTables", "RouteTableId.1", table)
        .all("routeTableSet/item/routeSet/item/state")
        .get(1);
  }

  @Test
  void egressGateway_itsLife_isMadeRoutedAndDeleted() {
    String gateway =
        tokyo
            .call("CreateEgressOnlyInternetGateway", "VpcId", vpc)
            .first("egressOnlyInternetGateway/egressOnlyInternetGatewayId");
    Answer route =
        tokyo.call(
            "CreateRoute",
            "RouteTableId",
            table,
            "DestinationIpv6CidrBlock",
            "::/0",
            "EgressOnlyInternetGatewayId",
            gateway);
    assertThat(route.status()).as(route.body()).isEqualTo(200);
    assertThat(routeState()).isEqualTo("active");
    assertThat(tokyo.call("DeleteVpc", "VpcId", vpc).code()).isEqualTo("DependencyViolation");
    tokyo.call("DeleteEgressOnlyInternetGateway", "EgressOnlyInternetGatewayId", gateway);
    assertThat(
            tokyo
                .call(
                    "DescribeEgressOnlyInternetGateways", "EgressOnlyInternetGatewayId.1", gateway)
                .code())
        .isEqualTo("InvalidGatewayID.NotFound");
    assertThat(routeState()).isEqualTo("blackhole");
  }

  @Test
  void endpoint_ofAGateway_isARouteOfItsTables() {
    Answer made =
        tokyo.call(
            "CreateVpcEndpoint",
            "VpcId",
            vpc,
            "ServiceName",
            "com.amazonaws.ap-northeast-1.s3",
            "RouteTableId.1",
            table);
    String endpoint = made.first("vpcEndpoint/vpcEndpointId");
    Answer tables = tokyo.call("DescribeRouteTables", "RouteTableId.1", table);
    assertThat(tables.all("routeTableSet/item/routeSet/item/gatewayId"))
        .containsExactly("local", endpoint);
    assertThat(tables.all("routeTableSet/item/routeSet/item/destinationPrefixListId")).hasSize(1);
    String list = tables.first("routeTableSet/item/routeSet/item/destinationPrefixListId");
    assertThat(
            tokyo
                .call("DeleteRoute", "RouteTableId", table, "DestinationPrefixListId", list)
                .code())
        .isEqualTo("InvalidParameterValue");
    tokyo.call("ModifyVpcEndpoint", "VpcEndpointId", endpoint, "RemoveRouteTableId.1", table);
    assertThat(
            tokyo
                .call("DescribeVpcEndpoints", "VpcEndpointId.1", endpoint)
                .all("vpcEndpointSet/item/routeTableIdSet/item"))
        .isEmpty();
  }

  @Test
  void endpoint_deleted_takesItsRoutesAndIsGone() {
    String endpoint =
        tokyo
            .call(
                "CreateVpcEndpoint",
                "VpcId",
                vpc,
                "ServiceName",
                "com.amazonaws.ap-northeast-1.dynamodb",
                "RouteTableId.1",
                table)
            .first("vpcEndpoint/vpcEndpointId");
    Answer deleted =
        tokyo.call(
            "DeleteVpcEndpoints",
            "VpcEndpointId.1",
            endpoint,
            "VpcEndpointId.2",
            "vpce-00000000000000000");
    assertThat(deleted.all("unsuccessful/item/error/code"))
        .containsExactly("InvalidVpcEndpointId.NotFound");
    assertThat(
            tokyo
                .call("DescribeRouteTables", "RouteTableId.1", table)
                .all("routeTableSet/item/routeSet/item"))
        .hasSize(1);
    clouds.settle();
    assertThat(tokyo.call("DescribeVpcEndpoints", "VpcEndpointId.1", endpoint).code())
        .isEqualTo("InvalidVpcEndpointId.NotFound");
  }

  @Test
  void endpoint_unknownService_isRefused() {
    assertThat(
            tokyo
                .call("CreateVpcEndpoint", "VpcId", vpc, "ServiceName", "com.amazonaws.mars.s3")
                .code())
        .isEqualTo("InvalidServiceName");
  }

  @Test
  void address_onAnInstance_isSeenFromAllSides() {
    Host host = console.runInstance(subnet);
    clouds.settle();
    Answer allocated = tokyo.call("AllocateAddress");
    String allocation = allocated.first("allocationId");
    String association =
        tokyo
            .call("AssociateAddress", "AllocationId", allocation, "InstanceId", host.instanceId())
            .first("associationId");
    assertThat(
            tokyo
                .call("DescribeAddresses", "AllocationId.1", allocation)
                .first("addressesSet/item/instanceId"))
        .isEqualTo(host.instanceId());
    assertThat(
            tokyo
                .call("DescribeInstances", "InstanceId.1", host.instanceId())
                .first("reservationSet/item/instancesSet/item/ipAddress"))
        .isEqualTo(allocated.first("publicIp"));
    assertThat(
            tokyo
                .call("DescribeNetworkInterfaces", "NetworkInterfaceId.1", host.eniId())
                .first("networkInterfaceSet/item/association/associationId"))
        .isEqualTo(association);
    tokyo.call("DisassociateAddress", "AssociationId", association);
    assertThat(tokyo.call("DisassociateAddress", "AssociationId", association).code())
        .isEqualTo("InvalidAssociationID.NotFound");
    tokyo.call("ReleaseAddress", "AllocationId", allocation);
    assertThat(tokyo.call("DescribeAddresses", "AllocationId.1", allocation).code())
        .isEqualTo("InvalidAllocationID.NotFound");
  }

  @Test
  void address_ofATerminatedInstance_isFreeAgain() {
    Host host = console.runInstance(subnet);
    clouds.settle();
    String allocation = allocate();
    tokyo.call("AssociateAddress", "AllocationId", allocation, "InstanceId", host.instanceId());
    tokyo.call("TerminateInstances", "InstanceId.1", host.instanceId());
    assertThat(tokyo.call("ReleaseAddress", "AllocationId", allocation).status()).isEqualTo(200);
  }

  @Test
  void internetGateway_withMappedAddresses_isNotDetached() {
    String nat = nat(allocate());
    String gateway =
        tokyo.call("DescribeInternetGateways").first("internetGatewaySet/item/internetGatewayId");
    clouds.settle();
    assertThat(
            tokyo.call("DetachInternetGateway", "InternetGatewayId", gateway, "VpcId", vpc).code())
        .isEqualTo("DependencyViolation");
    tokyo.call("DeleteNatGateway", "NatGatewayId", nat);
    clouds.settle();
    assertThat(
            tokyo
                .call("DetachInternetGateway", "InternetGatewayId", gateway, "VpcId", vpc)
                .status())
        .isEqualTo(200);
  }

  @Test
  void address_ofANatGateway_isNotTakenAway() {
    String allocation = allocate();
    nat(allocation);
    String eni =
        tokyo
            .call("CreateNetworkInterface", "SubnetId", subnet)
            .first("networkInterface/networkInterfaceId");
    assertThat(
            tokyo
                .call("AssociateAddress", "AllocationId", allocation, "NetworkInterfaceId", eni)
                .code())
        .isEqualTo("Resource.AlreadyAssociated");
  }

  @Test
  void natGateway_thatFailed_goesByItself() {
    String closed = console.createVpc("10.30.0.0/16");
    String inside = console.createSubnet(closed, "10.30.1.0/24", "ap-northeast-1a");
    String nat =
        tokyo
            .call("CreateNatGateway", "SubnetId", inside, "AllocationId", allocate())
            .first("natGateway/natGatewayId");
    clouds.pass(Duration.ofMinutes(59));
    assertThat(state(natState(nat))).isEqualTo("failed");
    clouds.pass(Duration.ofMinutes(2));
    assertThat(natState(nat).code()).isEqualTo("NatGatewayNotFound");
  }

  @Test
  void attachInternetGateway_secondOfANetwork_isInvalid() {
    String second = tokyo.call("CreateInternetGateway").first("internetGateway/internetGatewayId");
    Answer refused = tokyo.call("AttachInternetGateway", "InternetGatewayId", second, "VpcId", vpc);
    assertThat(refused.code()).isEqualTo("InvalidParameterValue");
    assertThat(refused.first("//Message"))
        .isEqualTo("Network " + vpc + " already has an internet gateway attached");
    String other = console.createVpc("10.30.0.0/16");
    assertThat(
            tokyo.call("AttachInternetGateway", "InternetGatewayId", second, "VpcId", other).code())
        .isEmpty();
    assertThat(
            tokyo.call("AttachInternetGateway", "InternetGatewayId", second, "VpcId", vpc).code())
        .isEqualTo("Resource.AlreadyAssociated");
  }
}
