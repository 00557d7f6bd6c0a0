package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Client.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VPCs and subnets over the wire, in an otherwise empty Tokyo. */
class AwsVpcsTest {

  private final Clouds clouds = new Clouds();
  private final Client tokyo = clouds.tokyo();

  private String vpc(String cidr) {
    return tokyo.call("CreateVpc", "CidrBlock", cidr).first("vpc/vpcId");
  }

  @Test
  void createVpc_new_isPendingThenAvailable() {
    Answer created = tokyo.call("CreateVpc", "CidrBlock", "10.20.0.0/16");
    clouds.pass(Duration.ofSeconds(1));
    Answer later = tokyo.call("DescribeVpcs", "VpcId.1", created.first("vpc/vpcId"));
    assertThat(created.first("vpc/state")).isEqualTo("pending");
    assertThat(later.first("vpcSet/item/state")).isEqualTo("available");
  }

  @Test
  void createVpc_new_bringsDefaultGroupAclAndMainTable() {
    String vpc = vpc("10.20.0.0/16");
    String[] ofVpc = {"Filter.1.Name", "vpc-id", "Filter.1.Value.1", vpc};
    assertThat(tokyo.call("DescribeSecurityGroups", ofVpc).all("securityGroupInfo/item/groupName"))
        .containsExactly("default");
    assertThat(tokyo.call("DescribeNetworkAcls", ofVpc).all("networkAclSet/item/default"))
        .containsExactly("true");
    assertThat(
            tokyo
                .call("DescribeRouteTables", ofVpc)
                .all("routeTableSet/item/associationSet/item/main"))
        .containsExactly("true");
  }

