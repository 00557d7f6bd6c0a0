package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.AliyunClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VPCs, their blocks, vSwitches, tables and tags in Hangzhou, by the calls of a client. */
class AliyunVpcsTest {

  private final AliyunClouds clouds = new AliyunClouds();
  private final AliyunClient own = clouds.own();
  private final AliyunConsole console = clouds.console();

  private Answer vpc(String id) {
    return own.call("Vpc", "DescribeVpcAttribute", "VpcId", id);
  }

  private String vswitchStatus(String id) {
    Answer answer = own.call("Vpc", "DescribeVSwitchAttributes", "VSwitchId", id);
    return answer.code().isEmpty() ? answer.text("/Status") : answer.code();
  }

  private Answer vswitch(String vpc, String cidr) {
    return own.call(
        "Vpc", "CreateVSwitch", "VpcId", vpc, "CidrBlock", cidr, "ZoneId", "cn-hangzhou-h");
  }

  @Test
  void vpc_created_isPendingThenAvailable() {
    Answer made = own.call("Vpc", "CreateVpc", "CidrBlock", "10.0.0.0/16", "VpcName", "shop");
    String id = made.text("/VpcId");
    assertThat(id).matches("vpc-bp1[0-9a-z]{18}");
    assertThat(vpc(id).text("/Status")).isEqualTo("Pending");
    clouds.pass(Duration.ofSeconds(2));
    assertThat(vpc(id).text("/Status")).isEqualTo("Available");
    assertThat(vpc(id).text("/VpcName")).isEqualTo("shop");
  }

  @Test
  void vswitch_inPendingVpc_isRefused() {
    String id = own.call("Vpc", "CreateVpc", "CidrBlock", "10.0.0.0/16").text("/VpcId");
    assertThat(vswitch(id, "10.0.1.0/24").code()).isEqualTo("IncorrectVpcStatus");
    clouds.pass(Duration.ofSeconds(2));
    assertThat(vswitch(id, "10.0.1.0/24").code()).isEmpty();
  }

