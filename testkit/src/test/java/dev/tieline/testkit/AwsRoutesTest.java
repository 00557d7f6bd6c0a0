package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 10.20.0.0/16 in Tokyo with one subnet, peered with 172.31.0.0/16 in Singapore. */
class AwsRoutesTest {

  private final Clouds clouds = new Clouds();
  private final Client tokyo = clouds.tokyo();
  private final Console console = clouds.tokyoConsole();
  private String vpc;
  private String subnet;
  private String table;
  private String peering;

  @BeforeEach
  void set_up() {
    vpc = console.createVpc("10.20.0.0/16");
    subnet = console.createSubnet(vpc, "10.20.1.0/24", "ap-northeast-1a");
    table = console.createRouteTable(vpc);
    peering = clouds.peer(vpc, clouds.singaporeConsole().createVpc("172.31.0.0/16"));
  }

  private Client.Answer route(String action, String destination) {
    return tokyo.call(
        action,
        "RouteTableId",
        table,
        "DestinationCidrBlock",
        destination,
        "VpcPeeringConnectionId",
        peering);
  }

  private Client.Answer describe(String... filter) {
    return tokyo.call("DescribeRouteTables", filter);
  }

  @Test
  void createRoute_hostBits_areStoredCanonical() {
    route("CreateRoute", "172.31.7.7/16");
    assertThat(
            describe("RouteTableId.1", table)
                .all("routeTableSet/item/routeSet/item/destinationCidrBlock"))
        .containsExactly("10.20.0.0/16", "172.31.0.0/16");
  }

  @Test
  void createRoute_twice_alreadyExists() {
    route("CreateRoute", "172.31.0.0/16");
    assertThat(route("CreateRoute", "172.31.0.0/16").code()).isEqualTo("RouteAlreadyExists");
  }

  @ParameterizedTest
  @CsvSource({"10.20.0.0/16", "10.20.1.0/24"})
  void createRoute_insideOwnBlock_isRefused(String destination) {
    assertThat(route("CreateRoute", destination).code()).isEqualTo("InvalidParameterValue");
  }

  @Test
  void createRoute_overQuota_isRefusedForThatFamilyOnly() {
    clouds.aws.quota(Clouds.OWN, Clouds.TOKYO, "L-93826ACB", 1);
    route("CreateRoute", "172.31.0.0/16");
    assertThat(route("CreateRoute", "172.30.0.0/16").code()).isEqualTo("RouteLimitExceeded");
    assertThat(
            tokyo
                .call(
                    "CreateRoute",
                    "RouteTableId",
                    table,
                    "DestinationIpv6CidrBlock",
                    "2001:DB8::/32",
                    "VpcPeeringConnectionId",
                    peering)
                .code())
        .isEmpty();
  }

  @Test
  void createRoute_twoTargets_isRefused() {
    assertThat(
            tokyo
                .call(
                    "CreateRoute",
                    "RouteTableId",
                    table,
                    "DestinationCidrBlock",
                    "172.31.0.0/16",
                    "VpcPeeringConnectionId",
                    peering,
                    "InstanceId",
                    console.runInstance(subnet).instanceId())
                .code())
        .isEqualTo("InvalidParameterCombination");
  }

  @Test
  void deleteVpcPeeringConnection_routed_leavesABlackhole() {
    route("CreateRoute", "172.31.0.0/16");
    console.deletePeering(peering);
    assertThat(
            describe(
                    "Filter.1.Name", "route.state",
                    "Filter.1.Value.1", "blackhole")
                .all("routeTableSet/item/routeTableId"))
        .containsExactly(table);
  }

  @Test
  void deleteRoute_absent_isNotFound() {
    assertThat(
            tokyo
                .call("DeleteRoute", "RouteTableId", table, "DestinationCidrBlock", "172.31.0.0/16")
                .code())
        .isEqualTo("InvalidRoute.NotFound");
  }

  @Test
  void replaceRoute_absent_isRefused() {
    assertThat(route("ReplaceRoute", "172.31.0.0/16").code()).isEqualTo("InvalidParameterValue");
  }

  @Test
  void createRoute_pendingPeering_switchDecides() {
    String other = clouds.singaporeConsole().createVpc("172.30.0.0/16");
    peering = console.createPeering(vpc, Clouds.OWN, Clouds.SINGAPORE, other);
    assertThat(route("CreateRoute", "172.30.0.0/16").code()).isEmpty();
    assertThat(describe("RouteTableId.1", table).all("routeTableSet/item/routeSet/item/state"))
        .containsExactly("active", "blackhole");
  }

