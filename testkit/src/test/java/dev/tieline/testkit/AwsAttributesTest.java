package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Client.Answer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be set beside the plain objects, and read back: over one VPC with one subnet. */
class AwsAttributesTest {

  private final Clouds clouds = new Clouds();
  private final Client tokyo = clouds.tokyo();
  private final Console console = clouds.tokyoConsole();
  private String vpc;
  private String subnet;

  @BeforeEach
  void set_up() {
    vpc = console.createVpc("10.20.0.0/16");
    subnet = console.createSubnet(vpc, "10.20.1.0/24", "ap-northeast-1a");
  }

  @Test
  void vpc_tenancy_staysAndGoesBackToDefaultOnly() {
    String dedicated =
        tokyo
            .call("CreateVpc", "CidrBlock", "10.30.0.0/16", "InstanceTenancy", "dedicated")
            .first("vpc/vpcId");
    assertThat(
            tokyo.call("DescribeVpcs", "VpcId.1", dedicated).first("vpcSet/item/instanceTenancy"))
        .isEqualTo("dedicated");
    tokyo.call("ModifyVpcTenancy", "VpcId", dedicated, "InstanceTenancy", "default");
    assertThat(
            tokyo.call("DescribeVpcs", "VpcId.1", dedicated).first("vpcSet/item/instanceTenancy"))
        .isEqualTo("default");
    assertThat(tokyo.call("ModifyVpcTenancy", "VpcId", vpc, "InstanceTenancy", "dedicated").code())
        .isEqualTo("InvalidParameterValue");
  }

