package dev.tieline.qingcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.net.Ip;
import dev.tieline.qingcloud.internal.VpcFormProbe;
import dev.tieline.topology.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The VPCs of the guide "cross-region networking and load balancing", and bad ones. */
class QingCloudVpcTest {
  private static final QingCloudVpc.Managed VPC1 =
      QingCloudVpc.managed("main", "pek3", "172.16.0.0/16").vxnet("vxnet1", "172.16.1.0/24");

  @Test
  void managed_ofTheGuide_saysWhereItIs() {
    assertThat(VPC1.cloud()).isEqualTo("qingcloud");
    assertThat(VPC1.account()).isEqualTo("main");
    assertThat(VPC1.region()).isEqualTo("pek3");
    assertThat(VPC1).hasToString("managed VPC 172.16.0.0/16 in main/pek3");
    assertThat(QingCloudVpc.existing("main", "gd2", "rtr-8vwgl9kv"))
        .hasToString("existing VPC rtr-8vwgl9kv in main/gd2");
  }

  @Test
  void equals_goesByContent() {
    assertThat(VPC1)
        .isEqualTo(
            QingCloudVpc.managed("main", "pek3", "172.16.0.0/16").vxnet("vxnet1", "172.16.1.0/24"))
        .isNotEqualTo(VPC1.size(QingCloudVpcSize.LARGE))
        .isNotEqualTo(VPC1.vxnet("vxnet2", "172.16.2.0/24"));
  }

  @ParameterizedTest
  @CsvSource({
    "172.16.1.254, 172.16.1.2, 172.16.1.253",
    "172.16.1.2, 172.16.1.3, 172.16.1.254",
    "172.16.1.200, 172.16.1.2, 172.16.1.199",
    "172.16.1.100, 172.16.1.101, 172.16.1.254"
  })
  void vxnet_addressOfTheBorder_isKeptFromDhcp(String border, String first, String last) {
    QingCloudVpc.Managed vpc =
        QingCloudVpc.managed("main", "pek3", "172.16.0.0/16")
            .vxnet("vxnet1", "172.16.1.0/24", border);

    assertThat(VpcFormProbe.gateway(vpc)).isEqualTo(Ip.parse("172.16.1.1"));
    assertThat(VpcFormProbe.border(vpc)).isEqualTo(Ip.parse(border));
    assertThat(VpcFormProbe.dhcp(vpc)).containsExactly(Ip.parse(first), Ip.parse(last));
  }

  @Test
  void vxnet_withoutAnAddressOfTheBorder_keepsTheLastOne() {
    assertThat(VpcFormProbe.border(VPC1)).isEqualTo(Ip.parse("172.16.1.254"));
    assertThat(VpcFormProbe.dhcp(VPC1))
        .containsExactly(Ip.parse("172.16.1.2"), Ip.parse("172.16.1.253"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "172.16.0.0/33|block of managed VPC: ",
        "172.16.0.1/16|block of managed VPC: ",
        "2001:db8::/32|block of managed VPC: 2001:db8::/32 (expected: an IPv4 block that a vxnet's /24",
        "172.16.1.0/25|block of managed VPC: 172.16.1.0/25 (expected: an IPv4 block that a vxnet's /24",
        "10.255.0.0/16|block of managed VPC: 10.255.0.0/16 (expected: a block outside of 10.255.0.0/16)",
        "10.0.0.0/8|block of managed VPC: 10.0.0.0/8 (expected: a block outside of 10.255.0.0/16)",
        "169.254.0.0/16|block of managed VPC: 169.254.0.0/16 (expected: a block outside of",
        "240.0.0.0/16|block of managed VPC: 240.0.0.0/16 (expected: a block outside of 224.0.0.0/3)"
      })
  void managed_blockThatAVpcCanNotHave_isRefused(String block, String message) {
    assertThatThrownBy(() -> QingCloudVpc.managed("main", "pek3", block))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.0.0/16, true",
    "172.16.0.0/16, true",
    "172.31.0.0/16, true",
    "172.15.0.0/16, false",
    "10.1.0.0/16, false",
    "172.16.0.0/20, false",
    "192.168.0.0/17, false"
  })
  void unusual_blocksOfTheDocumentation_areNot(String block, boolean usual) {
    assertThat(VpcFormProbe.unusual(block).isEmpty()).isEqualTo(usual);
    QingCloudVpc.managed("main", "pek3", block); // a remark at most, never a refusal
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a|172.16.0.0/20|block of vxnet a: 172.16.0.0/20 (expected: an IPv4 /24, as QingCloud has no others)",
        "a|172.17.1.0/24|block of vxnet a: 172.17.1.0/24 (expected: a /24 inside 172.16.0.0/16, the VPC's block)",
        "a|172.16.1.0/24|block of vxnet a: 172.16.1.0/24, which vxnet vxnet1 has (expected: a block of its own)",
        "vxnet1|172.16.2.0/24|vxnet: vxnet1 (expected: a name used once)",
        "A b|172.16.2.0/24|vxnet name: A b (expected: 1 to 40 of a-z, 0-9 and -, not at the ends)",
        "a|172.16.2.0|block of vxnet a: "
      })
  void vxnet_bad_isRefused(String name, String block, String message) {
    assertThatThrownBy(() -> VPC1.vxnet(name, block))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"172.16.2.0", "172.16.2.1", "172.16.2.255", "172.16.3.254"})
  void vxnet_addressThatABorderCanNotHave_isRefused(String border) {
    assertThatThrownBy(() -> VPC1.vxnet("a", "172.16.2.0/24", border))
        .hasMessage(
            "border's address in vxnet a: "
                + border
                + " (expected: one of 172.16.2.2 to 172.16.2.254)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PEK3", "pek 3", "cn-hangzhou", "北京3区"})
  void zone_thatIsNone_isRefused(String zone) {
    assertThatThrownBy(() -> QingCloudVpc.managed("main", zone, "172.16.0.0/16"))
        .hasMessageStartingWith("zone: " + zone + " (expected: a zone's name in lower case");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vpc-r7fzo0w1", "rtr-", "rtr-1 2", "RTR-1"})
  void existing_idOfSomethingElse_isRefused(String id) {
    assertThatThrownBy(() -> QingCloudVpc.existing("main", "pek3", id))
        .hasMessage("VPC id: " + id + " (expected: rtr-..., as the console shows it)");
  }

  @Test
  void size_free_isRefusedWithItsReason() {
    assertThat(QingCloudVpcSize.parse("small")).isEqualTo(QingCloudVpcSize.SMALL);
    assertThatThrownBy(() -> QingCloudVpcSize.parse("free"))
        .hasMessage(
            "size of VPC: free (expected one of: medium, small, large, extra_large; a free VPC can"
                + " be joined to no border router)");
  }

  @Test
  void json_topology_comesBackAsItWas() {
    Topology topology =
        Topology.named("t")
            .network("vpc1", VPC1.size(QingCloudVpcSize.MEDIUM))
            .network(
                "vpc3",
                QingCloudVpc.existing("main", "gd2", "rtr-8vwgl9kv")
                    .vxnet("vxnet3", "192.168.211.0/24", "192.168.211.9"))
            .build();

    assertThat(Topology.parse(topology.toJson())).isEqualTo(topology);
  }
}
