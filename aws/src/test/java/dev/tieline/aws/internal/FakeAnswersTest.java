package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.testkit.ManualClock;
import dev.tieline.testkit.XmlElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * The fake's answers against the SDK's model of EC2: an element that no field of the answer's type
 * knows, or a text that is not of the field's type, would be lost on every client.
 */
class FakeAnswersTest {
  private static final String MODEL = "software.amazon.awssdk.services.ec2.model.";
  private static final String ACCOUNT = "111122223333";
  private static final Pattern ACTION = Pattern.compile("\\b[A-Z][a-z]+[A-Z][A-Za-z0-9]+\\b");

  /** Their lists are empty on every fake. */
  private static final Set<String> ABOUT_NOBODY =
      Set.of("DescribeVolumes", "DescribeAddressesAttribute");

  private final ManualClock clock = ManualClock.at(Instant.parse("2026-11-01T12:00:00Z"));
  private final FakeAws aws =
      FakeAws.builder()
          .account(ACCOUNT)
          .regions("eu-west-1", "us-east-1")
          .time(clock)
          .seed(7)
          .build();
  private final Console console = aws.console(ACCOUNT, "eu-west-1");
  private final Map<String, String> known = new HashMap<>();
  private final Set<String> asked = new TreeSet<>();
  private final List<String> wrong = new ArrayList<>();
  private final AnswerMembers members = new AnswerMembers();

