package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.aliyun.AliyunService;
import dev.tieline.net.Traffic;
import dev.tieline.plan.Handover;
import dev.tieline.topology.Offer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A database of account 1000000000000001, offered to account 1000000000000002. */
class OfferHandoverTest {
  private static final String SERVICE = "com.aliyuncs.privatelink.cn-hangzhou.epsrv-bp1c9";

  private static Offer offer(String cloud, String form, String service, List<String> zones) {
    return new Offer(
        Offer.VERSION,
        cloud,
        form,
        "1000000000000001",
        "cn-hangzhou",
        service,
        zones,
        List.of(Traffic.tcp(6001)),
        "1000000000000002",
        List.of("cn-shanghai"),
        Instant.parse("2026-12-31T00:00:00Z"));
  }

  private static Handover handover() {
    return AliyunService.handover(
        offer("aliyun", "endpoint-service", SERVICE, List.of("cn-hangzhou-h", "cn-hangzhou-i")));
  }

  private static String block(String language) {
    Matcher matcher =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(handover().markdown(Locale.ENGLISH));
    assertThat(matcher.find()).as("a block of %s", language).isTrue();
    return matcher.group(1);
  }

  @Test
  void handover_values_areThoseOfTheOffer() {
    assertThat(handover().party()).contains("1000000000000002");
    assertThat(handover().markdown(Locale.ENGLISH))
        .contains(
            SERVICE,
            "cn-hangzhou-h",
            "cn-hangzhou-i",
            "1000000000000001",
            "tcp/6001",
            "cn-shanghai",
            "2026-12-31T00:00:00Z");
    assertThat(handover().markdown(Locale.CHINA)).contains("终端节点", "可用区", SERVICE);
  }

  @Test
  void handover_commands_nameEveryZoneAndWhatIsToBeFilledIn() {
    assertThat(block("sh").replaceAll("\\s*\\\\\n\\s*", " "))
        .contains(
            "aliyun privatelink ListVpcEndpointServicesByEndUser --RegionId cn-hangzhou",
            "aliyun privatelink CreateVpcEndpoint --RegionId cn-hangzhou --ServiceName " + SERVICE,
            "--Zone.1.ZoneId cn-hangzhou-h --Zone.1.VSwitchId VSWITCH_ID_OF_CN_HANGZHOU_H",
            "--Zone.2.ZoneId cn-hangzhou-i");
  }

  @Test
  void handover_terraform_hasTheEndpointAndAZoneEach() {
    assertThat(block("hcl"))
        .contains(
            "resource \"alicloud_privatelink_vpc_endpoint\" \"service\"",
            "resource \"alicloud_privatelink_vpc_endpoint_zone\" \"cn_hangzhou_h\"",
            "alicloud_privatelink_vpc_endpoint.service.id",
            "variable \"vswitch_id_cn_hangzhou_i\"");
  }

  /** From another region the service's has to be said, and what is permitted has no region. */
  @Test
  void handover_otherRegions_haveACommandEachAndThePermission() {
    assertThat(block("sh").replaceAll("\\s*\\\\\n\\s*", " "))
        .contains(
            "aliyun privatelink CreateVpcEndpoint --RegionId cn-shanghai"
                + " --ServiceRegionId cn-hangzhou --ServiceName "
                + SERVICE);
    assertThat(block("json")).contains("acs:privatelink:*:1000000000000002:*");
    assertThat(handover().markdown(Locale.ENGLISH)).contains("Terraform are for a VPC in region");
  }

  @Test
  void handover_policy_isOfTheReadersAccountAndRegionAlone() {
    Offer near =
        new Offer(
            Offer.VERSION,
            "aliyun",
            "endpoint-service",
            "1000000000000001",
            "cn-hangzhou",
            SERVICE,
            List.of("cn-hangzhou-h"),
            List.of(),
            "1000000000000002",
            List.of(),
            null);
    assertThat(AliyunService.handover(near).markdown(Locale.ENGLISH))
        .contains("acs:privatelink:cn-hangzhou:1000000000000002:*", "CreateVpcEndpoint")
        .doesNotContain("\"privatelink:*\"", "ServiceRegionId");
  }

  /** What Terraform reads back, and what its destroy does, is permitted, too. */
  @Test
  void handover_policy_letsTheTerraformBesideItRun() {
    assertThat(block("json"))
        .contains(
            "privatelink:CreateVpcEndpoint",
            "privatelink:AddZoneToVpcEndpoint",
            "privatelink:GetVpcEndpointAttribute",
            "privatelink:ListVpcEndpointSecurityGroups",
            "privatelink:ListVpcEndpointZones",
            "privatelink:RemoveZoneFromVpcEndpoint",
            "privatelink:DeleteVpcEndpoint");
  }

  /** An offer is a document that may have come from anywhere. */
  @Test
  void handover_zoneOfNoForm_isAWordToBeReplaced() {
    assertThat(
            AliyunService.handover(
                    offer("aliyun", "endpoint-service", SERVICE, List.of("cn-beijing-h")))
                .markdown(Locale.ENGLISH))
        .contains("ZONE_ID")
        .doesNotContain("cn-beijing");
  }

  @Test
  void handover_offerOfSomethingElse_isRefused() {
    assertThatThrownBy(
            () -> AliyunService.handover(offer("aws", "endpoint-service", SERVICE, List.of())))
        .hasMessageContaining("offer of cloud aws");
    assertThatThrownBy(
            () -> AliyunService.handover(offer("aliyun", "resource-gateway", SERVICE, List.of())))
        .hasMessageContaining("resource-gateway");
    assertThatThrownBy(
            () ->
                AliyunService.handover(
                    offer("aliyun", "endpoint-service", "epsrv-1:rm -rf", List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