  @Test
  void vswitch_whileAnotherOfTheVpcIsMade_conflicts() {
    String id = console.createVpc("10.0.0.0/16");
    String first = vswitch(id, "10.0.1.0/24").text("/VSwitchId");
    assertThat(vswitch(id, "10.0.2.0/24").code()).isEqualTo("TaskConflict");
    assertThat(vswitchStatus(first)).isEqualTo("Pending");
    clouds.pass(Duration.ofSeconds(2));
    assertThat(vswitch(id, "10.0.2.0/24").code()).isEmpty();
    assertThat(vswitchStatus(first)).isEqualTo("Available");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.1.0/24", "10.0.1.5/24", "10.0.0.0/30", "x", "10.0.1.0"})
  void vswitch_blockThatCannotBe_isRefused(String cidr) {
    String id = console.createVpc("10.0.0.0/16");
    assertThat(vswitch(id, cidr).code()).startsWith("InvalidCidrBlock");
  }

  @Test
  void vswitch_overlappingAnother_isRefused() {
    String id = console.createVpc("10.0.0.0/16");
    console.createVSwitch(id, "10.0.0.0/20", "cn-hangzhou-h");
    assertThat(vswitch(id, "10.0.1.0/24").code()).isEqualTo("InvalidCidrBlock.Overlapped");
  }

  @Test
  void vswitch_deleted_isGoneAfterAWhile() {
    String id = console.createVpc("10.0.0.0/16");
    String vswitch = console.createVSwitch(id, "10.0.1.0/24", "cn-hangzhou-h");
    assertThat(own.call("Vpc", "DeleteVSwitch", "VSwitchId", vswitch).code()).isEmpty();
    assertThat(vswitchStatus(vswitch)).isEqualTo("Pending");
    clouds.pass(Duration.ofSeconds(2));
    assertThat(vswitchStatus(vswitch)).isEqualTo("InvalidVSwitchId.NotFound");
  }

  @Test
  void vpc_withVSwitch_cannotBeDeleted() {
    String id = console.createVpc("10.0.0.0/16");
    console.createVSwitch(id, "10.0.1.0/24", "cn-hangzhou-h");
    assertThat(own.call("Vpc", "DeleteVpc", "VpcId", id).code())
        .isEqualTo("DependencyViolation.VSwitch");
  }

  @Test
  void vpc_deleted_leavesNothing() {
    String before = clouds.aliyun.dump();
    String id = console.createVpc("10.0.0.0/16");
    assertThat(clouds.aliyun.dump()).isNotEqualTo(before);
    assertThat(own.call("Vpc", "DeleteVpc", "VpcId", id).code()).isEmpty();
    assertThat(vpc(id).code()).isEqualTo("InvalidVpcId.NotFound");
    assertThat(clouds.aliyun.dump()).isEqualTo(before);
  }

  @Test
  void vpc_ofAnotherAccount_isNotFound() {
    String id = clouds.otherConsole().createVpc("10.0.0.0/16");
    assertThat(vpc(id).code()).isEqualTo("InvalidVpcId.NotFound");
  }

  @Test
  void blocks_secondaryAndUser_areShownWrappedTwice() {
    String id =
        own.call("Vpc", "CreateVpc", "CidrBlock", "10.0.0.0/16", "UserCidr", "30.0.0.0/8")
            .text("/VpcId");
    clouds.settle();
    Answer added =
        own.call(
            "Vpc", "AssociateVpcCidrBlock", "VpcId", id, "SecondaryCidrBlock", "192.168.0.0/16");
    assertThat(added.text("/CidrBlock")).isEqualTo("192.168.0.0/16");
    assertThat(vpc(id).text("/SecondaryCidrBlocks/SecondaryCidrBlock/0"))
        .isEqualTo("192.168.0.0/16");
    assertThat(vpc(id).text("/UserCidrs/UserCidr/0")).isEqualTo("30.0.0.0/8");
  }

  @Test
  void secondaryBlock_inUse_cannotBeTakenAway() {
    String id = console.createVpc("10.0.0.0/16");
    own.call("Vpc", "AssociateVpcCidrBlock", "VpcId", id, "SecondaryCidrBlock", "192.168.0.0/16");
    clouds.settle();
    String vswitch = console.createVSwitch(id, "192.168.1.0/24", "cn-hangzhou-h");
    String[] block = {"VpcId", id, "SecondaryCidrBlock", "192.168.0.0/16"};
    assertThat(own.call("Vpc", "UnassociateVpcCidrBlock", block).code())
        .isEqualTo("OperationFailed.CidrInUse");
    own.call("Vpc", "DeleteVSwitch", "VSwitchId", vswitch);
    clouds.settle();
    assertThat(own.call("Vpc", "UnassociateVpcCidrBlock", block).code()).isEmpty();
  }

  @Test
  void ipv6_enabled_givesVSwitchesTheirPart() {
    String id =
        own.call("Vpc", "CreateVpc", "CidrBlock", "10.0.0.0/16", "EnableIpv6", "true")
            .text("/VpcId");
    clouds.settle();
    assertThat(vpc(id).text("/Ipv6CidrBlock")).isEqualTo("2408:4000:0:100::/56");
    String vswitch =
        own.call(
                "Vpc",
                "CreateVSwitch",
                "VpcId",
                id,
                "CidrBlock",
                "10.0.1.0/24",
                "ZoneId",
                "cn-hangzhou-h",
                "Ipv6CidrBlock",
                "10")
            .text("/VSwitchId");
    assertThat(
            own.call("Vpc", "DescribeVSwitchAttributes", "VSwitchId", vswitch)
                .text("/Ipv6CidrBlock"))
        .isEqualTo("2408:4000:0:10a::/64");
  }

  @Test
  void tables_customOne_servesTheVSwitchInsteadOfTheSystems() {
    String id = console.createVpc("10.0.0.0/16");
    String vswitch = console.createVSwitch(id, "10.0.1.0/24", "cn-hangzhou-h");
    String custom =
        own.call("Vpc", "CreateRouteTable", "VpcId", id, "RouteTableName", "special")
            .text("/RouteTableId");
    String[] pair = {"RouteTableId", custom, "VSwitchId", vswitch};
    assertThat(own.call("Vpc", "AssociateRouteTable", pair).code())
        .isEqualTo("IncorrectStatus.RouteTableStatus");
    clouds.settle();
    assertThat(own.call("Vpc", "AssociateRouteTable", pair).code()).isEmpty();
    assertThat(
            own.call("Vpc", "DescribeVSwitchAttributes", "VSwitchId", vswitch)
                .text("/RouteTable/RouteTableType"))
        .isEqualTo("Custom");
    assertThat(own.call("Vpc", "DeleteRouteTable", "RouteTableId", custom).code())
        .isEqualTo("IncorrectStatus.RouteTableStatus");
    clouds.settle();
    assertThat(own.call("Vpc", "DeleteRouteTable", "RouteTableId", custom).code())
        .isEqualTo("DependencyViolation.VSwitch");
  }

  @Test
  void token_usedAgain_answersTheSameAndMakesNothing() {
    String[] create = {"CidrBlock", "10.0.0.0/16", "ClientToken", "t-1"};
    String first = own.call("Vpc", "CreateVpc", create).text("/VpcId");
    assertThat(own.call("Vpc", "CreateVpc", create).text("/VpcId")).isEqualTo(first);
    assertThat(own.call("Vpc", "DescribeVpcs").text("/TotalCount")).isEqualTo("1");
  }

  @Test
  void token_usedForSomethingElse_isRefused() {
    own.call("Vpc", "CreateVpc", "CidrBlock", "10.0.0.0/16", "ClientToken", "t-1");
    assertThat(
            own.call("Vpc", "CreateVpc", "CidrBlock", "10.1.0.0/16", "ClientToken", "t-1").code())
        .isEqualTo("IdempotentParameterMismatch");
  }

  @Test
  void token_afterADay_isForgotten() {
    String[] create = {"CidrBlock", "10.0.0.0/16", "ClientToken", "t-1"};
    String first = own.call("Vpc", "CreateVpc", create).text("/VpcId");
    clouds.pass(Duration.ofHours(24));
    assertThat(own.call("Vpc", "CreateVpc", create).text("/VpcId")).isNotEqualTo(first);
  }

  @Test
  void token_ofAFailedCall_isWorkedAnewUnlessFailuresAreReplayed() {
    for (boolean replays : List.of(false, true)) {
      AliyunClouds world = new AliyunClouds(AliyunSwitch.TOKENS_REPLAY_FAILURES, replays);
      AliyunClient client = world.own();
      String id = client.call("Vpc", "CreateVpc", "CidrBlock", "10.0.0.0/16").text("/VpcId");
      String[] create = {
        "VpcId", id, "CidrBlock", "10.0.1.0/24", "ZoneId", "cn-hangzhou-h", "ClientToken", "t"
      };
      assertThat(client.call("Vpc", "CreateVSwitch", create).code())
          .isEqualTo("IncorrectVpcStatus");
      world.settle();
      assertThat(client.call("Vpc", "CreateVSwitch", create).code())
          .isEqualTo(replays ? "IncorrectVpcStatus" : "");
    }
  }

  @Test
  void dryRun_thatWouldWork_isAnErrorWithItsOwnCode() {
    Answer answer = own.call("Vpc", "CreateVpc", "CidrBlock", "10.0.0.0/16", "DryRun", "true");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("DryRunOperation");
    assertThat(own.call("Vpc", "DescribeVpcs").text("/TotalCount")).isEqualTo("0");
  }

  @Test
  void dryRun_thatWouldNotWork_saysWhy() {
    assertThat(own.call("Vpc", "CreateVpc", "CidrBlock", "10.0.0.1/16", "DryRun", "true").code())
        .isEqualTo("InvalidCidrBlock.Malformed");
  }

  @Test
  void list_ofManyPages_isCompleteAndWithoutRepetition() {
    clouds.aliyun.quota(AliyunClouds.OWN, AliyunClouds.HANGZHOU, AliyunQuota.VPCS_PER_REGION, 99);
    for (int i = 0; i < 7; i++) {
      console.createVpc("10." + i + ".0.0/16");
    }
    List<String> seen = new ArrayList<>();
    for (int page = 1; page <= 3; page++) {
      seen.addAll(
          own.call("Vpc", "DescribeVpcs", "PageSize", "3", "PageNumber", "" + page)
              .texts("/Vpcs/Vpc", "VpcId"));
    }
    assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    assertThat(own.call("Vpc", "DescribeVpcs", "PageSize", "51").code())
        .isEqualTo("InvalidPageSize");
  }

  @Test
  void quota_reached_isRefused() {
    clouds.aliyun.quota(AliyunClouds.OWN, AliyunClouds.HANGZHOU, AliyunQuota.VPCS_PER_REGION, 1);
    console.createVpc("10.0.0.0/16");
    assertThat(own.call("Vpc", "CreateVpc", "CidrBlock", "10.1.0.0/16").code())
        .isEqualTo("QuotaExceeded.Vpc");
  }

  @Test
  void tags_givenAtCreation_areAFilter() {
    String id =
        own.call(
                "Vpc",
                "CreateVpc",
                "CidrBlock",
                "10.0.0.0/16",
                "Tag.1.Key",
                "owner",
                "Tag.1.Value",
                "me")
            .text("/VpcId");
    console.createVpc("10.1.0.0/16");
    assertThat(
            own.call("Vpc", "DescribeVpcs", "Tag.1.Key", "owner", "Tag.1.Value", "me")
                .texts("/Vpcs/Vpc", "VpcId"))
        .containsExactly(id);
    assertThat(vpc(id).text("/Tags/Tag/0/Value")).isEqualTo("me");
  }

  @Test
  void tags_takenAway_areGone() {
    String id = console.createVpc("10.0.0.0/16");
    String[] of = {"ResourceType", "VPC", "ResourceId.1", id};
    assertThat(
            own.call(
                    "Vpc",
                    "TagResources",
                    "ResourceType",
                    "VPC",
                    "ResourceId.1",
                    id,
                    "Tag.1.Key",
                    "a",
                    "Tag.1.Value",
                    "b")
                .code())
        .isEmpty();
    assertThat(own.call("Vpc", "ListTagResources", of).texts("/TagResources/TagResource", "TagKey"))
        .containsExactly("a");
    own.call("Vpc", "UnTagResources", "ResourceType", "VPC", "ResourceId.1", id, "TagKey.1", "a");
    assertThat(own.call("Vpc", "ListTagResources", of).texts("/TagResources/TagResource", "TagKey"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aliyunx", "acs:mine", "http://x", ""})
  void tags_reservedKey_isRefused(String key) {
    assertThat(
            own.call(
                    "Vpc",
                    "CreateVpc",
                    "CidrBlock",
                    "10.0.0.0/16",
                    "Tag.1.Key",
                    key,
                    "Tag.1.Value",
                    "v")
                .code())
        .isEqualTo("InvalidTagKey");
  }

  @Test
  void regions_ofAll_areThoseOfTheFake() {
    assertThat(own.call("Vpc", "DescribeRegions").texts("/Regions/Region", "RegionId"))
        .containsExactly("cn-hangzhou", "cn-beijing", "ap-southeast-1");
    assertThat(own.call("Vpc", "DescribeZones").texts("/Zones/Zone", "ZoneId"))
        .containsExactly("cn-hangzhou-h", "cn-hangzhou-i", "cn-hangzhou-j", "cn-hangzhou-k");
  }
}