  @ParameterizedTest
  @CsvSource({
    "EnableDnsHostnames,true",
    "EnableDnsSupport,false",
    "EnableNetworkAddressUsageMetrics,true"
  })
  void vpc_attribute_isReadBack(String attribute, String value) {
    tokyo.call("ModifyVpcAttribute", "VpcId", vpc, attribute + ".Value", value);
    String name = Character.toLowerCase(attribute.charAt(0)) + attribute.substring(1);
    assertThat(
            tokyo
                .call("DescribeVpcAttribute", "VpcId", vpc, "Attribute", name)
                .first(name + "/value"))
        .isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "MapPublicIpOnLaunch.Value,true,mapPublicIpOnLaunch",
    "EnableDns64.Value,true,enableDns64",
    "PrivateDnsHostnameTypeOnLaunch,resource-name,privateDnsNameOptionsOnLaunch/hostnameType",
    "EnableResourceNameDnsARecordOnLaunch.Value,true,"
        + "privateDnsNameOptionsOnLaunch/enableResourceNameDnsARecord",
    "EnableResourceNameDnsAAAARecordOnLaunch.Value,true,"
        + "privateDnsNameOptionsOnLaunch/enableResourceNameDnsAAAARecord"
  })
  void subnet_attribute_isReadBack(String parameter, String value, String path) {
    tokyo.call("ModifySubnetAttribute", "SubnetId", subnet, parameter, value);
    assertThat(tokyo.call("DescribeSubnets", "SubnetId.1", subnet).first("subnetSet/item/" + path))
        .isEqualTo(value);
  }

  @Test
  void dhcpOptions_ofOnesOwn_areUsedAndHeldWhileInUse() {
    String options =
        tokyo
            .call(
                "CreateDhcpOptions",
                "DhcpConfiguration.1.Key",
                "domain-name",
                "DhcpConfiguration.1.Value.1",
                "example.com")
            .first("dhcpOptions/dhcpOptionsId");
    tokyo.call("AssociateDhcpOptions", "VpcId", vpc, "DhcpOptionsId", options);
    assertThat(tokyo.call("DescribeVpcs", "VpcId.1", vpc).first("vpcSet/item/dhcpOptionsId"))
        .isEqualTo(options);
    assertThat(tokyo.call("DeleteDhcpOptions", "DhcpOptionsId", options).code())
        .isEqualTo("DependencyViolation");
    tokyo.call("AssociateDhcpOptions", "VpcId", vpc, "DhcpOptionsId", "default");
    assertThat(tokyo.call("DescribeVpcs", "VpcId.1", vpc).first("vpcSet/item/dhcpOptionsId"))
        .isEqualTo("default");
    tokyo.call("DeleteDhcpOptions", "DhcpOptionsId", options);
    assertThat(tokyo.call("DescribeDhcpOptions", "DhcpOptionsId.1", options).code())
        .isEqualTo("InvalidDhcpOptionID.NotFound");
  }

  @Test
  void defaultSubnet_deleted_canBeMadeAgain() {
    String standard = console.createDefaultVpc();
    assertThat(tokyo.call("CreateDefaultSubnet", "AvailabilityZone", "ap-northeast-1a").code())
        .isEqualTo("DefaultSubnetAlreadyExistsInAvailabilityZone");
    String first =
        tokyo
            .call(
                "DescribeSubnets",
                "Filter.1.Name",
                "vpc-id",
                "Filter.1.Value.1",
                standard,
                "Filter.2.Name",
                "availability-zone",
                "Filter.2.Value.1",
                "ap-northeast-1a")
            .first("subnetSet/item/subnetId");
    tokyo.call("DeleteSubnet", "SubnetId", first);
    Answer made = tokyo.call("CreateDefaultSubnet", "AvailabilityZone", "ap-northeast-1a");
    assertThat(made.first("subnet/defaultForAz")).isEqualTo("true");
    assertThat(made.first("subnet/cidrBlock")).isEqualTo("172.31.0.0/20");
  }

  @Test
  void interface_second_isAttachedDetachedAndSurvives() {
    Host host = console.runInstance(subnet);
    String eni =
        tokyo
            .call("CreateNetworkInterface", "SubnetId", subnet)
            .first("networkInterface/networkInterfaceId");
    String attachment =
        tokyo
            .call(
                "AttachNetworkInterface",
                "NetworkInterfaceId",
                eni,
                "InstanceId",
                host.instanceId(),
                "DeviceIndex",
                "1")
            .first("attachmentId");
    assertThat(
            tokyo
                .call("DescribeInstances", "InstanceId.1", host.instanceId())
                .all("reservationSet/item/instancesSet/item/networkInterfaceSet/item"))
        .hasSize(2);
    tokyo.call("DetachNetworkInterface", "AttachmentId", attachment);
    assertThat(tokyo.call("DetachNetworkInterface", "AttachmentId", attachment).code())
        .isEqualTo("InvalidAttachmentID.NotFound");
    assertThat(
            tokyo
                .call("DescribeNetworkInterfaces", "NetworkInterfaceId.1", eni)
                .first("networkInterfaceSet/item/status"))
        .isEqualTo("available");
  }

  @Test
  void interface_furtherAddresses_comeAndGo() {
    String eni =
        tokyo
            .call(
                "CreateNetworkInterface",
                "SubnetId",
                subnet,
                "PrivateIpAddresses.1.PrivateIpAddress",
                "10.20.1.30",
                "PrivateIpAddresses.2.PrivateIpAddress",
                "10.20.1.20",
                "PrivateIpAddresses.2.Primary",
                "true")
            .first("networkInterface/networkInterfaceId");
    tokyo.call(
        "AssignPrivateIpAddresses",
        "NetworkInterfaceId",
        eni,
        "SecondaryPrivateIpAddressCount",
        "1");
    String path = "networkInterfaceSet/item/privateIpAddressesSet/item/privateIpAddress";
    assertThat(tokyo.call("DescribeNetworkInterfaces", "NetworkInterfaceId.1", eni).all(path))
        .containsExactly("10.20.1.20", "10.20.1.30", "10.20.1.4");
    tokyo.call(
        "UnassignPrivateIpAddresses",
        "NetworkInterfaceId",
        eni,
        "PrivateIpAddress.1",
        "10.20.1.30");
    assertThat(tokyo.call("DescribeNetworkInterfaces", "NetworkInterfaceId.1", eni).all(path))
        .containsExactly("10.20.1.20", "10.20.1.4");
  }

  private String instanceState(String id) {
    return tokyo
        .call("DescribeInstances", "InstanceId.1", id)
        .first("reservationSet/item/instancesSet/item/instanceState/name");
  }

  @Test
  void instance_stoppedAndStarted_goesThroughItsStates() {
    String id = console.runInstance(subnet).instanceId();
    assertThat(tokyo.call("StopInstances", "InstanceId.1", id).code())
        .isEqualTo("IncorrectInstanceState");
    clouds.settle();
    tokyo.call("StopInstances", "InstanceId.1", id);
    assertThat(instanceState(id)).isEqualTo("stopping");
    clouds.settle();
    assertThat(instanceState(id)).isEqualTo("stopped");
    tokyo.call("StartInstances", "InstanceId.1", id);
    assertThat(instanceState(id)).isEqualTo("pending");
    clouds.settle();
    assertThat(instanceState(id)).isEqualTo("running");
  }

  @Test
  void instance_protected_isNotTerminated() {
    String id = console.runInstance(subnet).instanceId();
    console.call(
        "ModifyInstanceAttribute", Map.of("InstanceId", id, "DisableApiTermination.Value", "true"));
    assertThat(tokyo.call("TerminateInstances", "InstanceId.1", id).code())
        .isEqualTo("OperationNotPermitted");
    assertThat(
            tokyo
                .call(
                    "DescribeInstanceAttribute",
                    "InstanceId",
                    id,
                    "Attribute",
                    "disableApiTermination")
                .first("disableApiTermination/value"))
        .isEqualTo("true");
  }

  @Test
  void instances_launchedTogether_areOneReservation() {
    tokyo.call(
        "RunInstances",
        "ImageId",
        "ami-0123456789abcdef0",
        "MinCount",
        "2",
        "MaxCount",
        "2",
        "SubnetId",
        subnet);
    console.runInstance(subnet);
    Answer described = tokyo.call("DescribeInstances");
    assertThat(described.all("reservationSet/item")).hasSize(2);
    assertThat(described.all("reservationSet/item/instancesSet/item")).hasSize(3);
  }

  @Test
  void instance_attributeByName_isChanged() {
    String id = console.runInstance(subnet).instanceId();
    tokyo.call(
        "ModifyInstanceAttribute",
        "InstanceId",
        id,
        "Attribute",
        "instanceInitiatedShutdownBehavior",
        "Value",
        "terminate");
    assertThat(
            tokyo
                .call(
                    "DescribeInstanceAttribute",
                    "InstanceId",
                    id,
                    "Attribute",
                    "instanceInitiatedShutdownBehavior")
                .first("instanceInitiatedShutdownBehavior/value"))
        .isEqualTo("terminate");
  }
}
