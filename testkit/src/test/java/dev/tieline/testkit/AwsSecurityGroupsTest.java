package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Client.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One VPC in Tokyo with one group; a VPC of another account beside it for references. */
class AwsSecurityGroupsTest {

  private static final String RULE_ID = "securityGroupRuleSet/item/securityGroupRuleId";

  private final Clouds clouds = new Clouds();
  private final Client tokyo = clouds.tokyo();
  private final Console console = clouds.tokyoConsole();
  private String vpc;
  private String group;

  @BeforeEach
  void set_up() {
    vpc = console.createVpc("10.20.0.0/16");
    group = console.createSecurityGroup(vpc, "web");
  }

  private Answer authorize(String cidr, String port, String... more) {
    return tokyo.call("AuthorizeSecurityGroupIngress", parameters(cidr, port, more));
  }

  private String[] parameters(String cidr, String port, String... more) {
    String[] base = {
      "GroupId", group,
      "IpPermissions.1.IpProtocol", "tcp",
      "IpPermissions.1.FromPort", port,
      "IpPermissions.1.ToPort", port,
      "IpPermissions.1.IpRanges.1.CidrIp", cidr
    };
    String[] all = java.util.Arrays.copyOf(base, base.length + more.length);
    System.arraycopy(more, 0, all, base.length, more.length);
    return all;
  }

  private Answer rules() {
    return tokyo.call(
        "DescribeSecurityGroupRules", "Filter.1.Name", "group-id", "Filter.1.Value.1", group);
  }

  @Test
  void createSecurityGroup_new_letsEverythingOut() {
    assertThat(rules().all("securityGroupRuleSet/item/isEgress")).containsExactly("true");
  }

  @Test
  void createSecurityGroup_sameName_isDuplicateInThatVpcOnly() {
    String[] ask = {"GroupName", "web", "GroupDescription", "d", "VpcId", vpc};
    assertThat(tokyo.call("CreateSecurityGroup", ask).code()).isEqualTo("InvalidGroup.Duplicate");
    ask[5] = console.createVpc("10.30.0.0/16");
    assertThat(tokyo.call("CreateSecurityGroup", ask).code()).isEmpty();
  }

  @Test
  void authorize_tagged_answersRuleWithIdAndTags() {
    Answer answer =
        authorize(
            "172.31.0.0/16",
            "22",
            "TagSpecification.1.ResourceType",
            "security-group-rule",
            "TagSpecification.1.Tag.1.Key",
            "k",
            "TagSpecification.1.Tag.1.Value",
            "v");
    assertThat(answer.first(RULE_ID)).matches("sgr-0[0-9a-f]{16}");
    assertThat(
            tokyo
                .call(
                    "DescribeSecurityGroupRules", "Filter.1.Name", "tag:k", "Filter.1.Value.1", "v")
                .all(RULE_ID))
        .containsExactly(answer.first(RULE_ID));
  }

  @Test
  void authorize_oneDuplicateAmongTwo_addsNeither() {
    authorize("172.31.0.0/16", "22");
    Answer answer =
        authorize("172.30.0.0/16", "22", "IpPermissions.1.IpRanges.2.CidrIp", "172.31.0.0/16");
    assertThat(answer.code()).isEqualTo("InvalidPermission.Duplicate");
    assertThat(rules().all("securityGroupRuleSet/item/cidrIpv4"))
        .containsExactlyInAnyOrder("0.0.0.0/0", "172.31.0.0/16");
  }

  @Test
  void authorize_otherDescription_isStillADuplicate() {
    authorize("172.31.0.0/16", "22");
    assertThat(
            authorize("172.31.0.0/16", "22", "IpPermissions.1.IpRanges.1.Description", "again")
                .code())
        .isEqualTo("InvalidPermission.Duplicate");
  }

