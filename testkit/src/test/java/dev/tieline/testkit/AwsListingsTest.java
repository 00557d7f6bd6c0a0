package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Client.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ids, filters, pages and tags, over one VPC in Tokyo with twelve subnets named net-0 to net-11.
 */
class AwsListingsTest {

  private static final String IDS = "subnetSet/item/subnetId";

  private final Clouds clouds = new Clouds();
  private final Client tokyo = clouds.tokyo();
  private final List<String> subnets = new ArrayList<>();

  @BeforeEach
  void set_up() {
    Console console = clouds.tokyoConsole();
    String vpc = console.createVpc("10.0.0.0/16");
    for (int i = 0; i < 12; i++) {
      subnets.add(console.createSubnet(vpc, "10.0." + i + ".0/24", "ap-northeast-1a"));
      console.tag(subnets.get(i), "Name", "net-" + i);
    }
  }

  private Answer describe(String... parameters) {
    return tokyo.call("DescribeSubnets", parameters);
  }

  @Test
  void describe_pages_giveEachOnce() {
    List<String> seen = new ArrayList<>();
    Answer page = describe("MaxResults", "5");
    while (true) {
      seen.addAll(page.all(IDS));
      String token = page.first("nextToken");
      if (token.isEmpty()) {
        break;
      }
      assertThat(page.all(IDS)).hasSize(5);
      page = describe("MaxResults", "5", "NextToken", token);
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(subnets);
  }

  @Test
  void describe_pageOfDeletedItem_goesOnBehindIt() {
    Answer first = describe("MaxResults", "5");
    List<String> seen = new ArrayList<>(first.all(IDS));
    tokyo.call("DeleteSubnet", "SubnetId", seen.get(4));
    seen.addAll(describe("NextToken", first.first("nextToken")).all(IDS));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(subnets);
  }

  @ParameterizedTest
  @CsvSource({"4", "1001", "x"})
  void describe_pageSizeOutOfRange_isRefused(String size) {
    assertThat(describe("MaxResults", size).code()).isEqualTo("InvalidParameterValue");
  }

  @Test
  void describe_tokenOfAnotherCall_isRefused() {
    String token = describe("MaxResults", "5").first("nextToken");
    assertThat(tokyo.call("DescribeVpcs", "NextToken", token).code()).isEqualTo("InvalidNextToken");
    assertThat(describe("NextToken", "%%%").code()).isEqualTo("InvalidNextToken");
  }

  @Test
  void describe_idsAndPageSize_doNotGoTogether() {
    assertThat(describe("SubnetId.1", subnets.get(0), "MaxResults", "5").code())
        .isEqualTo("InvalidParameterCombination");
  }

  @Test
  void describe_oneUnknownAmongIds_isNotFound() {
    assertThat(
            describe("SubnetId.1", subnets.get(0), "SubnetId.2", "subnet-0123456789abcdef0").code())
        .isEqualTo("InvalidSubnetID.NotFound");
  }

  @Test
  void describe_malformedId_isToldApart() {
    assertThat(describe("SubnetId.1", "subnet-xyz").code()).isEqualTo("InvalidSubnetId.Malformed");
  }

  @ParameterizedTest
  @CsvSource({
    "tag:Name, net-1, 1",
    "tag:Name, net-1*, 3",
    "tag:Name, net-?, 10",
    "tag:Name, NET-1, 0",
    "tag:Nope, net-1, 0",
    "tag-key, Name, 12",
    "cidr-block, 10.0.3.0/24, 1",
    "cidr-block, 10.0.3.*, 1",
    "availability-zone, ap-northeast-1a, 12",
    "owner-id, 444455556666, 0"
  })
  void describe_filter_findsAsManyAsItShould(String name, String value, int count) {
    assertThat(describe("Filter.1.Name", name, "Filter.1.Value.1", value).all(IDS)).hasSize(count);
  }

  @Test
  void describe_escapedStar_standsForItself() {
    clouds.tokyoConsole().tag(subnets.get(0), "Name", "net-*");
    assertThat(describe("Filter.1.Name", "tag:Name", "Filter.1.Value.1", "net-\\*").all(IDS))
        .containsExactly(subnets.get(0));
  }

  @Test
  void describe_twoFilters_mustBothHoldAndValuesAreAlternatives() {
    assertThat(
            describe(
                    "Filter.1.Name", "tag:Name",
                    "Filter.1.Value.1", "net-1",
                    "Filter.1.Value.2", "net-2",
                    "Filter.2.Name", "cidr-block",
                    "Filter.2.Value.1", "10.0.2.0/24")
                .all(IDS))
        .containsExactly(subnets.get(2));
  }

  @Test
  void describe_unknownFilter_isRefused() {
    assertThat(describe("Filter.1.Name", "colour", "Filter.1.Value.1", "red").code())
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void createTags_fiftyFirst_isOverTheLimit() {
    String[] parameters = new String[2 + 50 * 4];
    parameters[0] = "ResourceId.1";
    parameters[1] = subnets.get(0);
    for (int i = 0; i < 50; i++) {
      parameters[2 + i * 4] = "Tag." + (i + 1) + ".Key";
      parameters[3 + i * 4] = "k" + i;
      parameters[4 + i * 4] = "Tag." + (i + 1) + ".Value";
      parameters[5 + i * 4] = "v";
    }
    assertThat(tokyo.call("CreateTags", parameters).code()).isEqualTo("TagLimitExceeded");
    assertThat(clouds.tokyoConsole().tags(subnets.get(0))).containsOnlyKeys("Name");
  }

  @Test
  void createTags_reservedPrefix_isRefused() {
    assertThat(
            tokyo
                .call(
                    "CreateTags",
                    "ResourceId.1",
                    subnets.get(0),
                    "Tag.1.Key",
                    "AWS:x",
                    "Tag.1.Value",
                    "y")
                .code())
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void createTags_oneUnknownAmongIds_tagsNone() {
    assertThat(
            tokyo
                .call(
                    "CreateTags",
                    "ResourceId.1",
                    subnets.get(0),
                    "ResourceId.2",
                    "vpc-0123456789abcdef0",
                    "Tag.1.Key",
                    "a",
                    "Tag.1.Value",
                    "b")
                .code())
        .isEqualTo("InvalidVpcID.NotFound");
    assertThat(clouds.tokyoConsole().tags(subnets.get(0))).doesNotContainKey("a");
  }

  @Test
  void deleteTags_otherValue_leavesTheTag() {
    String[] ask = {"ResourceId.1", subnets.get(0), "Tag.1.Key", "Name", "Tag.1.Value", "other"};
    tokyo.call("DeleteTags", ask);
    assertThat(clouds.tokyoConsole().tags(subnets.get(0))).containsEntry("Name", "net-0");
    ask[5] = "net-0";
    tokyo.call("DeleteTags", ask);
    assertThat(clouds.tokyoConsole().tags(subnets.get(0))).isEmpty();
  }

  @Test
  void tagSpecification_ofAnotherType_isRefused() {
    assertThat(
            tokyo
                .call(
                    "CreateVpc",
                    "CidrBlock",
                    "10.1.0.0/16",
                    "TagSpecification.1.ResourceType",
                    "subnet",
                    "TagSpecification.1.Tag.1.Key",
                    "a")
                .code())
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void describeTags_filters_findByTypeAndKey() {
    assertThat(
            tokyo
                .call(
                    "DescribeTags",
                    "Filter.1.Name",
                    "resource-type",
                    "Filter.1.Value.1",
                    "subnet",
                    "Filter.2.Name",
                    "value",
                    "Filter.2.Value.1",
                    "net-1*")
                .all("tagSet/item/resourceId"))
        .containsExactlyInAnyOrder(subnets.get(1), subnets.get(10), subnets.get(11));
  }
}
