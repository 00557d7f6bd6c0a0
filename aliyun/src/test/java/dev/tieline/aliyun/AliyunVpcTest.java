package dev.tieline.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.net.Traffic;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliyunVpcTest {
  private static AliyunVpc.Managed managed() {
    return AliyunVpc.managed("main", "cn-hangzhou", "10.20.0.0/16");
  }

  @Test
  void json_everyValue_comesBackEqual() {
    Topology topology =
        Topology.named("all")
            .network(
                "a",
                managed()
                    .vSwitch("web", "10.20.1.0/24", "cn-hangzhou-h")
                    .vSwitch("db", FreeBlock.of(24).within("10.20.0.0/16"), "cn-hangzhou-i")
                    .secondaryBlock("10.21.0.0/16")
                    .userBlock("30.0.0.0/8")
                    .routeTable("inner", "db"))
            .network(
                "b",
                AliyunVpc.existing("main", "cn-shanghai", "vpc-uf6")
                    .vSwitch("x", "172.16.1.0/24", "cn-shanghai-b"))
            .network("c", AliyunVpc.managed("main", "ap-southeast-1", FreeBlock.of(20)))
            .network(
                "d", AliyunVpc.foreign("1234567890123456", "cn-beijing", "vpc-2ze", "10.8.0.0/16"))
            .peer(
                "a",
                "b",
                p ->
                    p.allow(Traffic.tcp(22))
                        .with(AliyunPeering.bandwidth(500))
                        .with(AliyunPeering.GOLD))
            .peer("a", "d", p -> p.allow(Traffic.icmp()).with(AliyunPeering.REQUESTED_BY_PEER))
            .build();

    assertThat(Topology.parse(topology.toJson())).isEqualTo(topology);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/7",
        "10.0.0.0/29",
        "100.64.0.0/16",
        "169.254.0.0/20",
        "10.0.0.1/16",
        "10.0.0/16",
      })
  void managed_blockThatTheCloudHasNot_isRefused(String block) {
    assertThatThrownBy(() -> AliyunVpc.managed("main", "cn-hangzhou", block))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("block of managed VPC: ");
  }

  @Test
  void vSwitch_blockThatTheCloudHasNot_isRefused() {
    assertThatThrownBy(() -> managed().vSwitch("a", "10.20.0.0/30", "cn-hangzhou-h"))
        .hasMessage(
            "block of vSwitch a: 10.20.0.0/30 (expected: from /16 to /29, as Alibaba Cloud has no"
                + " others)");
  }

  @Test
  void vSwitch_zoneOfAnotherRegion_isRefused() {
    assertThatThrownBy(() -> managed().vSwitch("a", "10.20.0.0/24", "cn-shanghai-b"))
        .hasMessageContaining("expected: a zone of cn-hangzhou");
  }

  @Test
  void vSwitch_zoneOfRegionWithNumber_isTaken() {
    AliyunVpc.managed("main", "ap-southeast-1", "10.0.0.0/16")
        .vSwitch("a", "10.0.0.0/24", "ap-southeast-1a");
  }

  @Test
  void vSwitch_nameTwice_isRefused() {
    assertThatThrownBy(
            () ->
                managed()
                    .vSwitch("a", "10.20.0.0/24", "cn-hangzhou-h")
                    .vSwitch("a", "10.20.1.0/24", "cn-hangzhou-h"))
        .hasMessage("vSwitch: a (expected: a name used once)");
  }

  @Test
  void routeTable_unknownVSwitch_isRefused() {
    assertThatThrownBy(
            () -> managed().vSwitch("a", "10.20.0.0/24", "cn-hangzhou-h").routeTable("t", "b"))
        .hasMessage("route table t names vSwitch \"b\" (expected one of: a)");
  }

  @Test
  void routeTable_system_isRefused() {
    assertThatThrownBy(() -> managed().routeTable("system"))
        .hasMessageContaining("expected: another name");
  }

  @Test
  void userBlock_fourth_isRefused() {
    assertThatThrownBy(
            () ->
                managed()
                    .userBlock("30.0.0.0/8")
                    .userBlock("31.0.0.0/8")
                    .userBlock("32.0.0.0/8")
                    .userBlock("33.0.0.0/8"))
        .hasMessageContaining("at most 3");
  }

  @Test
  void existing_malformedId_isRefused() {
    assertThatThrownBy(() -> AliyunVpc.existing("main", "cn-hangzhou", "vpc_1"))
        .hasMessage("VPC id: vpc_1 (expected: vpc-...)");
  }

  @Test
  void foreign_withoutBlocks_isRefused() {
    assertThatThrownBy(() -> AliyunVpc.foreign("1234567890123456", "cn-hangzhou", "vpc-1"))
        .hasMessageContaining("expected: all blocks of the VPC");
  }

  @Test
  void foreign_accountThatIsNoUid_isRefused() {
    assertThatThrownBy(() -> AliyunVpc.foreign("acme", "cn-hangzhou", "vpc-1", "10.0.0.0/8"))
        .hasMessageContaining("account id: acme");
  }

  @Test
  void peering_optionThatIsNone_isRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> AliyunPeering.parse("bandwidth:0"))
        .hasMessageContaining("expected one of: bandwidth:MBITS");
  }
}
