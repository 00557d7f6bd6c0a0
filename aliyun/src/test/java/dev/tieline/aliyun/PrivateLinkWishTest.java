package dev.tieline.aliyun;

import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.topology.Endpoint;
import dev.tieline.topology.Service;
import dev.tieline.topology.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services of PrivateLink as a topology names them. */
class PrivateLinkWishTest {
  private static final String NAME = "com.aliyuncs.privatelink.cn-hangzhou.epsrv-bp1vzjkp2q1x";

  private static Topology both(AliyunEndpoint target, AliyunService source) {
    return Topology.named("t")
        .network("app", AliyunVpc.existing("main", "cn-hangzhou", "vpc-bp1vzjkp2q1x"))
        .endpoint("db", "app", target, e -> e.allow(tcp(6001)))
        .service("pg", "app", source, s -> s.sharedWith("1234567890123456"))
        .build();
  }

  @Test
  void toJson_everythingSaid_isReadBack() {
    AliyunEndpoint target =
        AliyunEndpoint.service(NAME)
            .zones("cn-hangzhou-h", "cn-hangzhou-i")
            .vSwitches("vsw-bp1", "a")
            .groups("sg-bp1")
            .crossRegionBandwidth(100)
            .dns(AliyunDns.privateZone("db.example.com"));
    AliyunService source =
        AliyunService.nlb("nlb-83ck", "cn-hangzhou-h")
            .and("nlb-84ck", "cn-hangzhou-i")
            .listening(tcp(6001))
            .paidByProvider()
            .bandwidth(200);

    Topology read = Topology.parse(both(target, source).toJson());

    assertThat(((Endpoint) read.links().get("db")).target()).isEqualTo(target);
    assertThat(((Service) read.links().get("pg")).source()).isEqualTo(source);
  }

  @Test
  void toJson_leastSaid_isReadBack() {
    AliyunEndpoint target = AliyunEndpoint.service(NAME);
    AliyunService source = AliyunService.slb("lb-bp1", "cn-hangzhou-h");

    Topology read = Topology.parse(both(target, source).toJson());

    assertThat(((Endpoint) read.links().get("db")).target()).isEqualTo(target);
    assertThat(((Service) read.links().get("pg")).source()).isEqualTo(source);
  }

  @Test
  void toJson_hosts_isReadBack() {
    AliyunEndpoint target = AliyunEndpoint.service(NAME).dns(AliyunDns.hosts());

    Topology read =
        Topology.parse(both(target, AliyunService.alb("alb-1", "cn-hangzhou-h")).toJson());

    assertThat(((Endpoint) read.links().get("db")).target()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "epsrv-bp1vzjkp2q1x",
        "com.amazonaws.vpce.us-east-1.vpce-svc-1",
        "com.aliyuncs.privatelink.cn-hangzhou.epsrv-",
        "com.aliyuncs.privatelink.cn-hangzhou.epsrv-bp1; rm",
        ""
      })
  void service_nameOfAnotherForm_isRefusedWithTheForm(String name) {
    assertThatThrownBy(() -> AliyunEndpoint.service(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: com.aliyuncs.privatelink.<region>.epsrv-<id>");
  }

  @Test
  void zones_oneTwice_isRefused() {
    assertThatThrownBy(() -> AliyunEndpoint.service(NAME).zones("cn-hangzhou-h", "cn-hangzhou-h"))
        .hasMessageContaining("each once");
  }

  @Test
  void privateZone_thatWouldHideTheCloud_isRefused() {
    assertThatThrownBy(() -> AliyunDns.privateZone("aliyuncs.com"))
        .hasMessageContaining("would hide");
  }

  @Test
  void nlb_withoutZones_isRefused() {
    assertThatThrownBy(() -> AliyunService.nlb("nlb-1")).hasMessageContaining("expected: 1 to 10");
  }

  @Test
  void and_balancerOfAnotherKind_isRefusedByItsId() {
    assertThatThrownBy(
            () -> AliyunService.nlb("nlb-1", "cn-hangzhou-h").and("i-1", "cn-hangzhou-h"))
        .hasMessageContaining("balancer of type nlb: i-1 (expected: nlb-...)");
  }
}