  @Test
  void createVpc_tags_areReadBack() {
    String[] tagged = {
      "CidrBlock", "10.0.0.0/16",
      "TagSpecification.1.ResourceType", "vpc",
      "TagSpecification.1.Tag.1.Key", "Name",
      "TagSpecification.1.Tag.1.Value", "a <b> & \"c\" é"
    };
    tokyo.call("CreateVpc", tagged);
    assertThat(tokyo.call("DescribeVpcs").first("vpcSet/item/tagSet/item/value"))
        .isEqualTo("a <b> & \"c\" é");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/15, InvalidVpc.Range",
    "10.0.0.0/29, InvalidVpc.Range",
    "10.0.0.0, InvalidParameterValue",
    "10.0.0.300/16, InvalidParameterValue",
    "fd00::/16, InvalidParameterValue"
  })
  void createVpc_badBlock_isRefused(String cidr, String code) {
    assertThat(tokyo.call("CreateVpc", "CidrBlock", cidr).code()).isEqualTo(code);
  }

  @Test
  void createVpc_hostBits_areCleared() {
    assertThat(tokyo.call("CreateVpc", "CidrBlock", "10.20.1.2/16").first("vpc/cidrBlock"))
        .isEqualTo("10.20.0.0/16");
  }

  @Test
  void createVpc_noBlock_isMissingParameter() {
    assertThat(tokyo.call("CreateVpc").code()).isEqualTo("MissingParameter");
  }

  @Test
  void createVpc_unknownParameter_isRefusedWithoutEffect() {
    assertThat(tokyo.call("CreateVpc", "CidrBlock", "10.0.0.0/16", "Colour", "red").code())
        .isEqualTo("UnknownParameter");
    assertThat(tokyo.call("DescribeVpcs").all("vpcSet/item")).isEmpty();
  }

  @Test
  void createVpc_overQuota_isRefused() {
    clouds.aws.quota(Clouds.OWN, Clouds.TOKYO, "L-F678F1CE", 1);
    vpc("10.0.0.0/16");
    assertThat(tokyo.call("CreateVpc", "CidrBlock", "10.1.0.0/16").code())
        .isEqualTo("VpcLimitExceeded");
  }

  @Test
  void createVpc_dryRun_rehearsesOnly() {
    Answer answer = tokyo.call("CreateVpc", "CidrBlock", "10.0.0.0/16", "DryRun", "true");
    assertThat(answer.status()).isEqualTo(412);
    assertThat(answer.code()).isEqualTo("DryRunOperation");
    assertThat(tokyo.call("DescribeVpcs").all("vpcSet/item")).isEmpty();
  }

  @Test
  void deleteVpc_withSubnet_isDependencyViolation() {
    String vpc = vpc("10.0.0.0/16");
    tokyo.call("CreateSubnet", "VpcId", vpc, "CidrBlock", "10.0.1.0/24");
    assertThat(tokyo.call("DeleteVpc", "VpcId", vpc).code()).isEqualTo("DependencyViolation");
  }

  @Test
  void deleteVpc_empty_takesItsDefaultsAlong() {
    String before = clouds.aws.dump();
    String vpc = vpc("10.0.0.0/16");
    assertThat(clouds.aws.dump()).isNotEqualTo(before);
    assertThat(tokyo.call("DeleteVpc", "VpcId", vpc).status()).isEqualTo(200);
    assertThat(clouds.aws.dump()).isEqualTo(before);
    assertThat(tokyo.call("DescribeVpcs", "VpcId.1", vpc).code())
        .isEqualTo("InvalidVpcID.NotFound");
  }

  @Test
  void modifyVpcAttribute_dnsHostnames_isReadBack() {
    String vpc = vpc("10.0.0.0/16");
    String[] ask = {"VpcId", vpc, "Attribute", "enableDnsHostnames"};
    assertThat(tokyo.call("DescribeVpcAttribute", ask).first("enableDnsHostnames/value"))
        .isEqualTo("false");
    tokyo.call("ModifyVpcAttribute", "VpcId", vpc, "EnableDnsHostnames.Value", "true");
    assertThat(tokyo.call("DescribeVpcAttribute", ask).first("enableDnsHostnames/value"))
        .isEqualTo("true");
  }

  @Test
  void associateVpcCidrBlock_further_isAssociatingThenAssociated() {
    String vpc = vpc("10.0.0.0/16");
    Answer asked = tokyo.call("AssociateVpcCidrBlock", "VpcId", vpc, "CidrBlock", "10.1.0.0/16");
    clouds.settle();
    assertThat(asked.first("cidrBlockAssociation/cidrBlockState/state")).isEqualTo("associating");
    assertThat(
            tokyo
                .call("DescribeVpcs")
                .all("vpcSet/item/cidrBlockAssociationSet/item/cidrBlockState/state"))
        .containsExactly("associated", "associated");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.128.0/17, CidrConflict",
    "172.16.0.0/16, InvalidVpc.Range",
    "192.168.0.0/16, InvalidVpc.Range",
    "100.64.0.0/16, ''"
  })
  void associateVpcCidrBlock_blocks_areJudgedAsTheCloudDoes(String cidr, String code) {
    String vpc = vpc("10.0.0.0/16");
    assertThat(tokyo.call("AssociateVpcCidrBlock", "VpcId", vpc, "CidrBlock", cidr).code())
        .isEqualTo(code);
  }

  @Test
  void associateVpcCidrBlock_ipv6_givesAFiftySix() {
    String vpc = vpc("10.0.0.0/16");
    String block =
        tokyo
            .call("AssociateVpcCidrBlock", "VpcId", vpc, "AmazonProvidedIpv6CidrBlock", "true")
            .first("ipv6CidrBlockAssociation/ipv6CidrBlock");
    assertThat(block).startsWith("2600:1f14:").endsWith("::/56");
  }

  @Test
  void disassociateVpcCidrBlock_primary_isRefused() {
    vpc("10.0.0.0/16");
    String association =
        tokyo.call("DescribeVpcs").first("vpcSet/item/cidrBlockAssociationSet/item/associationId");
    assertThat(tokyo.call("DisassociateVpcCidrBlock", "AssociationId", association).code())
        .isEqualTo("OperationNotPermitted");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.1.0/24, ''",
    "10.1.0.0/24, InvalidSubnet.Range",
    "10.0.1.0/29, InvalidSubnet.Range",
    "10.0.9.128/25, InvalidSubnet.Conflict"
  })
  void createSubnet_blocks_areJudgedAsTheCloudDoes(String cidr, String code) {
    String vpc = vpc("10.0.0.0/16");
    tokyo.call("CreateSubnet", "VpcId", vpc, "CidrBlock", "10.0.9.0/24");
    assertThat(tokyo.call("CreateSubnet", "VpcId", vpc, "CidrBlock", cidr).code()).isEqualTo(code);
  }

  @Test
  void createSubnet_unknownZone_isRefused() {
    assertThat(
            tokyo
                .call(
                    "CreateSubnet",
                    "VpcId",
                    vpc("10.0.0.0/16"),
                    "CidrBlock",
                    "10.0.1.0/24",
                    "AvailabilityZone",
                    "ap-southeast-1a")
                .code())
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void describeSubnets_withHost_countsFreeAddresses() {
    Console console = clouds.tokyoConsole();
    String subnet = console.createSubnet(vpc("10.0.0.0/16"), "10.0.1.0/24", "ap-northeast-1c");
    console.runInstance(subnet);
    assertThat(tokyo.call("DescribeSubnets").first("subnetSet/item/availableIpAddressCount"))
        .isEqualTo("250");
    assertThat(tokyo.call("DeleteSubnet", "SubnetId", subnet).code())
        .isEqualTo("DependencyViolation");
  }

  @Test
  void describeAvailabilityZones_twoAccounts_mapLettersToIdsOfTheirOwn() {
    Client other = Client.of(clouds.aws, Clouds.OTHER, Clouds.TOKYO);
    String path = "availabilityZoneInfo/item/zoneId";
    assertThat(tokyo.call("DescribeAvailabilityZones").all(path))
        .containsExactlyInAnyOrderElementsOf(other.call("DescribeAvailabilityZones").all(path))
        .contains("apne1-az1");
  }

  @Test
  void createDefaultVpc_once_hasSubnetsAndAWayOut() {
    tokyo.call("CreateDefaultVpc");
    assertThat(tokyo.call("DescribeSubnets").all("subnetSet/item/defaultForAz")).hasSize(4);
    assertThat(tokyo.call("CreateDefaultVpc").code()).isEqualTo("DefaultVpcAlreadyExists");
  }

  @Test
  void describe_byABlockThatLeft_findsNothing() {
    String id = clouds.tokyoConsole().createVpc("10.60.0.0/16");
    String association =
        clouds
            .tokyo()
            .call("AssociateVpcCidrBlock", "VpcId", id, "CidrBlock", "10.61.0.0/16")
            .first("cidrBlockAssociation/associationId");
    clouds.settle();
    clouds.tokyo().call("DisassociateVpcCidrBlock", "AssociationId", association);
    clouds.settle();
    assertThat(
            clouds
                .tokyo()
                .call(
                    "DescribeVpcs",
                    "Filter.1.Name",
                    "cidr-block-association.association-id",
                    "Filter.1.Value.1",
                    association)
                .all("vpcSet/item"))
        .isEmpty();
  }

  @Test
  void createDefaultSubnet_ofIpv6Alone_isNotIgnored() {
    clouds.tokyoConsole().createDefaultVpc();
    assertThat(
            tokyo
                .call(
                    "CreateDefaultSubnet",
                    "AvailabilityZone",
                    "ap-northeast-1a",
                    "Ipv6Native",
                    "true")
                .code())
        .isEqualTo("UnsupportedOperation");
  }

  @Test
  void subnetIpv6Block_comingAndGoing_saysSo() {
    String six =
        tokyo
            .call("CreateVpc", "CidrBlock", "10.60.0.0/16", "AmazonProvidedIpv6CidrBlock", "true")
            .first("vpc/vpcId");
    clouds.settle();
    String block =
        tokyo
            .call("DescribeVpcs", "VpcId.1", six)
            .first("vpcSet/item/ipv6CidrBlockAssociationSet/item/ipv6CidrBlock");
    String subnet = clouds.tokyoConsole().createSubnet(six, "10.60.1.0/24", "ap-northeast-1a");
    Answer made =
        tokyo.call(
            "AssociateSubnetCidrBlock",
            "SubnetId",
            subnet,
            "Ipv6CidrBlock",
            block.replace("/56", "/64"));
    assertThat(made.first("ipv6CidrBlockAssociation/ipv6CidrBlockState/state"))
        .isEqualTo("associating");
    assertThat(
            tokyo
                .call(
                    "DisassociateSubnetCidrBlock",
                    "AssociationId",
                    made.first("ipv6CidrBlockAssociation/associationId"))
                .first("ipv6CidrBlockAssociation/ipv6CidrBlockState/state"))
        .isEqualTo("disassociating");
  }
}
