package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No drift: what was sent in a call that makes, attaches or associates something is what describing
 * answers afterwards. $vpc is 10.20.0.0/16 with an internet gateway, $six has IPv6.
 */
class AwsSentBackTest {

  /** A call of sent-back.txt, with the words of each of its lines. */
  private record Case(String name, Map<String, List<String>> words) {
    List<String> of(String line) {
      return words.getOrDefault(line, List.of());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Set<String> LINES = Set.of("id", "read", "at", "is");

  private final Clouds clouds = new Clouds();
  private final Console console = clouds.tokyoConsole();
  private final Map<String, String> known = new LinkedHashMap<>();

  private void make(String name, String action, String parameters, String id) {
    known.put(name, console.call(action, parameters(parameters)).text(id).orElseThrow());
  }

  @BeforeEach
  void set_up() {
    make("$vpc", "CreateVpc", "CidrBlock=10.20.0.0/16", "vpc/vpcId");
    make("$peer", "CreateVpc", "CidrBlock=10.30.0.0/16", "vpc/vpcId");
    make(
        "$six",
        "CreateVpc",
        "CidrBlock=10.50.0.0/16;AmazonProvidedIpv6CidrBlock=true",
        "vpc/vpcId");
    known.put("$abroad", clouds.singaporeConsole().createVpc("10.60.0.0/16"));
    clouds.settle();
    Cidr six =
        Cidr.parse(
            console
                .call("DescribeVpcs", parameters("VpcId.1=$six"))
                .text("vpcSet/item/ipv6CidrBlockAssociationSet/item/ipv6CidrBlock")
                .orElseThrow());
    Cidr first = Cidr.of(six.first(), 64);
    known.put("$block1", first.toString());
    known.put("$block2", Cidr.of(first.last().next(), 64).toString());
    known.put("$ip6", first.host(100).toString());
    String subnet = "subnet/subnetId";
    make("$subnet", "CreateSubnet", "VpcId=$vpc;CidrBlock=10.20.1.0/24", subnet);
    make("$plain6", "CreateSubnet", "VpcId=$six;CidrBlock=10.50.1.0/24", subnet);
    make(
        "$subnet6",
        "CreateSubnet",
        "VpcId=$six;CidrBlock=10.50.2.0/24;Ipv6CidrBlock=$block1",
        subnet);
    make("$table", "CreateRouteTable", "VpcId=$vpc", "routeTable/routeTableId");
    make("$gateway", "CreateInternetGateway", "", "internetGateway/internetGatewayId");
    make("$loose", "CreateInternetGateway", "", "internetGateway/internetGatewayId");
    console.call("AttachInternetGateway", parameters("InternetGatewayId=$gateway;VpcId=$vpc"));
    make(
        "$egress",
        "CreateEgressOnlyInternetGateway",
        "VpcId=$vpc",
        "egressOnlyInternetGateway/egressOnlyInternetGatewayId");
    make("$address", "AllocateAddress", "", "allocationId");
    make("$taken", "AllocateAddress", "", "allocationId");
    make(
        "$nat",
        "CreateNatGateway",
        "SubnetId=$subnet;AllocationId=$taken",
        "natGateway/natGatewayId");
    make(
        "$list",
        "CreateManagedPrefixList",
        "PrefixListName=l;AddressFamily=IPv4;MaxEntries=2",
        "prefixList/prefixListId");
    make(
        "$eni",
        "CreateNetworkInterface",
        "SubnetId=$subnet;PrivateIpAddress=10.20.1.50",
        "networkInterface/networkInterfaceId");
    make(
        "$eni6",
        "CreateNetworkInterface",
        "SubnetId=$subnet6",
        "networkInterface/networkInterfaceId");
    make("$acl", "CreateNetworkAcl", "VpcId=$vpc", "networkAcl/networkAclId");
    String options = "DhcpConfiguration.1.Key=domain-name;DhcpConfiguration.1.Value.1=example.com";
    make("$options", "CreateDhcpOptions", options, "dhcpOptions/dhcpOptionsId");
    known.put("$group", console.createSecurityGroup(known.get("$vpc"), "one"));
    known.put("$second", console.createSecurityGroup(known.get("$vpc"), "two"));
    known.put(
        "$instance", console.runInstance(known.get("$subnet"), known.get("$group")).instanceId());
    known.put(
        "$pcx",
        console.createPeering(known.get("$vpc"), Clouds.OWN, Clouds.TOKYO, known.get("$peer")));
    clouds.settle();
    console.acceptPeering(known.get("$pcx"));
    clouds.settle();
  }

  private Map<String, String> parameters(String text) {
    return parameters(text.isEmpty() ? List.of() : List.of(text.split(";")));
  }

  private Map<String, String> parameters(List<String> pairs) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : pairs) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], known.getOrDefault(parts[1], parts[1]));
    }
    return parameters;
  }

  /** Writes the leaves of an element by their paths; items by their order. */
  static TreeMap<String, String> leaves(XmlElement element) {
    TreeMap<String, String> leaves = new TreeMap<>();
    int number = 0;
    for (XmlElement child : element.children()) {
      String name = child.name().equals("item") ? "item" + number++ : child.name();
      if (child.children().isEmpty()) {
        leaves.put(name, child.text());
      } else {
        leaves(child).forEach((path, value) -> leaves.put(name + "/" + path, value));
      }
    }
    return leaves;
  }

  /** Reads the cases: each begins in the first column, its other lines say what they are. */
  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    List<String> line = List.of();
    for (String text : text().lines().filter(t -> !t.isBlank() && !t.startsWith("#")).toList()) {
      List<String> words = List.of(text.strip().split(" "));
      if (!text.startsWith(" ")) {
        line = new ArrayList<>(words.subList(1, words.size()));
        Map<String, List<String>> lines = new LinkedHashMap<>(Map.of("call", line));
        cases.add(new Case(words.get(0), lines));
      } else if (LINES.contains(words.get(0))) {
        line = new ArrayList<>(words.subList(1, words.size()));
        cases.get(cases.size() - 1).words().put(words.get(0), line);
      } else {
        line.addAll(words); // the line before goes on
      }
    }
    return cases;
  }

  private static String text() throws IOException {
    try (InputStream in = AwsSentBackTest.class.getResourceAsStream("/sent-back.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void describe_afterACall_isWhatWasSent(Case made) {
    XmlElement answer = console.call(made.name(), parameters(made.of("call")));
    for (String path : made.of("id")) {
      known.put("$id", answer.text(path).orElseThrow());
    }
    clouds.settle();
    List<String> how = made.of("read");
    XmlElement read = console.call(how.get(0), parameters(how.subList(1, how.size())));
    Map<String, String> sent = parameters(made.of("is"));
    assertThat(sent).isNotEmpty();
    assertThat(read.elements(made.of("at").get(0)))
        .as(read.toString())
        .anySatisfy(item -> assertThat(leaves(item)).containsAllEntriesOf(sent));
  }

  @Test
  void createDefaultSubnet_inAZone_isReadBack() {
    String vpc = console.createDefaultVpc();
    Map<String, String> inZone =
        parameters(
            "Filter.1.Name=availability-zone;Filter.1.Value.1=ap-northeast-1c;Filter.2.Name=vpc-id"
                + ";Filter.2.Value.1="
                + vpc);
    String old =
        console.call("DescribeSubnets", inZone).text("subnetSet/item/subnetId").orElseThrow();
    console.call("DeleteSubnet", Map.of("SubnetId", old));
    console.call("CreateDefaultSubnet", Map.of("AvailabilityZone", "ap-northeast-1c"));
    assertThat(leaves(console.call("DescribeSubnets", inZone).elements("subnetSet/item").get(0)))
        .containsEntry("defaultForAz", "true")
        .containsEntry("mapPublicIpOnLaunch", "true");
  }

  @Test
  void cases_allThatMakesOrBinds_isAmongThem() throws IOException {
    List<String> covered = new ArrayList<>(cases().stream().map(Case::name).toList());
    covered.add("CreateDefaultSubnet"); // the test above
    assertThat(ActionsTable.under("## What is in it and what is not"))
        .filteredOn(
            name -> name.matches("(Create|Allocate|Associate|Attach|Assign|Authorize|Run).*"))
        .isNotEmpty()
        .allMatch(covered::contains);
  }
}
