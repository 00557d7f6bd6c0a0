package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Client.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups by their names, which are handles in a default VPC and nowhere else. */
class AwsGroupNamesTest {

  private static final String GROUPS = "securityGroupInfo/item/groupId";
  private static final String SOURCES = "securityGroupRuleSet/item/referencedGroupInfo/groupId";

  private final Clouds clouds = new Clouds();
  private final Client tokyo = clouds.tokyo();
  private String elsewhere;

  @BeforeEach
  void set_up() {
    elsewhere = clouds.tokyoConsole().createVpc("10.20.0.0/16");
    clouds.tokyoConsole().createSecurityGroup(elsewhere, "web");
  }

  /** Makes a group of that name in a default VPC. */
  private String web() {
    return clouds
        .tokyoConsole()
        .createSecurityGroup(clouds.tokyoConsole().createDefaultVpc(), "web");
  }

  private Answer open(String name) {
    return tokyo.call(
        "AuthorizeSecurityGroupIngress",
        "GroupName",
        name,
        "IpProtocol",
        "tcp",
        "FromPort",
        "22",
        "ToPort",
        "22",
        "CidrIp",
        "10.0.0.0/8");
  }

  @Test
  void name_inTheDefaultNetwork_isAsGoodAsTheId() {
    String group = web();
    assertThat(open("web").first("securityGroupRuleSet/item/groupId")).isEqualTo(group);
    assertThat(tokyo.call("DescribeSecurityGroups", "GroupName.1", "web").all(GROUPS))
        .containsExactly(group);
    assertThat(tokyo.call("DeleteSecurityGroup", "GroupName", "web").first("groupId"))
        .isEqualTo(group);
    assertThat(open("web").code()).isEqualTo("InvalidGroup.NotFound");
  }

  @Test
  void name_withoutDefaultNetwork_isNoHandle() {
    assertThat(open("web").code()).isEqualTo("VPCIdNotSpecified");
  }

  @Test
  void name_ofASource_isThatOfTheDefaultNetwork() {
    String group = web();
    assertThat(
            tokyo
                .call(
                    "AuthorizeSecurityGroupIngress",
                    "GroupName",
                    "default",
                    "IpPermissions.1.IpProtocol",
                    "tcp",
                    "IpPermissions.1.FromPort",
                    "80",
                    "IpPermissions.1.ToPort",
                    "80",
                    "IpPermissions.1.Groups.1.GroupName",
                    "web")
                .all(SOURCES))
        .containsExactly(group);
    Answer all =
        tokyo.call(
            "AuthorizeSecurityGroupIngress",
            "GroupName",
            "default",
            "SourceSecurityGroupName",
            "web",
            "SourceSecurityGroupOwnerId",
            Clouds.OWN);
    assertThat(all.all(SOURCES)).as(all.body()).containsExactly(group, group, group);
    assertThat(all.all("securityGroupRuleSet/item/ipProtocol"))
        .containsExactly("tcp", "udp", "icmp");
  }

  @Test
  void name_ofALaunch_isThatOfTheDefaultNetwork() {
    String group = web();
    String[] ask = {"ImageId", "ami-1", "MinCount", "1", "MaxCount", "1", "SecurityGroup.1", "web"};
    assertThat(tokyo.call("RunInstances", ask).all("instancesSet/item/groupSet/item/groupId"))
        .containsExactly(group);
    String[] both = {
      "ImageId",
      "ami-1",
      "MinCount",
      "1",
      "MaxCount",
      "1",
      "SecurityGroup.1",
      "web",
      "SubnetId",
      clouds.tokyoConsole().createSubnet(elsewhere, "10.20.1.0/24", "ap-northeast-1a")
    };
    assertThat(tokyo.call("RunInstances", both).code()).isEqualTo("InvalidParameterCombination");
  }
}