  /** Calls, and looks at every element of the answer; keeps the text at a path under a name. */
  private XmlElement call(String action, String parameters, String... nameAndPath) {
    Map<String, String> sent = new LinkedHashMap<>();
    for (String pair : parameters.split(";")) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        sent.put(parts[0], known.getOrDefault(parts[1], parts[1]));
      }
    }
    XmlElement answer = console.call(action, sent);
    asked.add(action);
    compare(action, answer, response(action));
    if (nameAndPath.length > 0) {
      known.put(nameAndPath[0], answer.text(nameAndPath[1]).orElseThrow());
    }
    return answer;
  }

  private static boolean isOfEc2(String action) {
    try {
      return Class.forName(MODEL + action + "Response") != null;
    } catch (ClassNotFoundException e) {
      return false; // another service's
    }
  }

  private static SdkPojo response(String action) {
    try {
      return (SdkPojo) Class.forName(MODEL + action + "Response").getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("the SDK has no " + action, e);
    }
  }

  private void compare(String path, XmlElement element, SdkPojo type) {
    members.saw(path, element, type);
    for (XmlElement child : element.children()) {
      String name = path + "/" + child.name();
      SdkField<?> field =
          type.sdkFields().stream()
              .filter(f -> f.unmarshallLocationName().equals(child.name()))
              .findFirst()
              .orElse(null);
      if (field != null) {
        compare(name, child, field);
      } else if (path.contains("/") || !isOfEveryAnswer(child)) {
        wrong.add(name + " is in no field of the type");
      }
    }
  }

  /** In no type, but in all answers, or in those that the API Reference shows with it. */
  private static boolean isOfEveryAnswer(XmlElement child) {
    return child.name().equals("requestId")
        || (child.name().equals("return") && child.text().equals("true"));
  }

  private void compare(String path, XmlElement element, SdkField<?> field) {
    if (field.marshallingType() == MarshallingType.LIST) {
      ListTrait list = field.getRequiredTrait(ListTrait.class);
      for (XmlElement item : element.children()) {
        if (item.name().equals(list.memberLocationName())) {
          compare(path + "/item", item, list.memberFieldInfo());
        } else {
          wrong.add(path + "/" + item.name() + " is no item of a list");
        }
      }
    } else if (field.marshallingType() == MarshallingType.SDK_POJO) {
      compare(path, element, field.constructor().get());
    } else if (!element.children().isEmpty()) {
      wrong.add(path + " is a text in the model");
    } else if (!isOf(field.marshallingType(), element.text())) {
      wrong.add(path + " is not " + field.marshallingType() + ": " + element.text());
    }
  }

  private static boolean isOf(MarshallingType<?> type, String text) {
    if (type == MarshallingType.BOOLEAN) {
      return text.equals("true") || text.equals("false");
    }
    if (type == MarshallingType.INTEGER || type == MarshallingType.LONG) {
      return text.matches("-?[0-9]+");
    }
    if (type == MarshallingType.INSTANT) {
      try {
        return Instant.parse(text) != null;
      } catch (DateTimeParseException e) {
        return false;
      }
    }
    return true;
  }

  private void later() {
    clock.advance(Duration.ofSeconds(10));
  }

  /** One of everything that the fake can make. */
  @BeforeEach
  void set_up() {
    String tag = "Tag.1.Key=k;TagSpecification.1.Tag.1.Value=v";
    call("CreateDefaultVpc", "");
    call(
        "CreateVpc",
        "CidrBlock=10.20.0.0/16;AmazonProvidedIpv6CidrBlock=true;"
            + "TagSpecification.1.ResourceType=vpc;TagSpecification.1."
            + tag,
        "$vpc",
        "vpc/vpcId");
    call("CreateVpc", "CidrBlock=10.30.0.0/16", "$peer", "vpc/vpcId");
    call("CreateVpc", "CidrBlock=10.40.0.0/16", "$gone", "vpc/vpcId");
    later();
    call("AssociateVpcCidrBlock", "VpcId=$vpc;CidrBlock=10.21.0.0/16");
    call(
        "DescribeVpcs",
        "VpcId.1=$vpc",
        "$block",
        "vpcSet/item/ipv6CidrBlockAssociationSet/item/ipv6CidrBlock");
    known.put("$block64", known.get("$block").replace("/56", "/64"));
    call("CreateSubnet", "VpcId=$vpc;CidrBlock=10.20.1.0/24", "$subnet", "subnet/subnetId");
    call(
        "AssociateSubnetCidrBlock",
        "SubnetId=$subnet;Ipv6CidrBlock=$block64",
        "$six",
        "ipv6CidrBlockAssociation/associationId");
    gateways();
    groups();
    hosts();
    routes();
    later();
  }

  private void gateways() {
    call("CreateInternetGateway", "", "$igw", "internetGateway/internetGatewayId");
    call("AttachInternetGateway", "InternetGatewayId=$igw;VpcId=$vpc");
    call(
        "CreateEgressOnlyInternetGateway",
        "VpcId=$vpc;ClientToken=t",
        "$eigw",
        "egressOnlyInternetGateway/egressOnlyInternetGatewayId");
    call("AllocateAddress", "Domain=vpc", "$one", "allocationId");
    call("AllocateAddress", "", "$two", "allocationId");
    call("AllocateAddress", "", "$three", "allocationId");
    call(
        "CreateNatGateway",
        "SubnetId=$subnet;AllocationId=$one;ClientToken=nat",
        "$nat",
        "natGateway/natGatewayId");
    later();
    call(
        "AssociateNatGatewayAddress",
        "NatGatewayId=$nat;AllocationId.1=$two",
        "$further",
        "natGatewayAddressSet/item/associationId");
    // and what it answers when it has failed, or is on its way out
    call("CreateSubnet", "VpcId=$peer;CidrBlock=10.30.1.0/24", "$closed", "subnet/subnetId");
    call("CreateNatGateway", "SubnetId=$closed;AllocationId=$three");
    call(
        "CreateNatGateway",
        "SubnetId=$subnet;ConnectivityType=private",
        "$old",
        "natGateway/natGatewayId");
    later();
    call("DeleteNatGateway", "NatGatewayId=$old");
    call(
        "CreateDhcpOptions",
        "DhcpConfiguration.1.Key=domain-name;DhcpConfiguration.1.Value.1=example.com",
        "$options",
        "dhcpOptions/dhcpOptionsId");
    call("AssociateDhcpOptions", "DhcpOptionsId=$options;VpcId=$vpc");
  }

  private void groups() {
    String peering = "vpcPeeringConnection/vpcPeeringConnectionId";
    call("CreateVpcPeeringConnection", "VpcId=$vpc;PeerVpcId=$peer", "$pcx", peering);
    call("CreateVpcPeeringConnection", "VpcId=$vpc;PeerVpcId=$gone", "$ended", peering);
    later();
    call("AcceptVpcPeeringConnection", "VpcPeeringConnectionId=$pcx");
    call("AcceptVpcPeeringConnection", "VpcPeeringConnectionId=$ended");
    later();
    call(
        "ModifyVpcPeeringConnectionOptions",
        "VpcPeeringConnectionId=$pcx;"
            + "RequesterPeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc=true");
    for (String vpc : List.of("$vpc", "$peer", "$gone")) {
      String made = "GroupName=app;GroupDescription=words;VpcId=" + vpc;
      call("CreateSecurityGroup", made, "$sg" + vpc, "groupId");
    }
    call(
        "CreateManagedPrefixList",
        "PrefixListName=l;AddressFamily=IPv4;MaxEntries=2;Entry.1.Cidr=10.0.0.0/8;"
            + "Entry.1.Description=ten",
        "$list",
        "prefixList/prefixListId");
    later();
    String ports =
        "IpPermissions.1.IpProtocol=tcp;IpPermissions.1.FromPort=1;IpPermissions.1.ToPort=2;"
            + "IpPermissions.1.";
    String rule = "securityGroupRuleSet/item/securityGroupRuleId";
    String into = "GroupId=$sg$vpc;" + ports;
    call(
        "AuthorizeSecurityGroupIngress",
        into + "IpRanges.1.CidrIp=10.0.0.0/8;IpPermissions.1.IpRanges.1.Description=d",
        "$rule",
        rule);
    call("AuthorizeSecurityGroupIngress", into + "Ipv6Ranges.1.CidrIpv6=::/0");
    call("AuthorizeSecurityGroupIngress", into + "PrefixListIds.1.PrefixListId=$list");
    call("AuthorizeSecurityGroupIngress", into + "Groups.1.GroupId=$sg$gone");
    call("AuthorizeSecurityGroupEgress", into + "Groups.1.GroupId=$sg$peer", "$out", rule);
    call(
        "UpdateSecurityGroupRuleDescriptionsIngress",
        "GroupId=$sg$vpc;SecurityGroupRuleDescription.1.SecurityGroupRuleId=$rule;"
            + "SecurityGroupRuleDescription.1.Description=e");
    call("DeleteVpcPeeringConnection", "VpcPeeringConnectionId=$ended");
    call("CreateNetworkAcl", "VpcId=$vpc;ClientToken=acl", "$acl", "networkAcl/networkAclId");
    call(
        "CreateNetworkAclEntry",
        "NetworkAclId=$acl;RuleNumber=100;Protocol=6;RuleAction=deny;Egress=true;"
            + "CidrBlock=10.0.0.0/8;PortRange.From=80;PortRange.To=90");
    call(
        "CreateNetworkAclEntry",
        "NetworkAclId=$acl;RuleNumber=110;Protocol=58;RuleAction=allow;Egress=false;"
            + "Ipv6CidrBlock=::/0;Icmp.Type=128;Icmp.Code=-1");
  }

  private void hosts() {
    String eni = "networkInterface/networkInterfaceId";
    call(
        "CreateNetworkInterface",
        "SubnetId=$subnet;Ipv6AddressCount=1;ClientToken=eni",
        "$eni",
        eni);
    call("AssignPrivateIpAddresses", "NetworkInterfaceId=$eni;SecondaryPrivateIpAddressCount=1");
    call("AssignIpv6Addresses", "NetworkInterfaceId=$eni;Ipv6AddressCount=1");
    String launch = "ImageId=ami-1;MinCount=1;MaxCount=1;KeyName=key;SubnetId=$subnet";
    call(
        "RunInstances",
        launch + ";ClientToken=first;Ipv6AddressCount=1",
        "$instance",
        "instancesSet/item/instanceId");
    call("RunInstances", launch, "$spare", "instancesSet/item/instanceId");
    later();
    call("AttachNetworkInterface", "NetworkInterfaceId=$eni;InstanceId=$instance;DeviceIndex=1");
    call("AllocateAddress", "", "$four", "allocationId");
    call("AssociateAddress", "AllocationId=$four;NetworkInterfaceId=$eni");
    call("AllocateAddress", "", "$five", "allocationId");
    call("AssociateAddress", "AllocationId=$five;InstanceId=$spare");
    call("DescribeInstances", "InstanceId.1=$spare");
    call("StopInstances", "InstanceId.1=$spare");
    later();
    call("StartInstances", "InstanceId.1=$spare");
    later();
    call("TerminateInstances", "InstanceId.1=$spare");
  }

  private void routes() {
    String route = "RouteTableId=$table;Destination";
    call("CreateRouteTable", "VpcId=$vpc;ClientToken=table", "$table", "routeTable/routeTableId");
    call("AssociateRouteTable", "RouteTableId=$table;SubnetId=$subnet");
    call("AssociateRouteTable", "RouteTableId=$table;GatewayId=$igw");
    call("CreateRoute", route + "CidrBlock=0.0.0.0/0;GatewayId=$igw");
    call("CreateRoute", route + "Ipv6CidrBlock=::/0;EgressOnlyInternetGatewayId=$eigw");
    call("CreateRoute", route + "CidrBlock=10.30.0.0/16;VpcPeeringConnectionId=$pcx");
    call("CreateRoute", route + "CidrBlock=10.98.0.0/16;InstanceId=$instance");
    call("CreateRoute", route + "PrefixListId=$list;NatGatewayId=$nat");
    call("ReplaceRoute", route + "CidrBlock=10.98.0.0/16;NetworkInterfaceId=$eni");
    call(
        "CreateVpcEndpoint",
        "VpcId=$vpc;ServiceName=com.amazonaws.eu-west-1.s3;RouteTableId.1=$table;ClientToken=end",
        "$endpoint",
        "vpcEndpoint/vpcEndpointId");
  }

  /** What a read must be told; a name twice is asked twice. */
  private static final List<String> NEEDS =
      List.of(
          "DescribeVpcAttribute VpcId=$vpc;Attribute=enableDnsSupport",
          "DescribeVpcAttribute VpcId=$vpc;Attribute=enableDnsHostnames",
          "DescribeVpcAttribute VpcId=$vpc;Attribute=enableNetworkAddressUsageMetrics",
          "DescribeAddressesAttribute Attribute=domain-name",
          "DescribeNetworkInterfaceAttribute NetworkInterfaceId=$eni;Attribute=description",
          "DescribeNetworkInterfaceAttribute NetworkInterfaceId=$eni;Attribute=groupSet",
          "DescribeNetworkInterfaceAttribute NetworkInterfaceId=$eni;Attribute=sourceDestCheck",
          "DescribeNetworkInterfaceAttribute NetworkInterfaceId=$eni;Attribute=attachment",
          "DescribeInstanceAttribute InstanceId=$instance;Attribute=instanceType",
          "DescribeInstanceAttribute InstanceId=$instance;Attribute=userData",
          "DescribeInstanceAttribute InstanceId=$instance;Attribute=groupSet",
          "DescribeInstanceAttribute InstanceId=$instance;Attribute=sourceDestCheck",
          "DescribeInstanceAttribute InstanceId=$instance;Attribute=disableApiStop",
          "DescribeInstanceAttribute InstanceId=$instance;Attribute=disableApiTermination",
          "DescribeInstanceAttribute InstanceId=$instance;Attribute=ebsOptimized",
          "DescribeInstanceAttribute InstanceId=$instance;Attribute=enaSupport",
          "DescribeInstanceAttribute InstanceId=$instance;Attribute=enclaveOptions",
          "DescribeInstanceAttribute InstanceId=$instance;Attribute=kernel",
          "DescribeInstanceAttribute InstanceId=$instance;Attribute=ramdisk",
          "DescribeInstanceAttribute InstanceId=$instance;Attribute=productCodes",
          "DescribeInstanceAttribute InstanceId=$instance;Attribute=rootDeviceName",
          "DescribeInstanceAttribute InstanceId=$instance;Attribute=sriovNetSupport",
          "DescribeInstanceAttribute InstanceId=$instance;Attribute=blockDeviceMapping",
          "DescribeInstanceAttribute"
              + " InstanceId=$instance;Attribute=instanceInitiatedShutdownBehavior",
          "DescribeStaleSecurityGroups VpcId=$vpc",
          "DescribeSecurityGroupReferences GroupId.1=$sg$peer",
          "GetManagedPrefixListEntries PrefixListId=$list",
          "GetManagedPrefixListAssociations PrefixListId=$list");

  @Test
  void answers_ofEveryRead_areOfTheModel() throws IOException {
    Set<String> reads = reads();
    assertThat(reads).hasSizeGreaterThan(30).contains("DescribeVpcs");

    List<String> empty = callAll(reads);

    assertThat(wrong).isEmpty();
    assertThat(asked).containsAll(reads);
    assertThat(empty).allMatch(ABOUT_NOBODY::contains);
  }

  @Test
  void answers_ofWrites_areOfTheModel() {
    change();

    assertThat(wrong).isEmpty();
  }

  /** What the real ones have and what the fake leaves out was gone through by hand in this file. */
  @Test
  void answers_ofAll_haveTheMembersOfTheList() throws IOException {
    callAll(reads());
    change();

    members.assertAsListed("answers.txt");
  }

  private static Set<String> reads() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "testkit.md"), StandardCharsets.UTF_8);
    Set<String> reads = new TreeSet<>();
    ACTION
        .matcher(page.substring(0, page.indexOf("\n# A fake Alibaba Cloud")))
        .results()
        .map(match -> match.group())
        .filter(name -> name.startsWith("Describe") || name.startsWith("Get"))
        .filter(FakeAnswersTest::isOfEc2)
        .forEach(reads::add);
    return reads;
  }

  /** Makes all reads; returns those whose answers tell nothing. */
  private List<String> callAll(Set<String> reads) {
    List<String> empty = new ArrayList<>();
    for (String read : reads) {
      List<String> needs = NEEDS.stream().filter(n -> n.startsWith(read + " ")).toList();
      for (String need : needs.isEmpty() ? List.of(read + " ") : needs) {
        XmlElement answer = call(read, need.substring(read.length() + 1));
        boolean tells =
            answer.children().stream()
                .anyMatch(child -> !child.children().isEmpty() || child.name().endsWith("Id"));
        if (answer.children().stream().allMatch(c -> c.name().equals("requestId")) || !tells) {
          empty.add(read);
        }
      }
    }
    return empty;
  }

  private void change() {
    call("DisassociateNatGatewayAddress", "NatGatewayId=$nat;AssociationId.1=$further");
    call("RevokeSecurityGroupIngress", "GroupId=$sg$vpc;SecurityGroupRuleId.1=$rule");
    call("RevokeSecurityGroupEgress", "GroupId=$sg$vpc;SecurityGroupRuleId.1=$out");
    call("DeleteVpcEndpoints", "VpcEndpointId.1=$endpoint");
    call("ModifyManagedPrefixList", "PrefixListId=$list;CurrentVersion=1;MaxEntries=3");
    call("ModifyVpcAttribute", "VpcId=$vpc;EnableDnsHostnames.Value=true");
    call("DeleteRoute", "RouteTableId=$table;DestinationCidrBlock=0.0.0.0/0");
    call("CreateTags", "ResourceId.1=$vpc;Tag.1.Key=a;Tag.1.Value=b");
    call("DeleteTags", "ResourceId.1=$vpc;Tag.1.Key=a");
  }
}
