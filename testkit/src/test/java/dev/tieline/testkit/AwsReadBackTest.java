package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No drift: what a create call answered is what describing by id alone answers, but for the states
 * that time changes. In 10.20.0.0/16 with one subnet, an internet gateway and an elastic address.
 */
class AwsReadBackTest {

  private final Clouds clouds = new Clouds();
  private final Console console = clouds.tokyoConsole();
  private final Map<String, String> known = new LinkedHashMap<>();

  @BeforeEach
  void set_up() {
    String vpc = console.createVpc("10.20.0.0/16");
    known.put("$vpc", vpc);
    known.put("$subnet", console.createSubnet(vpc, "10.20.1.0/24", "ap-northeast-1a"));
    known.put("$peer", console.createVpc("10.30.0.0/16"));
    known.put(
        "$address", console.call("AllocateAddress", Map.of()).text("allocationId").orElseThrow());
    String gateway =
        console
            .call("CreateInternetGateway", Map.of())
            .text("internetGateway/internetGatewayId")
            .orElseThrow();
    console.call("AttachInternetGateway", Map.of("InternetGatewayId", gateway, "VpcId", vpc));
    clouds.settle();
  }

  private Map<String, String> parameters(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : text.split(";")) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        parameters.put(parts[0], known.getOrDefault(parts[1], parts[1]));
      }
    }
    return parameters;
  }

  private static boolean isState(String path) {
    return path.matches("(.*/)?(state|status|code|message|expirationTime)");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Vpc, CidrBlock=10.40.0.0/16;AmazonProvidedIpv6CidrBlock=true, vpc, VpcId, vpc",
    "Subnet, VpcId=$vpc;CidrBlock=10.20.2.0/24, subnet, SubnetId, subnet",
    "RouteTable, VpcId=$vpc, routeTable, RouteTableId, route-table",
    "NetworkAcl, VpcId=$vpc, networkAcl, NetworkAclId, network-acl",
    "InternetGateway, '', internetGateway, InternetGatewayId, internet-gateway",
    "EgressOnlyInternetGateway, VpcId=$vpc, egressOnlyInternetGateway,"
        + " EgressOnlyInternetGatewayId, egress-only-internet-gateway",
    "NatGateway, SubnetId=$subnet;AllocationId=$address, natGateway, NatGatewayId, natgateway",
    "ManagedPrefixList, PrefixListName=l;AddressFamily=IPv4;MaxEntries=2, prefixList,"
        + " PrefixListId, prefix-list",
    "VpcEndpoint, VpcId=$vpc;ServiceName=com.amazonaws.ap-northeast-1.s3, vpcEndpoint,"
        + " VpcEndpointId, vpc-endpoint",
    "DhcpOptions, DhcpConfiguration.1.Key=domain-name;DhcpConfiguration.1.Value.1=example.com,"
        + " dhcpOptions, DhcpOptionsId, dhcp-options",
    "NetworkInterface, SubnetId=$subnet;Description=second, networkInterface, NetworkInterfaceId,"
        + " network-interface",
    "VpcPeeringConnection, VpcId=$vpc;PeerVpcId=$peer, vpcPeeringConnection,"
        + " VpcPeeringConnectionId, vpc-peering-connection"
  })
  void describe_byIdAlone_isWhatCreateAnswered(
      String noun, String parameters, String element, String idName, String tagType) {
    Map<String, String> wish = parameters(parameters);
    wish.put("TagSpecification.1.ResourceType", tagType);
    wish.put("TagSpecification.1.Tag.1.Key", "Name");
    wish.put("TagSpecification.1.Tag.1.Value", "shop");
    XmlElement made = console.call("Create" + noun, wish).elements(element).get(0);
    String id =
        made.text(Character.toLowerCase(idName.charAt(0)) + idName.substring(1)).orElseThrow();
    clouds.settle();
    XmlElement answer =
        console.call(
            "Describe" + noun + (noun.endsWith("s") ? "" : "s"), Map.of(idName + ".1", id));
    XmlElement read =
        answer.children().stream()
            .filter(child -> child.name().endsWith("Set"))
            .findFirst()
            .orElseThrow()
            .elements("item")
            .get(0);
    SortedMap<String, String> before = AwsSentBackTest.leaves(made);
    SortedMap<String, String> after = AwsSentBackTest.leaves(read);
    before.keySet().removeIf(AwsReadBackTest::isState);
    after.keySet().removeIf(AwsReadBackTest::isState);
    assertThat(after).isEqualTo(before).containsEntry("tagSet/item0/value", "shop");
  }
}
