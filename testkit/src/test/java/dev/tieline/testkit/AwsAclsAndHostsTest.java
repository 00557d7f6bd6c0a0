package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Network ACLs, interfaces and instances in one subnet of one VPC in Tokyo. */
class AwsAclsAndHostsTest {

  private final Clouds clouds = new Clouds();
  private final Client tokyo = clouds.tokyo();
  private final Console console = clouds.tokyoConsole();
  private String vpc;
  private String subnet;

  @BeforeEach
  void set_up() {
    vpc = console.createVpc("10.0.0.0/16");
    subnet = console.createSubnet(vpc, "10.0.1.0/28", "ap-northeast-1a");
  }

  private String newAcl() {
    return tokyo.call("CreateNetworkAcl", "VpcId", vpc).first("networkAcl/networkAclId");
  }

  private String entry(String action, String acl, String number) {
    return tokyo
        .call(
            action,
            "NetworkAclId",
            acl,
            "RuleNumber",
            number,
            "Egress",
            "false",
            "Protocol",
            "6",
            "RuleAction",
            "allow",
            "PortRange.From",
            "22",
            "PortRange.To",
            "22",
            "CidrBlock",
            "10.0.0.0/8")
        .code();
  }

  @Test
  void createNetworkAcl_new_deniesEverything() {
    assertThat(
            tokyo
                .call("DescribeNetworkAcls", "NetworkAclId.1", newAcl())
                .all("networkAclSet/item/entrySet/item/ruleAction"))
        .containsExactly("deny", "deny");
  }

  @Test
  void createNetworkAclEntry_sameNumber_alreadyExists() {
    String acl = newAcl();
    assertThat(entry("CreateNetworkAclEntry", acl, "100")).isEmpty();
    assertThat(entry("CreateNetworkAclEntry", acl, "100"))
        .isEqualTo("NetworkAclEntryAlreadyExists");
    assertThat(entry("ReplaceNetworkAclEntry", acl, "100")).isEmpty();
  }

  @Test
  void replaceNetworkAclEntry_absent_isNotFound() {
    assertThat(entry("ReplaceNetworkAclEntry", newAcl(), "100"))
        .isEqualTo("InvalidNetworkAclEntry.NotFound");
  }

  @Test
  void createNetworkAclEntry_lastNumber_isRefused() {
    assertThat(entry("CreateNetworkAclEntry", newAcl(), "32767"))
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void replaceNetworkAclAssociation_ofSubnet_movesItAndGuardsTheAcl() {
    String acl = newAcl();
    String association =
        tokyo
            .call(
                "DescribeNetworkAcls",
                "Filter.1.Name",
                "association.subnet-id",
                "Filter.1.Value.1",
                subnet)
            .first("networkAclSet/item/associationSet/item/networkAclAssociationId");
    assertThat(
            tokyo
                .call(
                    "ReplaceNetworkAclAssociation",
                    "AssociationId",
                    association,
                    "NetworkAclId",
                    acl)
                .first("newAssociationId"))
        .startsWith("aclassoc-")
        .isNotEqualTo(association);
    assertThat(tokyo.call("DeleteNetworkAcl", "NetworkAclId", acl).code())
        .isEqualTo("DependencyViolation");
  }

  @Test
  void runInstances_smallSubnet_runsOutOfAddresses() {
    String[] ask = {"ImageId", "ami-1", "MinCount", "11", "MaxCount", "11", "SubnetId", subnet};
    assertThat(tokyo.call("RunInstances", ask).code()).isEmpty();
    ask[3] = "1";
    ask[5] = "1";
    assertThat(tokyo.call("RunInstances", ask).code())
        .isEqualTo("InsufficientFreeAddressesInSubnet");
  }

  @Test
  void runInstances_new_isPendingThenRunningThenGone() {
    Host host = console.runInstance(subnet);
    assertThat(state(host)).isEqualTo("pending");
    clouds.settle();
    assertThat(state(host)).isEqualTo("running");
    tokyo.call("TerminateInstances", "InstanceId.1", host.instanceId());
    assertThat(state(host)).isEqualTo("terminated");
    clouds.pass(java.time.Duration.ofHours(1));
    assertThat(tokyo.call("DescribeInstances", "InstanceId.1", host.instanceId()).code())
        .isEqualTo("InvalidInstanceID.NotFound");
    assertThat(tokyo.call("DeleteSubnet", "SubnetId", subnet).code()).isEmpty();
  }

  private String state(Host host) {
    return tokyo
        .call("DescribeInstances", "InstanceId.1", host.instanceId())
        .first("reservationSet/item/instancesSet/item/instanceState/name");
  }

  @Test
  void describeNetworkInterfaces_byGroup_findsTheHost() {
    String group = console.createSecurityGroup(vpc, "g");
    Host host = console.runInstance(subnet, group);
    console.runInstance(subnet);
    assertThat(
            tokyo
                .call(
                    "DescribeNetworkInterfaces",
                    "Filter.1.Name",
                    "group-id",
                    "Filter.1.Value.1",
                    group)
                .all("networkInterfaceSet/item/networkInterfaceId"))
        .containsExactly(host.eniId());
  }

  @Test
  void createNetworkInterface_address_mustBeFreeAndOfTheSubnet() {
    String[] ask = {"SubnetId", subnet, "PrivateIpAddress", "10.0.1.9"};
    assertThat(tokyo.call("CreateNetworkInterface", ask).code()).isEmpty();
    assertThat(tokyo.call("CreateNetworkInterface", ask).code())
        .isEqualTo("InvalidIPAddress.InUse");
    ask[3] = "10.0.1.1";
    assertThat(tokyo.call("CreateNetworkInterface", ask).code()).isEqualTo("InvalidParameterValue");
  }

  @Test
  void terminateInstances_interfaceOfItsOwnLife_staysBehind() {
    String eni =
        tokyo
            .call("CreateNetworkInterface", "SubnetId", subnet)
            .first("networkInterface/networkInterfaceId");
    String instance =
        tokyo
            .call(
                "RunInstances",
                "ImageId",
                "ami-1",
                "MinCount",
                "1",
                "MaxCount",
                "1",
                "NetworkInterface.1.DeviceIndex",
                "0",
                "NetworkInterface.1.NetworkInterfaceId",
                eni)
            .first("instancesSet/item/instanceId");
    tokyo.call("TerminateInstances", "InstanceId.1", instance);
    assertThat(
            tokyo
                .call("DescribeNetworkInterfaces", "NetworkInterfaceId.1", eni)
                .first("networkInterfaceSet/item/status"))
        .isEqualTo("available");
  }

  @Test
  void deleteNetworkInterface_attached_isRefused() {
    assertThat(
            tokyo
                .call(
                    "DeleteNetworkInterface",
                    "NetworkInterfaceId",
                    console.runInstance(subnet).eniId())
                .code())
        .isEqualTo("InvalidParameterValue");
  }
}