  @Test
  void createRoute_pendingPeering_strictCloudRefuses() {
    Clouds strict =
        new Clouds(Switches.ofDefaults().earlyRouteAccepted(false), Delays.ofDefaults());
    String requester = strict.tokyoConsole().createVpc("10.20.0.0/16");
    String accepter = strict.singaporeConsole().createVpc("172.30.0.0/16");
    String pending =
        strict.tokyoConsole().createPeering(requester, Clouds.OWN, Clouds.SINGAPORE, accepter);
    assertThat(
            strict
                .tokyo()
                .call(
                    "CreateRoute",
                    "RouteTableId",
                    strict.tokyoConsole().mainRouteTable(requester),
                    "DestinationCidrBlock",
                    "172.30.0.0/16",
                    "VpcPeeringConnectionId",
                    pending)
                .code())
        .isEqualTo("InvalidVpcPeeringConnectionID.NotFound");
  }

  @Test
  void describeRouteTables_subnetFilter_findsExplicitAssociationsOnly() {
    String[] bySubnet = {"Filter.1.Name", "association.subnet-id", "Filter.1.Value.1", subnet};
    assertThat(describe(bySubnet).all("routeTableSet/item/routeTableId")).isEmpty();
    console.associate(table, subnet);
    assertThat(describe(bySubnet).all("routeTableSet/item/routeTableId")).containsExactly(table);
  }

  @Test
  void associateRouteTable_boundElsewhere_isAlreadyAssociated() {
    console.associate(table, subnet);
    assertThat(
            tokyo
                .call(
                    "AssociateRouteTable",
                    "RouteTableId",
                    console.createRouteTable(vpc),
                    "SubnetId",
                    subnet)
                .code())
        .isEqualTo("Resource.AlreadyAssociated");
  }

  @Test
  void replaceRouteTableAssociation_main_movesItUnderANewId() {
    String old =
        describe("RouteTableId.1", console.mainRouteTable(vpc))
            .first("routeTableSet/item/associationSet/item/routeTableAssociationId");
    String replaced =
        tokyo
            .call("ReplaceRouteTableAssociation", "AssociationId", old, "RouteTableId", table)
            .first("newAssociationId");
    assertThat(replaced).startsWith("rtbassoc-").isNotEqualTo(old);
    assertThat(console.mainRouteTable(vpc)).isEqualTo(table);
    assertThat(tokyo.call("DisassociateRouteTable", "AssociationId", replaced).code())
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void createRouteTable_sameToken_isOneTable() {
    String[] ask = {"VpcId", vpc, "ClientToken", "t-1"};
    String first = tokyo.call("CreateRouteTable", ask).first("routeTable/routeTableId");
    assertThat(tokyo.call("CreateRouteTable", ask).first("routeTable/routeTableId"))
        .isEqualTo(first);
  }

  @Test
  void createRouteTable_tokenOfADeadTableElsewhere_isMismatch() {
    String made =
        tokyo
            .call("CreateRouteTable", "VpcId", vpc, "ClientToken", "t-1")
            .first("routeTable/routeTableId");
    tokyo.call("DeleteRouteTable", "RouteTableId", made);
    String other = console.createVpc("10.99.0.0/16");
    assertThat(tokyo.call("CreateRouteTable", "VpcId", other, "ClientToken", "t-1").code())
        .isEqualTo("IdempotentParameterMismatch");
  }

  @Test
  void deleteRouteTable_associated_isDependencyViolation() {
    console.associate(table, subnet);
    assertThat(tokyo.call("DeleteRouteTable", "RouteTableId", table).code())
        .isEqualTo("DependencyViolation");
  }

  @Test
  void createRoute_gatewayOfAnotherNetwork_isRefused() {
    String gateway = tokyo.call("CreateInternetGateway").first("internetGateway/internetGatewayId");
    String[] ask = {
      "RouteTableId", table, "DestinationCidrBlock", "0.0.0.0/0", "GatewayId", gateway
    };
    assertThat(tokyo.call("CreateRoute", ask).code()).isEqualTo("InvalidParameterValue");
    tokyo.call("AttachInternetGateway", "InternetGatewayId", gateway, "VpcId", vpc);
    assertThat(tokyo.call("CreateRoute", ask).code()).isEmpty();
  }
}