  @Test
  void authorize_overQuota_isRefusedForThatFamilyOnly() {
    clouds.aws.quota(Clouds.OWN, Clouds.TOKYO, "L-0EA8095F", 1);
    authorize("172.31.0.0/16", "22");
    assertThat(authorize("172.30.0.0/16", "22").code())
        .isEqualTo("RulesPerSecurityGroupLimitExceeded");
    assertThat(
            tokyo
                .call(
                    "AuthorizeSecurityGroupIngress",
                    "GroupId",
                    group,
                    "IpPermissions.1.IpProtocol",
                    "-1",
                    "IpPermissions.1.Ipv6Ranges.1.CidrIpv6",
                    "2001:db8::/32")
                .code())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"false, InvalidParameterValue", "true, ''"})
  void authorize_hostBits_switchDecides(boolean normalised, String code) {
    Clouds other =
        new Clouds(Switches.ofDefaults().hostBitsNormalised(normalised), Delays.ofDefaults());
    group =
        other
            .tokyoConsole()
            .createSecurityGroup(other.tokyoConsole().createVpc("10.0.0.0/16"), "g");
    assertThat(
            other
                .tokyo()
                .call("AuthorizeSecurityGroupIngress", parameters("10.1.2.3/16", "22"))
                .code())
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"tcp, 22, 21", "tcp, -1, 65535", "udp, 0, 65536", "nonsense, 1, 1", "icmp, 300, 0"})
  void authorize_badPorts_areRefused(String protocol, String from, String to) {
    assertThat(
            tokyo
                .call(
                    "AuthorizeSecurityGroupIngress",
                    "GroupId",
                    group,
                    "IpProtocol",
                    protocol,
                    "FromPort",
                    from,
                    "ToPort",
                    to,
                    "CidrIp",
                    "10.0.0.0/8")
                .code())
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void revoke_byRuleId_removesExactlyThat() {
    String keep = authorize("172.31.0.0/16", "22").first(RULE_ID);
    String drop = authorize("172.31.0.0/16", "80").first(RULE_ID);
    String[] ask = {"GroupId", group, "SecurityGroupRuleId.1", drop};
    assertThat(tokyo.call("RevokeSecurityGroupIngress", ask).code()).isEmpty();
    assertThat(rules().all(RULE_ID)).contains(keep).doesNotContain(drop);
    assertThat(tokyo.call("RevokeSecurityGroupIngress", ask).code())
        .isEqualTo("InvalidSecurityGroupRuleId.NotFound");
  }

  @Test
  void revoke_absentPermission_isNotFound() {
    assertThat(tokyo.call("RevokeSecurityGroupIngress", parameters("1.0.0.0/8", "22")).code())
        .isEqualTo("InvalidPermission.NotFound");
  }

  @Test
  void revoke_absentPermissionInLenientCloud_succeeds() {
    Clouds lenient =
        new Clouds(Switches.ofDefaults().absentRevokeSucceeds(true), Delays.ofDefaults());
    group =
        lenient
            .tokyoConsole()
            .createSecurityGroup(lenient.tokyoConsole().createVpc("10.0.0.0/16"), "g");
    assertThat(
            lenient
                .tokyo()
                .call("RevokeSecurityGroupIngress", parameters("1.0.0.0/8", "22"))
                .code())
        .isEmpty();
  }

  @Test
  void createSecurityGroup_foreignCharacters_areRefused() {
    assertThat(
            tokyo
                .call(
                    "CreateSecurityGroup",
                    "GroupName",
                    "gr\u00fcn",
                    "GroupDescription",
                    "d",
                    "VpcId",
                    vpc)
                .code())
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void updateDescriptions_byRuleId_isReadBack() {
    String rule = authorize("172.31.0.0/16", "22").first(RULE_ID);
    tokyo.call(
        "UpdateSecurityGroupRuleDescriptionsIngress",
        "GroupId",
        group,
        "SecurityGroupRuleDescription.1.SecurityGroupRuleId",
        rule,
        "SecurityGroupRuleDescription.1.Description",
        "from the peer");
    assertThat(
            tokyo
                .call("DescribeSecurityGroupRules", "SecurityGroupRuleId.1", rule)
                .first("securityGroupRuleSet/item/description"))
        .isEqualTo("from the peer");
  }

  @Test
  void modifyRules_newBlock_keepsTheId() {
    String rule = authorize("172.31.0.0/16", "22").first(RULE_ID);
    String of = "SecurityGroupRule.1.";
    Answer modified =
        tokyo.call(
            "ModifySecurityGroupRules",
            "GroupId",
            group,
            of + "SecurityGroupRuleId",
            rule,
            of + "SecurityGroupRule.IpProtocol",
            "tcp",
            of + "SecurityGroupRule.FromPort",
            "443",
            of + "SecurityGroupRule.ToPort",
            "443",
            of + "SecurityGroupRule.CidrIpv4",
            "172.16.0.0/16");
    assertThat(modified.code()).isEmpty();
    Answer read = tokyo.call("DescribeSecurityGroupRules", "SecurityGroupRuleId.1", rule);
    assertThat(read.first("securityGroupRuleSet/item/cidrIpv4")).isEqualTo("172.16.0.0/16");
  }

  @Test
  void describe_rulesOfTheSamePorts_areOnePermission() {
    authorize("172.31.0.0/16", "22");
    authorize("172.30.0.0/16", "22");
    Answer answer = tokyo.call("DescribeSecurityGroups", "GroupId.1", group);
    assertThat(answer.all("securityGroupInfo/item/ipPermissions/item/fromPort"))
        .containsExactly("22");
    assertThat(answer.all("securityGroupInfo/item/ipPermissions/item/ipRanges/item/cidrIp"))
        .hasSize(2);
  }

  @Test
  void deleteSecurityGroup_referenced_isDependencyViolation() {
    String user = console.createSecurityGroup(vpc, "user");
    refer(user, Clouds.OWN + "/" + group);
    assertThat(tokyo.call("DeleteSecurityGroup", "GroupId", group).code())
        .isEqualTo("DependencyViolation");
    assertThat(tokyo.call("DeleteSecurityGroup", "GroupId", user).code()).isEmpty();
    assertThat(tokyo.call("DeleteSecurityGroup", "GroupId", group).code()).isEmpty();
  }

  private Answer refer(String from, String to) {
    return tokyo.call(
        "AuthorizeSecurityGroupIngress",
        "GroupId",
        from,
        "IpPermissions.1.IpProtocol",
        "-1",
        "IpPermissions.1.Groups.1.GroupId",
        to);
  }

  @Test
  void authorize_groupOfPeer_onlyWhileActiveThenStale() {
    Console other = clouds.aws.console(Clouds.OTHER, Clouds.TOKYO);
    String otherVpc = other.createVpc("10.9.0.0/16");
    String otherGroup = Clouds.OTHER + "/" + other.createSecurityGroup(otherVpc, "theirs");
    assertThat(refer(group, otherGroup).code()).isEqualTo("InvalidGroup.NotFound");
    String peering = console.createPeering(vpc, Clouds.OTHER, Clouds.TOKYO, otherVpc);
    clouds.settle();
    other.acceptPeering(peering);
    clouds.settle();
    assertThat(refer(group, otherGroup).code()).isEmpty();
    String pair = "securityGroupInfo/item/ipPermissions/item/groups/item/";
    Answer read = tokyo.call("DescribeSecurityGroups", "GroupId.1", group);
    assertThat(read.first(pair + "userId")).isEqualTo(Clouds.OTHER);
    assertThat(read.first(pair + "peeringStatus")).isEqualTo("active");
    String stale = "staleSecurityGroupSet/item/groupId";
    assertThat(tokyo.call("DescribeStaleSecurityGroups", "VpcId", vpc).all(stale)).isEmpty();
    console.deletePeering(peering);
    clouds.settle();
    assertThat(tokyo.call("DescribeStaleSecurityGroups", "VpcId", vpc).all(stale))
        .containsExactly(group);
  }

  @Test
  void deleteSecurityGroup_inUse_isDependencyViolation() {
    console.runInstance(console.createSubnet(vpc, "10.20.1.0/24", "ap-northeast-1a"), group);
    assertThat(tokyo.call("DeleteSecurityGroup", "GroupId", group).code())
        .isEqualTo("DependencyViolation");
  }
}
